"""The three counters of a room: who has joined, who is connected, whose vote is stored."""

from dataclasses import dataclass

from django.db.models import Count, Q

from assessments.enums import PlaceKind
from assessments.models import Session, Vote
from assessments.selectors.workshops.sessions import is_connected


@dataclass(frozen=True, slots=True)
class Counters:
    """How many seats were taken, are heard of, and have voted in the running vote."""

    joined: int
    connected: int
    stored: int


def counters_of(session: Session) -> Counters:
    """Count a room, in two queries."""
    stored = 0
    if session.item:
        votes = Vote.objects.filter(session=session, item=session.item, phase=session.phase)
        stored = votes.count()
    came = ~Q(kind=PlaceKind.PAPER) & Q(seen_at__isnull=False)
    seats = session.seats.aggregate(
        joined=Count("pk", filter=came), connected=Count("pk", filter=is_connected())
    )
    return Counters(**seats, stored=stored)
