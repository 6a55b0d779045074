"""What one phone is told besides what all see: its own vote, and nobody else's."""

from dataclasses import dataclass

from assessments.enums import ParticipantState, VotePhase
from assessments.models import Session, Vote
from assessments.selectors.answering import Seat
from assessments.selectors.workshops.seats import seat_in


@dataclass(frozen=True, slots=True)
class OwnVote:
    """A phone's vote on what is on the screens.

    `value` is None without one; a value with the sequence number 0 is an answer given before,
    which becomes the first vote unless it is changed.
    """

    value: str | None = None
    sequence: int = 0
    is_asked: bool = True
    has_answered: bool = False


def own_vote(session: Session, place: Seat, token: str) -> OwnVote:
    """Return the vote of the browser that holds a token."""
    if session.item not in place.items:
        return OwnVote(is_asked=False)
    is_blind = session.phase == VotePhase.BLIND
    if is_blind and place.participant.state == ParticipantState.SUBMITTED:
        return OwnVote(has_answered=True)
    stored = (
        Vote.objects.filter(
            session=session,
            seat=seat_in(session, token),
            item=session.item,
            phase=session.phase,
        )
        .values_list("value", "sequence")
        .first()
    )
    if stored is not None:
        return OwnVote(*stored)
    before = place.answers.get(session.item) if is_blind else None
    return OwnVote(None if before is None else str(before))
