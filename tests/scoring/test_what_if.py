"""What if: nothing moved is the released verdict, moves do what they say, nothing leaks."""

import random
from dataclasses import replace

import pytest

from scoring import Answers, score
from scoring.framework import load
from scoring.release import GateStatus, Release, release
from scoring.verdict import decide
from scoring.verdict.terms import ORDER, Rule, VerdictCode
from scoring.what_if import Moves, moves_of, verdict_if, what_if_of
from tests.reports.samples import PEOPLE, sample_release
from tests.scoring.conftest import CRM_READINESS
from tests.scoring.scenarios import random_moves, random_release
from tests.scoring.test_release_leaks import random_round


@pytest.fixture(scope="module")
def base():
    return sample_release()


@pytest.fixture(scope="module")
def framework():
    return load(CRM_READINESS)


def moved(what_if, **moves):
    return verdict_if(what_if, Moves(**moves))


def with_dimensions(base, **scores):
    parts = (replace(part, score=scores[part.code]) for part in base.dimensions)
    return replace(base, dimensions=tuple(parts))


# --- Moving nothing -------------------------------------------------------------------------------


def same(outcome, released):
    """Tell whether an outcome is a released verdict, decimals that are not shown aside."""
    verdict = released.verdict
    found = outcome.verdict
    shown = {part.code: part.score for part in released.dimensions}
    return (
        (found.code, found.rule, found.dimensions_below)
        == (verdict.code, verdict.rule, verdict.dimensions_below)
        and (found.gates_failed, found.gates_unproven, found.gates_warned)
        == (verdict.gates_failed, verdict.gates_unproven, verdict.gates_warned)
        and [(reason.kind, reason.code, reason.limit) for reason in found.reasons]
        == [(reason.kind, reason.code, reason.limit) for reason in verdict.reasons]
        and all(
            abs(score - shown[code]) <= 0.05 + 1e-9 for code, score in outcome.dimensions.items()
        )
    )


def test_nothing_moved_is_the_released_verdict_also_at_limits(framework, base):
    chance = random.Random(5)
    seen = set()
    for _case in range(1500):
        released = random_release(framework, base, chance)
        what_if = what_if_of(framework, released)
        assert what_if is not None
        assert same(verdict_if(what_if, Moves()), released)
        seen.add(released.verdict.rule)
    assert seen == set(Rule) - {Rule.RESPONSE, Rule.UNSCORED}


def test_the_shown_scores_alone_would_often_decide_otherwise(framework, base):
    """Negative control: this is what the released side of a limit is for."""
    chance = random.Random(5)
    wrong = 0
    for _case in range(200):
        released = random_release(framework, base, chance)
        what_if = what_if_of(framework, released)
        plain = replace(
            what_if,
            dimensions=tuple(replace(part, start=part.score) for part in what_if.dimensions),
        )
        wrong += not same(verdict_if(plain, Moves()), released)
    assert wrong > 20


def test_nothing_moved_is_the_released_verdict_of_random_rounds(small, two_views):
    compared = 0
    for seed in range(40):
        chance = random.Random(seed)
        for rules in (small, two_views):
            ballots, facts, heads, options, k = random_round(rules, chance)
            card = score(rules, Answers.from_ballots(rules, ballots), facts, heads, options)
            released = release(card, k)
            judges = released.verdict.code is not VerdictCode.INSUFFICIENT
            shows_gates = all(gate.status is not None for gate in released.gates)
            what_if = what_if_of(rules, released)
            assert (what_if is not None) == (judges and shows_gates)
            if what_if is not None:
                assert same(verdict_if(what_if, Moves()), released)
                compared += 1
    assert compared > 20


# --- Moves ----------------------------------------------------------------------------------------


@pytest.fixture
def what_if(framework, base):
    released = what_if_of(framework, base)
    assert released is not None
    return released


def test_a_capability_lifts_its_dimension_by_its_share(what_if):
    strategy = what_if.dimensions[0]
    first = strategy.capabilities[0]
    assert strategy.counting == 6
    outcome = moved(what_if, capabilities={first.code: first.score + 0.6})
    assert outcome.dimensions["S"] == pytest.approx(strategy.start + 0.1)
    assert outcome.dimensions["C"] == what_if.dimensions[1].start


def test_a_dimension_stays_on_its_scale(what_if):
    for value in (1.0, 5.0):
        all_moved = {p.code: value for d in what_if.dimensions for p in d.capabilities}
        scores = moved(what_if, capabilities=all_moved).dimensions.values()
        assert all(1.0 <= score <= 5.0 for score in scores)


def test_everything_moved_up_is_to_proceed(what_if):
    outcome = moved(
        what_if,
        capabilities={p.code: 5.0 for d in what_if.dimensions for p in d.capabilities},
        gates={gate.code: gate.zones[-1] for gate in what_if.gates},
        critical_hierarchy_gap=False,
    )
    assert outcome.verdict.code is VerdictCode.PROCEED


