"""A consistent copy of a SQLite database in use, and putting a copy in its place.

Both ways take SQLite's own backup interface: it reads one state while others write, and
writes as one transaction, which a kill in the middle undoes.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from backups.manifest import ArchiveError
from backups.schema import LEFT_OUT, Migrations

PATIENCE_SECONDS = 60
MEMBER = "database.sqlite3"


def copy_database(source: Path, target: Path) -> None:
    """Write a copy of the running database into an empty file, compact and without sign-ins."""
    with _opened(source) as running, _opened(target) as copied:
        running.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
        for table in LEFT_OUT:
            copied.execute(f"DELETE FROM {table}")  # noqa: S608  # nosec B608 - constant
        copied.commit()
        copied.execute("VACUUM")


def put_back(copied: Path, target: Path) -> None:
    """Write a copy over the database, at once or not at all."""
    with _opened(copied) as source, _opened(target) as replaced:
        source.backup(replaced)
        replaced.execute("PRAGMA journal_mode=WAL")
        replaced.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def settle(path: Path) -> None:
    """Bring everything into the one file: nothing of it waits in a log beside."""
    with _opened(path) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def refuse_unsound(path: Path) -> None:
    """Raise ArchiveError where the file is no whole database."""
    try:
        with _opened(path) as database:
            found = [line for (line,) in database.execute("PRAGMA integrity_check(3)")]
            if found != ["ok"]:
                raise ArchiveError(f"SQLite finds the copy broken: {'; '.join(found)}")
            if database.execute("PRAGMA foreign_key_check").fetchone():
                raise ArchiveError("Rows of the copy point to rows that are not there.")
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"SQLite cannot read the copy: {error}.") from error


def row_counts(path: Path) -> dict[str, int]:
    """Return the number of rows of every table."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with _opened(path) as database:
        names = [name for (name,) in database.execute(tables).fetchall()]
        return {name: _count(database, name) for name in names}


def migrations_of(path: Path) -> Migrations:
    """Return the migrations that a database file has seen."""
    with _opened(path) as database:
        seen = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return tuple((app, name) for app, name in seen.fetchall())


def _count(database: sqlite3.Connection, table: str) -> int:
    quoted = '"' + table.replace('"', '""') + '"'
    query = f"SELECT count(*) FROM {quoted}"  # noqa: S608  # nosec B608 - quoted
    count: int = database.execute(query).fetchone()[0]
    return count


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=PATIENCE_SECONDS))
