"""What deleted rows leave in the files of the database, and that it is cleared away."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from assessments.models import Draft, Round
from assessments.services.publication import publish_round
from assessments.services.rounds import close_round
from assessments.services.traces import EMPTIED, remove_traces
from assessments.services.workshops.noting import keep_notes
from tests.assessments.workshops.room import ASKED_OF_ALL, open_room
from tests.factories import (
    BallotFactory,
    DraftFactory,
    ParticipantFactory,
    StatementFactory,
    open_round_with_groups,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]

SECRET = re.compile(rb"trace-\w+-\d+")


def raw_bytes() -> bytes:
    """Return the files of the database, or on PostgreSQL those of the emptied tables."""
    if connection.vendor == "sqlite":
        path = Path(settings.DATABASES["default"]["TEST"]["NAME"])
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        parts = []
        for table in EMPTIED:
            for name in filter(None, (table, _overflow(table))):
                cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [name])
                parts.append(bytes(cursor.fetchone()[0]))
    return b"".join(parts)


def _overflow(table: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NULLIF(reltoastrelid, 0)::regclass::text FROM pg_class WHERE relname = %s",
            [table],
        )
        return cursor.fetchone()[0]


def is_cleared() -> bool:
    """Try as the sweeper does: the database's own work may be in the way for a moment."""
    return any(remove_traces() for _try in range(10))


def traces() -> set[str]:
    return {found.decode().split("-")[1] for found in SECRET.findall(raw_bytes())}


def answered_round() -> Round:
    """A round with drafts and ballots whose answers can be searched for."""
    round, groups = open_round_with_groups()
    for number in range(30):
        draft = DraftFactory(participant=ParticipantFactory(group=groups["it"]))
        for tap in range(4):
            Draft.objects.filter(pk=draft.pk).update(
                answers={"S1d": f"trace-draft-{number}{tap}" * 9}
            )
        BallotFactory(group=groups["it"], answers={"S1a": f"trace-ballot-{number}"})
    return round


def test_nothing_of_deleted_drafts_is_left():
    round = answered_round()
    close_round(round=round)
    assert is_cleared()
    assert traces() == {"ballot"}
    round.refresh_from_db()
    assert not round.has_traces


def test_nothing_of_private_notes_is_left():
    room = open_room()
    keep_notes(session=room.now, item=ASKED_OF_ALL, notes="trace-notes-1 " * 9, known="")
    assert traces() == {"notes"}
    close_round(round=room.round)
    assert is_cleared()
    assert traces() == set()


def test_negative_control_without_clearing_they_are_left():
    close_round(round=answered_round())
    assert "draft" in traces()


def test_drafts_of_open_rounds_live_on():
    other = answered_round()
    round, _groups = open_round_with_groups()
    close_round(round=round)
    assert is_cleared()
    assert other.participants.filter(draft__isnull=False).count() == 30
    assert "draft" in traces()


def test_nothing_of_a_redacted_original_is_left():
    round, _groups = open_round_with_groups()
    close_round(round=round)
    for number in range(8):
        StatementFactory(
            round=round, original=f"trace-original-{number}", wording=f"trace-wording-{number}"
        )
    publish_round(round=round)
    assert is_cleared()
    assert traces() == {"wording"}


def test_with_no_traces_nothing_is_done(django_assert_num_queries):
    open_round_with_groups()
    with django_assert_num_queries(1):
        assert is_cleared()


@pytest.fixture
def hurried(monkeypatch) -> None:
    monkeypatch.setattr("accounts.services.wiping.PATIENCE_SECONDS", 0.2)


@pytest.mark.usefixtures("hurried")
def test_what_fails_is_tried_again(caplog):
    """Somebody is reading: the round keeps its mark until a later try succeeds."""
    close_round(round=answered_round())
    reader = connections.create_connection("default")
    try:
        _begin_reading(reader)
        assert not remove_traces()
        assert Round.objects.get().has_traces
    finally:
        reader.close()
    assert is_cleared()
    assert not Round.objects.get().has_traces


def _begin_reading(reader) -> None:
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM assessments_draft")
        cursor.fetchone()
    # A later write makes the reader's view an old one, which a journal must keep.
    with transaction.atomic():
        Round.objects.update(label="Autumn")


def _connect(database: str):
    parameters = connection.get_connection_params() | {"dbname": database, "cursor_factory": None}
    return connection.Database.connect(**parameters)


@pytest.mark.services
@pytest.mark.usefixtures("hurried")
def test_on_postgresql_somebody_writing_in_another_database_is_waited_for():
    """Every new view of the data is as old as the oldest writer of the whole server."""
    if connection.vendor != "postgresql":
        return
    with _connect("postgres") as writer:
        writer.execute("SELECT pg_current_xact_id()")
        close_round(round=answered_round())
        assert not remove_traces()
        writer.rollback()
    assert is_cleared()
    assert traces() == {"ballot"}


@pytest.mark.services
def test_postgresql_keeps_no_samples_of_answers():
    if connection.vendor != "postgresql":
        return
    answered_round()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT attname FROM pg_stats WHERE tablename = ANY(%s)"
            " AND attname IN ('answers', 'sequences', 'original', 'wording', 'link_code')",
            [list(EMPTIED)],
        )
        assert cursor.fetchall() == []
