"""Rounds that were closed by an earlier version are brought to what closing does now."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from assessments.enums import RoundState
from assessments.models import Ballot, Statement
from tests.factories import BallotFactory, open_round_with_groups

pytestmark = pytest.mark.django_db

MIGRATION = import_module("assessments.migrations.0002_statements_and_traces")


def test_texts_leave_the_ballots_of_closed_rounds() -> None:
    closed, groups = open_round_with_groups(state=RoundState.CLOSED)
    for day in (20, 21):
        BallotFactory(
            group=groups["it"], answers={"S1a": day, "S1d": f"Text {day}"}, day=date(2026, 10, day)
        )
    running = BallotFactory(answers={"S1d": "Not yet."})

    MIGRATION.take_texts_out_of_sealed_ballots(apps, SimpleNamespace(connection=connection))

    assert set(Statement.objects.values_list("round", "item", "original", "wording")) == {
        (closed.pk, "S1d", f"Text {day}", f"Text {day}") for day in (20, 21)
    }
    ballots = Ballot.objects.filter(round=closed)
    assert sorted(ballot.answers["S1a"] for ballot in ballots) == [20, 21]
    assert {(ballot.day, len(ballot.answers)) for ballot in ballots} == {(date(2026, 10, 21), 1)}
    running.refresh_from_db()
    assert running.answers == {"S1d": "Not yet."}
