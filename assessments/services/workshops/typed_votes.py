"""Typing in what was voted on paper, under the same key as a phone with that code.

Nothing that is stored is overwritten. About a vote that came from a phone nothing is told, not
even whether it is the same: whoever typed in one answer after the other would learn it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import VotePhase
from assessments.join_codes import has_look_alikes
from assessments.models import AgendaItem, Reveal, Session, SessionSeat, Vote
from assessments.selectors.frameworks import framework_of
from assessments.selectors.workshops.seats import seat_id, seats_of
from assessments.services.workshops.locks import held_for_vote
from scoring.framework import answer_problem


class TypedVoteError(Exception):
    """The vote was not stored; the text says to the facilitator why, and what to do."""


@dataclass(frozen=True, slots=True)
class PaperVote:
    """One vote as it stands on a sheet; the code in any case, with blanks and hyphens."""

    code: str
    item: str
    phase: int
    value: str


@dataclass(frozen=True, slots=True)
class TypedVote:
    """What became of a vote that was typed in.

    `was_shown`: the answers of this vote were shown before, and stay as they were shown.
    """

    seat: SessionSeat
    is_new: bool
    was_shown: bool


@transaction.atomic
def type_in(*, session_id: UUID, paper: PaperVote) -> TypedVote:
    """Store a vote from paper, during the workshop or after it while the round is open.

    Raises
    ------
    TypedVoteError
        When it cannot be stored; what is stored stays as it is.
    """
    session = _open_session(session_id)
    seat = _seat(session, paper.code)
    _check(session, seat, paper)
    key = {"session": session, "seat": seat.seat, "item": paper.item, "phase": paper.phase}
    stored, is_new = Vote.objects.get_or_create(
        **key,
        defaults={
            "workspace_id": session.workspace_id,
            "round_id": session.round_id,
            "group": seat.group,
            "value": paper.value,
            "sequence": Vote.FROM_PAPER,
        },
    )
    if stored.sequence != Vote.FROM_PAPER:
        raise _has_voted()
    if stored.value != paper.value:
        raise TypedVoteError(
            _(
                "Another answer was typed in for this code before. It stands. If that was a slip, "
                "take it back first, and then type in what the sheet says."
            )
        )
    shown = Reveal.objects.filter(session=session, item=paper.item, phase=paper.phase)
    return TypedVote(seat, is_new, shown.exists())


@transaction.atomic
def take_back(*, session_id: UUID, code: str, item: str, phase: int) -> bool:
    """Delete a vote that was typed in by mistake; tell whether there was one.

    A vote that came from a phone is never taken back.

    Raises
    ------
    TypedVoteError
        When no seat has this code, or the round is closed.
    """
    session = _open_session(session_id)
    seat = _seat(session, code)
    typed = Vote.objects.filter(
        session=session, seat=seat.seat, item=item, phase=phase, sequence=Vote.FROM_PAPER
    )
    return bool(typed.delete()[0])


def _open_session(session_id: UUID) -> Session:
    session = held_for_vote(session_id)
    if session is None or not session.round.is_open:
        raise TypedVoteError(_("The round is closed. No more votes can be typed in."))
    return session


def _seat(session: Session, code: str) -> SessionSeat:
    """Return the seat with a code, and hold it: closing the round deletes it."""
    seats = seats_of(session).select_for_update(of=("self",))
    seat = seats.filter(seat=seat_id(code, session.pk)).first()
    if seat is not None:
        return seat
    if has_look_alikes(code):
        raise TypedVoteError(
            _(
                "Nobody in this workshop has this code. Codes have no 0, O, 1, I or L: look at the "
                "sheet again."
            )
        )
    raise TypedVoteError(
        _("Nobody in this workshop has this code. Compare it with the sheet, sign by sign.")
    )


def _check(session: Session, seat: SessionSeat, paper: PaperVote) -> None:
    if not AgendaItem.objects.filter(session=session, item=paper.item).exists():
        raise TypedVoteError(_("This question is not on the agenda."))
    item = framework_of(session.round.framework_version_id).item(paper.item)
    if answer_problem(item, seat.group.code, _answered(paper.value)) is not None:
        raise TypedVoteError(
            _("This question is not asked of the group of this seat, or not with this answer.")
        )
    if paper.phase == VotePhase.BLIND:
        if seat.has_answered:
            raise _has_voted()
        return
    if not Reveal.objects.filter(session=session, item=paper.item).exists():
        raise TypedVoteError(_("The second vote follows when the first answers were shown."))


def _answered(value: str) -> int | str:
    """Return the vote as an answer to the survey is kept."""
    return int(value) if value.isdecimal() else value


def _has_voted() -> TypedVoteError:
    return TypedVoteError(
        _(
            "This seat has voted on this question itself, on the phone or before the workshop. "
            "That vote stands. Leave this line of the sheet out."
        )
    )
