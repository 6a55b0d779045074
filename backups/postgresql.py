"""All rows of a PostgreSQL database in one snapshot, and a whole database put in its place.

By COPY through the driver, so that neither a program of the right version nor a shell is
needed. Tables are made by the migrations; a backup holds rows only.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.transaction import atomic

from backups.archive import Archive, ArchiveWriter
from backups.manifest import ArchiveError, Manifest
from backups.schema import LEFT_OUT, MIGRATIONS_TABLE

SCHEMA_PREFIX = "crm_restore_"
ADVISORY_LOCK = 0x63726D31  # any number will do, if it stays the same
PATIENCE = "30s"

COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'
    ORDER BY ordinal_position
"""
NUMBERED = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES'
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
FUNCTIONS = """
    SELECT proname, pg_get_function_identity_arguments(oid) FROM pg_proc
    WHERE pronamespace = %s::regnamespace
"""


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[CursorWrapper]:
    """Read the database as it is at one moment, whatever others write meanwhile."""
    with atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def write_tables(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, archive: ArchiveWriter
) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """Write the rows of every table of ours; return their numbers and the columns."""
    rows: dict[str, int] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for table in _our_tables(connection, cursor):
        columns[table] = _columns(cursor, table)
        counted = _Counted(_rows(cursor, table, columns[table]))
        archive.add(f"{table}.copy", counted)
        rows[table] = counted.rows
    return rows, columns


def read_tables(connection: BaseDatabaseWrapper, archive: Archive) -> None:
    """Fill the tables, which the migrations have made, with the rows of an archive."""
    manifest = archive.manifest
    with atomic(using=connection.alias), connection.cursor() as cursor:
        _refuse_other_tables(connection, cursor, manifest)
        names = ", ".join(_quoted(table) for table in manifest.columns)
        cursor.execute(f"TRUNCATE {names}")
        for table, columns in manifest.columns.items():
            listed = ", ".join(map(_quoted, columns))
            with cursor.copy(f"COPY {_quoted(table)} ({listed}) FROM STDIN") as copy:
                for chunk in archive.chunks(f"{table}.copy"):
                    copy.write(chunk)
        _set_sequences(cursor)
        if row_counts(cursor, manifest.columns) != manifest.rows:
            raise ArchiveError("The rows that arrived are not those that were counted.")


def row_counts(cursor: CursorWrapper, tables: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the number of rows of these tables."""
    counts = {}
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {_quoted(table)}")  # noqa: S608  # nosec B608 - quoted
        counts[table] = cursor.fetchone()[0]
    return counts


@contextmanager
def new_schema(connection: BaseDatabaseWrapper, name: str) -> Iterator[None]:
    """Make an empty schema to restore into; what an earlier, killed try left goes first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        if not cursor.fetchone()[0]:
            raise ArchiveError("Another restore is running.")
        try:
            _drop_leftovers(cursor)
            cursor.execute(f"CREATE SCHEMA {name}")
            yield
        finally:
            _drop_leftovers(cursor)
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def move_in(connection: BaseDatabaseWrapper, name: str) -> None:
    """Put the tables of the new schema in the place of the old ones, all in one transaction."""
    with atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        cursor.execute("SELECT current_schema()")
        here = _quoted(cursor.fetchone()[0])
        tables = _tables(cursor, name)
        old = set(tables) & set(_tables(cursor, here.strip('"')))
        if old:
            # Without CASCADE: what somebody else built upon our tables stops this here.
            cursor.execute(f"DROP TABLE {', '.join(f'{here}.{_quoted(each)}' for each in old)}")
        cursor.execute(FUNCTIONS, [name])
        for function, arguments in cursor.fetchall():
            called = f"{_quoted(function)}({arguments})"
            cursor.execute(f"DROP FUNCTION IF EXISTS {here}.{called}")
            cursor.execute(f"ALTER FUNCTION {name}.{called} SET SCHEMA {here}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {name}.{_quoted(table)} SET SCHEMA {here}")


class _Counted:
    """Rows as they pass by: in the text form of COPY, each ends with the only line break."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.rows = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.rows += chunk.count(b"\n")
            yield chunk


def _rows(cursor: CursorWrapper, table: str, columns: tuple[str, ...]) -> Iterator[bytes]:
    if table in LEFT_OUT:
        return
    listed = ", ".join(map(_quoted, columns))
    with cursor.copy(f"COPY {_quoted(table)} ({listed}) TO STDOUT") as copy:
        for chunk in copy:
            yield bytes(chunk)


def _our_tables(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT current_schema()")
    present = set(_tables(cursor, cursor.fetchone()[0]))
    ours = connection.introspection.django_table_names(only_existing=False, include_views=False)
    return sorted(present & set(ours) - {MIGRATIONS_TABLE})


def _tables(cursor: CursorWrapper, schema: str) -> list[str]:
    cursor.execute(TABLES, [schema])
    return [table for (table,) in cursor.fetchall()]


def _columns(cursor: CursorWrapper, table: str) -> tuple[str, ...]:
    cursor.execute(COLUMNS, [table])
    return tuple(column for (column,) in cursor.fetchall())


def _refuse_other_tables(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, manifest: Manifest
) -> None:
    """Columns may come in another order, since they are named; they may not be others."""
    made = set(connection.introspection.table_names(cursor)) - {MIGRATIONS_TABLE}
    here = {table: set(_columns(cursor, table)) for table in made}
    if here != {table: set(columns) for table, columns in manifest.columns.items()}:
        raise ArchiveError("The backup has other tables than this version had at that time.")


def _set_sequences(cursor: CursorWrapper) -> None:
    cursor.execute(NUMBERED)
    for table, column in cursor.fetchall():
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s),"  # noqa: S608  # nosec B608 - quoted
            f" coalesce(max({_quoted(column)}), 1), max({_quoted(column)}) IS NOT NULL)"
            f" FROM {_quoted(table)}",
            [_quoted(table), column],
        )


def _drop_leftovers(cursor: CursorWrapper) -> None:
    cursor.execute(
        "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [SCHEMA_PREFIX]
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP SCHEMA {_quoted(name)} CASCADE")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
