"""Moving a workshop on: show an item, end a vote, show the answers, vote again, go back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import AgendaState, SessionStage, VotePhase
from assessments.models import AgendaItem, Reveal, Session
from assessments.selectors.workshops.sessions import connected_seats
from assessments.selectors.workshops.tallies import (
    groups_asked,
    release_of,
    tallies_of,
    voted,
)
from assessments.services.workshops.locks import held_for_change, moving, tell_screens
from scoring.json_form import to_plain
from scoring.release.live import behind, lowest_level_above

# How long phones with a vote that has not arrived are waited for.
LATE_VOTES = timedelta(seconds=5)


class SessionStepError(Exception):
    """The step makes no sense now; the text is written for the facilitator."""


def show_item(*, session_id: UUID, version: int, item: str, seconds: int | None = None) -> Session:
    """Put an item on the screens and take first votes on it, or go back to one that was shown."""
    with moving(session_id, version) as session:
        agenda = _on_agenda(session, item)
        shown = Reveal.objects.filter(session=session, item=item)
        phases = set(shown.values_list("phase", flat=True))
        _leave_item(session)
        session.item = item
        session.phase = max(phases, default=VotePhase.BLIND)
        session.stage = SessionStage.REVEALED if phases else SessionStage.VOTING
        session.deadline = None if phases else _after(seconds)
        if agenda.state in {AgendaState.PARKED, AgendaState.SKIPPED}:
            _mark(agenda, AgendaState.WAITING)
    return session


def vote_again(*, session_id: UUID, version: int, seconds: int | None = None) -> Session:
    """Take second votes on the item on the screens."""
    with moving(session_id, version) as session:
        if session.stage != SessionStage.REVEALED or session.phase != VotePhase.BLIND:
            raise SessionStepError(_("The second vote follows when the first answers were shown."))
        session.phase = VotePhase.SECOND
        session.stage = SessionStage.VOTING
        session.deadline = _after(seconds)
    return session


def close_vote(*, session_id: UUID, version: int) -> Session:
    """End the vote: phones with unsent votes get a few seconds, then answers are shown."""
    with moving(session_id, version) as session:
        if session.stage != SessionStage.VOTING:
            raise SessionStepError(_("No vote is going on."))
        _close(session)
    return session


def gather(*, session_id: UUID, version: int) -> Session:
    """Show the page for joining again."""
    with moving(session_id, version) as session:
        _clear_screens(session)
    return session


def put_aside(*, session_id: UUID, version: int, item: str, state: AgendaState) -> Session:
    """Skip or park an item; if it is on the screens, they go back to the page for joining."""
    with moving(session_id, version) as session:
        agenda = _on_agenda(session, item)
        if session.item == item:
            _clear_screens(session)
        _mark(agenda, state)
    return session


def settle(session: Session) -> Session:
    """Do what time has decided: end a countdown, or show the answers after late votes.

    Called by every screen that asks; whoever comes first does it, for all others it is done.
    """
    if not _is_due(session):
        return session
    with transaction.atomic():
        session = held_for_change(session.pk)
        if not _is_due(session):
            return session
        if session.stage == SessionStage.VOTING:
            _close(session)
        else:
            _reveal(session)
        tell_screens(session)
    return session


def missing_votes(session: Session) -> int:
    """Return how many phones are connected, are asked, and have not voted."""
    seats = connected_seats(session).filter(
        group__code__in=list(groups_asked(session.round, session.item))
    )
    if session.phase == VotePhase.BLIND:
        seats = seats.filter(has_answered=False)
    return len(set(seats.values_list("seat", flat=True)) - voted(session))


def _is_due(session: Session) -> bool:
    if session.deadline is None or not session.takes_votes:
        return False
    if timezone.now() >= session.deadline:
        return True
    return session.stage == SessionStage.CLOSING and not missing_votes(session)


def _after(seconds: int | None) -> datetime | None:
    return None if seconds is None else timezone.now() + timedelta(seconds=seconds)


def _close(session: Session) -> None:
    session.stage = SessionStage.CLOSING
    session.deadline = timezone.now() + LATE_VOTES


def _reveal(session: Session) -> None:
    """Keep what the room is shown; a vote that comes later changes nothing about it.

    Nor does it change from which level on an agreed one lies above the first vote: whoever typed
    in votes, agreed and took them back could weigh the votes of others against them.
    """
    tallies = tallies_of(session, session.item, session.phase)
    shown = release_of(session, session.item, tallies)
    Reveal.objects.create(
        workspace_id=session.workspace_id,
        session=session,
        item=session.item,
        phase=session.phase,
        shown=to_plain(shown),
        behind=behind(shown, tallies),
        above_from=(
            lowest_level_above(shown, tallies) if session.phase == VotePhase.BLIND else None
        ),
    )
    session.stage = SessionStage.REVEALED
    session.deadline = None


def _on_agenda(session: Session, item: str) -> AgendaItem:
    agenda = AgendaItem.objects.filter(session=session, item=item).first()
    if agenda is None:
        raise SessionStepError(_("This question is not on the agenda."))
    return agenda


def _mark(agenda: AgendaItem, state: AgendaState) -> None:
    agenda.state = state
    agenda.save(update_fields=["state"])


def _clear_screens(session: Session) -> None:
    _leave_item(session)
    session.item = ""
    session.stage = SessionStage.GATHERING
    session.deadline = None


def _leave_item(session: Session) -> None:
    """Note that the item on the screens was discussed, if its answers were shown."""
    if session.item and session.stage == SessionStage.REVEALED:
        waiting = AgendaItem.objects.filter(
            session=session, item=session.item, state=AgendaState.WAITING
        )
        waiting.update(state=AgendaState.DONE)
