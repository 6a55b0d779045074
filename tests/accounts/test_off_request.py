"""Work off the request: it is done, and its failures are logged without names."""

import logging
from threading import current_thread

import pytest

from accounts.services import off_request
from accounts.services.off_request import do_soon


@pytest.fixture
def finished(settings):
    """Return a function that waits until everything handed over is done."""
    settings.WORK_OFF_REQUEST = True
    off_request._threads.cache_clear()
    yield lambda: off_request._threads().shutdown(wait=True)
    off_request._threads.cache_clear()


def test_it_is_done_in_another_thread(finished) -> None:
    done = []

    do_soon(lambda: done.append(current_thread().name))
    finished()

    assert [name.startswith("off-request") for name in done] == [True]


def test_a_failure_is_logged_by_its_kind_only(finished, caplog) -> None:
    def fail() -> None:
        raise ValueError("ada@example.com")

    with caplog.at_level(logging.ERROR):
        do_soon(fail)
        finished()

    assert caplog.messages == ["work off the request failed: ValueError"]
    assert "ada@example.com" not in caplog.text


def test_one_failure_does_not_keep_others_from_being_done(finished) -> None:
    done = []

    do_soon(lambda: 1 / 0)
    do_soon(lambda: done.append("next"))
    finished()

    assert done == ["next"]
