"""Gaps between the sides and down the hierarchy, with a worked example (method.md 3.9)."""

import math
from dataclasses import replace

import pytest
from scipy.special import stdtr, stdtrit

from scoring import Answers, ScoreOptions, score
from scoring.framework import Framework, load
from scoring.framework.statistics import HierarchyRule
from scoring.scorecard import GapLabel, GapPair
from scoring.verdict.terms import ReasonKind, VerdictCode
from tests.scoring.conftest import FRAMEWORKS

VIEWS = load(FRAMEWORKS / "two-views.yaml")


def scored(ballots, facts=None, heads=None, framework=VIEWS, **options):
    answers = Answers.from_ballots(framework, ballots)
    return score(framework, answers, facts or {}, heads, ScoreOptions(**options))


def gaps(card, pair):
    return {gap.capability: gap for gap in card.gaps if gap.pair is pair}


# By hand. All executives answer: headcount 4. The frontline has 20 people, of whom 5 answer.

BY_HAND = [
    *(("top", {"C1a": level, "C3a": 4, "Q1a": 3}) for level in (5, 5, 4, 4)),
    *(("front", {"C1a": level, "C3a": 3, "Q1a": 3}) for level in (2, 2, 3, 1, 2)),
]
# C1: 4.5 - 2 = 2.5. s^2 = 1/3 and 1/2, so s~^2 = (3/3 + 2.8)/7 = 3.8/7 and (2 + 2.8)/8 = .6
# SE^2 = 3.8/28 * .4 + .6/5 * (1 - .25 * .6) = .0542857 + .102
ERROR_C1 = math.sqrt(3.8 / 28 * 0.4 + 0.12 * 0.85)
DF_C1 = ERROR_C1**4 / ((3.8 / 28 * 0.4) ** 2 / 7 + 0.102**2 / 8)
# C3 and Q1: nobody differs inside a group, s~^2 = 2.8/7 = .4 and 2.8/8 = .35
# SE^2 = .4/4 * .4 + .35/5 * .85 = .04 + .0595 = .0995
ERROR_C3 = math.sqrt(0.0995)
DF_C3 = 0.0995**2 / (0.04**2 / 7 + 0.0595**2 / 8)


@pytest.fixture(scope="module")
def by_hand():
    return gaps(scored(BY_HAND, heads={"top": 4, "front": 20}), GapPair.HIERARCHY)


def test_a_gap_by_hand(by_hand):
    gap = by_hand["C1"]
    assert (gap.first, gap.second, gap.items) == (4.5, 2.0, ("C1a",))
    assert (gap.first_groups, gap.second_groups) == (("top",), ("front",))
    assert (gap.n_first, gap.n_second) == (4, 5)
    assert gap.difference.value == 2.5
    assert gap.difference.standard_error == pytest.approx(ERROR_C1, abs=1e-12)
    assert gap.difference.df == pytest.approx(DF_C1, rel=1e-9)
    margin = float(stdtrit(DF_C1, 0.95)) * ERROR_C1
    assert gap.difference.low == pytest.approx(2.5 - margin, abs=1e-9)
    assert gap.difference.high == pytest.approx(2.5 + margin, abs=1e-9)
    # s_p^2 = (7 * 3.8/7 + 8 * .6) / 15 = 8.6/15, J = 1 - 3/(4 * 9 - 9) = 8/9
    assert gap.effect == pytest.approx(8 / 9 * 2.5 / math.sqrt(8.6 / 15), abs=1e-9)


def test_q_values_by_hand(by_hand):
    p = {
        "C1": 2 * float(stdtr(DF_C1, -2.5 / ERROR_C1)),  # about .00003
        "C3": 2 * float(stdtr(DF_C3, -1.0 / ERROR_C3)),  # about .007
        "Q1": 1.0,
    }
    assert {code: gap.p for code, gap in by_hand.items()} == pytest.approx(p, rel=1e-9)
    # Three gaps of the pair: 3/1 of the smallest p, 3/2 of the next, 3/3 of the largest.
    q = {"C1": 3 * p["C1"], "C3": 1.5 * p["C3"], "Q1": 1.0}
    assert {code: gap.q for code, gap in by_hand.items()} == pytest.approx(q, rel=1e-9)


def test_labels_by_hand(by_hand):
    assert {code: gap.label for code, gap in by_hand.items()} == {
        "C1": GapLabel.LARGE,
        "C3": GapLabel.LARGE,
        "Q1": GapLabel.NOT_KNOWN,  # 0, but the limits are +-.557
    }


def views_of(n, top, front):
    """n people each at the top and at the front; levels of Q4a in turn."""
    return [
        *(("top", {"Q4a": top[number % len(top)]}) for number in range(n)),
        *(("front", {"Q4a": front[number % len(front)]}) for number in range(n)),
    ]


