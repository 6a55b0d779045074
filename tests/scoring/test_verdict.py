"""The verdict: the method's test vectors, each clause, and its properties."""

import numpy as np
import pytest

from scoring.framework import GateLimits, VerdictRules
from scoring.verdict import decide
from scoring.verdict.terms import ORDER, Reason, ReasonKind, Rule, SequenceNotice, VerdictCode

CODES = tuple(f"G{number}" for number in range(1, 10))
FOURS = dict.fromkeys(CODES, 4.0)


def judge(scores, stage=3, pilot_unit=False, gates=None, **more):
    return decide(
        dimensions=dict(zip("SCQA", scores, strict=True)),
        gates=FOURS | (gates or {}),
        technology_stage=stage,
        pilot_unit=pilot_unit,
        **more,
    )


@pytest.mark.parametrize(
    ("scores", "stage", "pilot_unit", "gates", "code"),
    [
        # method.md 3.10
        ((3.8, 3.8, 3.8, 3.8), 3, False, {}, VerdictCode.PROCEED),
        ((3.2, 3.2, 3.2, 3.2), 3, False, {}, VerdictCode.CONDITIONS),
        ((3.4, 2.3, 2.6, 3.0), 3, True, {}, VerdictCode.PILOT),
        ((3.4, 2.3, 2.6, 3.0), 3, False, {}, VerdictCode.FIX),
        ((3.0, 3.0, 3.0, 3.0), 2, False, {"G1": 1.5, "G2": 1.5}, VerdictCode.STOP),
    ],
)
def test_vectors_of_the_method(scores, stage, pilot_unit, gates, code):
    assert judge(scores, stage, pilot_unit, gates).code is code


@pytest.mark.parametrize(
    ("scores", "stage", "gates", "rule"),
    [
        # STOP, each way, and just beside it.
        ((4, 4, 4, 4), 0, {"G1": 1.9, "G2": 1.9}, Rule.STOP_GATES),
        ((4, 4, 4, 4), 0, {"G1": 1.9, "G2": 2.0}, Rule.FIX),
        ((4, 4, 4, 4), 0, {"G1": 1.9, "G2": None}, Rule.FIX),
        ((1.9, 1.9, 4, 4), 0, {}, Rule.STOP_FOUNDATION),
        ((1.9, 2.0, 4, 4), 0, {}, Rule.FIX),
        ((4, 1.9, 4, 4), 4, {}, Rule.STOP_SEQUENCE),  # R(4) = 3.0, lag 1.1
        ((4, 1.9, 4, 4), 3, {}, Rule.FIX),  # lag 0.6
        ((4, 2.0, 4, 4), 5, {}, Rule.FIX),  # lag 1.5, but culture is not below 2
        # PROCEED and CONDITIONS.
        ((3.5, 3.5, 3.5, 3.5), 3, {}, Rule.PROCEED),
        ((3.5, 3.5, 3.5, 3.4), 3, {}, Rule.CONDITIONS),
        ((4, 4, 4, 4), 3, {"G4": 2.9}, Rule.CONDITIONS),
        ((4, 4, 4, 4), 3, {"G7": 2.5}, Rule.PROCEED),
        ((4, 4, 4, 4), 3, {"G8": None}, Rule.PROCEED),
        ((3.0, 3.0, 3.0, 3.0), 3, {"G4": 2.0, "G5": 2.0}, Rule.CONDITIONS),
        ((3.0, 3.0, 3.0, 3.0), 3, {"G4": 2.0, "G5": 2.0, "G6": 2.0}, Rule.FIX),
        ((3.0, 3.0, 3.0, 3.0), 3, {"G4": 1.9}, Rule.FIX),
        ((2.9, 3.0, 3.0, 3.0), 3, {}, Rule.FIX),
    ],
)
def test_clauses_at_their_edges(scores, stage, gates, rule):
    assert judge(scores, stage, gates=gates).rule is rule


@pytest.mark.parametrize(
    ("scores", "rule"),
    [
        ((2.75, 2.0, 2.0, 2.5), Rule.PILOT),
        ((2.74, 2.0, 2.0, 2.5), Rule.FIX),
        ((2.75, 1.99, 2.0, 2.5), Rule.FIX),
        ((2.75, 2.0, 1.99, 2.5), Rule.FIX),
        ((2.75, 2.0, 2.0, 2.49), Rule.FIX),
    ],
)
def test_a_pilot_lets_culture_lag(scores, rule):
    assert judge(scores, 2, pilot_unit=True).rule is rule


def test_a_pilot_stands_many_warnings_but_no_failed_gate():
    warned = {"G4": 2.0, "G5": 2.0, "G6": 2.0}
    assert judge((3, 3, 3, 3), pilot_unit=True, gates=warned).rule is Rule.PILOT
    failed = judge((3, 3, 3, 3), pilot_unit=True, gates=warned | {"G9": 2.9})
    assert (failed.rule, failed.gates_failed) == (Rule.FIX, ("G9",))


