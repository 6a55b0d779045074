"""Putting the guards into a database after every migrate, and taking them out before.

SQLite drops the triggers of a table that Django rebuilds, and cannot rebuild a table that a
trigger of another one names. PostgreSQL keeps what it has; only what is missing is added.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from accounts.tenancy import postgresql, sqlite
from accounts.tenancy.links import PREFIX, links, places

PATTERN = PREFIX.replace("_", r"\_") + "%"
SQLITE_TRIGGERS = (
    r"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '\'"
)
POSTGRESQL_GUARDS = """
    SELECT guard.conname, owner.relname, guard.contype::text
    FROM pg_constraint guard JOIN pg_class owner ON owner.oid = guard.conrelid
    WHERE guard.conname LIKE %s AND pg_table_is_visible(owner.oid)
    UNION ALL
    SELECT guard.tgname, owner.relname, 'trigger'
    FROM pg_trigger guard JOIN pg_class owner ON owner.oid = guard.tgrelid
    WHERE guard.tgname LIKE %s AND NOT guard.tgisinternal AND pg_table_is_visible(owner.oid)
    ORDER BY 3
"""


def install_guards(using: str, **_signal: Any) -> None:
    """Add the guards that are missing and drop those that no model asks for any more."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _install_on_sqlite(connection, cursor)
        else:
            _install_on_postgresql(connection, cursor)


def remove_guards(using: str, plan: Sequence[Any], **_signal: Any) -> None:
    """Drop the triggers of SQLite where there is something to migrate."""
    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_TRIGGERS, [PATTERN])
        for name, _statement in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def _install_on_sqlite(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> None:
    cursor.execute(SQLITE_TRIGGERS, [PATTERN])
    present = dict(cursor.fetchall())
    wanted = sqlite.triggers()
    if present == wanted or not _is_migrated(connection, cursor):
        return
    for name in present.keys() - wanted.keys():
        cursor.execute(f"DROP TRIGGER {name}")
    for name, statement in wanted.items():
        if present.get(name) != statement:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)


def _install_on_postgresql(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> None:
    cursor.execute(POSTGRESQL_GUARDS, [PATTERN, PATTERN])
    present = {(name, table): kind for name, table, kind in cursor.fetchall()}
    constraints = [*postgresql.unique_keys(), *postgresql.composite_keys()]
    wanted = {(each.name, each.table): each for each in (*constraints, *postgresql.triggers())}
    if present.keys() == wanted.keys() or not _is_migrated(connection, cursor):
        return
    cursor.execute(postgresql.REFUSE)
    # In this order: foreign keys ("f") before the unique keys ("u") they rest on.
    for (name, table), kind in present.items():
        if (name, table) not in wanted:
            what = f"TRIGGER {name} ON" if kind == "trigger" else "TABLE"
            ending = "" if kind == "trigger" else f" DROP CONSTRAINT {name}"
            verb = "DROP" if kind == "trigger" else "ALTER"
            cursor.execute(f"{verb} {what} {table}{ending}")
    for key, guard in wanted.items():
        if key not in present:
            cursor.execute(guard.statement)


def _is_migrated(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> bool:
    """Tell whether every column that the guards name is there; half a migrate has none."""
    needed: dict[str, set[str]] = {place.table: set(place.columns) for place in places()}
    for link in links():
        needed[link.table] |= {link.column, *(each.own_column for each in link.shared)}
    if not needed.keys() <= set(connection.introspection.table_names(cursor)):
        return False
    return all(
        columns
        <= {each.name for each in connection.introspection.get_table_description(cursor, table)}
        for table, columns in needed.items()
    )
