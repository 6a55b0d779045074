"""What if: a released verdict as a starting point, and what moves would make of it.

A page takes the same data and decides by the same clauses in the browser (static/js/verdict.js);
`verdict_if` is what its answers are checked against.

Everything here is worked out from a release alone, so it says nothing that a release does not.
A released score has one decimal. Where that lies right on a limit, the score itself may be just
below it or not, and the released verdict often tells which: "below 3.0" of a 3.0 means 2.95 to
3.0. The released steps up tell such things too. `start` is a value that fits the shown score, the
released verdict and, where one can be found, the released steps: the shown score itself where
that fits. It is chosen from the outside, and is not the hidden exact score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import Any

from scoring.framework import Framework
from scoring.framework.rules import GateLimits, VerdictRules
from scoring.json_form import to_plain
from scoring.limits import TOLERANCE, below, is_on_scale
from scoring.release import GapLabel, GateStatus, Release, ReleasedGate
from scoring.release.counting import counting_capabilities
from scoring.verdict import HIGHEST, LOWEST, decide
from scoring.verdict.terms import MoveKind, ReasonKind, StepUp, Verdict, VerdictCode

# A score that is shown as x lies at or above x - 0.05 and below x + 0.05.
HALF_A_STEP = 0.05
# How finely values that are shown alike are tried against the released steps up.
TRIED = tuple(sorted((number / 100 for number in range(-4, 5)), key=abs))


@dataclass(frozen=True, slots=True)
class MovableCapability:
    """A capability that can be moved: where it stands and should stand, on 1 to 5."""

    code: str
    score: float
    target: float


@dataclass(frozen=True, slots=True)
class StartingDimension:
    """A dimension: its score as shown, and what is decided by while nothing is moved.

    `counting` are the capabilities that make its mean, also those that are not shown and so
    stay where they are.
    """

    code: str
    score: float
    start: float
    counting: int
    capabilities: tuple[MovableCapability, ...]


@dataclass(frozen=True, slots=True)
class StartingGate:
    """A gate that applies: its value as shown, if it is, and what is decided by.

    `zones` are the lowest values of the ranges within which all values decide alike: moving
    a gate means to choose one. `start` is None only where proof is missing.
    """

    code: str
    status: GateStatus
    value: float | None
    start: float | None
    zones: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Where a released verdict starts from, and the rules that decide."""

    rules: VerdictRules
    released: Verdict
    dimensions: tuple[StartingDimension, ...]
    gates: tuple[StartingGate, ...]
    technology_stage: int | None
    pilot_unit: bool
    critical_hierarchy_gap: bool

    def to_json(self) -> dict[str, Any]:
        """Return what the browser needs; the rules hold the scale and the tolerance of limits, too.

        The released verdict is left out: it is what moving nothing leads to.
        """
        plain: dict[str, Any] = to_plain(self)
        del plain["released"]
        plain["rules"] |= {"lowest": LOWEST, "highest": HIGHEST, "tolerance": TOLERANCE}
        return plain


