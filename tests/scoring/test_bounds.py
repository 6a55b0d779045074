"""What "don't know" could hide: bounds with level 1 and level 5 in its place (method.md 3.6)."""

import pytest
from hypothesis import given, settings

from scoring import Answers, score
from scoring.framework import load
from scoring.scorecard import Bounds
from tests.scoring.conftest import FRAMEWORKS
from tests.scoring.random_rounds import rounds

VIEWS = load(FRAMEWORKS / "two-views.yaml")


def scored(ballots, facts=None):
    return score(VIEWS, Answers.from_ballots(VIEWS, ballots), facts or {})


def near(low, high):
    return Bounds(pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12))


def test_by_hand():
    """Frontline 3, 4 and two who do not know; IT 5. Two of five are 40 %."""
    ballots = [
        ("front", {"Q4a": 3}),
        ("front", {"Q4a": 4}),
        ("front", {"Q4a": "dk"}),
        ("front", {"Q4a": "dk"}),
        ("it", {"Q4a": 5}),
    ]
    card = scored(ballots)
    assert card.item("Q4a").score == 4.25
    # (3 + 4 + 1 + 1)/4 = 2.25 and (3 + 4 + 5 + 5)/4 = 4.25 beside the 5 of IT
    assert card.item("Q4a").bounds == near(3.625, 4.625)
    capability = next(part for part in card.capabilities if part.code == "Q4")
    assert capability.bounds == card.item("Q4a").bounds
    assert card.dimensions[2].bounds == card.item("Q4a").bounds


@pytest.mark.parametrize(("known", "bounded"), [(4, True), (5, False)])
def test_bounds_are_given_from_a_fifth_on(known, bounded):
    ballots = [("front", {"Q4a": 3})] * known + [("front", {"Q4a": "dk"})]
    assert (scored(ballots).item("Q4a").bounds is not None) is bounded


def test_where_a_dont_know_scores_there_is_nothing_to_bound():
    ballots = [("top", {"S1b": 3}), ("top", {"S1b": "dk"})]
    card = scored(ballots)
    assert card.item("S1b").score == 2.0
    assert card.item("S1b").bounds is None


def test_where_nobody_knows_there_is_no_score_to_bound():
    card = scored([("front", {"Q4a": "dk"})] * 3)
    assert (card.item("Q4a").score, card.item("Q4a").bounds) == (None, None)


def test_bounds_stop_at_the_evidence_cap():
    ballots = [("front", {"Q1a": 2}), ("front", {"Q1a": "dk"})]
    capability = next(
        part for part in scored(ballots, {"Q1c": 30}).capabilities if part.code == "Q1"
    )
    # Evidence 1, cap 2. Q1a weighs .5: (.5 * 1.5 + 1)/1.5 and (.5 * 3.5 + 1)/1.5
    assert capability.bounds == near(1.75 / 1.5, 2.75 / 1.5)


def contains(part):
    return part.bounds is None or part.bounds.low <= part.score <= part.bounds.high


@given(rounds(VIEWS))
@settings(max_examples=150, deadline=None)
def test_bounds_contain_the_score(drawn):
    ballots, heads, options = drawn
    answers = Answers.from_ballots(VIEWS, ballots)
    card = score(VIEWS, answers, {"S1c": 4, "Q1c": 1}, heads, options)
    for part in (*card.items, *card.capabilities, *card.dimensions, card.overall):
        assert contains(part), part


def test_bounds_contain_the_score_where_an_answer_would_open_an_item():
    """IT does not know A1a, so nobody's A1a counts; with any level it would."""
    it = {"S1a": 1, "C1a": 1, "Q4a": 1, "A1a": "dk", "A4b": 1}
    ballots = [("middle", {"A1a": 5, "A4a": 1}), ("it", it)]
    alignment = scored(ballots).dimensions[3]
    assert alignment.score == 1.0
    assert contains(alignment)


def test_bounds_contain_the_score_where_an_answer_would_open_a_capability():
    """The proof alone is a quarter of S1, too little to count; with any S1a it would: 5."""
    strategy = scored([("front", {"S1a": "dk", "S2a": 1})], {"S1c": 4}).dimensions[0]
    assert strategy.score == 1.0
    assert contains(strategy)


@given(rounds(VIEWS))
@settings(max_examples=40, deadline=None)
def test_bounds_of_items_are_the_scores_with_those_answers(drawn):
    ballots, _heads, options = drawn
    card = score(VIEWS, Answers.from_ballots(VIEWS, ballots), {}, options=options)
    for item in card.items:
        if item.bounds is None:
            continue
        ends = []
        for level in (1, 5):
            given_ = [
                (group, answers | ({item.code: level} if answers.get(item.code) == "dk" else {}))
                for group, answers in ballots
            ]
            answered = Answers.from_ballots(VIEWS, given_)
            ends.append(score(VIEWS, answered, {}, options=options).item(item.code).score)
        assert item.bounds == near(*sorted(ends))  # of a reversed item 1 is the best
