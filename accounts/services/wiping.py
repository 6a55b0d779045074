"""Clearing away what deleted rows leave in the files of the database.

SQLite zeroes deleted cells, but keeps old pages in its log, and shreds of moved cells in
half-filled pages; PostgreSQL keeps dead rows. Both let go when the tables are written anew.
That holds up whoever writes, so it runs in workers and commands only, and waits for others no
longer than a moment.
"""

import logging
from collections.abc import Sequence
from time import monotonic, sleep

from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

from accounts.tenancy import tenant_models

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 2
PAUSE_SECONDS = 0.05
OTHERS_AT_WORK = """
    SELECT pid, xact_start FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
"""


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
        return _wipe_postgresql(tables or [model._meta.db_table for model in tenant_models()])
    except DatabaseError as error:
        log.warning("Traces of deleted rows stay for now: %s", error)
        return False


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


def _wipe_postgresql(tables: Sequence[str]) -> bool:
    # FULL: a plain VACUUM forgets old rows, but leaves their bytes in half-filled pages.
    with connection.cursor() as cursor:
        if not _is_forgotten_by_all(cursor):
            return False
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{PATIENCE_SECONDS}s"])
        try:
            for table in tables:
                cursor.execute(f"VACUUM (FULL) {table}")
        finally:
            cursor.execute("RESET lock_timeout")
    return True


def _is_forgotten_by_all(cursor: CursorWrapper) -> bool:
    """Wait for transactions that may still see the deleted rows: VACUUM leaves them such rows."""
    deadline = monotonic() + PATIENCE_SECONDS
    cursor.execute(OTHERS_AT_WORK)
    earlier = set(cursor.fetchall())
    while earlier and monotonic() < deadline:
        sleep(PAUSE_SECONDS)
        cursor.execute(OTHERS_AT_WORK)
        earlier &= set(cursor.fetchall())
    return not earlier
