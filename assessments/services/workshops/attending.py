"""Coming into a workshop, and being heard of.

Hundreds of phones say every two seconds that they are there. Each web process collects whom it
heard of and writes them down together, once in a while.
"""

import logging
import threading
import time
from collections import defaultdict
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from assessments.enums import ParticipantState, PlaceKind
from assessments.models import Session, SessionSeat
from assessments.selectors.answering import Seat
from assessments.selectors.workshops.seats import seat_in
from assessments.services.workshops.locks import held_for_vote

WRITE_EVERY_SECONDS = 2.0

log = logging.getLogger(__name__)


@transaction.atomic
def take_seat(
    *,
    session: Session,
    place: Seat,
    token: str,
    kind: PlaceKind = PlaceKind.PHONE,
    is_here: bool = True,
) -> UUID:
    """Give a browser its seat in the room, the same one every time; return the seat's id.

    `is_here` says whether it was heard of in the room. In a workshop that has ended there is no
    seat to take.
    """
    seat = seat_in(session, token)
    held = held_for_vote(session.pk)
    if held is None or held.has_ended:
        return seat
    SessionSeat.objects.get_or_create(
        session=session,
        seat=seat,
        defaults={
            "workspace_id": session.workspace_id,
            "group": place.group,
            "kind": kind,
            "has_answered": place.participant.state == ParticipantState.SUBMITTED,
            "seen_at": timezone.now() if is_here else None,
        },
    )
    return seat


class Heard:
    """The seats this process has heard of and not written down yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seats: dict[UUID, set[UUID]] = defaultdict(set)
        self._written = time.monotonic()

    def of(self, session_id: UUID, seat: UUID) -> None:
        """Remember a seat; now and then write down all that were heard of since."""
        with self._lock:
            self._seats[session_id].add(seat)
            if time.monotonic() - self._written < WRITE_EVERY_SECONDS:
                return
        self.write()

    def write(self) -> None:
        """Write down whom this process has heard of; when that fails, they are heard of again."""
        with self._lock:
            heard, self._seats = self._seats, defaultdict(set)
            self._written = time.monotonic()
        try:
            _write_down(heard)
        except DatabaseError:
            log.warning("Who is connected was not written down.", exc_info=True)


@transaction.atomic
def _write_down(heard: dict[UUID, set[UUID]]) -> None:
    now = timezone.now()
    for session_id, seats in heard.items():
        rows = SessionSeat.objects.filter(session_id=session_id, seat__in=seats)
        rows.filter(session__ended_at=None).update(seen_at=now)


heard = Heard()
