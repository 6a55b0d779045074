"""Sealing a round: nothing in the database tells in which order ballots came."""

import itertools

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


def kept_neighbours(marks: list[int]) -> int:
    """Count the ballots still followed by the one handed in after them.

    The first rows may fill gaps that other tests left in the table, so even before sealing
    the order on disk is not always one run; neighbours are what would tell the order.
    """
    return sum(later == mark + 1 for mark, later in itertools.pairwise(marks))


def test_order_of_handing_in_is_lost_and_no_ballot():
    round, groups = open_round_with_groups()
    for number in range(40):
        BallotFactory(group=groups["it"], answers={"mark": number})
    before = set(Ballot.objects.values_list("pk", flat=True))
    assert kept_neighbours(written_order()) > 30
    assert shuffle_ballots(round=round) == 40
    after = written_order()
    assert kept_neighbours(after) < 15
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
