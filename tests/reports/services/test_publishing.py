"""The hint: sent where there is a queue, given up quietly and in time where there is none."""

import logging
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from django.conf import settings

from reports.services.publishing import publish
from tests.services.servers import free_port

WATCH = """
import os, time, uuid
os.environ["DJANGO_SETTINGS_MODULE"] = "crm_readiness.settings"
import django
django.setup()
from reports.services.publishing import publish
started = time.monotonic()
taken = publish(uuid.uuid4())
print(taken, time.monotonic() - started)
"""


@pytest.mark.services
def test_a_queue_that_is_there_takes_the_hint():
    started = time.monotonic()
    assert publish(uuid4()) is True
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_an_unreachable_queue_costs_two_seconds_at_most(host, tmp_path):
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATA_DIR": str(tmp_path),
        "REDIS_URL": f"redis://{host}:{free_port()}/0",
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCH],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    taken, seconds = done.stdout.split()
    assert taken == "False"
    assert float(seconds) < 2.5


def test_the_log_says_that_the_report_waits(caplog, monkeypatch):
    """A queue that raises is no error of the request; the row waits for the sweeper."""
    from celery import current_app

    monkeypatch.setattr(current_app.conf, "broker_url", "memory://")
    monkeypatch.setattr(current_app, "send_task", _refuse)
    with caplog.at_level(logging.WARNING):
        assert publish(uuid4()) is False
    assert "did not take reports.build" in caplog.text


def _refuse(*_arguments: object, **_options: object) -> None:
    raise ConnectionRefusedError("nobody listens")
