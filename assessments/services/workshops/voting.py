"""Casting a vote: idempotent, changeable until the answers are shown, saved when committed.

A vote has one row for each seat, item and phase, whoever sends it how often: the phone again
after a cut, a second tab, or the facilitator typing in a paper ballot.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments.enums import VotePhase
from assessments.models import Draft, Session, SessionSeat, Vote
from assessments.selectors.answering import Seat, seat_of
from assessments.selectors.workshops.seats import seat_in
from assessments.services.answering import LARGEST_SEQUENCE, SeatUnknownError
from assessments.services.workshops.locks import held_for_vote
from scoring.framework import answer_problem

VALUES = frozenset({"1", "2", "3", "4", "5", "dk", "na"})


class VoteStatus(IntEnum):
    """What became of a vote; the numbers are those of HTTP."""

    SAME = 200
    SAVED = 201
    SUPERSEDED = 409
    REFUSED = 422
    OVER = 423


@dataclass(frozen=True, slots=True)
class CastVote:
    """A vote as a phone sends it; the sequence number is made by the browser and rises."""

    item: Any
    phase: Any
    value: Any
    sequence: Any


@dataclass(frozen=True, slots=True)
class VoteResult:
    """What became of a vote, and the value that is stored now."""

    status: VoteStatus
    value: str | None = None
    sequence: int = 0


@transaction.atomic
def cast_vote(*, token: str, round_id: UUID, session_id: UUID, vote: CastVote) -> VoteResult:
    """Store a vote of the browser that holds a token.

    Raises
    ------
    SeatUnknownError
        When no place in the round belongs to the token.
    """
    place = seat_of(token=token, round_id=round_id)
    if place is None:
        raise SeatUnknownError
    return _cast(place, token, session_id, vote, is_rehearsal=False)


@transaction.atomic
def cast_simulated_vote(*, place: Seat, token: str, session_id: UUID, vote: CastVote) -> VoteResult:
    """Store a vote of a simulated phone in a rehearsal, in the same way."""
    return _cast(place, token, session_id, vote, is_rehearsal=True)


def _cast(
    place: Seat, token: str, session_id: UUID, vote: CastVote, *, is_rehearsal: bool
) -> VoteResult:
    session = held_for_vote(session_id)
    if session is None or not place.round.is_open:
        return VoteResult(VoteStatus.OVER)
    if (session.round_id, session.is_rehearsal) != (place.round.pk, is_rehearsal):
        return VoteResult(VoteStatus.OVER)
    if _is_malformed(vote) or not _may_be_given(place, vote):
        return VoteResult(VoteStatus.REFUSED)
    seat = seat_in(session, token)
    stored = Vote.objects.filter(
        session=session, seat=seat, item=vote.item, phase=vote.phase
    ).first()
    if stored is not None and stored.sequence >= vote.sequence:
        return _known(stored, vote)
    if not _is_running(session, vote) or _has_voted_before(session, seat, vote):
        known = (stored.value, stored.sequence) if stored else ()
        return VoteResult(VoteStatus.OVER, *known)
    _store(session, place, seat, vote)
    if vote.phase == VotePhase.BLIND and place.draft is not None:
        _answer(place.draft, vote)
    return VoteResult(VoteStatus.SAVED, vote.value, vote.sequence)


def _is_malformed(vote: CastVote) -> bool:
    if not isinstance(vote.item, str) or not isinstance(vote.value, str):
        return True
    if not _is_number(vote.phase) or not _is_number(vote.sequence):
        return True
    return (
        vote.value not in VALUES
        or vote.phase not in VotePhase.values
        or not 1 <= vote.sequence <= LARGEST_SEQUENCE
    )


def _is_number(sent: Any) -> bool:
    return isinstance(sent, int) and not isinstance(sent, bool)


def _may_be_given(place: Seat, vote: CastVote) -> bool:
    item = place.items.get(vote.item)
    return item is not None and answer_problem(item, place.group.code, _answered(vote)) is None


def _answered(vote: CastVote) -> int | str:
    """Return the vote as an answer to the survey is kept."""
    return int(vote.value) if vote.value.isdecimal() else str(vote.value)


def _is_running(session: Session, vote: CastVote) -> bool:
    return session.takes_votes and (session.item, session.phase) == (vote.item, vote.phase)


def _has_voted_before(session: Session, seat: UUID, vote: CastVote) -> bool:
    """Tell whether the answer handed in before the workshop is this seat's first vote."""
    return (
        vote.phase == VotePhase.BLIND
        and SessionSeat.objects.filter(session=session, seat=seat, has_answered=True).exists()
    )


def _known(stored: Vote, vote: CastVote) -> VoteResult:
    is_same = (stored.sequence, stored.value) == (vote.sequence, vote.value)
    status = VoteStatus.SAME if is_same else VoteStatus.SUPERSEDED
    return VoteResult(status, stored.value, stored.sequence)


def _store(session: Session, place: Seat, seat: UUID, vote: CastVote) -> None:
    Vote.objects.update_or_create(
        session=session,
        seat=seat,
        item=vote.item,
        phase=vote.phase,
        defaults={"value": vote.value, "sequence": vote.sequence},
        create_defaults={
            "workspace_id": session.workspace_id,
            "round_id": session.round_id,
            "group": place.group,
            "value": vote.value,
            "sequence": vote.sequence,
        },
    )


def _answer(draft: Draft, vote: CastVote) -> None:
    """The first vote is this person's answer to the survey as well."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    locked.answers[vote.item] = _answered(vote)
    locked.sequences[vote.item] = max(locked.sequences.values(), default=0) + 1
    locked.save(update_fields=["answers", "sequences"])
