"""Casting a vote: idempotent, changeable until the answers are shown, saved when committed.

A vote has one row for each seat, item and phase, whoever sends it how often: the phone again
after a cut, a second tab, or the facilitator typing in a paper ballot.
"""

import uuid
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import UUIDField

from assessments.enums import VotePhase
from assessments.selectors.answering import Standing
from assessments.selectors.drafts import locked_draft
from assessments.selectors.workshops.rehearsals import (
    rehearsed_session,
    room_place,
    simulated_place,
)
from assessments.selectors.workshops.room import (
    RoomPlace,
    SessionNow,
    StoredVote,
    place_in_room,
    stored_vote,
)
from assessments.selectors.workshops.seats import seat_of_token
from assessments.services.answering import LARGEST_SEQUENCE, SeatUnknownError, write_draft
from assessments.services.workshops.locks import hold_for_vote
from scoring.framework import answer_problem

VALUES = frozenset({"1", "2", "3", "4", "5", "dk", "na"})
# One statement, so that of two votes of a seat at once the later one counts, whoever comes first,
# and an answer given before counts only where there is no vote.
STORE = """
    INSERT INTO assessments_vote (
        id, workspace_id, round_id, session_id, seat, group_id, item, phase, value, sequence
    ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (session_id, seat, item, phase) DO UPDATE
        SET value = excluded.value, sequence = excluded.sequence
        WHERE assessments_vote.sequence < excluded.sequence AND NOT %s
    RETURNING sequence
"""
UUID_COLUMN = UUIDField()


class VoteStatus(IntEnum):
    """What became of a vote; the numbers are those of HTTP."""

    SAME = 200
    SAVED = 201
    SUPERSEDED = 409
    REFUSED = 422
    OVER = 423


@dataclass(frozen=True, slots=True)
class CastVote:
    """A vote as a phone sends it; the sequence number is made by the browser and rises.

    `is_given_before`: the phone itself sends an answer to the survey that it was told of, which
    counts where this seat has no vote yet and replaces none.
    """

    item: Any
    phase: Any
    value: Any
    sequence: Any
    is_given_before: Any = False


@dataclass(frozen=True, slots=True)
class VoteResult:
    """What became of a vote, and the value that is stored now.

    `is_sealed`: the round is closed, and nobody can look up any more what this seat has voted.
    """

    status: VoteStatus
    value: str | None = None
    sequence: int = 0
    is_sealed: bool = False


@transaction.atomic
def cast_vote(*, token: str, round_id: UUID, session_id: UUID, vote: CastVote) -> VoteResult:
    """Store a vote of the browser that holds a token.

    Raises
    ------
    SeatUnknownError
        When no place in the round belongs to the token.
    """
    hold_for_vote(session_id)
    place = place_in_room(token=token, round_id=round_id, session_id=session_id)
    if place is None:
        raise SeatUnknownError
    return _cast(place, token, round_id, session_id, vote)


@transaction.atomic
def cast_simulated_vote(*, shown: str, session_id: UUID, vote: CastVote) -> VoteResult:
    """Store a vote of the simulated phone with this pass, in the same way.

    Raises
    ------
    SeatUnknownError
        When it is no pass to a rehearsal that is going on.
    """
    hold_for_vote(session_id)
    session = rehearsed_session(session_id)
    place = None if session is None else simulated_place(session, shown)
    if session is None or place is None:
        raise SeatUnknownError
    return _cast(room_place(session, place), shown, session.round_id, session_id, vote)


