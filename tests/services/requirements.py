"""What tests need from the system, and what happens where it is missing."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Never

import pytest

from crm_readiness import environment


@dataclass(frozen=True)
class Program:
    """A program of the system: the names it goes by, where it hides, who brings it."""

    names: tuple[str, ...]
    package: str
    folders: tuple[str, ...] = ()


PROGRAMS = {
    "chromium": Program(
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), "chromium"
    ),
    "msgfmt": Program(("msgfmt",), "gettext"),
    "xgettext": Program(("xgettext",), "gettext"),
    "redis-server": Program(("redis-server", "valkey-server"), "redis-server"),
    "postgres": Program(("postgres",), "postgresql", ("/usr/lib/postgresql/*/bin",)),
    "initdb": Program(("initdb",), "postgresql", ("/usr/lib/postgresql/*/bin",)),
}


def find(program: str) -> Path | None:
    """Return the path of a program, or None where it is not installed."""
    wanted = PROGRAMS[program]
    folders = [
        str(folder)
        for pattern in wanted.folders
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)
    ]
    path = os.pathsep.join([*folders, os.environ.get("PATH", os.defpath)])
    for name in wanted.names:
        if found := shutil.which(name, path=path):
            return Path(found)
    return None


def need(program: str) -> Path:
    """Return the path of a program; skip the test loudly, or fail it, where it is missing."""
    return find(program) or skip_or_fail(complaint(program))


def is_required() -> bool:
    """Tell whether a missing program is a failure."""
    return environment.flag("REQUIRE_SERVICES", default=False)


def complaint(program: str) -> str:
    """Return the one loud line about a missing program."""
    package = PROGRAMS[program].package
    return f"MISSING {program.upper()}: make test-services installs {package} (Debian, Ubuntu)"


def skip_or_fail(complaint: str) -> Never:
    """Skip the test loudly; where nothing may be missing, fail it."""
    if is_required():
        pytest.fail(complaint, pytrace=False)
    pytest.skip(complaint)


def _version(folder: Path) -> int:
    digits = folder.parent.name
    return int(digits) if digits.isdigit() else 0
