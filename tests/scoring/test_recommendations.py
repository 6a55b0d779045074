"""First recommendations: failed gates, then the largest gaps, each with its next step."""

import pytest

from scoring import Answers, Recommendation, recommend, score
from scoring.release import release


@pytest.fixture
def released(small, ballots, facts):
    # Five of everybody, so that all groups may be shown; means stay as in the worked example.
    return release(score(small, Answers.from_ballots(small, ballots * 5), facts), 5)


def test_failed_gates_first_then_the_largest_gap(small, released):
    first, second, third = recommend(small, released, 3)
    assert first == Recommendation(
        capability="S1",
        dimension="S",
        item="S1c",
        item_score=2.0,
        level=2,
        improvement="Name",
        gap=pytest.approx(3.5 - 2.9),  # 26 / 9 as it is shown
        gates=("G2",),
    )
    assert (second.capability, second.item, second.level, second.improvement) == (
        "A4",  # 2.25: the largest gap
        "A4b",  # 1.5: has reached level 1
        1,
        "Show",
    )
    assert (third.capability, third.item, third.improvement) == ("A1", "A1c", "Name two")


def test_as_many_as_asked(small, released):
    assert recommend(small, released, 0) == ()
    assert len(recommend(small, released, 99)) == 8  # S6 is above its target


def test_nothing_to_recommend_at_the_top(small):
    top = {"C1b": 1}  # reversed: 1 is the best
    ballots = [
        (
            group.code,
            {i.code: top.get(i.code, 5) for i in small.items_for(group.code) if not i.is_text},
        )
        for group in small.groups
        for _ in range(5)
    ]
    facts = {"S1b": 4, "Q1c": 0, "Q3b": 6, "Q5b": 100, "A1c": 4}
    released = release(score(small, Answers.from_ballots(small, ballots), facts), 5)
    assert released.overall.score == 5.0
    assert recommend(small, released) == ()


def test_an_item_that_may_not_be_named_is_not_recommended(small, ballots, facts):
    """With four people in IT no item of A4 is shown; the next gap takes its place."""
    answers = Answers.from_ballots(small, ballots * 5)
    headcounts = {"executives": 10, "business": 15, "frontline": 15, "it": 4}
    released = release(score(small, answers, facts, headcounts), 5)
    steps = recommend(small, released, 99)
    assert [step.capability for step in steps][:2] == ["S1", "A1"]
    assert "A4" not in [step.capability for step in steps]


def test_hidden_capabilities_are_not_recommended(small, ballots, facts):
    hidden = release(score(small, Answers.from_ballots(small, ballots[:3]), facts), 5)
    assert recommend(small, hidden) == ()
