"""Verdicts by the thousand: the same as one by one, and monotone."""

import numpy as np
import pytest

from scoring.framework import GateLimits, Technology, VerdictRules
from scoring.verdict import METHOD, decide
from scoring.verdict.batch import decide_many
from scoring.verdict.terms import ORDER, VerdictCode

BESIDE = (0.0, 0.0, 1e-12, -1e-12, 2e-9, -2e-9)
OTHER = VerdictRules(
    strategy="P",
    culture="K",
    data="D",
    alignment="B",
    stop_gates=("H3",),
    stop_gate_below=1.75,
    stop_lag=0.5,
    proceed_minimum=4.0,
    conditions_minimum=2.5,
    conditions_warnings=0,
    pilot_culture=1.5,
    technology=Technology(required=(1.0, 2.0, 4.0)),
    gates=(
        GateLimits("H1", "P", 2.0, 2.0),
        GateLimits("H2", "X", 1.5, 3.5),
        GateLimits("H3", "B", 2.0, 3.0),
    ),
)
NO_GATES = VerdictRules(stop_gates=(), gates=(), technology=None)
STOP_GATE_UNKNOWN = VerdictRules(stop_gates=("G1", "G77"))


def values(random, shape, low):
    """Return values between quarters, at quarters, and as close beside them as rounding is."""
    free = random.uniform(low, 5.0, shape)
    close = np.round(free * 4) / 4 + random.choice(BESIDE, shape)
    return np.clip(np.where(random.random(shape) < 0.5, close, free), 1.0, 5.0)


def cases(random, count, low, rules=METHOD):
    gates = values(random, (count, len(rules.gates)), low)
    gates[random.random(gates.shape) < 0.05] = np.nan
    stages = len(rules.technology.required) if rules.technology else 6
    return {
        "dimensions": values(random, (count, 4), low),
        "gates": gates,
        "technology_stage": random.integers(0, stages, count),
        "pilot_unit": random.random(count) < 0.5,
        "critical_hierarchy_gap": random.random(count) < 0.2,
        "unproven": random.random(gates.shape) < 0.03,
    }


def one_by_one(rules, dimensions, gates, technology_stage, **more):
    """Decide each case alone."""
    unproven = more.pop("unproven")
    codes = [gate.code for gate in rules.gates]
    for row in range(len(dimensions)):
        stage = None if technology_stage is None else int(technology_stage[row])
        known = zip(codes, gates[row].tolist(), strict=True)
        verdict = decide(
            dimensions=dict(zip(rules.dimensions, dimensions[row].tolist(), strict=True)),
            gates={code: None if np.isnan(value) else value for code, value in known},
            technology_stage=stage,
            rules=rules,
            unproven=[code for code, flag in zip(codes, unproven[row], strict=True) if flag],
            **{name: bool(flags[row]) for name, flags in more.items()},
        )
        yield ORDER.index(verdict.code)


def compare(count, seed):
    random = np.random.default_rng(seed)
    seen = set()
    for rules in (METHOD, OTHER, NO_GATES, STOP_GATE_UNKNOWN):
        for low, has_stage in ((1.0, True), (2.5, True), (1.0, False)):
            made = cases(random, count, low, rules)
            if not has_stage:
                made["technology_stage"] = None
            many = decide_many(**made, rules=rules)
            assert many.tolist() == list(one_by_one(rules, **made))
            seen |= set(many.tolist())
    assert seen == set(range(len(ORDER)))


def test_many_are_decided_as_one_by_one():
    compare(800, seed=1)


@pytest.mark.long
def test_many_are_decided_as_one_by_one_at_length():
    compare(20_000, seed=2)


def test_vectors_of_the_method():
    """method.md 3.10."""
    dimensions = np.array(
        [[3.8] * 4, [3.2] * 4, [3.4, 2.3, 2.6, 3.0], [3.4, 2.3, 2.6, 3.0], [3.0] * 4]
    )
    gates = np.full((5, 9), 4.0)
    gates[4, :2] = 1.5
    verdicts = decide_many(
        dimensions,
        gates,
        technology_stage=[3, 3, 3, 3, 2],
        pilot_unit=[False, False, True, False, False],
    )
    assert verdicts.dtype == np.int8
    assert [ORDER[code] for code in verdicts] == [
        VerdictCode.PROCEED,
        VerdictCode.CONDITIONS,
        VerdictCode.PILOT,
        VerdictCode.FIX,
        VerdictCode.STOP,
    ]


