"""Random verdicts near the limits, as they are released, and random moves from there."""

from dataclasses import replace
from types import SimpleNamespace

from scoring.release import GateStatus, ReleasedGate
from scoring.release.coarse import one_decimal
from scoring.release.scores import release_verdict
from scoring.verdict import decide
from scoring.what_if import Moves

LIMITS = (2.0, 2.5, 2.75, 3.0, 3.5)
# On a limit, and as far from it as is shown as the limit all the same.
NEXT_TO = (0.0, 0.0, -0.05, -0.04, -0.001, 0.001, 0.049)


def random_release(framework, base, chance):
    """Return a release with other scores, and with the verdict that the exact scores lead to.

    `base` is any release of the same framework; the rest of it stays.
    """
    rules = framework.verdict
    level = chance.uniform(1.6, 4.6)
    exact = {code: near(level, chance) for code in rules.dimensions}
    gates = [random_gate(gate, level + 0.8, chance) for gate in base.gates]
    values = {code: value for code, value, _gate in gates}
    stage = chance.choice([None, 0, 1, 2, 3, 4, 5])
    pilot_unit, gap = chance.random() < 0.5, chance.random() < 0.15
    verdict = decide(
        dimensions=exact,
        gates=values,
        technology_stage=stage,
        pilot_unit=pilot_unit,
        critical_hierarchy_gap=gap,
        rules=rules,
        unproven=[gate.code for _code, _value, gate in gates if gate.missing],
    )
    dimensions = tuple(
        replace(part, score=one_decimal(exact[part.code])) for part in base.dimensions
    )
    released = tuple(gate for _code, _value, gate in gates)
    scored = [SimpleNamespace(code=code, score=score) for code, score in exact.items()]
    card = SimpleNamespace(verdict=verdict, dimensions=scored)
    return replace(
        base,
        dimensions=dimensions,
        capabilities=tuple(
            replace(part, score=random_score(level, chance)) for part in base.capabilities
        ),
        gates=released,
        verdict=release_verdict(card, dimensions, released),
        technology=None if base.technology is None else replace(base.technology, stage=stage),
        pilot=None if base.pilot is None else replace(base.pilot, unit=pilot_unit),
        hierarchy_gaps=(),
        steps_up=(),
    )


def near(level, chance):
    """Return a score around a level, often right at a limit."""
    score = chance.gauss(level, 0.6)
    if chance.random() < 0.5:
        score = min(LIMITS, key=lambda limit: abs(limit - score)) + chance.choice(NEXT_TO)
    return min(5.0, max(1.0, score))


def random_score(level, chance):
    """Return a capability's score as it is shown; now and then it is not."""
    return None if chance.random() < 0.1 else one_decimal(min(5, max(1, chance.gauss(level, 0.8))))


def random_gate(gate, level, chance):
    """Return a gate's code, its exact value, and the gate as it is released."""
    if chance.random() < 0.05:
        return gate.code, None, released_gate(gate, GateStatus.NOT_APPLICABLE, None)
    missing = ("proof",) if chance.random() < 0.1 else ()
    value = None if missing and chance.random() < 0.5 else near(level, chance)
    status = GateStatus.PASSED
    if value is not None and value < gate.pilot - 1e-9:
        status = GateStatus.FAILED
    elif missing:
        status = GateStatus.UNPROVEN
    elif value < gate.proceed - 1e-9:
        status = GateStatus.WARNED
    shown = None if value is None or chance.random() < 0.2 else one_decimal(value)
    return gate.code, value, released_gate(gate, status, shown, missing)


def released_gate(gate, status, value, missing=()):
    return ReleasedGate(gate.code, gate.dimension, status, value, gate.pilot, gate.proceed, missing)


def random_moves(what_if, chance):
    """Move a few things, often nothing of a kind."""
    share = chance.choice([0.0, 0.1, 0.5])
    stages = [None] if what_if.technology_stage is None else [None, 0, 1, 2, 3, 4, 5]
    return Moves(
        capabilities={
            part.code: chance.randint(10, 50) / 10
            for dimension in what_if.dimensions
            for part in dimension.capabilities
            if chance.random() < share
        },
        gates={
            gate.code: chance.choice(gate.zones)
            for gate in what_if.gates
            if chance.random() < share
        },
        technology_stage=chance.choice(stages),
        pilot_unit=chance.choice([None, True, False]),
        critical_hierarchy_gap=chance.choice([None, False]),
    )
