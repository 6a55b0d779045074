"""How the data are kept: where, readable by whom, and whether there is a second copy."""

import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from crm_readiness.doctor.findings import Finding, Weight, grave_in_production
from crm_readiness.doctor.registry import check

DAY_SECONDS = 24 * 60 * 60
OLDEST_BACKUP_DAYS = 2
MOUNTS = Path("/proc/self/mounts")
NETWORK_DISKS = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "fuse.")
# The "WAL-reset bug": two processes that write at the same moment can damage the file. It came
# with 3.7.0 and was mended in 3.51.3; two older lines got the change as well.
MENDED = (3, 51, 3)
MENDED_LINES = {(3, 50): 7, (3, 44): 6}


@check
def sqlite_that_can_damage_its_file() -> Iterator[Finding]:
    if settings.IS_SQLITE and not is_mended(sqlite3.sqlite_version_info):
        yield Finding(
            grave_in_production(),
            f"SQLite {sqlite3.sqlite_version} can damage the database when two processes write "
            "at the same moment.",
            "It is rare, and several processes write here: web server and worker. Use PostgreSQL "
            "(DATABASE_URL), or a Python with SQLite 3.51.3 or newer. Until then keep daily "
            "backups. See https://www.sqlite.org/wal.html#walresetbug.",
        )


def is_mended(version: tuple[int, int, int]) -> bool:
    """Tell whether a version of SQLite is without the fault."""
    least_patch = MENDED_LINES.get((version[0], version[1]))
    return version >= MENDED or (least_patch is not None and version[2] >= least_patch)


@check
def data_on_a_network_disk() -> Iterator[Finding]:
    kind = disk_of(settings.DATA_DIR, MOUNTS.read_text() if MOUNTS.exists() else "")
    if kind.startswith(NETWORK_DISKS):
        yield Finding(
            Weight.MEND,
            f"The data folder lies on a network disk ({kind}).",
            "SQLite and the queue lose data there. Set DATA_DIR to a folder on a local disk, or "
            "use PostgreSQL and Redis.",
        )


def disk_of(folder: Path, mounts: str) -> str:
    """Return the kind of the file system a folder lies on; empty where nobody can tell."""
    found = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    inside = [(place, kind) for place, kind in found if folder.is_relative_to(place)]
    return max(inside, key=lambda each: len(each[0]))[1] if inside else ""


@check
def data_that_others_can_read() -> Iterator[Finding]:
    if settings.DATA_DIR.stat().st_mode & stat.S_IRWXO:
        yield Finding(
            Weight.MEND,
            "Everybody with an account on this machine can look into the data folder.",
            f"Run: chmod o-rwx {settings.DATA_DIR}",
        )


@check
def secret_that_others_can_read() -> Iterator[Finding]:
    secret = settings.DATA_DIR / "secret_key"
    if secret.exists() and secret.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(
            Weight.MEND,
            "Others can read the secret with which sessions and links are signed.",
            f"Run: chmod 600 {secret}. If somebody may have read it, delete it and start again: "
            "everybody signs in anew.",
        )


@check
def backups() -> Iterator[Finding]:
    made = newest_file(settings.BACKUP_DIR)
    if made is None:
        yield Finding(
            grave_in_production(),
            f"There is no backup in {settings.BACKUP_DIR}.",
            "Run “manage.py backup” every day, and try once whether it can be restored.",
        )
    elif (days := (time.time() - made) / DAY_SECONDS) > OLDEST_BACKUP_DAYS:
        yield Finding(
            grave_in_production(),
            f"The newest backup is {days:.0f} days old.",
            "Look why “manage.py backup” no longer runs every day.",
        )


def newest_file(folder: Path) -> float | None:
    """Return when the newest file of a folder was written."""
    files = folder.iterdir() if folder.is_dir() else ()
    return max((each.stat().st_mtime for each in files if each.is_file()), default=None)