def raised(made, name, column, rises):
    array = made[name].copy()
    array[:, column] = np.minimum(array[:, column] + rises, 5.0)
    return made | {name: array}


def improvements(made, rises):
    """Yield each case with one thing better, for everything that can be better."""
    for name in ("dimensions", "gates"):
        for column in range(made[name].shape[1]):
            yield raised(made, name, column, rises)
    for column in range(made["gates"].shape[1]):
        unproven = made["unproven"].copy()
        unproven[:, column] = False
        yield made | {"unproven": unproven}
    yield made | {"technology_stage": np.maximum(made["technology_stage"] - 1, 0)}
    yield made | {"pilot_unit": True}
    yield made | {"critical_hierarchy_gap": False}


@pytest.mark.parametrize(("count", "low"), [(80_000, 1.0), (120_000, 2.5)])
@pytest.mark.parametrize("rules", [METHOD, OTHER])
def test_nothing_that_gets_better_worsens_the_verdict(rules, count, low):
    """method.md 3.10; a critical hierarchy gap may close, but never opens here."""
    random = np.random.default_rng(count)
    made = cases(random, count, low, rules)
    rises = values(random, count, 1.0) - 1.0
    before = decide_many(**made, rules=rules)
    lifted = 0
    for better in improvements(made, rises):
        after = decide_many(**better, rules=rules)
        assert (after >= before).all()
        lifted += (after > before).sum()
    assert lifted > count / 100


def test_the_pages_own_exception_would_be_found():
    """A gate that begins to apply is no improvement (method.md 3.10)."""
    made = cases(np.random.default_rng(3), 20_000, 2.5)
    applies = np.where(np.isnan(made["gates"]), 2.0, made["gates"])
    assert (decide_many(**made | {"gates": applies}) < decide_many(**made)).any()


def test_what_is_the_same_for_all_may_be_given_once():
    made = cases(np.random.default_rng(4), 500, 2.0)
    flaws = [True] + [False] * 8
    once = {"technology_stage": 4, "pilot_unit": True, "critical_hierarchy_gap": True}
    often = {name: np.full(500, value) for name, value in once.items()}
    expected = decide_many(**made | often | {"unproven": np.tile(flaws, (500, 1))})
    assert decide_many(**made | once | {"unproven": flaws}).tolist() == expected.tolist()
    none = made | {"unproven": False}
    proven = made | {"unproven": np.zeros((500, 9), dtype=bool)}
    assert decide_many(**none).tolist() == decide_many(**proven).tolist()


def test_no_cases_no_verdicts():
    assert decide_many(np.empty((0, 4)), np.empty((0, 9)), technology_stage=3).tolist() == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dimensions": [[3.0] * 3]}, "dimensions must have 4 columns"),
        ({"dimensions": [3.0] * 4}, "dimensions must have 4 columns"),
        ({"gates": [[3.0] * 8]}, "gates must have 9 columns"),
        ({"gates": [[3.0] * 9] * 2}, "1 rows of dimensions, but 2 rows of gates"),
        ({"dimensions": [[3.0, 3.0, np.nan, 3.0]]}, "no dimension may be missing"),
        ({"dimensions": [[3.0, 3.0, 0.9, 3.0]]}, "dimensions must be from 1 to 5"),
        ({"gates": [[np.inf] * 9]}, "gates must be from 1 to 5"),
        ({"technology_stage": 6}, "stages must be whole, from 0 to 5"),
        ({"technology_stage": [-1]}, "stages must be whole, from 0 to 5"),
        ({"technology_stage": [2.5]}, "stages must be whole, from 0 to 5"),
        ({"technology_stage": [1, 2]}, "technology_stage must be one or 1"),
        ({"pilot_unit": [True, False]}, "pilot_unit must be one or 1"),
        ({"critical_hierarchy_gap": [[True]]}, "critical_hierarchy_gap must be one or 1"),
        ({"unproven": [True] * 8}, "unproven must have 9 columns"),
    ],
)
def test_nonsense_is_refused(change, message):
    given = {"dimensions": [[3.0] * 4], "gates": [[3.0] * 9]} | change
    with pytest.raises(ValueError, match=message):
        decide_many(**given)
