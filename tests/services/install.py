"""Installs what tests need from the system, where that is possible: Debian or Ubuntu, as root.

Mozilla's Observatory rules come from npm, wherever there is one.

    python -m tests.services.install

The packages' own services stay off; tests start private servers.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.observatory import rules
from tests.services.requirements import PROGRAMS, complaint, find, is_required

POLICY = Path("/usr/sbin/policy-rc.d")
QUIETLY = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


def main() -> int:
    """Install the missing packages; return 1 where one is required and still missing."""
    missing = _missing()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(sorted({PROGRAMS[program].package for program in missing}))
        missing = _missing()
    complaints = [complaint(program) for program in missing]
    complaints += [said for said in [rules.install()] if said is not None]
    for said in complaints:
        print(said, flush=True)
    return 1 if complaints and is_required() else 0


def _missing() -> list[str]:
    return [program for program in PROGRAMS if find(program) is None]


def _install(packages: list[str]) -> None:
    print(f"Installing {', '.join(packages)} with apt", flush=True)
    if "chromium" in packages:
        packages = [*packages, "fonts-liberation"]
    command = ["install", "--yes", "--no-install-recommends", *packages]
    with _services_off():
        if _apt(command) != 0:
            _apt(["update"])
            _apt(command)


def _apt(arguments: list[str]) -> int:
    command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments]
    return subprocess.run(
        command, env=os.environ | QUIETLY, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    ).returncode


@contextmanager
def _services_off() -> Iterator[None]:
    """Forbid packages to start services; a rule that is there already stays as it is."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


if __name__ == "__main__":
    sys.exit(main())