def test_released_steps_up_lead_here_where_the_release_says(framework):
    """Scores are shown with one decimal, and the start is chosen so that the steps are enough."""
    told = 0
    for level in (2.9, 3.2, 3.4):
        levels = {group: dict.fromkeys("SCQA", level) for group in PEOPLE}
        released = sample_release(levels=levels)
        what_if = what_if_of(framework, released)
        for step in released.steps_up:
            assert verdict_if(what_if, moves_of(step)).verdict.code is step.leads_to
            told += 1
    assert told > 5


def test_a_moved_gate_counts_as_proven(framework, base):
    gates = tuple(
        replace(gate, status=GateStatus.UNPROVEN, value=None, missing=("S1b",))
        if gate.code == "G3"
        else replace(gate, status=GateStatus.PASSED, value=4.0, missing=())
        for gate in base.gates
    )
    verdict = replace(
        base.verdict, gates_failed=(), gates_unproven=("G3",), gates_warned=(), reasons=()
    )
    released = replace(
        with_dimensions(base, S=4.0, C=4.0, Q=4.0, A=4.0), gates=gates, verdict=verdict
    )
    fixed = decided(framework, released)
    what_if = what_if_of(framework, fixed)
    assert verdict_if(what_if, Moves()).verdict.gates_unproven == ("G3",)
    assert moved(what_if, gates={"G3": 3.0}).verdict.code is VerdictCode.PROCEED


def decided(framework, released):
    """Give a release the verdict that its shown scores lead to."""
    verdict = decide(
        dimensions={part.code: part.score for part in released.dimensions},
        gates={gate.code: gate.value for gate in released.gates},
        technology_stage=released.technology.stage,
        pilot_unit=released.pilot.unit,
        rules=framework.verdict,
        unproven=[gate.code for gate in released.gates if gate.missing],
    )
    return replace(released, verdict=verdict)


@pytest.mark.parametrize(
    "moves",
    [
        {"capabilities": {"X9": 3.0}},
        {"gates": {"X9": 3.0}},
        {"capabilities": {"S1": 5.1}},
        {"gates": {"G1": 0.0}},
        {"capabilities": {"S1": float("nan")}},
        {"technology_stage": 6},
    ],
)
def test_nonsense_is_refused(what_if, moves):
    with pytest.raises(ValueError, match=r"moved|must be|no technology stage"):
        moved(what_if, **moves)


def test_more_is_never_worse(framework, base):
    chance = random.Random(8)
    for _case in range(300):
        what_if = what_if_of(framework, random_release(framework, base, chance))
        moves = random_moves(what_if, chance)
        before = ORDER.index(verdict_if(what_if, moves).verdict.code)
        part = chance.choice([p for d in what_if.dimensions for p in d.capabilities])
        more = moves.capabilities | {part.code: 5.0}
        after = verdict_if(what_if, replace(moves, capabilities=more)).verdict.code
        assert ORDER.index(after) >= before


# --- What it starts from --------------------------------------------------------------------------


def test_without_a_verdict_there_is_nothing_to_start_from(framework, base):
    assert what_if_of(framework, replace(base, verdict=None)) is None
    few = replace(base.verdict, code=VerdictCode.INSUFFICIENT, rule=Rule.RESPONSE)
    assert what_if_of(framework, replace(base, verdict=few)) is None


def test_a_hidden_gate_leaves_nothing_to_decide_by(framework, base):
    gates = tuple(replace(gate, status=None, value=None) for gate in base.gates)
    assert what_if_of(framework, replace(base, gates=gates)) is None


def test_it_needs_nothing_but_what_is_shown(framework, base):
    """What comes back from storage, without the scorecard, gives the very same."""
    stored = Release.from_json(base.to_json())
    assert what_if_of(framework, stored) == what_if_of(framework, base)


def test_hidden_capabilities_cannot_be_moved_and_stay_in_the_mean(framework, base):
    hidden = tuple(
        replace(part, score=None) if part.code == "S1" else part for part in base.capabilities
    )
    strategy = what_if_of(framework, replace(base, capabilities=hidden)).dimensions[0]
    assert strategy.counting == 6
    assert "S1" not in [part.code for part in strategy.capabilities]


def test_capabilities_that_openly_lack_facts_do_not_count(framework, base):
    """All weight of S1 on facts that nobody entered: everybody sees that it has no score."""
    capabilities = tuple(
        replace(part, score=None) if part.code == "S1" else part for part in base.capabilities
    )
    items = tuple(
        replace(item, is_fact=True, score=None) if item.capability == "S1" else item
        for item in base.items
    )
    released = replace(base, capabilities=capabilities, items=items)
    assert what_if_of(framework, released).dimensions[0].counting == 5
