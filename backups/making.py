"""Making a backup while the product runs: copied, written, read back, and only then named."""

import fcntl
import os
import secrets
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from backups import postgresql, sqlite
from backups.archive import CHUNK, Archive, ArchiveWriter
from backups.manifest import ArchiveError, Manifest
from backups.schema import applied_migrations

PATTERN = "crm-readiness-*.zip"
UNFINISHED = ".unfinished-"


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished archive, and the older ones that were deleted for it."""

    path: Path
    manifest: Manifest
    deleted: tuple[Path, ...]


def make_backup(*, folder: Path, keep: int) -> Backup:
    """Write a verified archive into a folder and leave only the newest ones there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _sole_user(folder):
        for leftover in folder.glob(f"{UNFINISHED}*"):  # of a try that was killed
            leftover.unlink()
        made_at = datetime.now(UTC)
        unfinished = folder / f"{UNFINISHED}{secrets.token_hex(8)}"
        try:
            manifest = _write(unfinished, made_at)
            _read_back(unfinished)
            path = folder / f"crm-readiness-{made_at:%Y%m%dT%H%M%S.%fZ}.zip"
            unfinished.rename(path)
            _sync(folder)
        finally:
            unfinished.unlink(missing_ok=True)
        deleted = sorted(folder.glob(PATTERN))[:-keep]
        for old in deleted:
            old.unlink()
    return Backup(path, manifest, tuple(deleted))


def _write(path: Path, made_at: datetime) -> Manifest:
    if connection.vendor == "sqlite":
        return _write_sqlite(path, made_at)
    return _write_postgresql(path, made_at)


def _write_sqlite(path: Path, made_at: datetime) -> Manifest:
    with scratch_file(path.parent) as copied, ArchiveWriter(path) as archive:
        sqlite.copy_database(Path(connection.settings_dict["NAME"]), copied)
        sqlite.refuse_unsound(copied)
        manifest = Manifest(
            version=product_version(),
            made_at=made_at.isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=sqlite.migrations_of(copied),
            rows=sqlite.row_counts(copied),
            columns={},
            members={},
        )
        archive.add(sqlite.MEMBER, _chunks(copied))
        archive.finish(manifest)
    return manifest


def _write_postgresql(path: Path, made_at: datetime) -> Manifest:
    with postgresql.snapshot(connection) as cursor, ArchiveWriter(path) as archive:
        rows, columns = postgresql.write_tables(connection, cursor, archive)
        manifest = Manifest(
            version=product_version(),
            made_at=made_at.isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=applied_migrations(connection),
            rows=rows,
            columns=columns,
            members={},
        )
        archive.finish(manifest)
    return manifest


def _read_back(path: Path) -> None:
    """Verify what stands on the disk, as a restore would."""
    archive = Archive(path)
    if archive.manifest.database == "sqlite":
        with scratch_file(path.parent) as copied:
            unpack(archive, copied)
            refuse_other_content(archive.manifest, copied)
        return
    for table, expected in archive.manifest.rows.items():
        found = sum(chunk.count(b"\n") for chunk in archive.chunks(f"{table}.copy"))
        if found != expected:
            raise ArchiveError(f"{table} has {found} rows in the archive, {expected} were written.")


def unpack(archive: Archive, target: Path) -> None:
    """Write the database of an archive into a file."""
    with target.open("wb") as file:
        for chunk in archive.chunks(sqlite.MEMBER):
            file.write(chunk)


def refuse_other_content(manifest: Manifest, copied: Path) -> None:
    """Raise ArchiveError where an unpacked database is not what the manifest says."""
    sqlite.refuse_unsound(copied)
    if sqlite.row_counts(copied) != manifest.rows:
        raise ArchiveError("The database in the archive has other rows than it says.")
    if sqlite.migrations_of(copied) != manifest.migrations:
        raise ArchiveError("The database in the archive has seen other migrations than it says.")


@contextmanager
def scratch_file(folder: Path) -> Iterator[Path]:
    """Make an empty file that nobody else can read, and delete it with what SQLite puts beside."""
    path = folder / f"{UNFINISHED}{secrets.token_hex(8)}.sqlite3"
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        yield path
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def product_version() -> str:
    """Return the version of this checkout."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return str(project["project"]["version"])


@contextmanager
def _sole_user(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ArchiveError(f"Another backup into {folder} is running.") from error
        yield


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _sync(folder: Path) -> None:
    """Bring the new name itself down to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
