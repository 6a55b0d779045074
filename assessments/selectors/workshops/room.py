"""The reads behind every question and every vote of a phone: its place, and what it has voted.

In SQL for the reason given in selectors/drafts.py: a room of 300 asks 150 times a second.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import UUIDField
from django.utils import timezone

from assessments.enums import ParticipantState, RoundState, SessionStage
from assessments.selectors.answering import items_asked, token_hash
from scoring.framework import Item

PLACE = """
    SELECT participant.state, participant.workspace_id, asked.id, asked.code,
        measured.state, measured.framework_version_id, client.client_type, client.language,
        session.id, session.version, session.stage, session.item, session.phase, session.deadline
    FROM assessments_participant participant
    JOIN assessments_stakeholdergroup asked ON asked.id = participant.group_id
    JOIN assessments_round measured ON measured.id = participant.round_id
    JOIN assessments_assessment assessment ON assessment.id = measured.assessment_id
    JOIN assessments_client client ON client.id = assessment.client_id
    LEFT JOIN assessments_session session ON session.round_id = participant.round_id
"""
WHOSE = """
    WHERE participant.token_hash = %s AND participant.round_id = %s
        AND participant.state IN ('joined', 'submitted')
"""
GOING_ON = " AND session.stage <> 'ended' AND NOT session.is_rehearsal "
THIS_ONE = " AND session.id = %s AND NOT session.is_rehearsal "
STORED = """
    SELECT taken.has_answered, vote.value, vote.sequence
    FROM (SELECT 1) AS one
    LEFT JOIN assessments_sessionseat taken ON taken.session_id = %s AND taken.seat = %s
    LEFT JOIN assessments_vote vote ON vote.session_id = %s AND vote.seat = %s
        AND vote.item = %s AND vote.phase = %s
"""
DRAFT = """
    SELECT draft.answers FROM assessments_draft draft
    JOIN assessments_participant participant ON participant.id = draft.participant_id
    WHERE participant.token_hash = %s AND participant.round_id = %s
"""
UUID_COLUMN = UUIDField()


@dataclass(frozen=True, slots=True)
class SessionNow:
    """Where a workshop is."""

    id: UUID
    version: int
    stage: str
    item: str
    phase: int
    deadline: datetime | None

    @property
    def takes_votes(self) -> bool:
        return self.stage in {SessionStage.VOTING, SessionStage.CLOSING}

    @property
    def is_due(self) -> bool:
        """Tell whether the time has run out that this stage was given."""
        return self.takes_votes and self.deadline is not None and timezone.now() >= self.deadline


@dataclass(frozen=True, slots=True)
class RoomPlace:
    """A browser's place in a round, and the workshop it can vote in; ids of rows as stored."""

    workspace_id: Any
    group_id: Any
    group_code: str
    is_submitted: bool
    is_open: bool
    language: str
    items: Mapping[str, Item]
    session: SessionNow | None


@dataclass(frozen=True, slots=True)
class StoredVote:
    """What is stored of a seat for one item and phase; `has_answered` is None without a seat."""

    has_answered: bool | None
    value: str | None
    sequence: int


def place_in_room(
    *, token: str, round_id: UUID, session_id: UUID | None = None
) -> RoomPlace | None:
    """Return the place that a token stands for, with the workshop named or going on."""
    session = [] if session_id is None else [as_stored(session_id)]
    which = GOING_ON if session_id is None else THIS_ONE
    with connection.cursor() as cursor:
        # Which workshop is one of the two texts above.
        cursor.execute(  # nosemgrep: scan.sql-put-together
            PLACE + which + WHOSE, [*session, token_hash(token), as_stored(round_id)]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    state, workspace_id, group_id, group_code, round_state, version, client_type, language = row[:8]
    return RoomPlace(
        workspace_id=workspace_id,
        group_id=group_id,
        group_code=group_code,
        is_submitted=state == ParticipantState.SUBMITTED,
        is_open=round_state == RoundState.OPEN,
        language=language,
        items=items_asked(UUID(str(version)), group_code, client_type),
        session=_session_now(*row[8:]),
    )


def stored_vote(*, session_id: UUID, seat: UUID, item: str, phase: int) -> StoredVote:
    """Return what is stored of a seat."""
    session, its_seat = as_stored(session_id), as_stored(seat)
    with connection.cursor() as cursor:
        cursor.execute(STORED, [session, its_seat, session, its_seat, item, phase])
        has_answered, value, sequence = cursor.fetchone()
    return StoredVote(None if has_answered is None else bool(has_answered), value, sequence or 0)


def answers_in_draft(*, token: str, round_id: UUID) -> Mapping[str, Any]:
    """Return what somebody has answered to the survey and not handed in."""
    with connection.cursor() as cursor:
        cursor.execute(DRAFT, [token_hash(token), as_stored(round_id)])
        row = cursor.fetchone()
    return {} if row is None else json.loads(row[0])


def _session_now(
    key: Any, version: int, stage: str, item: str, phase: int, deadline: Any
) -> SessionNow | None:
    if key is None:
        return None
    return SessionNow(UUID(str(key)), version, stage, item, phase, _moment(deadline))


def _moment(stored: datetime | None) -> datetime | None:
    """Read a moment as the database has it: SQLite keeps one in UTC without saying so."""
    if stored is None or stored.tzinfo is not None:
        return stored
    return stored.replace(tzinfo=UTC)


def as_stored(key: UUID) -> Any:
    """Return an id as the database keeps it."""
    return UUID_COLUMN.get_db_prep_value(key, connection)
