"""Restoring a backup: verified first, built beside what is there, put in its place at once."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

from backups import postgresql, sqlite
from backups.archive import Archive
from backups.making import refuse_other_content, scratch_file, unpack
from backups.manifest import ArchiveError, Manifest
from backups.schema import (
    applied_migrations,
    finish_migrating,
    migrate_to,
    refuse_newer,
    second_database,
)

# Beyond the database itself: its log while the migrations run, and some air.
SPACE = 3


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and how many migrations were run on it."""

    manifest: Manifest
    migrations_run: int


def restore_backup(*, path: Path, replace: bool) -> Restored:
    """Put the content of an archive in the place of the database; all of it or nothing."""
    archive = Archive(path)
    manifest = archive.manifest
    if manifest.database != connection.vendor:
        raise ArchiveError(
            f"The backup is of {manifest.database}, and this installation uses "
            f"{connection.vendor}. Set DATABASE_URL to a database of the same kind."
        )
    refuse_newer(manifest)
    if not replace and has_people():
        raise ArchiveError(
            "The database is not empty. To replace everything in it: restore --replace"
        )
    if connection.vendor == "sqlite":
        run = _restore_sqlite(archive)
    else:
        run = _restore_postgresql(archive)
    connection.close()  # what it knew about the tables is of yesterday
    return Restored(manifest, run)


def has_people() -> bool:
    """Tell whether somebody can sign in: without people nothing can have been entered."""
    people = get_user_model()
    if people._meta.db_table not in connection.introspection.table_names():
        return False
    return people.objects.exists()


def _restore_sqlite(archive: Archive) -> int:
    target = Path(connection.settings_dict["NAME"])
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if SPACE * archive.size_unpacked > shutil.disk_usage(target.parent).free:
        raise ArchiveError(f"There is too little space in {target.parent}.")
    with _nobody_running(), scratch_file(target.parent) as copied:
        unpack(archive, copied)
        refuse_other_content(archive.manifest, copied)
        with second_database(NAME=str(copied)) as restored:
            finish_migrating(restored.alias)
            run = len(applied_migrations(restored)) - len(archive.manifest.migrations)
        sqlite.settle(copied)
        sqlite.refuse_unsound(copied)
        connection.close()
        sqlite.put_back(copied, target)
    return run


def _restore_postgresql(archive: Archive) -> int:
    name = f"{postgresql.SCHEMA_PREFIX}{secrets.token_hex(8)}"
    options = dict(connection.settings_dict["OPTIONS"])
    options["options"] = f"{options.get('options', '')} -c search_path={name}".strip()
    with postgresql.new_schema(connection, name):
        with second_database(OPTIONS=options) as restored:
            migrate_to(restored, archive.manifest.migrations)
            postgresql.read_tables(restored, archive)
            finish_migrating(restored.alias)
            run = len(applied_migrations(restored)) - len(archive.manifest.migrations)
        postgresql.move_in(connection, name)
    return run


@contextmanager
def _nobody_running() -> Iterator[None]:
    """Hold the lock of `make run`: processes must not write to what is being replaced."""
    with (Path(settings.DATA_DIR) / "launch.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ArchiveError("CRM Readiness is running. Stop it first, then restore.") from error
        yield
