"""Clearing away what deleted rows leave in the files of the database.

SQLite zeroes deleted cells, but keeps old pages in its log, and shreds of moved cells in
half-filled pages; PostgreSQL keeps dead rows. Both let go when the tables are written anew.
That holds up whoever writes, so it runs in workers and commands only, and waits for others no
longer than a moment.
"""

import logging
from collections.abc import Sequence

from django.db import DatabaseError, connection

from accounts.tenancy import tenant_models

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 2


def wipe_deleted_rows(tables: Sequence[str] = ()) -> bool:
    """Write tables anew, all below a workspace unless some are named; SQLite knows only all.

    Returns
    -------
    bool
        False where somebody was in the way, and it has to be tried again.
    """
    try:
        if connection.vendor == "sqlite":
            return _wipe_sqlite()
        _wipe_postgresql(tables or [model._meta.db_table for model in tenant_models()])
    except DatabaseError as error:
        log.warning("Traces of deleted rows stay for now: %s", error)
        return False
    return True


def _wipe_sqlite() -> bool:
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
        try:
            cursor.execute("VACUUM")
            is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not is_busy


def _wipe_postgresql(tables: Sequence[str]) -> None:
    # FULL: a plain VACUUM forgets old rows, but leaves their bytes in half-filled pages.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{PATIENCE_SECONDS}s"])
        try:
            for table in tables:
                cursor.execute(f"VACUUM (FULL) {table}")
        finally:
            cursor.execute("RESET lock_timeout")
