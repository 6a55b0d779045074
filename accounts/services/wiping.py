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
# Nobody who may still see the deleted rows: first those who write, in any database, since each
# new view of the data is as old as the oldest of them; then those who read in this one.
OLDER_WRITERS = """
    SELECT EXISTS (SELECT FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND age(backend_xid) > age(%s::xid8::xid))
"""
OLDER_READERS = """
    SELECT EXISTS (SELECT FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND age(backend_xmin) > age(%s::xid8::xid)
        AND datname = current_database())
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
        cursor.execute(f"PRAGMA busy_timeout = {round(PATIENCE_SECONDS * 1000)}")
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
    cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
    next_transaction = cursor.fetchone()[0]
    for others in (OLDER_WRITERS, OLDER_READERS):
        while _is_any(cursor, others, next_transaction):
            if monotonic() > deadline:
                return False
            sleep(PAUSE_SECONDS)
    return True


def _is_any(cursor: CursorWrapper, others: str, next_transaction: str) -> bool:
    cursor.execute(others, [next_transaction])
    return bool(cursor.fetchone()[0])
