"""Starting and ending a workshop."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.enums import SessionStage
from assessments.models import AgendaItem, Round, Session, SessionSeat
from assessments.selectors.answering import Standing, standing_of
from assessments.selectors.frameworks import framework_of
from assessments.selectors.workshops.sessions import live_session, sessions_of
from assessments.selectors.workshops.tallies import (
    answers_before,
    items_to_vote,
    tallies_by_item,
)
from assessments.services.workshops.locks import held_for_change, moving, tell_screens
from assessments.services.workshops.steps import SessionStepError
from scoring.agenda import Reason, Topic, agenda


def start_session(
    *,
    round: Round,
    facilitator: User | None,
    ends_at: datetime | None = None,
    is_rehearsal: bool = False,
) -> Session:
    """Start a workshop on an open round, or return the one that is going on.

    Answers handed in so far are counted once: they are the first vote of those who gave them,
    and the agenda follows from them.
    """
    try:
        return _start(round, facilitator, ends_at, is_rehearsal)
    except IntegrityError:
        # A colleague pressed at the same moment.
        running = live_session(round.pk, is_rehearsal=is_rehearsal)
        if running is None:
            raise
        return running


def end_session(*, session_id: UUID, version: int) -> Session:
    """End a workshop: votes and what was agreed stay, when who was in the room does not.

    Seats stay until the round closes, for what was voted on paper is typed in afterwards.
    """
    with moving(session_id, version) as session:
        _end(session)
    return session


def end_sessions_of(round: Round) -> None:
    """End what goes on in a round that is being closed, and delete the seats of its workshops.

    The round's row is locked by the caller.
    """
    for session in Session.objects.filter(round=round).exclude(stage=SessionStage.ENDED):
        held = held_for_change(session.pk)
        if not held.has_ended:
            _end(held)
            tell_screens(held)
    SessionSeat.objects.filter(round=round).delete()


@transaction.atomic
def _start(
    round: Round, facilitator: User | None, ends_at: datetime | None, is_rehearsal: bool
) -> Session:
    current = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if not current.is_open:
        raise SessionStepError(_("A workshop needs an open round."))
    if not is_rehearsal and standing_of(current) is not Standing.OPEN:
        raise SessionStepError(
            _("The last day for answers is over, so nobody could join. Choose a later day first.")
        )
    running = live_session(round.pk, is_rehearsal=is_rehearsal)
    if running is not None:
        return running
    session = Session.objects.create(
        workspace_id=current.workspace_id,
        round=current,
        facilitator=facilitator,
        is_rehearsal=is_rehearsal,
        ends_at=ends_at,
        answered_before={} if is_rehearsal else answers_before(round),
    )
    _put_agenda(session)
    return session


def _put_agenda(session: Session) -> None:
    earlier = None if session.is_rehearsal else _workshop_before(session)
    topics = agenda(
        framework_of(session.round.framework_version_id),
        items_to_vote(session.round),
        tallies_by_item(session),
        session.round.k,
        {} if earlier is None else _agenda_as_made(earlier),
    )
    notes = {} if earlier is None else dict(earlier.agenda.values_list("item", "notes"))
    AgendaItem.objects.bulk_create(
        AgendaItem(
            workspace_id=session.workspace_id,
            session=session,
            item=topic.item,
            position=position,
            reasons=list(topic.reasons),
            urgency=topic.urgency,
            answers=topic.answers,
            notes=notes.get(topic.item, ""),
        )
        for position, topic in enumerate(topics)
    )


def _workshop_before(session: Session) -> Session | None:
    return sessions_of(session.round).exclude(pk=session.pk).first()


def _agenda_as_made(session: Session) -> dict[str, Topic]:
    return {
        row.item: Topic(row.item, row.urgency, tuple(map(Reason, row.reasons)), row.answers)
        for row in session.agenda.all()
    }


def _end(session: Session) -> None:
    SessionSeat.objects.filter(session=session).update(seen_at=None)
    session.stage = SessionStage.ENDED
    session.ended_at = timezone.now()
    session.deadline = None
    session.answered_before = {}
