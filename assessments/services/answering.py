"""Saving answers as they are tapped, and handing them in.

A tap carries a sequence number made by the browser. Each item remembers the number that wrote
it, so a tap sent twice, late or from a second window does no harm.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from assessments.enums import ParticipantState
from assessments.models import Ballot, Draft, Participant, Round
from assessments.selectors.answering import (
    Seat,
    Standing,
    seat_of,
    today,
)
from assessments.selectors.drafts import LockedDraft, locked_draft
from assessments.selectors.workshops.sessions import live_session
from assessments.services.joining import AnsweringRefusedError
from assessments.services.workshops.attending import take_seat
from scoring.framework import Item, answer_problem

# The largest whole number that JavaScript counts exactly.
LARGEST_SEQUENCE = 2**53 - 1
# In SQL for the reason given in selectors/drafts.py.
WRITE_DRAFT = "UPDATE assessments_draft SET answers = %s, sequences = %s, place = %s WHERE id = %s"


class SeatUnknownError(Exception):
    """No place in the round belongs to this token."""


class TapStatus(IntEnum):
    """What became of a tap; the numbers are those of HTTP."""

    SAME = 200
    SAVED = 201
    SUPERSEDED = 409
    REFUSED = 422


@dataclass(frozen=True, slots=True)
class Tap:
    """One answer as the browser sends it; the value None withdraws the answer."""

    item: Any
    value: Any
    sequence: Any


@dataclass(frozen=True, slots=True)
class TapResult:
    """What became of a tap, and the answer that is stored now.

    `newest` is the number of the stored answer where that is newer than the tap.
    """

    item: Any
    sequence: Any
    status: TapStatus
    value: Any = None
    reason: str = ""
    newest: int | None = None


@transaction.atomic
def save_taps(
    *, token: str, round_id: UUID, taps: Sequence[Tap], place: str = ""
) -> list[TapResult]:
    """Save every valid tap and say what became of each."""
    draft = _draft_to_write(token, round_id)
    results = [_apply(tap, draft) for tap in taps]
    is_moved = place != draft.place and any(
        item.capability == place for item in draft.items.values()
    )
    if is_moved or any(result.status is TapStatus.SAVED for result in results):
        write_draft(draft, place if is_moved else draft.place)
    return results


@transaction.atomic
def save_place(
    *, token: str, round_id: UUID, given: Mapping[str, Any], seen: int, place: str
) -> list[TapResult]:
    """Save what a plain form sent and where it goes next.

    `given` holds item codes and answers. An answer written after the form was shown (its
    sequence number is above `seen`) is kept, and reported as superseded.
    """
    draft = _draft_to_write(token, round_id)
    following = draft.last_sequence + 1
    results = []
    for code, value in given.items():
        stored = draft.answers.get(code)
        if stored == value:
            continue
        if draft.sequences.get(code, 0) > seen:
            results.append(TapResult(code, seen, TapStatus.SUPERSEDED, stored))
            continue
        tap = Tap(code, value, following)
        results.append(_apply(tap, draft))
    is_saved = all(result.status is TapStatus.SAVED for result in results)
    write_draft(draft, place if is_saved else draft.place)
    return results


@transaction.atomic
def submit_ballot(*, token: str, round_id: UUID) -> Ballot | None:
    """Turn the draft into a ballot that leads to nobody; None when that was done before."""
    # The round first, in the order in which closing takes its locks.
    list(Round.objects.select_for_update(no_key=True).filter(pk=round_id).values_list("pk"))
    _keep_seat(token, round_id)
    try:
        draft = _draft_to_write(token, round_id)
    except AnsweringRefusedError as refused:
        if refused.standing is Standing.SUBMITTED:
            return None
        raise
    ballot = Ballot.objects.create(
        workspace_id=draft.workspace_id,
        round_id=round_id,
        group_id=draft.group_id,
        # In the order of the framework, not in the order in which they were given.
        answers={code: draft.answers[code] for code in draft.items if code in draft.answers},
        day=today(),
    )
    Draft.objects.filter(pk=draft.id).delete()
    Participant.objects.filter(pk=draft.participant_id).update(state=ParticipantState.SUBMITTED)
    return ballot


def _keep_seat(token: str, round_id: UUID) -> None:
    """Let whoever hands in during a workshop go on voting in it.

    Its first votes were counted when it began, so these answers are not among them.
    """
    session = live_session(round_id)
    place = None if session is None else seat_of(token=token, round_id=round_id)
    if session is not None and place is not None:
        take_seat(session=session, place=place, token=token, is_here=False)


def _draft_to_write(token: str, round_id: UUID) -> LockedDraft:
    draft = locked_draft(token=token, round_id=round_id)
    if draft is None:
        raise _refusal(seat_of(token=token, round_id=round_id))
    if draft.standing is not Standing.OPEN:
        raise AnsweringRefusedError(draft.standing)
    return draft


def _refusal(seat: Seat | None) -> Exception:
    """Say why there is no draft to write to."""
    if seat is None or seat.standing is Standing.OPEN:
        return SeatUnknownError()
    return AnsweringRefusedError(seat.standing)


def write_draft(draft: LockedDraft, place: str) -> None:
    """Write a locked draft back."""
    values = [json.dumps(draft.answers), json.dumps(draft.sequences), place, draft.id]
    with connection.cursor() as cursor:
        cursor.execute(WRITE_DRAFT, values)


def _apply(tap: Tap, draft: LockedDraft) -> TapResult:
    item = draft.items.get(tap.item) if isinstance(tap.item, str) else None
    stored = None if item is None else draft.answers.get(tap.item)
    problem = _problem(tap, item, draft.group_code)
    if problem:
        return TapResult(tap.item, tap.sequence, TapStatus.REFUSED, stored, problem)
    written = draft.sequences.get(tap.item, 0)
    if tap.sequence > written:
        draft.sequences[tap.item] = tap.sequence
        if tap.value is None:
            draft.answers.pop(tap.item, None)
        else:
            draft.answers[tap.item] = tap.value
        return TapResult(tap.item, tap.sequence, TapStatus.SAVED, tap.value)
    if tap.sequence == written and tap.value == stored:
        return TapResult(tap.item, tap.sequence, TapStatus.SAME, stored)
    return TapResult(tap.item, tap.sequence, TapStatus.SUPERSEDED, stored, newest=written)


def _problem(tap: Tap, item: Item | None, group: str) -> str | None:
    if item is None:
        return _("This question is not asked of you.")
    is_number = isinstance(tap.sequence, int) and not isinstance(tap.sequence, bool)
    if not is_number or not 1 <= tap.sequence <= LARGEST_SEQUENCE:
        return _("The sequence number is not a whole number of at least 1.")
    return None if tap.value is None else answer_problem(item, group, tap.value)
