"""Ballots to look at, and a leaning to agree (method.md 3.6)."""

from dataclasses import replace

import numpy as np
import pytest

from scoring import Answers, score
from scoring.framework import Framework, load
from scoring.framework.statistics import QualityRules
from tests.scoring.conftest import FRAMEWORKS

VIEWS = load(FRAMEWORKS / "two-views.yaml")


def anchored(framework, group):
    return [item.code for item in framework.items_for(group) if item.type == "ANC5"]


def quality(framework, ballots, seconds=None):
    answers = Answers.from_ballots(framework, ballots)
    if seconds is not None:
        answers = replace(answers, seconds=np.array(seconds))
    return score(framework, answers, {}).quality


@pytest.fixture(scope="module")
def codes(crm_readiness):
    found = anchored(crm_readiness, "business")
    assert len(found) >= 20
    return found


@pytest.mark.parametrize(
    ("same", "other", "flagged"),
    [
        (18, 2, 1),  # 18 of 20 is 90 %
        (17, 2, 0),  # 17 of 19 is 89 %
        (15, 0, 1),
        (14, 0, 0),  # fewer than 15 items
        (14, 1, 1),  # 14 of 15 is 93 %
        (13, 2, 0),  # 13 of 15 is 87 %
    ],
)
def test_the_same_option(crm_readiness, codes, same, other, flagged):
    levels = [3] * same + [number % 2 + 4 for number in range(other)]
    ballot = ("business", dict(zip(codes, levels, strict=False)))
    found = quality(crm_readiness, [ballot]).flagged
    assert (found.same_option, found.any) == (flagged, flagged)


def test_agreement_items_and_unknowns_are_no_straight_line(crm_readiness, codes):
    """Only anchored items count: 14 of them and every agreement item are not 15."""
    agreement = {
        item.code: 3
        for item in crm_readiness.items_for("business")
        if item.type in {"LIK5", "LIK5r"}
    }
    assert agreement
    ballot = dict.fromkeys(codes[:14], 3) | agreement | dict.fromkeys(codes[14:], "dk")
    assert quality(crm_readiness, [("business", ballot)]).flagged.same_option == 0


def test_a_fast_ballot():
    ballots = [("it", {"S1a": 3})] * 4
    found = quality(VIEWS, ballots, seconds=[1.9, 2.0, np.nan, 30.0]).flagged
    assert (found.fast, found.any) == (1, 1)
    assert quality(VIEWS, ballots).flagged.fast == 0


@pytest.mark.parametrize(
    ("unknown", "known", "flagged"),
    [
        (3, 2, 0),  # exactly 60 %
        (4, 2, 1),
        (1, 0, 1),
        (0, 1, 0),
    ],
)
def test_dont_know_too_often(crm_readiness, codes, unknown, known, flagged):
    ballot = dict.fromkeys(codes[:unknown], "dk")
    ballot |= dict.fromkeys(codes[unknown : unknown + known], 4)
    ballot |= dict.fromkeys(codes[unknown + known :], "na")  # "not applicable" is no stand
    assert quality(crm_readiness, [("business", ballot)]).flagged.dont_know == flagged


def test_a_ballot_with_several_flags_counts_once_among_any():
    spec = VIEWS.to_spec()
    spec["statistics"] = {"quality": {"same_option_items": 2}}
    framework = Framework.from_spec(spec)
    straight = {"S1a": 3, "C1a": 3, "Q1a": 3}
    ballots = [("it", straight), ("it", straight), ("it", {"S1a": 1})]
    found = quality(framework, ballots, seconds=[1.0, 9.0, 1.0]).flagged
    assert (found.same_option, found.fast, found.dont_know, found.any) == (2, 2, 0, 3)


def test_leaning_to_agree_is_measured_before_items_are_turned():
    """The frontline agrees with C1b (reversed) and C3b alike: 5, 4 and 5, 4."""
    ballots = [
        ("front", {"C1b": 5, "C3b": 5}),
        ("front", {"C1b": 4, "C3b": 4}),
        ("middle", {"C3b": 3}),
        ("it", {"C3b": 1}),
        ("top", {"C1b": 4}),
        ("top", {"C1b": 3}),
    ]
    found = {part.group: part for part in quality(VIEWS, ballots).acquiescence}
    assert {group: part.index for group, part in found.items()} == {
        "top": 0.5,  # exactly .5 is not above it
        "middle": 0.0,
        "front": 1.5,
        "it": -2.0,
    }
    assert {group: part.n for group, part in found.items()} == {
        "top": 2,
        "middle": 1,
        "front": 4,
        "it": 1,
    }
    assert {group for group, part in found.items() if part.flagged} == {"front", "it"}


def test_without_agreement_there_is_no_leaning():
    assert quality(VIEWS, [("it", {"S1a": 5})]).acquiescence == ()


def test_the_methods_own_limits():
    assert QualityRules() == QualityRules(
        same_option_share=0.90,
        same_option_items=15,
        seconds_per_item=2.0,
        dont_know_share=0.60,
        acquiescence=0.5,
    )