def _cast(
    place: RoomPlace, token: str, round_id: UUID, session_id: UUID, vote: CastVote
) -> VoteResult:
    if place.session is None or not place.is_open:
        return VoteResult(VoteStatus.OVER, is_sealed=not place.is_open)
    if _is_malformed(vote) or not _may_be_given(place, vote):
        return VoteResult(VoteStatus.REFUSED)
    seat = seat_of_token(token, session_id)
    stored = _stored(session_id, seat, vote)
    if stored.sequence >= vote.sequence or (vote.is_given_before and stored.value is not None):
        return _known(stored, vote)
    if not _is_running(place.session, vote) or _has_voted_before(place, stored, vote):
        return VoteResult(VoteStatus.OVER, stored.value, stored.sequence)
    if not _store(place, round_id, session_id, seat, vote):
        return _known(_stored(session_id, seat, vote), vote)
    # What was given before is in the draft already, unless something newer is.
    if vote.phase == VotePhase.BLIND and not vote.is_given_before:
        _answer(token, round_id, vote)
    return VoteResult(VoteStatus.SAVED, vote.value, vote.sequence)


def _is_malformed(vote: CastVote) -> bool:
    if not isinstance(vote.item, str) or not isinstance(vote.value, str):
        return True
    if not _is_number(vote.phase) or not _is_number(vote.sequence):
        return True
    return (
        not isinstance(vote.is_given_before, bool)
        or vote.value not in VALUES
        or vote.phase not in VotePhase.values
        or not 1 <= vote.sequence <= LARGEST_SEQUENCE
    )


def _is_number(sent: Any) -> bool:
    return isinstance(sent, int) and not isinstance(sent, bool)


def _may_be_given(place: RoomPlace, vote: CastVote) -> bool:
    item = place.items.get(vote.item)
    return item is not None and answer_problem(item, place.group_code, _answered(vote)) is None


def _answered(vote: CastVote) -> int | str:
    """Return the vote as an answer to the survey is kept."""
    return int(vote.value) if vote.value.isdecimal() else str(vote.value)


def _is_running(session: SessionNow, vote: CastVote) -> bool:
    return session.takes_votes and (session.item, session.phase) == (vote.item, vote.phase)


def _has_voted_before(place: RoomPlace, stored: StoredVote, vote: CastVote) -> bool:
    """Tell whether the answer handed in before the workshop is this seat's first vote."""
    if vote.phase != VotePhase.BLIND:
        return False
    # Who hands in later gets a seat with it, so without one it was before.
    return place.is_submitted if stored.has_answered is None else stored.has_answered


def _stored(session_id: UUID, seat: UUID, vote: CastVote) -> StoredVote:
    return stored_vote(session_id=session_id, seat=seat, item=vote.item, phase=vote.phase)


def _known(stored: StoredVote, vote: CastVote) -> VoteResult:
    is_same = (stored.sequence, stored.value) == (vote.sequence, vote.value)
    # An answer given before has done its part where a vote is there.
    is_same = is_same or vote.is_given_before
    status = VoteStatus.SAME if is_same else VoteStatus.SUPERSEDED
    return VoteResult(status, stored.value, stored.sequence)


def _store(place: RoomPlace, round_id: UUID, session_id: UUID, seat: UUID, vote: CastVote) -> bool:
    """Write a vote unless one is there that counts more, which another request wrote just now."""
    new, round, session, its_seat = (
        UUID_COLUMN.get_db_prep_value(key, connection)
        for key in (uuid.uuid4(), round_id, session_id, seat)
    )
    row = [new, place.workspace_id, round, session, its_seat, place.group_id]
    with connection.cursor() as cursor:
        values = [vote.item, vote.phase, vote.value, vote.sequence, vote.is_given_before]
        cursor.execute(STORE, [*row, *values])
        return cursor.fetchone() is not None


def _answer(token: str, round_id: UUID, vote: CastVote) -> None:
    """The first vote is this person's answer to the survey as well, until it is handed in."""
    draft = locked_draft(token=token, round_id=round_id)
    if draft is None or draft.standing is not Standing.OPEN:
        return
    draft.answers[vote.item] = _answered(vote)
    draft.sequences[vote.item] = draft.last_sequence + 1
    write_draft(draft, draft.place)
