"""The sensitivity strip: other weights, a group less, flagged ballots less (3.3, 3.6)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Answers, ScoreOptions, score
from scoring.framework import load
from tests.scoring.conftest import FRAMEWORKS
from tests.scoring.random_rounds import rounds

VIEWS = load(FRAMEWORKS / "two-views.yaml")
FACTS = {"S1c": 2, "Q1c": 6}


def strip(ballots, facts=FACTS, seconds=None, **options):
    answers = Answers.from_ballots(VIEWS, ballots)
    if seconds is not None:
        answers = replace(answers, seconds=np.array(seconds))
    card = score(VIEWS, answers, facts, options=ScoreOptions(**options))
    return card, {(part.name, part.group): part for part in card.sensitivity}


UNEVEN = [
    *[("top", {"Q4a": 5, "A1a": 5})] * 1,
    *[("front", {"Q4a": 2})] * 3,
    *[("it", {"Q4a": 4, "A1a": 1, "A4b": 1})] * 4,
    *[("middle", {"A1a": 3, "A4a": 3})] * 2,
]


def test_by_hand():
    """Q is Q4 alone, A is A1 and A4."""
    _, found = strip(UNEVEN, {})
    quality = {key: part.dimensions[2] for key, part in found.items()}
    assert quality == {
        ("default", None): pytest.approx((5 + 2 + 4) / 3),
        ("people", None): pytest.approx((5 + 3 * 2 + 4 * 4) / 8),
        ("without", "top"): 3.0,
        ("without", "middle"): pytest.approx((5 + 2 + 4) / 3),
        ("without", "front"): 4.5,
        ("without", "it"): 3.5,
    }
    alignment = {key: part.dimensions[3] for key, part in found.items()}
    assert alignment == {
        # A1: business (5 + 3)/2 = 4, IT 1: 2.5. A4: business 3, IT 1: each its own item.
        ("default", None): pytest.approx((2.5 + 2) / 2),
        # Of A1 seven people: 5, twice 3, four times 1.
        ("people", None): pytest.approx((15 / 7 + 2) / 2),
        ("without", "top"): pytest.approx((2 + 2) / 2),
        ("without", "middle"): pytest.approx((3 + 1) / 2),
        ("without", "front"): pytest.approx((2.5 + 2) / 2),
        ("without", "it"): None,  # a side is missing
    }


def test_without_flagged_ballots():
    ballots = [("front", {"Q4a": 2}), ("front", {"Q4a": 4}), ("it", {"Q4a": 4})]
    _, found = strip(ballots, {}, seconds=[1.0, 9.0, 9.0])
    assert found["default", None].dimensions[2] == 3.5
    assert found["unflagged", None].dimensions[2] == 4.0
    assert ("unflagged", None) not in strip(ballots, {}, seconds=[9.0, 9.0, 9.0])[1]


def test_all_ballots_flagged_leaves_nothing():
    _, found = strip([("front", {"Q4a": 2})], {}, seconds=[0.0])
    assert found["unflagged", None].dimensions == (None, None, None, None)


def test_a_group_that_is_not_there_cannot_be_left_out():
    _, found = strip([("front", {"Q4a": 2})], {})
    assert [group for name, group in found if name == "without"] == ["front"]
    assert found["without", "front"].dimensions == (None, None, None, None)


@given(rounds(VIEWS))
@settings(max_examples=40, deadline=None)
def test_leaving_a_group_out_is_scoring_without_its_ballots(drawn):
    ballots, _heads, options = drawn
    answers = Answers.from_ballots(VIEWS, ballots)
    strip_ = score(VIEWS, answers, FACTS, options=options).sensitivity
    for part in strip_:
        if part.name == "without":
            rest = [ballot for ballot in ballots if ballot[0] != part.group]
            card = score(VIEWS, Answers.from_ballots(VIEWS, rest), FACTS, options=options)
            assert part.overall == card.overall.score
            assert part.dimensions == tuple(dimension.score for dimension in card.dimensions)


@given(rounds(VIEWS))
@settings(max_examples=40, deadline=None)
def test_the_default_is_the_score_itself(drawn):
    ballots, _heads, options = drawn
    card = score(VIEWS, Answers.from_ballots(VIEWS, ballots), FACTS, options=options)
    first = card.sensitivity[0]
    assert (first.name, first.overall) == ("default", card.overall.score)
    assert first.dimensions == tuple(part.score for part in card.dimensions)


@given(st.integers(1, 4), st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_with_groups_of_one_size_persons_weigh_like_groups(people, levels):
    groups = [group.code for group in VIEWS.groups]
    ballots = [
        (group, {"Q4a": level})
        for group, level in zip(groups, levels, strict=True)
        for _ in range(people)
    ]
    _, found = strip(ballots, {})
    assert found["people", None].dimensions[2] == pytest.approx(
        found["default", None].dimensions[2], abs=1e-12
    )
