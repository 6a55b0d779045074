"""What a round is scored from: read in few queries, facts as raw values."""

from typing import Any

import pytest

import scoring
from assessments.enums import ClientType
from assessments.models import Round
from assessments.selectors.frameworks import framework_of
from assessments.selectors.scoring_input import scoring_input
from assessments.services.workshops.sessions import end_session
from scoring import Answers, ScoreOptions
from tests.assessments.workshops.room import held_workshop
from tests.factories import (
    BallotFactory,
    FactFactory,
    UserFactory,
    built_in_framework,
    open_round_with_groups,
)

pytestmark = pytest.mark.django_db

HEADCOUNTS = {"executives": 5, "business": 30, "it": 4}


def options_of(round: Round, **changes: Any) -> ScoreOptions:
    """Every round is drawn with its own seed; gaps need k people on each side."""
    return ScoreOptions(seed=round.pk.int % 2**32, least_people=round.k, **changes)


def test_a_round_without_answers() -> None:
    round, _groups = open_round_with_groups(HEADCOUNTS)
    found = scoring_input(round)
    assert found.framework == built_in_framework()
    assert len(found.answers) == 0
    assert (found.facts, found.headcounts) == ({}, HEADCOUNTS)
    assert found.options == options_of(round)


def test_what_the_client_is_and_weights_of_groups() -> None:
    round, groups = open_round_with_groups(HEADCOUNTS)
    client = round.assessment.client
    client.client_type = ClientType.B2C
    client.customer_records = 48_000
    client.save()
    groups["it"].weight = 0.5
    groups["it"].save()
    expected = options_of(round, client_type="b2c", group_weights={"it": 0.5}, records=48_000)
    assert scoring_input(round).options == expected


def test_what_a_room_has_agreed_on_is_discussed() -> None:
    round, _groups = open_round_with_groups(HEADCOUNTS)
    room = held_workshop(round, UserFactory(), "C2a")
    assert scoring_input(round).options.discussed == frozenset()
    room.step(end_session)
    assert scoring_input(round).options.discussed == {"C2"}


@pytest.mark.parametrize(
    ("item", "stored", "raw"),
    [
        ("S1b", [True, False, True, True], 3),
        ("Q3b", [False] * 6, 0),
        ("S6c", [True] * 4, 4),
        ("S4b", 12.5, 12.5),
        ("S4d", 4, 4),
        ("C4e", "na", "na"),
        ("S1b", "na", "na"),
        ("Q2c", {"bad": 18, "checked": 150, "months": 4}, {"bad": 18, "checked": 150, "months": 4}),
    ],
)
def test_facts_become_raw_values(item: str, stored: Any, raw: object) -> None:
    round, _groups = open_round_with_groups(HEADCOUNTS)
    FactFactory(round=round, item=item, value=stored)
    assert scoring_input(round).facts == {item: raw}


def test_ballots_of_this_round_only_are_scored_as_if_they_came_from_memory() -> None:
    round, groups = open_round_with_groups(HEADCOUNTS)
    other, other_groups = open_round_with_groups(HEADCOUNTS)
    ballots: list[tuple[str, dict[str, object]]] = [
        ("executives", {"S1a": 4, "S1d": "Late orders", "S2a": "dk"}),
        ("business", {"S1a": 2, "C4b": 5}),
        ("it", {"S1a": 3, "A5b": "na"}),
    ]
    for group, answers in ballots:
        BallotFactory(group=groups[group], answers=answers)
    BallotFactory(group=other_groups["it"], answers={"S1a": 1})
    FactFactory(round=round, item="S1b", value=[True, True, False, False])
    FactFactory(round=other, item="S3c", value=[True] * 4)
    found = scoring_input(round)
    card = scoring.score(
        found.framework, found.answers, found.facts, found.headcounts, found.options
    )
    framework = built_in_framework()
    answers = Answers.from_ballots(framework, ballots)
    expected = scoring.score(framework, answers, {"S1b": 2}, HEADCOUNTS, options_of(round))
    assert card.to_json() == expected.to_json()


@pytest.mark.parametrize("people", [1, 30])
def test_the_same_five_queries_whatever_the_size(people: int, django_assert_num_queries) -> None:
    round, groups = open_round_with_groups(HEADCOUNTS)
    framework_of(round.framework_version_id)
    BallotFactory.create_batch(people, group=groups["business"])
    for item in built_in_framework().facts[:people]:
        FactFactory(round=round, item=item.code, value="na")
    with django_assert_num_queries(5):
        assert len(scoring_input(round).answers) == people