@pytest.mark.parametrize(
    ("n", "top", "front", "label"),
    [
        (10, [4, 5], [2, 3], GapLabel.LARGE),
        (20, [3, 4], [2, 3], GapLabel.LARGE),  # exactly one level
        (40, [3, 4], [3], GapLabel.ESTABLISHED),  # exactly half a level
        (2, [4], [3], GapLabel.WORTH_DISCUSSING),
        (40, [3, 4], [3, 4], GapLabel.NONE_MATERIAL),
        (3, [3], [3], GapLabel.NOT_KNOWN),
    ],
)
def test_every_label(n, top, front, label):
    gap = gaps(scored(views_of(n, top, front)), GapPair.HIERARCHY)["Q4"]
    assert gap.label is label


def test_direction_is_it_minus_business_and_upper_minus_lower():
    ballots = [
        *[("top", {"A1a": 5, "Q4a": 5})] * 3,
        *[("front", {"Q4a": 2})] * 3,
        *[("it", {"A1a": 1, "Q4a": 1})] * 3,
    ]
    card = scored(ballots)
    sides, hierarchy = gaps(card, GapPair.SIDES), gaps(card, GapPair.HIERARCHY)
    assert sides["A1"].difference.value == -4.0
    assert sides["Q4"].difference.value == 1 - 3.5
    assert hierarchy["Q4"].difference.value == 3.0


def test_groups_of_a_side_weigh_as_the_round_weighs_them():
    ballots = [*[("top", {"Q4a": 5})] * 2, *[("front", {"Q4a": 2})] * 20, ("it", {"Q4a": 3})]
    plain = gaps(scored(ballots), GapPair.SIDES)["Q4"]
    assert plain.second == 3.5
    weighed = gaps(scored(ballots, group_weights={"top": 2.0}), GapPair.SIDES)["Q4"]
    assert weighed.second == pytest.approx(4.0, abs=1e-12)
    without = gaps(scored(ballots, group_weights={"top": 0.0}), GapPair.SIDES)["Q4"]
    assert (without.second, without.second_groups, without.n_second) == (2.0, ("front",), 20)


def test_only_shared_items_count():
    """C1b is asked of executives and the frontline, not of IT; C1a of everybody."""
    ballots = [
        *[("top", {"C1a": 4, "C1b": 1})] * 3,
        *[("front", {"C1a": 2, "C1b": 5})] * 3,
        *[("it", {"C1a": 3})] * 3,
    ]
    card = scored(ballots)
    assert gaps(card, GapPair.SIDES)["C1"].items == ("C1a",)
    assert gaps(card, GapPair.HIERARCHY)["C1"].items == ("C1a", "C1b")
    assert gaps(card, GapPair.HIERARCHY)["C1"].difference.value == (4 + 5) / 2 - (2 + 1) / 2
    mute = [(group, answers | {"C1b": None}) for group, answers in ballots[:3]] + ballots[3:]
    assert gaps(scored(mute), GapPair.HIERARCHY)["C1"].items == ("C1a",)


def test_what_each_side_says_of_the_other_makes_no_gap():
    ballots = [*[("middle", {"A4a": 5})] * 5, *[("it", {"A4b": 1})] * 5]
    assert scored(ballots).gaps == ()


def test_people_who_answer_no_shared_item_do_not_count():
    """S1b is for executives and managers alone: of IT nobody can be compared on it."""
    ballots = [
        *[("top", {"S1a": 3, "S1b": 4})] * 3,
        *[("top", {"S1b": 2})] * 7,
        *[("it", {"S1a": 2})] * 4,
    ]
    gap = gaps(scored(ballots), GapPair.SIDES)["S1"]
    assert (gap.items, gap.n_first, gap.n_second) == (("S1a",), 4, 3)
    assert gap.difference.df == pytest.approx(
        (0.1 + 0.155555555) ** 2 / (0.1**2 / 7 + 0.155555555**2 / 6), rel=1e-6
    )  # 2.8/7/4 and 2.8/6/3


def test_a_thin_frontline_is_joined_by_the_managers():
    ballots = [
        *[("top", {"Q4a": 5})] * 5,
        *[("middle", {"Q4a": 3})] * 5,
        *[("front", {"Q4a": 1})] * 4,
    ]
    alone = gaps(scored(ballots, least_people=4), GapPair.HIERARCHY)["Q4"]
    assert (alone.second_groups, alone.second) == (("front",), 1.0)
    joined = gaps(scored(ballots, least_people=5), GapPair.HIERARCHY)["Q4"]
    assert (joined.second_groups, joined.second) == (("middle", "front"), 2.0)
    assert joined.n_second == 9
    assert gaps(scored(ballots, least_people=6), GapPair.HIERARCHY) == {}  # too few at the top
    assert gaps(scored(ballots[5:], least_people=1), GapPair.HIERARCHY) == {}


