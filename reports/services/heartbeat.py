"""Saying "the worker lives" while a long step runs.

A step can be one call into the scorer that takes longer than the lease, so the beat comes from
a thread beside it and not from between the steps. The thread stops with its process (kill, stop,
out of memory), which is what the lease must notice; a build that hangs is ended by the task's
time limit.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, connection

from reports.services.claiming import Claim, extend_lease

log = logging.getLogger(__name__)

BEATS_PER_LEASE = 4


@contextmanager
def beating(claim: Claim) -> Iterator[None]:
    """Extend the claim's lease again and again until the block is left."""
    done = Event()
    thread = Thread(target=_beat, args=(claim, done), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(claim: Claim, done: Event) -> None:
    try:
        while not done.wait(settings.REPORT_LEASE_SECONDS / BEATS_PER_LEASE):
            try:
                if not extend_lease(claim=claim):
                    return
            except DatabaseError as error:
                log.warning("Heartbeat of %s failed: %s", claim.row_id, error)
    finally:
        connection.close()
