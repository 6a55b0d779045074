"""Clearing away what deleted rows leave in the files of the database.

SQLite zeroes deleted cells, but keeps old pages in its log, and shreds of moved cells in
half-filled pages; PostgreSQL keeps dead rows. Both let go when the tables are written anew.
That holds up whoever writes, so it runs in workers and commands only.
"""

import logging

from django.db import DatabaseError, connection

from accounts.tenancy import tenant_models

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 5


def wipe_deleted_rows() -> bool:
    """Write the tables anew; False where somebody was in the way, and it has to be tried again."""
    try:
        return {"sqlite": _wipe_sqlite, "postgresql": _wipe_postgresql}[connection.vendor]()
    except DatabaseError as error:
        log.warning("Traces of deleted rows stay for now: %s", error)
        return False


def _wipe_sqlite() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not is_busy


def _wipe_postgresql() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{PATIENCE_SECONDS}s"])
        try:
            for model in tenant_models():
                cursor.execute(f"VACUUM (FULL) {model._meta.db_table}")
        finally:
            cursor.execute("RESET lock_timeout")
    return True
