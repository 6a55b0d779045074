"""Clearing away what deleted rows leave in the files of the database.

A deleted row is out of reach of every query, but its bytes may stay: in SQLite's journal until
it is written back and cut off, in PostgreSQL's tables until these are written anew. Runs in
workers, never in a request. A round remembers that it has traces, so a try that fails or gets
lost is repeated by the sweeper.
"""

import logging

from django.db import OperationalError, connection

from assessments.models import Round

log = logging.getLogger(__name__)

EMPTIED = ("assessments_ballot", "assessments_draft", "assessments_statement")
# Waiting for a table or a reader holds up whoever writes, so it is short, and tried again.
PATIENCE_SECONDS = 2


def remove_traces() -> bool:
    """Clear away the traces of all rounds that have some; False when it has to be tried again."""
    rounds = list(Round.objects.filter(has_traces=True).values_list("pk", flat=True))
    if not rounds:
        return True
    try:
        is_clean = CLEARED_BY[connection.vendor]()
    except OperationalError as error:
        log.warning("Traces of deleted rows stay for now: %s", error)
        return False
    if is_clean:
        Round.objects.filter(pk__in=rounds).update(has_traces=False)
    return is_clean


def _cut_journal() -> bool:
    # Deleted cells are zeroed in the pages (secure_delete); the journal still has the old pages.
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
        try:
            is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not is_busy


def _rewrite_tables() -> bool:
    # FULL: a plain VACUUM forgets old rows, but leaves their bytes in half-filled pages.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{PATIENCE_SECONDS}s"])
        try:
            for table in EMPTIED:
                cursor.execute(f"VACUUM (FULL) {table}")
        finally:
            cursor.execute("RESET lock_timeout")
    return True


CLEARED_BY = {"sqlite": _cut_journal, "postgresql": _rewrite_tables}
