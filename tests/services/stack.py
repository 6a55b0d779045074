"""The real product as processes, for tests and benchmarks: launcher, gunicorn, Celery, beat.

    with Stack(tmp_path) as stack:
        requests go to stack.address

On the private servers (`python -m tests.services`) a stack gets a database and a Redis of its own.
"""

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Self

import psycopg

from tests.services.servers import free_port

BASE_DIR = Path(__file__).resolve().parent.parent.parent
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_redis_numbers = count(16)


class StackError(Exception):
    """The product did not start or stop as it should; the message holds its output."""


@dataclass(frozen=True)
class Process:
    """A running process of a stack."""

    pid: int
    parent: int
    command: str
    cpu_seconds: float


class Stack:
    """A running product with its own port and data folder, both kept over restarts."""

    def __init__(self, folder: Path, *, demo: bool = False, **environment: str) -> None:
        self.folder = folder
        self.demo = demo
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder.parent / f"{folder.name}.log"
        self.environment = {
            **_bare_environment(),
            **_own_services(),
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "DEMO": str(int(demo)),
            "PYTHONUNBUFFERED": "1",
            **environment,
        }
        self.launcher: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.seed()
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            self.stop()
        finally:
            self.kill()

    def seed(self) -> None:
        """Fill an empty data folder with what a first start would make; saves its seconds."""
        if not self.folder.exists():
            template = _template(demo=self.demo)
            shutil.copytree(template / "static", self.folder / "static", copy_function=os.link)
            shutil.copy2(template / "static.state", self.folder)
            if "DATABASE_URL" not in self.environment:
                shutil.copy2(template / "crm-readiness.sqlite3", self.folder)

    def start(self, *, seconds: float = 90) -> float:
        """Start everything; return the seconds until it was announced as ready."""
        began = time.monotonic()
        self.launcher = self.launch()
        announced = self.output().count("is running:")
        while self.output().count("is running:") == announced:
            if self.launcher.poll() is not None or time.monotonic() - began > seconds:
                raise StackError(f"The stack did not start:\n{self.output()}")
            time.sleep(0.02)
        return time.monotonic() - began

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the launcher without waiting for anything."""
        with self.log.open("a") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "crm_readiness.launch"],
                cwd=BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self, number: signal.Signals = signal.SIGINT) -> int | None:
        """Stop as Ctrl-C does; return the launcher's exit code, None if it did not run."""
        if self.launcher is None:
            return None
        self.launcher.send_signal(number)
        try:
            return self.launcher.wait(60)
        except subprocess.TimeoutExpired as error:
            self.launcher.kill()
            raise StackError(f"The stack did not stop:\n{self.output()}") from error
        finally:
            self.launcher = None

    def kill(self) -> None:
        """End every process at once."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)

    def output(self) -> str:
        """Return all that the processes have printed since the first start."""
        return self.log.read_text() if self.log.exists() else ""

    def manage(self, *arguments: str) -> str:
        """Run a management command on the stack's data; return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StackError(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def processes(self) -> list[Process]:
        """Return every living process of this stack, found by its data folder."""
        mark = f"DATA_DIR={self.folder}".encode()
        found = (_process(path, mark) for path in Path("/proc").glob("[0-9]*"))
        return [process for process in found if process is not None]

    def web_processes(self) -> list[Process]:
        """Return gunicorn's processes, the parent first."""
        return _family(self.processes(), "gunicorn")

    def worker_processes(self) -> list[Process]:
        """Return the processes of the Celery worker, scheduler included, the parent first."""
        return _family(self.processes(), "celery")

    def kill9_worker(self) -> None:
        """Kill the parent of the worker with SIGKILL, as an out-of-memory killer does."""
        os.kill(self.worker_processes()[0].pid, signal.SIGKILL)

    def web_cpu_seconds(self) -> float:
        """Return the CPU time, user and system, of all gunicorn processes so far."""
        return sum(process.cpu_seconds for process in self.web_processes())


def wait_for(condition: Callable[[], bool], what: str, *, seconds: float = 120) -> None:
    """Wait until a condition holds; fail with its description where it never does.

    The limit is for a machine on which several whole products run beside each other.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come true within {seconds} s"
        time.sleep(0.05)


def _bare_environment() -> dict[str, str]:
    """Return the environment without anything that configures the product or its tests."""
    from tests.settings import VARIABLES

    return {
        name: value
        for name, value in os.environ.items()
        if name not in {*VARIABLES, "DJANGO_SETTINGS_MODULE"} and not name.startswith("PYTEST_")
    }


def _template(*, demo: bool) -> Path:
    """Return a prepared data folder, made once and shared by the processes of pytest-xdist."""
    from tests.settings import TEST_FOLDER

    folder = TEST_FOLDER / f"prepared-{'demo' if demo else 'empty'}"
    with (TEST_FOLDER / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = folder.with_suffix(".making")
            subprocess.run(
                [sys.executable, "-m", "crm_readiness.prepare"],
                cwd=BASE_DIR,
                env=_bare_environment() | {"DATA_DIR": str(making), "DEMO": str(int(demo))},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            making.rename(folder)
    return folder


def _own_services() -> dict[str, str]:
    if "TEST_DATABASE_URL" not in os.environ:
        return {}
    server = os.environ["TEST_DATABASE_URL"]
    name = f"stack_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    number = next(_redis_numbers) + 64 * int(worker)
    return {
        "DATABASE_URL": f"{server.rsplit('/', 1)[0]}/{name}",
        "REDIS_URL": f"{os.environ['TEST_REDIS_URL']}/{number}",
    }


def _process(path: Path, mark: bytes) -> Process | None:
    try:
        if mark not in (path / "environ").read_bytes().split(b"\0"):
            return None
        # After the name in brackets: state, parent, … and as 12th and following the CPU times.
        fields = (path / "stat").read_text().rpartition(")")[2].split()
        command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return None
    if fields[0] == "Z":
        return None
    cpu = sum(int(ticks) for ticks in fields[11:15]) / TICKS_PER_SECOND
    return Process(int(path.name), int(fields[1]), command, cpu)


def _family(processes: list[Process], program: str) -> list[Process]:
    members = [process for process in processes if f"-m {program} " in process.command]
    numbers = {process.pid for process in members}
    return sorted(members, key=lambda process: (process.parent in numbers, process.pid))