@dataclass(frozen=True, slots=True)
class Moves:
    """What is moved, and to where; what is not named, or None, stays.

    Capabilities and gates by code, on 1 to 5. A gate that is moved counts as proven.
    """

    capabilities: Mapping[str, float] = field(default_factory=dict)
    gates: Mapping[str, float] = field(default_factory=dict)
    technology_stage: int | None = None
    pilot_unit: bool | None = None
    critical_hierarchy_gap: bool | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict after moves, and the dimension scores that led to it, by code."""

    verdict: Verdict
    dimensions: Mapping[str, float]


def what_if_of(framework: Framework, release: Release) -> WhatIf | None:
    """Return the starting point of a released verdict.

    Returns
    -------
    WhatIf or None
        None where the release holds no verdict that judges, or hides a gate: nobody could
        say then what a move leads to.
    """
    rules, verdict = framework.verdict, release.verdict
    if rules is None or verdict is None or verdict.code is VerdictCode.INSUFFICIENT:
        return None
    if any(gate.status is None for gate in release.gates):
        return None
    scores = {part.code: part.score for part in release.dimensions}
    shown = {code: score for code in rules.dimensions if (score := scores.get(code)) is not None}
    if len(shown) < len(rules.dimensions):
        return None
    found = _by_verdict(framework, release, rules, verdict, shown)
    if found is None or not release.steps_up:
        return found
    return _by_steps(found, release.steps_up)


def verdict_if(what_if: WhatIf, moves: Moves) -> Outcome:
    """Decide after moves; without any it is the released verdict.

    A capability that rises by x lifts its dimension by x over the number that count, as in
    `scoring.verdict.steps_up`. As there, gates move apart from capabilities, and the evidence
    cap is left out.

    Raises
    ------
    ValueError
        For a capability or gate that cannot be moved, or a value outside of its scale.
    """
    _refuse_nonsense(what_if, moves)
    dimensions = {part.code: _moved(part, moves.capabilities) for part in what_if.dimensions}
    verdict = decide(
        dimensions=dimensions,
        gates={gate.code: moves.gates.get(gate.code, gate.start) for gate in what_if.gates},
        technology_stage=_or(moves.technology_stage, what_if.technology_stage),
        pilot_unit=bool(_or(moves.pilot_unit, what_if.pilot_unit)),
        critical_hierarchy_gap=bool(
            _or(moves.critical_hierarchy_gap, what_if.critical_hierarchy_gap)
        ),
        rules=what_if.rules,
        unproven=[
            gate.code
            for gate in what_if.gates
            if gate.status is GateStatus.UNPROVEN and gate.code not in moves.gates
        ],
    )
    return Outcome(verdict, dimensions)


def _by_verdict(
    framework: Framework,
    release: Release,
    rules: VerdictRules,
    verdict: Verdict,
    shown: Mapping[str, float],
) -> WhatIf | None:
    """Return the first starting point that is shown as the release and decides like it."""
    gates = [gate for gate in release.gates if gate.status is not GateStatus.NOT_APPLICABLE]
    parts = {code: _dimension(framework, release, code, score) for code, score in shown.items()}
    for scores, values in _starts(rules, shown, gates):
        what_if = WhatIf(
            rules=rules,
            released=verdict,
            dimensions=tuple(replace(parts[code], start=scores[code]) for code in parts),
            gates=tuple(_gate(rules, gate, values[gate.code]) for gate in gates),
            technology_stage=None if release.technology is None else release.technology.stage,
            pilot_unit=release.pilot is not None and release.pilot.unit,
            critical_hierarchy_gap=_is_gap_open(framework, release, verdict),
        )
        if _is_released(what_if):
            return what_if
    return None


def _by_steps(what_if: WhatIf, steps: tuple[StepUp, ...]) -> WhatIf:
    """Return the starting point, shown alike, from which the most steps lead where they should."""
    for place, part in enumerate(what_if.dimensions):
        starts = [part.start, *(part.score + distance for distance in TRIED)]
        tried = [
            found
            for start in starts
            if LOWEST <= start <= HIGHEST
            and _is_released(found := _starting(what_if, place, start))
        ]
        what_if = max(tried, key=lambda found: _kept(found, steps), default=what_if)
    return what_if


def _starting(what_if: WhatIf, place: int, start: float) -> WhatIf:
    parts = list(what_if.dimensions)
    parts[place] = replace(parts[place], start=start)
    return replace(what_if, dimensions=tuple(parts))


def _kept(what_if: WhatIf, steps: Iterable[StepUp]) -> int:
    """Return how many steps lead where the release says."""
    return sum(verdict_if(what_if, moves_of(step)).verdict.code is step.leads_to for step in steps)


def moves_of(step: StepUp) -> Moves:
    """Return the moves of a released step up."""
    gates = {MoveKind.GATE, MoveKind.PROOF}
    kinds = {move.kind for move in step.moves}
    ends = {(move.kind, move.code): move.end for move in step.moves if move.end is not None}
    return Moves(
        capabilities={
            code: end for (kind, code), end in ends.items() if code and kind not in gates
        },
        gates={code: end for (kind, code), end in ends.items() if code and kind in gates},
        pilot_unit=True if MoveKind.PILOT_UNIT in kinds else None,
        critical_hierarchy_gap=False if MoveKind.HIERARCHY_GAP in kinds else None,
    )


def _moved(part: StartingDimension, moves: Mapping[str, float]) -> float:
    score = part.start
    for capability in part.capabilities:
        if capability.code in moves:
            score += (moves[capability.code] - capability.score) / part.counting
    return min(HIGHEST, max(LOWEST, score))


def _or(moved: int | None, start: int | None) -> int | None:
    return start if moved is None else moved


def _refuse_nonsense(what_if: WhatIf, moves: Moves) -> None:
    movable = {part.code for dimension in what_if.dimensions for part in dimension.capabilities}
    unknown = {*moves.capabilities} - movable | {*moves.gates} - {g.code for g in what_if.gates}
    if unknown:
        raise ValueError(f"{min(unknown)} cannot be moved")
    for code, value in (*moves.capabilities.items(), *moves.gates.items()):
        if not is_on_scale(value, LOWEST, HIGHEST):
            raise ValueError(f"{code} must be from {LOWEST:g} to {HIGHEST:g}, not {value}")


def _dimension(
    framework: Framework, release: Release, code: str, score: float
) -> StartingDimension:
    counting = counting_capabilities(framework, release, code)
    return StartingDimension(
        code=code,
        score=score,
        start=score,
        counting=len(counting),
        capabilities=tuple(
            MovableCapability(part.code, part.score, part.target)
            for part in counting
            if part.score is not None
        ),
    )


def _gate(rules: VerdictRules, gate: ReleasedGate, start: float | None) -> StartingGate:
    # A gate without a status is hidden, and then there is no starting point at all.
    status = gate.status or GateStatus.UNPROVEN
    return StartingGate(gate.code, status, gate.value, start, _zones(rules, gate))


def _zones(rules: VerdictRules, gate: ReleasedGate | GateLimits) -> tuple[float, ...]:
    """Return the lowest values of the ranges within which all values decide alike."""
    limits = {LOWEST, gate.pilot, gate.proceed}
    if gate.code in rules.stop_gates:
        limits.add(rules.stop_gate_below)
    return tuple(sorted(limits))


def _is_gap_open(framework: Framework, release: Release, verdict: Verdict) -> bool:
    """Tell whether a critical hierarchy gap is open.

    A verdict names it, but for STOP, which looks at no gap, and PROCEED, which has none. Of a
    STOP the shown gaps tell.
    """
    if verdict.code is not VerdictCode.STOP:
        return any(reason.kind is ReasonKind.HIERARCHY_GAP for reason in verdict.reasons)
    rule = framework.hierarchy
    if rule is None:
        return False
    large = [
        gap
        for gap in release.hierarchy_gaps
        if gap.capability in rule.capabilities
        and gap.label is GapLabel.LARGE
        and gap.gap > 0
        and not gap.is_discussed
    ]
    return len(large) >= rule.critical


def _starts(
    rules: VerdictRules, shown: Mapping[str, float], gates: Iterable[ReleasedGate]
) -> Iterator[tuple[dict[str, float], dict[str, float | None]]]:
    """Yield values that all are shown as the released ones, the released ones first.

    Dimensions vary before gates do.
    """
    scored = [_near(score, _limits(rules)) for score in shown.values()]
    valued = {gate.code: _gate_values(rules, gate) for gate in gates}
    for values in product(*valued.values()):
        for scores in product(*scored):
            yield dict(zip(shown, scores, strict=True)), dict(zip(valued, values, strict=True))


def _limits(rules: VerdictRules) -> set[float]:
    """Return all limits that a dimension is compared with."""
    limits = {
        rules.stop_foundation_below,
        rules.proceed_minimum,
        rules.conditions_minimum,
        rules.pilot_strategy,
        rules.pilot_alignment,
        rules.pilot_data,
        rules.pilot_culture,
        rules.fix_minimum,
    }
    if rules.technology is not None:
        limits |= {needed - rules.stop_lag for needed in rules.technology.required}
    return limits


def _near(score: float, limits: Iterable[float]) -> tuple[float, ...]:
    """Return values shown as a score: itself, limits next to it, and one on each side of these."""
    low, high = max(LOWEST, score - HALF_A_STEP), min(HIGHEST, score + HALF_A_STEP)
    between = sorted({limit for limit in limits if low < limit < high})
    sides = [(first + second) / 2 for first, second in pairwise([low, *between, high])]
    return tuple(dict.fromkeys([score, *between, *sides])) if between else (score,)


def _gate_values(rules: VerdictRules, gate: ReleasedGate) -> tuple[float | None, ...]:
    """Return values a gate may have by what is shown of it; None for one that has none."""
    if gate.value is not None:
        near = _near(gate.value, _zones(rules, gate))
        return tuple(value for value in near if _fits(gate, value)) or (gate.value,)
    if gate.status is GateStatus.UNPROVEN:
        return (None,)
    return tuple(value for value in reversed(_zones(rules, gate)) if _fits(gate, value))


def _fits(gate: ReleasedGate, value: float) -> bool:
    if below(value, gate.pilot):
        return gate.status is GateStatus.FAILED
    if below(value, gate.proceed):
        return gate.status in {GateStatus.WARNED, GateStatus.UNPROVEN}
    return gate.status in {GateStatus.PASSED, GateStatus.UNPROVEN}


def _is_released(what_if: WhatIf) -> bool:
    """Tell whether nothing moved is the released verdict, but for decimals that are not shown."""
    return _skeleton(verdict_if(what_if, Moves()).verdict) == _skeleton(what_if.released)


def _skeleton(verdict: Verdict) -> tuple[object, ...]:
    reasons = tuple((reason.kind, reason.code, reason.limit) for reason in verdict.reasons)
    return (
        verdict.rule,
        reasons,
        verdict.dimensions_below,
        verdict.gates_failed,
        verdict.gates_unproven,
        verdict.gates_warned,
    )
