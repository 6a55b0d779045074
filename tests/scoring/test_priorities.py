"""What to work on first: the formula, and the order that prerequisites ask for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.framework.priority_rules import PriorityRules
from scoring.priorities import Standing, prioritise
from scoring.verdict.terms import VerdictCode
from tests.scoring.test_imports import loaded_by

# method.md 3.12
AFTER = {
    "S1": "S2 S4 A3",
    "S3": "S4 C2 A2 Q4",
    "C3": "C2",
    "S2": "C1",
    "S5": "S2 C6",
    "A1": "A3 A5 Q3",
    "A2": "A3",
    "Q4": "Q1 Q2 Q3 Q6",
    "Q5": "Q3",
    "C4": "Q6",
    "Q3": "Q1",
    "C5": "Q6",
}
EDGES = tuple((before, after) for before, found in AFTER.items() for after in found.split())
METHOD = PriorityRules(prerequisites=EDGES)
CODES = [f"{dimension}{number}" for dimension in "SCQA" for number in range(1, 7)]


def stand(code, score, half_width=0.0, target=3.5):
    return Standing(code, score, half_width, target)


def order(*standings, rules=METHOD, **more):
    return [part.capability for part in prioritise(standings, rules=rules, **more)]


def only(standing, rules=METHOD, **more):
    (found,) = prioritise([standing], rules=rules, **more)
    return found


def test_the_formula_by_hand():
    """S1: gap 1.0 of 4; three depend on it and its gate failed; medium; half-width 0.4."""
    found = only(stand("S1", 2.5, 0.4), failing=["S1"])
    assert (found.rank, found.waits_for) == (1, ())
    assert found.gap == pytest.approx(0.25)
    assert found.leverage == pytest.approx((1 + 0.5 + 0.15 * 3) / 2.5)
    assert found.ease == pytest.approx(2 / 3)
    assert found.evidence == pytest.approx(0.8)
    assert found.priority == pytest.approx(10.4)


def test_leverage():
    assert only(stand("S6", 2.0)).leverage == pytest.approx(0.4)
    assert only(stand("S6", 2.0), failing=["S6"]).leverage == pytest.approx(0.6)
    assert only(stand("S3", 2.0), failing=["S3"]).leverage == pytest.approx(0.84)
    greedy = PriorityRules(gate_bonus=2.0)
    assert only(stand("S3", 2.0), rules=greedy, failing=["S3"]).leverage == 1.0


@pytest.mark.parametrize(
    ("half_width", "evidence"), [(0.0, 1.0), (0.5, 0.75), (1.0, 0.5), (1.7, 0.5), (None, 0.5)]
)
def test_evidence(half_width, evidence):
    assert only(stand("S6", 2.0, half_width)).evidence == evidence


def test_ease_is_the_consultants_then_the_frameworks_then_medium():
    rules = PriorityRules(ease=(("S5", 1), ("S6", 3)))
    assert only(stand("S6", 2.0), rules=rules).ease == 1.0
    assert only(stand("S5", 2.0), rules=rules).ease == pytest.approx(1 / 3)
    assert only(stand("S4", 2.0), rules=rules).ease == pytest.approx(2 / 3)
    assert only(stand("S6", 2.0), rules=rules, ease={"S6": 1}).ease == pytest.approx(1 / 3)


def test_a_pilot_asks_for_less():
    standings = [stand("S5", 3.2), stand("S6", 2.8), stand("C5", 2.0, target=2.5)]
    assert order(*standings) == ["S6", "C5", "S5"]
    found = prioritise(standings, rules=METHOD, aim=VerdictCode.PILOT)
    assert [(part.capability, part.gap) for part in found] == [
        ("C5", pytest.approx(0.125)),  # its own target is lower still
        ("S6", pytest.approx(0.05)),
    ]


def test_what_is_at_its_target_or_not_scored_has_no_entry():
    almost = 3.5 - 1e-12
    assert order(stand("S1", 3.5), stand("S2", almost), stand("S3", None), stand("S4", 4.0)) == []
    assert order(stand("S1", 3.5), failing=["S1"]) == []
    assert prioritise([], rules=METHOD) == ()


def test_a_prerequisite_comes_first():
    """Q1 has the larger gap, but waits for Q4, and Q4 for S3."""
    found = prioritise([stand("S3", 3.4), stand("Q1", 1.0), stand("Q4", 3.3)], rules=METHOD)
    assert [(part.rank, part.capability, part.waits_for) for part in found] == [
        (1, "S3", ()),
        (2, "Q4", ("S3",)),
        (3, "Q1", ("Q4",)),
    ]
    assert found[2].priority > found[1].priority > found[0].priority


def test_a_met_or_unscored_prerequisite_holds_nobody_up():
    """Q4 is not scored and S3 at its target: Q1 is free, whatever Q4 waits for."""
    found = prioritise([stand("S3", 3.5), stand("Q1", 1.0), stand("Q4", None)], rules=METHOD)
    assert [(part.capability, part.waits_for) for part in found] == [("Q1", ())]


def test_the_highest_that_is_free_comes_next():
    standings = [stand("S1", 3.4), stand("S2", 1.0), stand("S6", 2.0), stand("C5", 3.0)]
    assert order(*standings) == ["S6", "C5", "S1", "S2"]


def test_equal_priorities_stay_in_the_order_of_the_framework():
    standings = [stand(code, 2.0) for code in ("A6", "S6", "C5")]
    plain = PriorityRules()
    assert order(*standings, rules=plain) == ["A6", "S6", "C5"]
    assert order(*reversed(standings), rules=plain) == ["C5", "S6", "A6"]


def test_prerequisites_that_wait_for_each_other_are_refused():
    rules = PriorityRules(prerequisites=(("S1", "S2"), ("S2", "S3"), ("S3", "S1")))
    standings = [stand(code, 2.0) for code in ("S1", "S2", "S3", "S4")]
    with pytest.raises(ValueError, match="wait for each other: S1, S2, S3"):
        prioritise(standings, rules=rules)


@pytest.mark.parametrize(
    ("standings", "ease", "message"),
    [
        ([stand("S1", 5.2)], {}, "S1 must be from 1 to 5, not 5.2"),
        ([stand("S1", float("nan"))], {}, "S1 must be from 1 to 5, not nan"),
        ([stand("S1", 2.0, target=6.0)], {}, "S1 must be from 1 to 5, not 6.0"),
        ([stand("S1", 2.0, -0.1)], {}, "half-width of S1 must be at least 0"),
        ([stand("S1", 2.0, float("nan"))], {}, "half-width of S1 must be at least 0"),
        ([stand("S1", 2.0)] * 2, {}, "given twice"),
        ([stand("S1", 2.0)], {"S1": 4}, "ease of S1 must be from 1 to 3, not 4"),
        ([stand("S1", 2.0)], {"S2": 0}, "ease of S2 must be from 1 to 3, not 0"),
    ],
)
def test_nonsense_is_refused(standings, ease, message):
    with pytest.raises(ValueError, match=message):
        prioritise(standings, rules=METHOD, ease=ease)


scores = st.one_of(st.none(), st.floats(1, 5))
half_widths = st.one_of(st.none(), st.floats(0, 3))
standing = st.tuples(scores, half_widths, st.floats(1, 5))
everything = st.lists(standing, min_size=24, max_size=24).map(
    lambda parts: [Standing(code, *part) for code, part in zip(CODES, parts, strict=True)]
)
failing_gates = st.frozensets(st.sampled_from(CODES))
eases = st.dictionaries(st.sampled_from(CODES), st.integers(1, 3))
aims = st.sampled_from([VerdictCode.PILOT, VerdictCode.PROCEED])


@given(everything, failing_gates, eases, aims)
@settings(max_examples=60, deadline=None)
def test_the_order_respects_prerequisites(standings, failing, ease, aim):
    found = prioritise(standings, rules=METHOD, failing=failing, ease=ease, aim=aim)
    ranks = {part.capability: part.rank for part in found}
    assert list(ranks.values()) == list(range(1, len(found) + 1))
    for before, after in EDGES:
        assert before not in ranks or after not in ranks or ranks[before] < ranks[after]
    for part in found:
        assert all(ranks[code] < part.rank for code in part.waits_for)


@given(everything, failing_gates, eases, aims)
@settings(max_examples=60, deadline=None)
def test_priorities_are_shares_of_a_hundred(standings, failing, ease, aim):
    for part in prioritise(standings, rules=METHOD, failing=failing, ease=ease, aim=aim):
        factors = (part.gap, part.leverage, part.ease, part.evidence)
        assert all(0 < factor <= 1 for factor in factors)
        assert 0 < part.priority <= 100


@given(everything, failing_gates)
@settings(max_examples=60, deadline=None)
def test_without_prerequisites_the_order_is_that_of_priorities(standings, failing):
    found = prioritise(standings, rules=PriorityRules(), failing=failing)
    assert [part.priority for part in found] == sorted(
        (part.priority for part in found), reverse=True
    )


@given(st.sampled_from(CODES), st.floats(1, 5), st.floats(1, 5), half_widths, st.floats(1, 5))
@settings(max_examples=60, deadline=None)
def test_a_larger_gap_never_means_a_lower_priority(code, one, other, half_width, target):
    low, high = sorted((one, other))

    def priority(score):
        found = prioritise([stand(code, score, half_width, target)], rules=METHOD)
        return sum(part.priority for part in found)

    assert priority(low) >= priority(high)


def test_the_methods_prerequisites_have_no_cycle():
    found = prioritise([stand(code, 2.0) for code in CODES], rules=METHOD)
    assert {part.capability for part in found} == set(CODES)


def test_a_web_process_reads_priorities_without_numpy():
    assert loaded_by("import scoring.priorities") == []
