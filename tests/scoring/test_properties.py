"""Properties of scores that need no reference value (method.md 3.15)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Answers, score
from scoring.framework import DontKnow, Framework, load
from scoring.indices import index
from tests.scoring.conftest import FRAMEWORKS

SMALL = load(FRAMEWORKS / "small.yaml")
GROUPS = [group.code for group in SMALL.groups]


def answer(item):
    options = [None, "na", 1, 2, 3, 4, 5]
    if item.dont_know is not DontKnow.NONE:
        options.append("dk")
    return st.sampled_from(options)


@st.composite
def ballot(draw):
    group = draw(st.sampled_from(GROUPS))
    items = [item for item in SMALL.items_for(group) if not item.is_text]
    return group, {item.code: draw(answer(item)) for item in items}


rounds = st.lists(ballot(), max_size=12)


def composites(framework, ballots, facts=None):
    card = score(framework, Answers.from_ballots(framework, ballots), facts or {"S1b": 2, "A1c": 3})
    parts = (*card.items, *card.capabilities, *card.dimensions, card.overall)
    return [part.score for part in parts] + [gate.value for gate in card.gates]


@given(rounds, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_people_changes_nothing(ballots, shuffle: random.Random):
    shuffled = list(ballots)
    shuffle.shuffle(shuffled)
    assert composites(SMALL, shuffled) == composites(SMALL, ballots)


@given(rounds, st.data())
@settings(max_examples=60, deadline=None)
def test_permuting_answers_inside_a_group_changes_nothing(ballots, data):
    group = data.draw(st.sampled_from(GROUPS))
    rows = [number for number, (code, _) in enumerate(ballots) if code == group]
    permuted = [(code, dict(answers)) for code, answers in ballots]
    for item in SMALL.items_for(group):
        values = [ballots[row][1].get(item.code) for row in rows]
        for row, value in zip(rows, data.draw(st.permutations(values)), strict=True):
            if not item.is_text:
                permuted[row][1][item.code] = value
    assert composites(SMALL, permuted) == composites(SMALL, ballots)


@given(rounds, st.sampled_from(GROUPS))
@settings(max_examples=60, deadline=None)
def test_more_people_of_one_group_with_the_same_answers_change_no_composite(ballots, group):
    doubled = ballots + [ballot for ballot in ballots if ballot[0] == group]
    assert composites(SMALL, doubled) == composites(SMALL, ballots)


@given(rounds)
@settings(max_examples=60, deadline=None)
def test_reversing_an_item_and_flipping_its_answers_changes_nothing(ballots):
    spec = SMALL.to_spec()
    item = spec["dimensions"][1]["capabilities"][0]["items"][0]
    assert (item["code"], item["type"]) == ("C1b", "LIK5r")
    item["type"] = "LIK5"
    straight = Framework.from_spec(spec)
    flipped = [
        (group, answers | {"C1b": 6 - answers["C1b"]})
        if isinstance(answers.get("C1b"), int)
        else (group, answers)
        for group, answers in ballots
    ]
    assert composites(straight, flipped) == composites(SMALL, ballots)


@given(rounds, st.sampled_from(GROUPS), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_more_dont_knows_leave_the_means(ballots, group, people):
    """Only items where "don't know" is left out; where it scores 1 it must move them."""
    dont_know = {
        item.code: "dk" for item in SMALL.items_for(group) if item.dont_know is DontKnow.EXCLUDE
    }
    more = ballots + [(group, dont_know)] * people
    assert composites(SMALL, more) == composites(SMALL, ballots)


@given(rounds)
@settings(max_examples=60, deadline=None)
def test_every_score_stays_on_the_scale(ballots):
    assert all(1 <= value <= 5 for value in composites(SMALL, ballots) if value is not None)


@given(st.floats(1, 5), st.floats(1, 5), st.floats(0, 1))
def test_the_index_is_linear(one, other, share):
    mixed = share * one + (1 - share) * other
    assert index(mixed) == pytest.approx(share * index(one) + (1 - share) * index(other), abs=1e-9)
    assert (index(1.0), index(3.0), index(5.0), index(None)) == (0.0, 50.0, 100.0, None)
