"""The three counters of a room: who has joined, who is connected, whose vote is stored."""

from dataclasses import dataclass

from assessments.enums import PlaceKind
from assessments.models import Session, Vote
from assessments.selectors.workshops.sessions import connected_seats


@dataclass(frozen=True, slots=True)
class Counters:
    """How many seats were taken, are heard of, and have voted in the running vote."""

    joined: int
    connected: int
    stored: int


def counters_of(session: Session) -> Counters:
    """Count a room, in three queries."""
    stored = 0
    if session.item:
        votes = Vote.objects.filter(session=session, item=session.item, phase=session.phase)
        stored = votes.count()
    return Counters(
        joined=session.seats.exclude(kind=PlaceKind.PAPER).count(),
        connected=connected_seats(session).count(),
        stored=stored,
    )
