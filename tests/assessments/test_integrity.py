"""Rules the database keeps: from the first answer on, a round only gets stricter."""

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.db.migrations import Migration

from assessments.enums import AnonymityMode, ParticipantState, RoundState, Side
from assessments.integrity import RULES
from assessments.models import Ballot, Client, Draft, Participant, Round, StakeholderGroup
from tests.factories import (
    BallotFactory,
    DraftFactory,
    GroupFactory,
    ParticipantFactory,
    open_round_with_groups,
)

pytestmark = pytest.mark.django_db

A_STEP = [(Migration("a step", "assessments"), False)]
HEADCOUNTS = {"business": 20, "it": 6}
LOOSER = (
    {"k": 3},
    {"promise_text": "Trust us."},
    {"promise_hash": "0" * 64},
)
OTHER_GROUPS = (
    {"code": "frontline"},
    {"side": Side.BUSINESS},
    {"headcount": 7},
    {"weight": 2.0},
)


def refused():
    return pytest.raises(DatabaseError, match="after the first answer")


@pytest.fixture
def round() -> Round:
    return open_round_with_groups(HEADCOUNTS, k=4)[0]


@pytest.fixture
def group(round) -> StakeholderGroup:
    return round.groups.get(code="it")


@pytest.fixture(params=["joined", "handed in", "imported"])
def answered(request, round, group) -> None:
    if request.param == "joined":
        DraftFactory(participant=ParticipantFactory(group=group))
    elif request.param == "handed in":
        ParticipantFactory(group=group, state=ParticipantState.SUBMITTED)
    else:
        BallotFactory(group=group)


@pytest.mark.parametrize("change", LOOSER)
def test_a_round_gets_no_looser(round, answered, change):
    with refused(), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(**change)


def test_raw_sql_is_refused_too(round, answered):
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_round SET k = 3")


def test_anonymous_does_not_become_confidential(round, answered):
    Round.objects.filter(pk=round.pk).update(mode=AnonymityMode.ANONYMOUS)
    with refused(), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(mode=AnonymityMode.CONFIDENTIAL)


def test_a_round_may_get_stricter_and_move_on(round, answered):
    rows = Round.objects.filter(pk=round.pk)
    rows.update(k=9, mode=AnonymityMode.ANONYMOUS)
    rows.update(label="Autumn", state=RoundState.CLOSED)
    assert rows.values_list("k", "mode", "label").get() == (9, "anonymous", "Autumn")


@pytest.mark.parametrize("change", OTHER_GROUPS)
def test_a_group_stays_what_it_is(group, answered, change):
    with refused(), transaction.atomic():
        StakeholderGroup.objects.filter(pk=group.pk).update(**change)


def test_a_weight_is_not_taken_away(round, group):
    StakeholderGroup.objects.filter(pk=group.pk).update(weight=2.0)
    ParticipantFactory(group=group)
    with refused(), transaction.atomic():
        StakeholderGroup.objects.filter(pk=group.pk).update(weight=None)


def test_a_group_may_get_smaller_and_another_name(group, answered):
    StakeholderGroup.objects.filter(pk=group.pk).update(headcount=5, label="The IT people")
    group.refresh_from_db()
    assert (group.headcount, group.label) == (5, "The IT people")


def test_no_group_is_added(round, answered):
    with refused(), transaction.atomic():
        GroupFactory(round=round, code="executives")


def test_no_group_is_brought_in_from_another_round(round, answered):
    stray = GroupFactory(code="executives")
    with refused(), transaction.atomic():
        StakeholderGroup.objects.filter(pk=stray.pk).update(round=round)


def test_a_group_is_not_split_by_moving_its_people_or_ballots(round, group):
    ParticipantFactory(group=group)
    BallotFactory(group=group)
    other = round.groups.get(code="business")
    for model in (Participant, Ballot):
        with (
            pytest.raises(DatabaseError, match="moved to another group"),
            transaction.atomic(),
        ):
            model.objects.update(group=other)


def test_before_the_first_answer_everything_may_change(round, group):
    """Negative control; an invitation that nobody accepted is no answer."""
    ParticipantFactory(group=group, state=ParticipantState.INVITED)
    for change in LOOSER:
        assert Round.objects.filter(pk=round.pk).update(**change) == 1
    for change in OTHER_GROUPS:
        assert StakeholderGroup.objects.filter(pk=group.pk).update(**change) == 1
    GroupFactory(round=round, code="executives")


def test_answers_of_another_round_do_not_matter(round, group):
    BallotFactory()
    Round.objects.filter(pk=round.pk).update(k=3)
    StakeholderGroup.objects.filter(pk=group.pk).update(headcount=50)


def test_without_the_triggers_the_change_goes_through(round, answered):
    """Negative control of the guard itself."""
    on_table = " ON assessments_round" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER round_only_stricter{on_table}")
    assert Round.objects.filter(pk=round.pk).update(k=3) == 1


def test_a_round_is_deleted_with_everything(round, answered):
    round.delete()
    assert not any(m.objects.exists() for m in (Round, StakeholderGroup, Participant, Draft))


def test_a_client_is_deleted_with_everything(round, answered):
    Client.objects.all().delete()
    assert not Ballot.objects.exists()


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_tables_the_triggers_read_can_be_rebuilt():
    """SQLite refuses to rename a table while another's trigger reads the one it replaces."""
    field = Participant._meta.get_field("state")
    before = triggers()
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=A_STEP)
    assert triggers() == set()
    with connection.schema_editor() as editor:
        editor._remake_table(Participant, alter_fields=[(field, field)])
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers() == before >= {rule.name for rule in RULES}


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_negative_control_with_the_triggers_they_cannot():
    field = Participant._meta.get_field("state")
    with (
        pytest.raises(DatabaseError, match="error in trigger"),
        connection.schema_editor() as editor,
    ):
        editor._remake_table(Participant, alter_fields=[(field, field)])


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}
