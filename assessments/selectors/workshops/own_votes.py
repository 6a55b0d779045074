"""What one phone is told besides what all see: its own vote, and nobody else's."""

from dataclasses import dataclass
from uuid import UUID

from assessments.enums import VotePhase
from assessments.selectors.workshops.room import (
    RoomPlace,
    SessionNow,
    StoredVote,
    answers_in_draft,
)


@dataclass(frozen=True, slots=True)
class OwnVote:
    """A phone's vote on what is on the screens.

    `value` is None without one; a value that is not stored is an answer given before, which
    becomes the first vote unless it is changed.
    """

    value: str | None = None
    sequence: int = 0
    is_stored: bool = False
    is_asked: bool = True
    has_answered: bool = False


def own_vote(
    session: SessionNow, place: RoomPlace, stored: StoredVote, *, token: str, round_id: UUID
) -> OwnVote:
    """Return the vote of the browser that holds a token."""
    if session.item not in place.items:
        return OwnVote(is_asked=False)
    is_blind = session.phase == VotePhase.BLIND
    if is_blind and stored.has_answered:
        return OwnVote(has_answered=True)
    if stored.value is not None:
        return OwnVote(stored.value, stored.sequence, is_stored=True)
    if not is_blind or not session.takes_votes:
        return OwnVote()
    before = answers_in_draft(token=token, round_id=round_id).get(session.item)
    return OwnVote(None if before is None else str(before))
