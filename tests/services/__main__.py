"""Runs the tests that touch database, queue or cache on private PostgreSQL and Redis servers.

python -m tests.services [arguments for pytest]

Tests marked `alone` run after all others, one by one: deleted rows are wiped only when nobody
on the server can still see them, and the transaction of a long test beside them could.
"""

import os
import signal
import subprocess
import sys
from types import FrameType
from typing import Never

import pytest

from tests.services.requirements import complaint, find, is_required
from tests.services.servers import private_postgres, private_redis

# Of the two runs one may have nothing to do, when single tests are asked for.
HARMLESS = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}


def main() -> int:
    """Start both servers, run pytest on them, stop them; return pytest's exit code."""
    missing = [program for program in ("postgres", "redis-server") if find(program) is None]
    for program in missing:
        print(f"{complaint(program)}; NOTHING RUNS ON POSTGRESQL AND REDIS", flush=True)
    if missing:
        return 1 if is_required() else 0
    signal.signal(signal.SIGTERM, _leave)  # so that TERM, too, stops the servers
    with private_postgres() as database_url, private_redis() as redis_url:
        print("Tests on PostgreSQL and Redis", flush=True)
        urls = {"TEST_DATABASE_URL": database_url, "TEST_REDIS_URL": redis_url}
        arguments = sys.argv[1:] or ["-n", "2"]
        codes = [
            _pytest([*arguments, "-m", "not long and not alone"], urls),
            _pytest([*arguments, "-n", "0", "-m", "alone and not long"], urls),
        ]
    return next((code for code in codes if code not in HARMLESS), min(codes))


def _pytest(arguments: list[str], urls: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", "--ds", "tests.settings", *arguments]
    return subprocess.run(command, env=os.environ | urls, check=False).returncode


def _leave(_number: int, _frame: FrameType | None) -> Never:
    sys.exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