def test_a_mean_that_misses_a_limit_by_floating_point_reaches_it():
    three = sum([0.3] * 10)
    assert three < 3.0
    assert judge((three,) * 4).rule is Rule.CONDITIONS
    assert judge((5.000000000000001,) * 4).rule is Rule.PROCEED


def test_reasons_name_dimensions_and_gates_in_the_order_of_the_method():
    gates = {"G9": 2.0, "G8": 2.2, "G6": 1.5, "G7": 1.8, "G2": 2.5}
    verdict = judge((2.5, 3.2, 2.8, 2.4), gates=gates)
    assert verdict.rule is Rule.FIX
    assert verdict.reasons == (
        Reason(ReasonKind.DIMENSION_BELOW, "S", 2.5, 3.0),
        Reason(ReasonKind.GATE_FAILED, "G2", 2.5, 3.0),
        Reason(ReasonKind.GATE_FAILED, "G7", 1.8, 2.0),
        Reason(ReasonKind.DIMENSION_BELOW, "Q", 2.8, 3.0),
        Reason(ReasonKind.GATE_WARNED, "G8", 2.2, 2.5),
        Reason(ReasonKind.GATE_FAILED, "G9", 2.0, 3.0),
        Reason(ReasonKind.DIMENSION_BELOW, "A", 2.4, 3.0),
        Reason(ReasonKind.GATE_FAILED, "G6", 1.5, 2.0),
    )
    assert verdict.gates_failed == ("G2", "G7", "G9", "G6")
    assert verdict.gates_warned == ("G8",)
    assert verdict.dimensions_below == ("S", "Q", "A")


def test_reasons_to_stop():
    verdict = judge((4, 1.5, 4, 4), stage=5)
    assert verdict.reasons == (
        Reason(ReasonKind.DIMENSION_BELOW, "C", 1.5, 2.0),
        Reason(ReasonKind.TECHNOLOGY_AHEAD, None, 2.0, 1.0),
    )
    verdict = judge((4, 4, 4, 4), gates={"G1": 1.5, "G2": 1.2})
    assert verdict.reasons == (
        Reason(ReasonKind.GATE_FAILED, "G1", 1.5, 2.0),
        Reason(ReasonKind.GATE_FAILED, "G2", 1.2, 2.0),
    )


def test_the_missing_pilot_unit_is_named_only_where_it_would_help():
    reason = Reason(ReasonKind.NO_PILOT_UNIT)
    assert reason in judge((3.4, 2.3, 2.6, 3.0)).reasons
    assert reason not in judge((2.0, 2.3, 2.6, 3.0)).reasons
    assert judge((3.8, 3.8, 3.8, 3.8)).reasons == ()


def test_an_unproven_gate_counts_as_below_both_limits():
    verdict = judge((4, 4, 4, 4), gates={"G1": None}, unproven=["G1"])
    assert (verdict.rule, verdict.gates_unproven) == (Rule.FIX, ("G1",))
    assert verdict.reasons == (Reason(ReasonKind.GATE_UNPROVEN, "G1", None, 3.0),)
    high = judge((4, 4, 4, 4), gates={"G1": 5.0}, unproven=["G1"])
    assert (high.rule, high.gates_unproven) == (Rule.FIX, ("G1",))
    low = judge((4, 4, 4, 4), gates={"G1": 1.5}, unproven=["G1"])
    assert (low.gates_failed, low.gates_unproven) == (("G1",), ())


def test_missing_proof_alone_never_stops():
    verdict = judge((4, 4, 4, 4), gates={"G1": None, "G2": None}, unproven=["G1", "G2"])
    assert verdict.rule is Rule.FIX


@pytest.mark.parametrize(
    ("scores", "reportable", "rule", "missing"),
    [
        ((None, 4, 4, 4), True, Rule.UNSCORED, ("S",)),
        ((1, None, 4, None), True, Rule.UNSCORED, ("C", "A")),
        ((4, 4, 4, 4), False, Rule.RESPONSE, ()),
        ((None, 4, 4, 4), False, Rule.RESPONSE, ("S",)),
    ],
)
def test_too_little_evidence(scores, reportable, rule, missing):
    verdict = judge(scores, reportable=reportable)
    assert (verdict.code, verdict.rule) == (VerdictCode.INSUFFICIENT, rule)
    assert verdict.dimensions_missing == missing
    expected = [] if reportable else [Reason(ReasonKind.RESPONSE)]
    expected += [Reason(ReasonKind.DIMENSION_MISSING, code) for code in missing]
    assert verdict.reasons == tuple(expected)


