"""Private PostgreSQL and Redis servers for the tests: own folder, own port, gone afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

from crm_readiness.lifeline import die_with_parent
from tests.services.requirements import find

START_SECONDS = 60
STOP_SECONDS = 20


class ServerNotStartedError(Exception):
    """A private server did not answer in time; the message holds its log."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def private_postgres() -> Iterator[str]:
    """Run a PostgreSQL server and yield its database URL."""
    initdb, postgres = find("initdb"), find("postgres")
    if initdb is None or postgres is None:
        raise ServerNotStartedError("PostgreSQL is not installed")
    account = _unprivileged_account()
    with _folder(account) as folder:
        password = secrets.token_urlsafe(24)
        (folder / "password").write_text(password)
        shutil.chown(folder / "password", account) if account else None
        subprocess.run(
            [
                initdb,
                f"--pgdata={folder / 'data'}",
                "--username=tests",
                "--auth=scram-sha-256",
                f"--pwfile={folder / 'password'}",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            user=account,
            group=_group(account),
            extra_groups=[] if account else None,
        )
        port = free_port()
        url = f"postgres://tests:{password}@127.0.0.1:{port}/postgres"
        command = [str(postgres), "-D", str(folder / "data"), "-p", str(port)]
        for setting in (
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "fsync=off",  # nothing here outlives the tests
            "synchronous_commit=off",
            "full_page_writes=off",
            "log_min_messages=fatal",
        ):
            command += ["-c", setting]
        with _running(command, folder, account, lambda: psycopg.connect(url).close()):
            yield url


@contextmanager
def private_redis() -> Iterator[str]:
    """Run a Redis server and yield its URL, without a database number."""
    program = find("redis-server")
    if program is None:
        raise ServerNotStartedError("Redis is not installed")
    with _folder(None) as folder:
        password, port = secrets.token_urlsafe(24), free_port()
        url = f"redis://:{password}@127.0.0.1:{port}"
        configuration = folder / "redis.conf"
        configuration.write_text(
            f"port {port}\nbind 127.0.0.1\nrequirepass {password}\ndir {folder}\ndatabases 256\n"
            'save ""\nappendonly no\nmaxmemory-policy noeviction\ndaemonize no\nloglevel warning\n'
        )
        with _running([str(program), str(configuration)], folder, None, lambda: _ping(url)):
            yield url


def _ping(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        client.ping()


@contextmanager
def _running(
    command: list[str], folder: Path, account: str | None, answers: Callable[[], None]
) -> Iterator[None]:
    """Run a server in a session of its own until the block is left, however it is left."""
    log = folder / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            user=account,
            group=_group(account),
            extra_groups=[] if account else None,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509  (no threads here)
        )
    try:
        _wait_until(answers, server, log)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL: fast shutdown; Redis: exit
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_until(answers: Callable[[], None], server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            answers()
        except (psycopg.OperationalError, redis.RedisError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise ServerNotStartedError(f"{error}\n{log.read_text()}") from error
            time.sleep(0.1)
        else:
            return


@contextmanager
def _folder(account: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="crm-readiness-server-"))
    try:
        if account:
            shutil.chown(folder, account)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_account() -> str | None:
    """Return whom PostgreSQL runs as; it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"


def _group(account: str | None) -> int | None:
    return pwd.getpwnam(account).pw_gid if account else None