def test_every_gap_rests_on_enough_people_of_both_sides():
    """Five people at the front answered, one of them about Q4."""
    ballots = [
        *[("top", {"Q4a": 5, "C1a": 5})] * 5,
        ("front", {"Q4a": 1, "C1a": 1}),
        *[("front", {"C1a": 1})] * 4,
    ]
    found = scored(ballots, least_people=5).gaps
    assert "C1" in {gap.capability for gap in found}
    assert min(min(gap.n_first, gap.n_second) for gap in found) >= 5


# What gaps lead to.


def sound(top, front):
    """A round that is ready by its scores; C1 and C3 as those above and below see them."""
    everything = {
        group.code: {i.code: 2 if i.is_reversed else 4 for i in VIEWS.items_for(group.code)}
        for group in VIEWS.groups
    }
    views = {"top": top, "front": front}
    return [
        (
            group,
            answers
            | {
                code: 6 - views[group] if code == "C1b" else views[group]
                for code in ("C1a", "C1b", "C3a")
                if group in views and code in answers
            },
        )
        for group, answers in everything.items()
        for _ in range(12)
    ]


FACTS = {"S1c": 3, "Q1c": 3, "S4d": 2}


def test_a_critical_gap_blocks_proceed_until_it_was_discussed():
    ballots = sound(5, 3)
    card = scored(ballots, FACTS)
    found = gaps(card, GapPair.HIERARCHY)
    assert {code for code, gap in found.items() if gap.label is GapLabel.LARGE} == {"C1", "C3"}
    assert card.verdict.code is VerdictCode.CONDITIONS
    assert [reason.kind for reason in card.verdict.reasons] == [ReasonKind.HIERARCHY_GAP]
    assert card.verdict_confidence.shares[-1].share == 0.0
    discussed = scored(ballots, FACTS, discussed={"C3"})
    assert discussed.verdict.code is VerdictCode.PROCEED
    assert [gap.capability for gap in discussed.gaps if gap.is_discussed] == ["C3"]
    assert tuple(replace(gap, is_discussed=False) for gap in discussed.gaps) == card.gaps


def test_a_talk_about_something_else_lifts_nothing():
    card = scored(sound(5, 3), FACTS, discussed={"Q1"})
    assert [reason.kind for reason in card.verdict.reasons] == [ReasonKind.HIERARCHY_GAP]


def test_those_below_rating_higher_block_nothing():
    card = scored(sound(3, 5), FACTS)
    assert gaps(card, GapPair.HIERARCHY)["C1"].label is GapLabel.LARGE
    assert gaps(card, GapPair.HIERARCHY)["C1"].difference.value < 0
    assert card.verdict.code is VerdictCode.PROCEED
    assert "R-HIER" not in {finding.code for finding in card.findings}


def test_fewer_large_gaps_than_critical_are_a_finding_but_block_nothing():
    lenient = replace(VIEWS, hierarchy=replace(VIEWS.hierarchy, critical=3))
    card = scored(sound(5, 3), FACTS, framework=lenient)
    assert card.verdict.code is VerdictCode.PROCEED
    (finding,) = (finding for finding in card.findings if finding.code == "R-HIER")
    assert [fired.codes for fired in finding.conditions] == [("C1",), ("C3",)]


def test_a_framework_without_a_hierarchy_compares_only_sides():
    bare = replace(VIEWS, hierarchy=None, sides_rule=None)
    card = scored(sound(5, 3), FACTS, framework=bare)
    assert {gap.pair for gap in card.gaps} == {GapPair.SIDES}
    assert card.verdict.code is VerdictCode.PROCEED


def test_a_hierarchy_without_another_choice_makes_no_gap():
    rule = HierarchyRule(("top",), ("front",), (), ("C1",), 1)
    framework = replace(VIEWS, hierarchy=rule)
    card = scored(views_of(3, [4], [2]), framework=framework, least_people=4)
    assert card.gaps == ()


def test_a_census_of_perfectly_reliable_people_leaves_no_error():
    """With a reliability of 1 nothing is left open where all of both sides answered."""
    spec = VIEWS.to_spec()
    spec["statistics"] = {"uncertainty": {"reliability": 1.0}}
    framework = Framework.from_spec(spec)
    card = scored(views_of(2, [4], [2]), heads={"top": 2, "front": 2}, framework=framework)
    gap = gaps(card, GapPair.HIERARCHY)["Q4"]
    assert (gap.difference.low, gap.difference.high) == (2.0, 2.0)
    assert (gap.difference.standard_error, gap.difference.df) == (0.0, None)
    assert (gap.p, gap.q, gap.label) == (0.0, 0.0, GapLabel.LARGE)
    assert "NaN" not in card.as_text()
