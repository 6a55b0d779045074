"""Fixtures for tests of accounts."""

import pytest

from accounts.services import off_request


@pytest.fixture
def work(monkeypatch, settings) -> list:
    """Collect what is to be done off the request, without doing it."""
    collected: list = []

    class Threads:
        def submit(self, _quietly, work) -> None:
            collected.append(work)

    settings.WORK_OFF_REQUEST = True
    monkeypatch.setattr(off_request, "_threads", Threads)
    return collected