def test_a_critical_hierarchy_gap_costs_proceed_alone():
    verdict = judge((4, 4, 4, 4), critical_hierarchy_gap=True)
    assert verdict.rule is Rule.CONDITIONS
    assert verdict.reasons == (Reason(ReasonKind.HIERARCHY_GAP),)


@pytest.mark.parametrize(
    ("stage", "foundation", "lag", "notice"),
    [
        (0, 1.0, 0.0, None),
        (3, 2.5, 0.0, None),
        (3, 2.1, 0.4, None),
        (4, 2.5, 0.5, SequenceNotice.AHEAD),
        (4, 2.1, 0.9, SequenceNotice.AHEAD),
        (4, 2.0, 1.0, SequenceNotice.FAR_AHEAD),
        (5, 2.0, 1.5, SequenceNotice.FAR_AHEAD),
        (None, 2.0, None, None),
    ],
)
def test_sequence_notice(stage, foundation, lag, notice):
    verdict = judge((foundation, 4, 4, 4), stage)
    assert verdict.lag == (None if lag is None else pytest.approx(lag, abs=1e-12))
    assert verdict.sequence is notice


def test_rules_may_differ():
    rules = VerdictRules(proceed_minimum=4.0, gates=(GateLimits("H1", "S", 2.0, 2.0),))
    verdict = decide(
        dimensions=dict.fromkeys("SCQA", 3.8), gates={"H1": 2.0}, rules=rules, technology_stage=3
    )
    assert verdict.rule is Rule.CONDITIONS


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"gates": {"G77": 3.0}}, "unknown gate G77"),
        ({"unproven": ["G78"]}, "unknown gate G78"),
        ({"gates": {"G1": 5.5}}, "G1 must be from 1 to 5, not 5.5"),
        ({"gates": {"G1": float("nan")}}, "G1 must be from 1 to 5, not nan"),
        ({"scores": (0.0, 3, 3, 3)}, "S must be from 1 to 5, not 0.0"),
        ({"stage": 6}, "there is no technology stage 6"),
    ],
)
def test_nonsense_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        judge(**({"scores": (3, 3, 3, 3)} | change))


def check_random_cases(count, seed, low):
    """Check that each case has one verdict and that no single improvement worsens it.

    Values lie on a grid of quarters as well as between, so that limits are met exactly.
    """
    random = np.random.default_rng(seed)
    values = random.uniform(low, 5.0, (count, 13))
    on_grid = random.random(count) < 0.5
    values[on_grid] = np.round(values[on_grid] * 4) / 4
    stages = random.integers(0, 6, count)
    units = random.random(count) < 0.5
    gaps = random.random(count) < 0.2
    absent = random.random((count, 9)) < 0.05
    missing = random.random((count, 9)) < 0.03
    moves = random.integers(0, 16, count)
    rises = random.uniform(0.0, 2.0, count)
    seen = set()
    for row in range(count):
        case = {
            "values": values[row].tolist(),
            "stage": int(stages[row]),
            "unit": bool(units[row]),
            "unproven": frozenset(c for c, flag in zip(CODES, missing[row], strict=True) if flag),
        }
        fixed = {"absent": absent[row], "gap": bool(gaps[row])}
        before = rank(case, **fixed)
        assert row % 10 or before == rank(case, **fixed)
        after = rank(improved(case, int(moves[row]), float(rises[row])), **fixed)
        assert after >= before, (case, fixed, moves[row], rises[row])
        seen.add(before)
    assert seen == set(range(len(ORDER)))


def rank(case, absent, gap):
    gates = {
        code: None if is_absent else value
        for code, value, is_absent in zip(CODES, case["values"][4:], absent, strict=True)
    }
    verdict = decide(
        dimensions=dict(zip("SCQA", case["values"][:4], strict=True)),
        gates=gates,
        technology_stage=case["stage"],
        pilot_unit=case["unit"],
        critical_hierarchy_gap=gap,
        unproven=case["unproven"],
    )
    return ORDER.index(verdict.code)


def improved(case, move, rise):
    better = case | {"values": list(case["values"])}
    if move < 13:
        better["values"][move] = min(5.0, better["values"][move] + rise)
    elif move == 13:
        better["stage"] = max(0, case["stage"] - 1)
    elif move == 14:
        better["unit"] = True
    else:
        better["unproven"] = frozenset(list(case["unproven"])[1:])
    return better


def test_total_deterministic_and_monotone():
    check_random_cases(10_000, seed=1, low=1.0)
    check_random_cases(10_000, seed=2, low=1.5)


@pytest.mark.long
def test_total_deterministic_and_monotone_at_length():
    check_random_cases(150_000, seed=3, low=1.0)
    check_random_cases(150_000, seed=4, low=1.8)
