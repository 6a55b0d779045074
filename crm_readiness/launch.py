"""Starts the whole product on one machine and stops it again: `python -m crm_readiness.launch`.

Prepares the data, runs the web server and the worker as processes in sessions of their own,
starts again what dies, and leaves nothing behind on Ctrl-C, TERM or HUP.
"""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from crm_readiness import environment as env
from crm_readiness.lifeline import die_with_parent

BASE_DIR = Path(__file__).resolve().parent.parent
POLL_SECONDS = 0.5
START_SECONDS = 60
STOP_SECONDS = 20
# More deaths than this within the window are no accident: give up instead of trying for ever.
MOST_DEATHS = 5
DEATHS_WINDOW_SECONDS = 120
LONGEST_PAUSE_SECONDS = 16

WEB_COMMAND = ("-m", "gunicorn", "--config", "python:crm_readiness.web_server")
WORKER_COMMAND = (
    *("-m", "celery", "--quiet", "--app", "crm_readiness", "worker", "--beat"),
    *("--include", "crm_readiness.lifeline"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
)
# Tasks are JSON and each is ours, so Celery's warning about root is no news to anybody here.
WORKER_ENVIRONMENT = {
    "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"
}


class LaunchError(Exception):
    """The product cannot run; the message says why and what to do."""


@dataclass
class Service:
    """One of the processes, with its children, and its history."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own, bound to the life of this one."""
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=BASE_DIR,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509  (no threads here)
        )

    def take_death(self) -> int | None:
        """Return the exit code of a dead process, once, after killing what it left behind."""
        if self.process is None or not _is_dead(self.process.pid):
            return None
        self.kill()  # before it is waited for, so that its number belongs to nobody else
        code = self.process.wait()
        self.process = None
        return code

    def terminate(self) -> None:
        """Ask the parent to end its children and itself."""
        if self.process is not None:
            self.process.terminate()

    def kill(self) -> None:
        """End every process of the session at once."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def pause(self, now: float) -> float:
        """Note a death; return the seconds to wait before the next start."""
        self.deaths = [when for when in self.deaths if now - when < DEATHS_WINDOW_SECONDS]
        self.deaths.append(now)
        if len(self.deaths) > MOST_DEATHS:
            raise LaunchError(f"The {self.name} died {len(self.deaths)} times in a row; giving up.")
        return float(min(2 ** (len(self.deaths) - 1) - 1, LONGEST_PAUSE_SECONDS))


class Launcher:
    """Holds the services and the wish to stop."""

    def __init__(self, *, host: str, port: int, worker_processes: int) -> None:
        self.host = host
        self.port = port
        self.web = Service("web server", WEB_COMMAND)
        self.worker = Service(
            "worker",
            (*WORKER_COMMAND, "--concurrency", str(worker_processes)),
            WORKER_ENVIRONMENT,
        )
        self.services = (self.web, self.worker)
        self.stopping = threading.Event()
        self.signals_seen = 0

    def run(self) -> None:
        """Run until somebody wants it to stop, or it cannot go on."""
        self._listen_to_signals()
        sign_ins = self._prepare()
        try:
            if not self.stopping.is_set():
                for service in self.services:
                    service.start()
                self._wait_for_web()
            if not self.stopping.is_set():
                self._announce(sign_ins)
            while not self.stopping.wait(POLL_SECONDS):
                self._revive()
        finally:
            self._stop()

    def _listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note_signal)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup stays nohup
            signal.signal(signal.SIGHUP, self._note_signal)

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.signals_seen += 1
        self.stopping.set()

    def _prepare(self) -> str:
        """Run the preparation; return the lines about the demo."""
        say("Preparing the database and the static files …")
        preparation = subprocess.Popen(
            [sys.executable, "-m", "crm_readiness.prepare"],
            cwd=BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509  (no threads here)
        )
        while True:
            try:
                output, _ = preparation.communicate(timeout=POLL_SECONDS)
                break
            except subprocess.TimeoutExpired:
                if self.stopping.is_set():
                    preparation.terminate()
        if preparation.returncode and not self.stopping.is_set():
            raise LaunchError("The preparation failed; nothing was started.")
        return output

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.stopping.is_set():
            status = answer(self.host, self.port)
            if status is not None and status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
                raise LaunchError("The web server runs, but answers with errors; see above.")
            if status is not None:
                return
            if time.monotonic() > deadline:
                raise LaunchError(f"The web server did not answer within {START_SECONDS} s.")
            self._revive()
            self.stopping.wait(0.05)

    def _revive(self) -> None:
        """Start again what died, at once the first time and later and later after that."""
        now = time.monotonic()
        for service in self.services:
            code = service.take_death()
            if code is not None:
                service.start_at = now + service.pause(now)
                reason = f"signal {-code}" if code < 0 else f"exit code {code}"
                say(f"The {service.name} stopped ({reason}); it is started again.")
            if service.process is None and service.start_at <= now:
                service.start()

    def _announce(self, sign_ins: str) -> None:
        say(f"\nCRM Readiness is running: {address(self.host, self.port)}")
        if sign_ins.strip():
            say(f"Sign-ins of the demo:\n{sign_ins.rstrip()}")
        say("Ctrl-C stops it; the data stay.\n")

    def _stop(self) -> None:
        """Ask each parent, wait, and after a bound or a second signal end what is left."""
        asked_at_signal = max(self.signals_seen, 1)
        say("Stopping …")
        for service in self.services:
            service.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while any(_is_running(service) for service in self.services):
            if time.monotonic() > deadline or self.signals_seen > asked_at_signal:
                for service in self.services:
                    service.kill()
            time.sleep(0.05)
        say("Stopped.")


def say(text: str) -> None:
    """Print for the person at the terminal; one that was closed is no reason to fail."""
    with suppress(OSError):
        print(text, flush=True)


def address(host: str, port: int) -> str:
    """Return the address a person on this machine types.

    By name: browsers make no passkeys for an address of numbers.
    """
    name = _reachable(host)
    return f"http://{'localhost' if name == '127.0.0.1' else name}:{port}/"


def answer(host: str, port: int) -> int | None:
    """Return the status of the web server's answer, or None where there is none."""
    connection = http.client.HTTPConnection(_reachable(host).strip("[]"), port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def check_port(host: str, port: int) -> None:
    """Raise LaunchError where nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise LaunchError(
                f"Port {port} on {host} cannot be used: {error.strerror}.\n"
                f"Stop what uses it, or take another one: make run PORT={port + 1}"
            ) from error


@contextmanager
def sole_user(data_dir: Path) -> Iterator[None]:
    """Hold the data folder; raise LaunchError where another launcher holds it."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data_dir / "launch.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LaunchError(f"CRM Readiness already runs on the data in {data_dir}.") from error
        yield


def _reachable(host: str) -> str:
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104 - only read


def _is_dead(pid: int) -> bool:
    """Tell whether a child has ended, and leave it to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _is_running(service: Service) -> bool:
    service.take_death()
    return service.process is not None


def main() -> int:
    """Run the product; return the exit code."""
    try:
        from crm_readiness.web_server import HOST, PORT  # reads the environment, so it can fail

        check_port(HOST, PORT)
        with sole_user(env.folder("DATA_DIR", BASE_DIR / "var")):
            Launcher(
                host=HOST,
                port=PORT,
                worker_processes=env.number("WORKER_PROCESSES", 2, least=1),
            ).run()
    except (LaunchError, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
