"""What would it take: the cheapest moves that lift a verdict (method.md 3.10).

A capability that rises by x lifts its dimension by x over the number of scored capabilities,
as all weigh alike (method.md 3.4). Gates are moves of their own: that a raised capability may
also lift a gate, and a lifted gate its capability, is left out. So is the evidence cap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from scoring.framework.rules import GateLimits, VerdictRules
from scoring.limits import below, is_on_scale
from scoring.verdict import HIGHEST, LOWEST, METHOD, decide
from scoring.verdict.batch import decide_many
from scoring.verdict.terms import ORDER, Move, MoveKind, StepUp, VerdictCode

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]

# method.md 3.10: how far a capability may rise.
RAISES = (0.5, 1.0)
# Costs are in levels. Proof of a gate costs at least the smallest rise, a pilot unit, which
# has to show all its elements, the largest. Talking a gap through costs as much as a proof.
PROOF_COST = 0.5
PILOT_UNIT_COST = 1.0
HIERARCHY_GAP_COST = 0.5
# Costs that differ by less come from rounding and count as equal.
COST_DECIMALS = 9


def steps_up(  # noqa: PLR0913 - all that `decide` looks at, and the capabilities
    *,
    dimensions: Mapping[str, float | None],
    capabilities: Mapping[str, Mapping[str, float | None]],
    gates: Mapping[str, float | None],
    technology_stage: int | None = None,
    pilot_unit: bool = False,
    critical_hierarchy_gap: bool = False,
    rules: VerdictRules | None = None,
    reportable: bool = True,
    unproven: Collection[str] = (),
    most: int = 5,
) -> tuple[StepUp, ...]:
    """Return the cheapest single moves and pairs that lift the verdict at least one step.

    Moves are: a capability rises by 0.5 or 1 level (no further than 5), which costs what it
    rises; a gate comes to its "proceed" value, which costs the difference; a gate gets its
    missing proof and comes to that value, which costs the difference (from 1 where it has
    no value) but at least `PROOF_COST`; a pilot unit is found for `PILOT_UNIT_COST`; an
    open critical hierarchy gap is talked through, and so closed, for `HIERARCHY_GAP_COST`.

    Parameters
    ----------
    dimensions, gates, technology_stage, pilot_unit, critical_hierarchy_gap
        As for `scoring.verdict.decide`.
    rules, reportable, unproven
        As for `scoring.verdict.decide`, too.
    capabilities
        Scores of the capabilities of each dimension, by code; None when not scored.
    most
        How many sets at most.

    Returns
    -------
    tuple of StepUp
        By cost, then number of moves, then order of the framework (capabilities, gates),
        with pilot unit and hierarchy gap last. None holds a move that suffices alone, and of
        those that move the same things only the cheapest is given. Empty when the verdict is
        PROCEED or evidence insufficient, and when no pair suffices.

    Raises
    ------
    ValueError
        As `decide` does, and for an unknown dimension or a capability outside 1 to 5.
    """
    rules = rules or METHOD
    _refuse_nonsense(rules, capabilities)
    present = decide(
        dimensions=dimensions,
        gates=gates,
        technology_stage=technology_stage,
        pilot_unit=pilot_unit,
        critical_hierarchy_gap=critical_hierarchy_gap,
        rules=rules,
        reportable=reportable,
        unproven=unproven,
    ).code
    if present in {VerdictCode.INSUFFICIENT, VerdictCode.PROCEED}:
        return ()
    options = [
        *_raises(rules, capabilities),
        *_gate_fixes(rules, gates, unproven),
        *_pilot_units(rules, pilot_unit),
        *_open_gaps(rules, critical_hierarchy_gap),
    ]
    first, second = _pairs(options)
    rises, fixes, units, talks = _effects(options, first, second, rules)
    flaws = np.array([gate.code in unproven for gate in rules.gates], dtype=bool)
    verdicts = decide_many(
        np.minimum(_row(dimensions, rules.dimensions) + rises, HIGHEST),
        np.where(fixes, _fixed_gates(rules, gates), _row(gates, _codes(rules))),
        technology_stage=technology_stage,
        pilot_unit=units | pilot_unit,
        critical_hierarchy_gap=critical_hierarchy_gap & ~talks,
        rules=rules,
        unproven=flaws & ~fixes,
    )
    lifts = verdicts > ORDER.index(present)
    return tuple(islice(_sets(options, first, second, verdicts, lifts), most))


@dataclass(frozen=True, slots=True)
class _Option:
    """A move, its cost, and by how much it changes which column of the effects.

    The columns are the dimensions, the gates (1 when fixed), the pilot unit (1 when found) and
    the hierarchy gap (1 when talked through).
    """

    move: Move
    cost: float
    column: int
    effect: float = 1.0

    @property
    def thing(self) -> tuple[MoveKind, str | None]:
        return self.move.kind, self.move.code


def _refuse_nonsense(
    rules: VerdictRules, capabilities: Mapping[str, Mapping[str, float | None]]
) -> None:
    unknown = set(capabilities) - set(rules.dimensions)
    if unknown:
        raise ValueError(f"unknown dimension {min(unknown)}")
    for scores in capabilities.values():
        for code, score in scores.items():
            if score is not None and not is_on_scale(score, LOWEST, HIGHEST):
                raise ValueError(f"{code} must be from {LOWEST:g} to {HIGHEST:g}, not {score}")


def _raises(
    rules: VerdictRules, capabilities: Mapping[str, Mapping[str, float | None]]
) -> Iterator[_Option]:
    for column, dimension in enumerate(rules.dimensions):
        scores = capabilities.get(dimension, {})
        scored = {code: score for code, score in scores.items() if score is not None}
        for code, score in scored.items():
            for end in sorted({min(HIGHEST, score + by) for by in RAISES}):
                if below(score, end):
                    rise = end - score
                    move = Move(MoveKind.CAPABILITY, code, score, end)
                    yield _Option(move, rise, column, rise / len(scored))


def _gate_fixes(
    rules: VerdictRules, gates: Mapping[str, float | None], unproven: Collection[str]
) -> Iterator[_Option]:
    for column, gate in enumerate(rules.gates, start=len(rules.dimensions)):
        value, end = gates.get(gate.code), _fixed(gate, gates.get(gate.code))
        if gate.code in unproven:
            cost = max(PROOF_COST, end - (LOWEST if value is None else value))
            yield _Option(Move(MoveKind.PROOF, gate.code, value, end), cost, column)
        elif value is not None and below(value, end):
            yield _Option(Move(MoveKind.GATE, gate.code, value, end), end - value, column)


def _fixed(gate: GateLimits, value: float | None) -> float:
    """Return what a gate has once it is fixed: nothing below either limit."""
    return max(gate.pilot, gate.proceed, LOWEST if value is None else value)


def _pilot_units(rules: VerdictRules, pilot_unit: bool) -> Iterator[_Option]:
    if not pilot_unit:
        column = len(rules.dimensions) + len(rules.gates)
        yield _Option(Move(MoveKind.PILOT_UNIT), PILOT_UNIT_COST, column)


def _open_gaps(rules: VerdictRules, critical_hierarchy_gap: bool) -> Iterator[_Option]:
    if critical_hierarchy_gap:
        column = len(rules.dimensions) + len(rules.gates) + 1
        yield _Option(Move(MoveKind.HIERARCHY_GAP), HIERARCHY_GAP_COST, column)


def _pairs(options: Sequence[_Option]) -> tuple[Places, Places]:
    """Return the places of all pairs that move two things.

    A single move is a pair with the place after the last, where nothing moves.
    """
    first, second = np.triu_indices(len(options) + 1, k=1)
    numbers: dict[tuple[MoveKind, str | None], int] = {}
    things = np.array([*(numbers.setdefault(o.thing, len(numbers)) for o in options), -1])
    differ = things[first] != things[second]
    return first[differ], second[differ]


def _effects(
    options: Sequence[_Option], first: Places, second: Places, rules: VerdictRules
) -> tuple[Floats, Bools, Bools, Bools]:
    """Return what each pair does.

    That is how far it lifts each dimension, which gates it fixes, whether it finds a pilot
    unit and whether it closes the hierarchy gap.
    """
    dimensions, gates = len(rules.dimensions), len(rules.gates)
    single = np.zeros((len(options) + 1, dimensions + gates + 2))
    for place, option in enumerate(options):
        single[place, option.column] = option.effect
    both = single[first] + single[second]
    done = both[:, dimensions:] > 0
    return both[:, :dimensions], done[:, :gates], done[:, gates], done[:, gates + 1]


def _row(values: Mapping[str, float | None], codes: Iterable[str]) -> Floats:
    """Return values in the order of codes, NaN where there is none."""
    return np.array([values.get(code) for code in codes], dtype=float)


def _codes(rules: VerdictRules) -> list[str]:
    return [gate.code for gate in rules.gates]


def _fixed_gates(rules: VerdictRules, gates: Mapping[str, float | None]) -> Floats:
    return np.array([_fixed(gate, gates.get(gate.code)) for gate in rules.gates], dtype=float)


def _sets(
    options: Sequence[_Option],
    first: Places,
    second: Places,
    verdicts: NDArray[np.int8],
    lifts: Bools,
) -> Iterator[StepUp]:
    """Yield the minimal sets of moves that lift the verdict, the cheapest first."""
    nothing = len(options)
    is_single = second == nothing
    suffices = np.zeros(nothing + 1, dtype=bool)
    suffices[first[is_single]] = lifts[is_single]
    minimal = np.flatnonzero(lifts & (is_single | ~(suffices[first] | suffices[second])))
    costs = np.array([*(option.cost for option in options), 0.0])
    cost = costs[first] + costs[second]
    keys = (second, first, ~is_single, np.round(cost, COST_DECIMALS))
    order = minimal[np.lexsort([key[minimal] for key in keys])]
    seen = set()
    for place in order:
        chosen = [options[n] for n in (first[place], second[place]) if n < nothing]
        things = frozenset(option.thing for option in chosen)
        if things not in seen:
            seen.add(things)
            moves = tuple(option.move for option in chosen)
            yield StepUp(moves, ORDER[verdicts[place]], float(cost[place]))
