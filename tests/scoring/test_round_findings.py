"""Findings that every framework has: R-SEQ, R-DK, R-CAMP, R-HIER, R-BIT (3.6 to 3.10)."""

from dataclasses import replace

import pytest

from scoring import Answers, ScoreOptions, score
from scoring.framework import ConditionKind, load
from scoring.scorecard import GapLabel
from scoring.verdict.terms import SequenceNotice
from tests.scoring.conftest import FRAMEWORKS

VIEWS = load(FRAMEWORKS / "two-views.yaml")


def conditions(code, ballots, facts=None, framework=VIEWS):
    card = score(framework, Answers.from_ballots(framework, ballots), facts or {})
    found = [finding.conditions for finding in card.findings if finding.code == code]
    return found[0] if found else ()


@pytest.mark.parametrize(
    ("known", "unknown", "fired"),
    [
        (3, 2, True),  # 40 % of five
        (4, 2, False),  # a third
        (0, 5, True),
        (2, 2, False),  # half, but of four people
    ],
)
def test_dont_know_is_a_finding(known, unknown, fired):
    ballots = [("front", {"Q4a": 3})] * known + [("front", {"Q4a": "dk"})] * unknown
    found = conditions("R-DK", ballots)
    assert len(found) == fired
    if fired:
        assert (found[0].kind, found[0].codes, found[0].group) == (
            ConditionKind.DONT_KNOW_AT_LEAST,
            ("Q4a",),
            "front",
        )
        assert (found[0].value, found[0].limit) == (unknown / (known + unknown), 0.4)


def test_it_counts_in_each_group_and_without_na_and_blanks():
    ballots = [
        *[("front", {"Q4a": "dk"})] * 2,
        *[("front", {"Q4a": 4})] * 3,
        *[("front", {"Q4a": "na"})] * 9,
        *[("front", {})] * 9,
        *[("it", {"Q4a": 4})] * 20,
    ]
    assert [(fired.group, fired.value) for fired in conditions("R-DK", ballots)] == [("front", 0.4)]


def test_a_dont_know_that_scores_counts_as_one():
    ballots = [("top", {"S1b": "dk"})] * 2 + [("top", {"S1b": 5})] * 3
    assert [fired.codes for fired in conditions("R-DK", ballots)] == [("S1b",)]


@pytest.mark.parametrize(
    ("low", "middle", "high", "fired"),
    [
        (3, 4, 3, True),  # 30 % each
        (3, 5, 3, False),
        (4, 0, 4, True),
        (3, 0, 4, False),  # too few for words
    ],
)
def test_two_camps(low, middle, high, fired):
    levels = [1] * low + [3] * middle + [5] * high
    found = conditions("R-CAMP", [("front", {"Q4a": level}) for level in levels])
    assert [one.codes for one in found] == ([("Q4a",)] if fired else [])


def level_round(levels):
    """Everybody of a group answers the same to everything: its level."""
    return [
        (
            group,
            {
                item.code: 6 - level if item.is_reversed else level
                for item in VIEWS.items_for(group)
                if item.is_perception
            },
        )
        for group, level in levels.items()
        for _ in range(12)
    ]


def test_executives_above_the_frontline():
    found = conditions("R-HIER", level_round({"top": 4, "middle": 3, "front": 3, "it": 3}))
    assert [fired.codes for fired in found] == [("C1",), ("C3",), ("Q1",)]  # not Q4, not S
    assert {fired.name for fired in found} == {GapLabel.LARGE}
    assert {(fired.value, fired.limit) for fired in found} == {(1.0, 1.0)}
    assert conditions("R-HIER", level_round({"top": 3, "middle": 3, "front": 4, "it": 3})) == ()


@pytest.mark.parametrize(("it", "value"), [(5, 2.0), (1, -2.0)])
def test_it_apart_from_business_either_way(it, value):
    found = conditions("R-BIT", level_round({"top": 3, "middle": 3, "front": 3, "it": it}))
    assert [(fired.codes, fired.value) for fired in found] == [(("A1",), value)]  # not A4


def test_no_rule_no_finding():
    bare = replace(VIEWS, hierarchy=None, sides_rule=None)
    everybody = level_round({"top": 5, "middle": 3, "front": 3, "it": 1})
    assert conditions("R-HIER", everybody, framework=bare) == ()
    assert conditions("R-BIT", everybody, framework=bare) == ()


@pytest.mark.parametrize(
    ("stage", "level", "name"),
    [
        (3, 3, None),  # 2.5 needed
        (4, 3, None),
        (5, 3, SequenceNotice.AHEAD),  # 3.5 - 3 = .5
        (4, 2, SequenceNotice.FAR_AHEAD),  # 3 - 2 = 1
    ],
)
def test_technology_ahead(stage, level, name):
    everybody = level_round(dict.fromkeys(("top", "middle", "front", "it"), level))
    found = conditions("R-SEQ", everybody, {"S4d": stage})
    assert [fired.name for fired in found] == ([name] if name else [])
    if name:
        lag = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5)[stage] - level
        assert (found[0].value, found[0].limit, found[0].codes) == (lag, 0.5, ("S4d",))


def test_findings_stay_with_another_weight():
    """A group of weight 0 moves no score, but what it does not know is still found."""
    ballots = [("front", {"Q4a": "dk"})] * 5 + [("it", {"Q4a": 3})] * 5
    answers = Answers.from_ballots(VIEWS, ballots)
    card = score(VIEWS, answers, {}, options=ScoreOptions(group_weights={"front": 0.0}))
    assert [finding.code for finding in card.findings] == ["R-DK"]
