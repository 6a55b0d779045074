"""A real Celery worker on the database of the running test, to be killed and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from crm_readiness.launch import WORKER_COMMAND
from crm_readiness.lifeline import die_with_parent


class Worker:
    """The worker as the launcher starts it, scheduler included, in a session of its own."""

    def __init__(self, log: Path, *, lease_seconds: int = 4) -> None:
        self.log = log
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")
        } | {
            "DJANGO_SETTINGS_MODULE": "crm_readiness.settings",
            "DATA_DIR": str(settings.DATA_DIR),
            "DATABASE_URL": database_url(),
            "REDIS_URL": settings.REDIS_URL,
            "REPORT_LEASE_SECONDS": str(lease_seconds),
            "PYTHONWARNINGS": "ignore",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def start(self) -> None:
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                [sys.executable, *WORKER_COMMAND, "--concurrency", "1"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509  (it only sets a flag)
            )

    def kill(self) -> None:
        """Kill parent, children and scheduler at once, as kill -9 or the end of memory does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """Stop every process where it is, without its knowing."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGCONT)


def database_url() -> str:
    """Return the address of the running test's database."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    login = f"{quote(values['USER'])}:{quote(values['PASSWORD'])}"
    return f"postgres://{login}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


def wait_for(
    condition: Callable[[], bool], worker: Worker, seconds: float = 60, pause: float = 0.05
) -> None:
    """Wait until a condition holds; fail with the worker's log where it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, worker.log.read_text()
        time.sleep(pause)
