"""Standard errors and limits of every score, against arithmetic by hand and plain loops (3.5)."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from scoring import Answers, ScoreOptions, score
from scoring.differences import combined, t_margin
from scoring.framework import Framework, load
from tests.scoring.conftest import FRAMEWORKS
from tests.scoring.plain_loops import RULES, PlainLoops
from tests.scoring.random_rounds import rounds

VIEWS = load(FRAMEWORKS / "two-views.yaml")
SMALL = load(FRAMEWORKS / "small.yaml")


# One capability by hand.

BY_HAND = [
    # C1b is reversed: 2, 1 score 4, 5; 5, 4 score 1, 2.
    ("top", {"C1a": 4, "C1b": 2}),
    ("top", {"C1a": 5}),
    ("top", {"C1a": 3, "C1b": 1}),
    ("front", {"C1a": 2, "C1b": 5}),
    ("front", {"C1a": 2, "C1b": 4}),
    ("front", {"C1a": 1, "C1b": 4}),
    ("front", {"C1b": 5}),
]


@pytest.fixture(scope="module")
def by_hand():
    answers = Answers.from_ballots(VIEWS, BY_HAND)
    return score(VIEWS, answers, {}, {"top": 3, "front": 10})


def capability(card, code):
    return next(part for part in card.capabilities if part.code == code)


def test_a_cell_by_hand(by_hand):
    # Executives, all 3 of 3: means 4 and 4.5, n 3 and 2, half the weight each.
    # z = .5 (3/3)(x - 4) + .5 (3/2)(x - 4.5) = (-.375, .5, -.125), sum z^2 = .40625
    # s~^2 = (.40625 + 4 * .7) / (2 + 4) = .534375, SE^2 = .534375/3 * (1 - 1 * .6) = .07125
    cells = {cell.group: cell.interval for cell in capability(by_hand, "C1").groups}
    top, front = cells["top"], cells["front"]
    assert (top.value, top.df) == (4.25, 6.0)
    assert top.standard_error**2 == pytest.approx(0.07125, abs=1e-12)
    assert top.high - top.value == pytest.approx(1.943 * math.sqrt(0.07125), abs=1e-3)  # t .95, 6
    # Frontline, 4 of 10: means 5/3 and 1.5, n 3 and 4. z = .5 (4/3)(x - 5/3) + .5 (x - 1.5)
    # = (-1, 17, -7, -9)/36, sum z^2 = 420/1296 = 35/108
    # s~^2 = (35/108 + 2.8) / 7, SE^2 = s~^2 / 4 * (1 - .4 * .6)
    assert (front.value, front.df) == (pytest.approx(19 / 12, abs=1e-12), 7.0)
    assert front.standard_error**2 == pytest.approx((35 / 108 + 2.8) / 7 / 4 * 0.76, abs=1e-12)


def test_a_capability_by_hand(by_hand):
    # Half of each group: SE^2 = .25 (.07125 + .084796) = .039012
    # df = .039012^2 / (.0178125^2 / 6 + .0211991^2 / 7) = 12.9987; t .95, 13 = 1.771
    part = capability(by_hand, "C1")
    interval = part.interval
    assert part.score == pytest.approx((4.25 + 19 / 12) / 2, abs=1e-12)
    assert interval.standard_error == pytest.approx(0.197514, abs=1e-6)
    assert interval.df == pytest.approx(12.9987, abs=1e-3)
    assert interval.low == pytest.approx(part.score - 1.771 * 0.197514, abs=1e-4)
    assert interval.high == pytest.approx(part.score + 1.771 * 0.197514, abs=1e-4)


def test_an_item_by_hand(by_hand):
    # C1a of the executives: s^2 = 1, s~^2 = (2 * 1 + 4 * 1) / 6 = 1, SE^2 = 1/3 * .4
    cell = by_hand.item("C1a").groups[0].interval
    assert cell.standard_error**2 == pytest.approx(0.4 / 3, abs=1e-12)
    # Frontline 2, 2, 1: s~^2 = (2/3 + 4) / 6 = 7/9, SE^2 = 7/27 * (1 - .3 * .6)
    front = by_hand.item("C1a").groups[2].interval
    assert front.standard_error**2 == pytest.approx(7 / 27 * 0.82, abs=1e-12)
    both = by_hand.item("C1a").interval
    assert both.standard_error**2 == pytest.approx((0.4 / 3 + 7 / 27 * 0.82) / 4, abs=1e-12)


def test_facts_leave_less_open():
    """Q1 is Q1a, of weight .5, and the fact Q1c, of weight 1."""
    ballots = [("front", {"Q1a": level, "Q4a": level}) for level in (1, 2, 4, 5)]
    card = score(VIEWS, Answers.from_ballots(VIEWS, ballots), {"Q1c": 4})
    alone, beside = capability(card, "Q4").interval, capability(card, "Q1").interval
    assert beside.standard_error == pytest.approx(alone.standard_error / 3, abs=1e-12)
    assert beside.df == pytest.approx(alone.df)


def test_facts_alone_are_certain():
    spec = VIEWS.to_spec()
    spec["scoring"]["capability_coverage"] = 0.1
    framework = Framework.from_spec(spec)
    card = score(framework, Answers.from_ballots(framework, []), {"Q1c": 4})
    interval = capability(card, "Q1").interval
    assert (interval.value, interval.low, interval.high) == (4.0, 4.0, 4.0)
    assert (interval.standard_error, interval.df) == (0.0, None)


def test_limits_pass_through_the_cap():
    ballots = [("front", {"Q1a": level}) for level in (4, 5, 5, 5)]
    spec = VIEWS.to_spec()
    spec["dimensions"][2]["capabilities"][0]["items"][0]["weight"] = 9.0
    framework = Framework.from_spec(spec)
    card = score(framework, Answers.from_ballots(framework, ballots), {"Q1c": 8})
    part = capability(card, "Q1")
    # Evidence 3, so at most 4; the claim is (9 * 4.75 + 3) / 10 = 4.575.
    assert (part.cap_binds, part.interval.value, part.interval.high) == (True, 4.0, 4.0)
    uncapped = part.uncapped - float(stdtrit(7, 0.95)) * part.interval.standard_error
    assert part.interval.low == pytest.approx(uncapped, abs=1e-12)
    assert part.interval.low < 4.0


# The table of method.md 3.5: n, half-width, the same of a census, MDC95, the same of two censuses.

TABLE = [
    (3, 0.94, 0.59, 1.49, 0.94),
    (4, 0.79, 0.50, 1.27, 0.80),
    (5, 0.70, 0.44, 1.12, 0.71),
    (8, 0.53, 0.34, 0.87, 0.55),
    (10, 0.47, 0.30, 0.77, 0.49),
    (15, 0.37, 0.24, 0.62, 0.39),
    (20, 0.32, 0.20, 0.53, 0.34),
    (40, 0.22, 0.14, 0.37, 0.24),
]


def with_capability_variance(variance):
    spec = VIEWS.to_spec()
    spec["statistics"] = {"uncertainty": {"capability_variance": variance}}
    return Framework.from_spec(spec)


@pytest.mark.parametrize(("n", "half", "census", "mdc", "mdc_census"), TABLE)
def test_half_widths_of_the_table(n, half, census, mdc, mdc_census):
    """The table has s^2 = s0^2 = .7. No n whole levels vary by that, so both are the same here
    and everything is brought to .7.
    """
    levels = [2 + 2 * (number % 2) for number in range(n)]
    mean = sum(levels) / n
    variance = sum((level - mean) ** 2 for level in levels) / (n - 1)
    framework = with_capability_variance(variance)
    answers = Answers.from_ballots(framework, [("front", {"Q4a": level}) for level in levels])
    to_table = math.sqrt(0.7 / variance)
    for heads, width, change in (({}, half, mdc), ({"front": n}, census, mdc_census)):
        (cell,) = (
            cell for cell in capability(score(framework, answers, {}, heads), "Q4").groups if cell.n
        )
        error, df = cell.interval.standard_error * to_table, cell.interval.df
        assert t_margin(error, df, 0.90) == pytest.approx(width, abs=0.0051)
        if n >= 8:  # nothing is cut off at the ends of the scale
            assert cell.interval.half_width * to_table == pytest.approx(width, abs=0.0051)
        both = combined([(1.0, error, df), (-1.0, error, df)])
        assert t_margin(*both, 0.95) == pytest.approx(change, abs=0.0051)


# Everything against plain loops over respondents.


def expect(interval, value, loops, coefficients, prior, highest=5.0):
    error, df = loops.error(coefficients, prior)
    if interval is None:
        assert value is None
        return
    assert interval.standard_error == pytest.approx(error, abs=1e-9)
    assert interval.df == (None if df is None else pytest.approx(df, rel=1e-6))
    margin = 0.0 if df is None else float(stdtrit(df, 0.95)) * error
    assert interval.value == value
    assert interval.low == pytest.approx(min(max(value - margin, 1.0), highest), abs=1e-8)
    if highest == 5.0:
        assert interval.high == pytest.approx(min(value + margin, 5.0), abs=1e-8)


def agree(framework, ballots, facts, heads, options):
    """Compare every interval of the scorecard with the plain loops."""
    card = score(framework, Answers.from_ballots(framework, ballots), facts, heads, options)
    loops = PlainLoops(framework, ballots, facts, heads, options)
    items_agree(card, loops)
    capabilities_agree(card, loops)
    dimensions_agree(card, loops)
    for gate in card.gates:
        heard = [ballot for ballot in ballots if ballot[0] not in gate.leave_out]
        gate_agrees(gate, PlainLoops(framework, heard, facts, heads, options))
    return card


def items_agree(card, loops):
    prior = RULES.item_variance
    for item in loops.items:
        found = card.item(item.code)
        expect(found.interval, found.score, loops, loops.item_coefficients(item), prior)
        for cell in found.groups:
            alone = {(cell.group, item.code): 1.0} if cell.n else {}
            expect(cell.interval, cell.mean, loops, alone, prior)


def gate_agrees(gate, loops):
    """Only outside of dimensions with sides: whose silence closes an item depends on the round."""
    for part in gate.items:
        item = loops.framework.item(part.item)
        if item.is_perception and loops.framework.dimension(item.dimension).sides is None:
            inside = loops.item_coefficients(item)
            expect(part.interval, part.score, loops, inside, RULES.item_variance)


def capabilities_agree(card, loops):
    prior = RULES.capability_variance
    for part, found in zip(loops.framework.capabilities, card.capabilities, strict=True):
        coefficients = loops.capability_coefficients(part, found)
        cap = 5.0 if found.evidence is None else min(5.0, found.evidence + card.evidence_cap)
        if found.uncapped is not None and not found.cap_binds:
            expect(found.interval, found.score, loops, coefficients, prior, cap)
        for cell in found.groups:
            inside = loops.cell_coefficients(part, cell.group)
            expect(cell.interval, cell.mean, loops, inside, prior)


def dimensions_agree(card, loops):
    prior = RULES.capability_variance
    parts, everything = {part.code: part for part in card.capabilities}, {}
    for dimension, found in zip(loops.framework.dimensions, card.dimensions, strict=True):
        coefficients = loops.dimension_coefficients(dimension, parts)
        if found.score is not None:
            expect(found.interval, found.score, loops, coefficients, prior)
        for key, weight in coefficients.items():
            everything[key] = weight / len(card.dimensions)
    overall = card.overall
    if overall.score is not None:
        expect(overall.interval, overall.score, loops, everything, prior)


@given(rounds(VIEWS), st.sampled_from([None, 0, 4]), st.sampled_from([None, 30, 6, 0, "na"]))
@settings(max_examples=60, deadline=None)
def test_every_interval_agrees_with_plain_loops(drawn, proof, duplicates):
    ballots, heads, options = drawn
    agree(VIEWS, ballots, {"S1c": proof, "Q1c": duplicates}, heads, options)


@given(rounds(SMALL), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_so_it_does_where_more_is_needed_for_a_dimension(drawn, proof):
    ballots, heads, options = drawn
    facts = {"S1b": proof, "A1c": 4 - proof, "Q1c": 3.0, "Q3b": 1, "Q5b": 100}
    agree(SMALL, ballots, facts, heads, options)


@given(rounds(VIEWS))
@settings(max_examples=20, deadline=None)
def test_so_it_does_where_two_answers_are_needed(drawn):
    ballots, heads, options = drawn
    framework = replace(VIEWS, scoring=replace(VIEWS.scoring, minimum_answers=2))
    agree(framework, ballots, {"S1c": 3, "Q1c": 6}, heads, options)


@pytest.mark.parametrize("client_type", ["b2b", "b2c"])
def test_so_it_does_on_the_whole_framework(crm_readiness, client_type):
    draw = random.Random(3)
    ballots = [
        (
            group,
            {
                item.code: draw.choice([None, "na", 1, 2, 3, 4, 5, 5, 4, 3])
                for item in crm_readiness.items_for(group)
                if item.is_perception
            },
        )
        for group, people in {"executives": 4, "business": 9, "frontline": 15, "it": 3}.items()
        for _ in range(people)
    ]
    facts = {item.code: 4 for item in crm_readiness.facts if not item.parts}
    heads = {"executives": 4, "business": 30, "it": 3}
    options = ScoreOptions(client_type=client_type, group_weights={"business": 2.0})
    card = agree(crm_readiness, ballots, facts, heads, options)
    assert card.overall.interval is not None


# Who stands behind a score: only people who answered an item that counts in it.


def silent_crowd(many):
    """Two executives speak about Q4; `many` others of them only where the cap decides."""
    speaking = [("top", {"Q4a": 2}), ("top", {"Q4a": 4})]
    return speaking + [("top", {"Q1a": 5})] * many


def test_people_whose_answers_do_not_count_make_no_dimension_surer():
    """The cap holds Q1 at its evidence, 1 + 1: what people say of it moves nothing."""

    def quality(many):
        spec = VIEWS.to_spec()
        spec["dimensions"][2]["capabilities"][0]["items"][0]["weight"] = 9.0
        framework = Framework.from_spec(spec)
        answers = Answers.from_ballots(framework, silent_crowd(many))
        card = score(framework, answers, {"Q1c": 30})
        assert capability(card, "Q1").cap_binds
        return card.dimensions[2].interval.standard_error

    assert quality(20) == pytest.approx(quality(1), abs=1e-12)


def test_answers_to_an_item_that_does_not_apply_make_no_dimension_surer():
    """S2b is nothing a consumer business is asked, but somebody may have answered it."""

    def strategy(many):
        spoken = [("middle", {"S1a": 2}), ("middle", {"S1a": 4})]
        answers = Answers.from_ballots(VIEWS, spoken + [("middle", {"S2b": 3})] * many)
        options = ScoreOptions(client_type="b2c")
        return score(VIEWS, answers, {}, options=options).dimensions[0].interval

    assert strategy(20) == strategy(0)


def test_too_few_answers_to_an_item_make_no_capability_surer():
    """One manager speaks about S1b where two are needed: it does not count in S1."""
    framework = replace(VIEWS, scoring=replace(VIEWS.scoring, minimum_answers=2))

    def problem(more):
        spoken = [("middle", {"S1a": 2}), ("middle", {"S1a": 4})]
        answers = Answers.from_ballots(framework, spoken + more)
        return capability(score(framework, answers, {"S1c": 3}), "S1").interval

    assert problem([("middle", {"S1b": 5})]) == problem([])


def test_only_a_cap_that_binds_for_certain_settles_a_capability():
    """Where the claim may truly stand below its cap, the dimension stays as unsure as it is."""
    spec = VIEWS.to_spec()
    spec["dimensions"][2]["capabilities"][0]["items"][0]["weight"] = 9.0
    capped = Framework.from_spec(spec)
    free = replace(capped, scoring=replace(capped.scoring, evidence_cap=4.0))

    def quality(framework, levels):
        ballots = [("top", {"Q1a": level, "Q4a": 3}) for level in levels]
        card = score(framework, Answers.from_ballots(framework, ballots), {"Q1c": 8})
        return capability(card, "Q1"), card.dimensions[2].interval.standard_error

    # Evidence 3, so at most 4; the claim is (9 * 4.2 + 3) / 10 = 4.08, give or take.
    barely, error = quality(capped, [4, 4, 4, 4, 5])
    assert (barely.cap_binds, barely.interval.low < 4.0) == (True, True)
    assert error == pytest.approx(quality(free, [4, 4, 4, 4, 5])[1], abs=1e-12)
    # (9 * 5 + 3) / 10 = 4.8, and forty people are sure of it.
    surely, error = quality(capped, [5] * 40)
    assert (surely.interval.low, surely.interval.high) == (4.0, 4.0)
    assert error < quality(free, [5] * 40)[1] / 1.5
