"""Sealing a round: nothing in the database tells in which order ballots came."""

import pytest
from django.db import connection

from assessments.models import Ballot
from assessments.services.sealing import shuffle_ballots
from tests.factories import BallotFactory, open_round_with_groups

pytestmark = pytest.mark.django_db


def written_order() -> list[int]:
    """Return the mark in each ballot, in the order in which a dump would show them."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM assessments_ballot ORDER BY {place}")
        ids = [row[0] for row in cursor.fetchall()]
    marks = {ballot.pk.hex: ballot.answers["mark"] for ballot in Ballot.objects.all()}
    return [marks[getattr(each, "hex", each)] for each in ids]


def test_order_of_handing_in_is_lost_and_no_ballot():
    round, groups = open_round_with_groups()
    for number in range(40):
        BallotFactory(group=groups["it"], answers={"mark": number})
    before = set(Ballot.objects.values_list("pk", flat=True))
    assert written_order() == list(range(40))
    assert shuffle_ballots(round=round) == 40
    after = written_order()
    assert after != list(range(40))
    assert sorted(after) == list(range(40))
    assert not before & set(Ballot.objects.values_list("pk", flat=True))


def test_everything_else_about_a_ballot_stays():
    round, groups = open_round_with_groups()
    BallotFactory(group=groups["it"], link_code="abc")
    fields = [field.name for field in Ballot._meta.fields if field.name != "id"]
    before = Ballot.objects.values(*fields).get()
    shuffle_ballots(round=round)
    assert Ballot.objects.values(*fields).get() == before


def test_other_rounds_are_left_alone():
    round, _ = open_round_with_groups()
    other = BallotFactory()
    assert shuffle_ballots(round=round) == 0
    assert Ballot.objects.get() == other
