"""One row keeps a vote and the end of voting apart: the session's.

Whoever votes holds it shared, so that votes do not wait for one another; whoever moves the
workshop on holds it alone. On SQLite the transaction itself is the lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from assessments.models import Session
from assessments.selectors.workshops.sessions import WITH_ROUND

CHANGING = ("stage", "item", "phase", "deadline", "version", "ended_at", "answered_before")
SHARE = "SELECT id FROM assessments_session WHERE id = %s FOR SHARE"


class SessionMovedError(Exception):
    """The workshop is not where the facilitator saw it; nothing was done."""


@contextmanager
def moving(session_id: UUID, version: int) -> Iterator[Session]:
    """Hold a session that a facilitator saw in this version, and then tell all screens.

    A step from a screen that shows an older version does nothing: a second press, a second
    facilitator or a browser that was asleep cannot skip an item nobody looked at.

    Raises
    ------
    SessionMovedError
        When the session has another version by now, or has ended.
    """
    with transaction.atomic():
        session = held_for_change(session_id)
        if session.version != version or session.has_ended:
            raise SessionMovedError
        yield session
        tell_screens(session)


def tell_screens(session: Session) -> None:
    """Save a session that is held under a new version, which every screen will ask for."""
    session.version += 1
    session.save(update_fields=CHANGING)


def hold_for_vote(session_id: UUID) -> None:
    """Keep a session as it is until the transaction ends."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(SHARE, [session_id])


def held_for_vote(session_id: UUID) -> Session | None:
    """Return a session that stays as it is until the transaction ends."""
    hold_for_vote(session_id)
    return Session.objects.select_related("round__assessment__client").filter(pk=session_id).first()


def held_for_change(session_id: UUID) -> Session:
    """Return a session that nobody votes in or changes until the transaction ends."""
    Session.objects.select_for_update(no_key=True).get(pk=session_id)
    return Session.objects.select_related(*WITH_ROUND).get(pk=session_id)
