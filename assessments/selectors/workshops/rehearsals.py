"""Rehearsals: the newest one of a round, and the passes by which simulated phones get a seat.

A pass is signed by this installation, names one rehearsal and one group, and soon runs out. It
stands for a place that no participant has: nothing of the round is written by it.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import signing

from assessments.enums import ParticipantState, SessionStage
from assessments.models import Participant, Rehearsal, Round, Session
from assessments.selectors.answering import Seat
from assessments.selectors.workshops.room import RoomPlace, SessionNow, as_stored
from assessments.selectors.workshops.sessions import WITH_ROUND

PASS = "rehearsal pass"  # noqa: S105  (the name of a signature)
PASS_LASTS = timedelta(minutes=15)


def newest_rehearsal(round: Round) -> Rehearsal | None:
    """Return the rehearsal that runs, or the one that ran last."""
    return Rehearsal.objects.filter(round=round).order_by("-queued_at").first()


def rehearsed_session(session_id: UUID) -> Session | None:
    """Return the session of a rehearsal that is going on."""
    sessions = Session.objects.select_related(*WITH_ROUND).exclude(stage=SessionStage.ENDED)
    return sessions.filter(pk=session_id, is_rehearsal=True).first()


def pass_for(session: Session, group: str, number: int) -> str:
    """Return the pass of one simulated phone, which is its token as well."""
    return signing.dumps([str(session.pk), group, number], salt=PASS)


def simulated_place(session: Session, shown: str) -> Seat | None:
    """Return the place a pass stands for; its participant is in no table."""
    try:
        named: Any = signing.loads(shown, salt=PASS, max_age=PASS_LASTS)
    except signing.BadSignature:
        return None
    session_id, code, _number = named
    group = next((each for each in session.round.groups.all() if each.code == code), None)
    if session_id != str(session.pk) or group is None:
        return None
    nobody = Participant(round=session.round, group=group, state=ParticipantState.JOINED)
    return Seat(participant=nobody, round=session.round, group=group, draft=None)


def room_place(session: Session, place: Seat) -> RoomPlace:
    """Return a simulated phone's place as votes and screens take it."""
    return RoomPlace(
        workspace_id=as_stored(session.workspace_id),
        group_id=as_stored(place.group.pk),
        group_code=place.group.code,
        is_submitted=False,
        is_open=session.round.is_open,
        language=session.round.assessment.client.language,
        items=place.items,
        session=session_now(session),
    )


def session_now(session: Session) -> SessionNow:
    """Return where a rehearsal is, as votes and screens take it."""
    return SessionNow(
        id=session.pk,
        version=session.version,
        stage=session.stage,
        item=session.item,
        phase=session.phase,
        deadline=session.deadline,
    )
