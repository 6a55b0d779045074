"""Telling a worker that a job waits: a hint that may get lost (architecture, rule 5)."""

import logging
from threading import Event, Thread
from uuid import UUID

from celery import current_app

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 2.0
# A hint older than this is worth nothing: the sweeper has sent a newer one.
HINT_SECONDS = 60


def hint(task: str, row_id: UUID) -> bool:
    """Send the hint, and give up quietly after two seconds; tell whether the queue took it.

    The time limits of a broker's client do not cover everything that can take long (names that
    do not resolve, retries of its own), so the sending runs beside the caller, who waits no
    longer than `PATIENCE_SECONDS`.
    """
    taken = Event()
    sender = Thread(target=_send, args=(task, row_id, taken), name="hint", daemon=True)
    sender.start()
    sender.join(PATIENCE_SECONDS)
    if sender.is_alive():
        log.warning("The queue does not answer; %s %s waits for the sweeper", task, row_id)
    return taken.is_set()


def _send(task: str, row_id: UUID, taken: Event) -> None:
    try:
        current_app.send_task(
            task, args=(str(row_id),), expires=HINT_SECONDS, retry=False, ignore_result=True
        )
    except Exception as error:  # noqa: BLE001  (whatever a broker does, the row is the truth)
        log.warning("The queue did not take %s %s: %s", task, row_id, error)
    else:
        taken.set()
