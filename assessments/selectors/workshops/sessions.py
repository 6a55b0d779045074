"""Workshops of a round, and the one that is going on."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.enums import SessionStage
from assessments.models import Round, Session, SessionSeat

# A phone asks every two seconds; after this long without a word it counts as gone.
CONNECTED = timedelta(seconds=10)
WITH_ROUND = ("round__assessment__client", "facilitator")


def live_session(round_id: UUID, *, is_rehearsal: bool = False) -> Session | None:
    """Return the workshop that is going on in a round."""
    return (
        Session.objects.select_related(*WITH_ROUND)
        .exclude(stage=SessionStage.ENDED)
        .filter(round_id=round_id, is_rehearsal=is_rehearsal)
        .first()
    )


def sessions_of(round: Round) -> QuerySet[Session]:
    """Return the workshops of a round without rehearsals, newest first."""
    sessions = Session.objects.filter(round=round, is_rehearsal=False)
    return sessions.select_related("facilitator").order_by("-started_at")


def connected_seats(session: Session) -> QuerySet[SessionSeat]:
    """Return the seats heard of lately; paper is never connected."""
    return session.seats.filter(is_connected())


def is_connected() -> Q:
    """Return the condition for a seat to count as connected."""
    return Q(seen_at__gt=timezone.now() - CONNECTED)
