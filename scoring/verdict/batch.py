"""The verdicts of many cases at once, by the same clauses as the verdict of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.framework.rules import VerdictRules
from scoring.limits import TOLERANCE
from scoring.verdict import HIGHEST, LOWEST, METHOD
from scoring.verdict.clauses import (
    Situation,
    is_below,
    misses_conditions,
    misses_pilot,
    misses_proceed,
    stops,
)
from scoring.verdict.terms import ORDER, VerdictCode

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Given = TypeVar("Given", bound=NDArray[Any])


def decide_many(
    dimensions: ArrayLike,
    gates: ArrayLike,
    *,
    technology_stage: ArrayLike | None = None,
    pilot_unit: ArrayLike = False,
    critical_hierarchy_gap: ArrayLike = False,
    rules: VerdictRules | None = None,
    unproven: ArrayLike = False,
) -> NDArray[np.int8]:
    """Decide n cases by the first clause of method.md 3.10 that holds in each.

    What stands for all cases alike may be given once instead of n times.

    Parameters
    ----------
    dimensions
        Scores (1 to 5), n rows in the order of `rules.dimensions`; none may be missing.
    gates
        Values (1 to 5), n rows in the order of `rules.gates`; NaN where one does not apply.
    technology_stage
        T, 0 to 5, of all cases or of each; None when unknown.
    pilot_unit
        Whether a pilot unit exists, for all cases or each.
    critical_hierarchy_gap
        Whether a critical gap is open, for all cases or each.
    rules
        Numbers to decide by; the method's own when None.
    unproven
        Whether a part of a gate is missing: one flag per gate, or n rows of them.

    Returns
    -------
    ndarray of int8
        Position of each verdict in `ORDER`, so that a higher number is a better verdict.

    Raises
    ------
    ValueError
        For a wrong shape, a score outside 1 to 5 or a stage outside 0 to 5.

    See Also
    --------
    scoring.verdict.decide : One case, with its reasons.
    """
    rules = rules or METHOD
    scores = _columns("dimensions", dimensions, len(rules.dimensions))
    values = _columns("gates", gates, len(rules.gates))
    count = scores.shape[1]
    if values.shape[1] != count:
        raise ValueError(f"{count} rows of dimensions, but {values.shape[1]} rows of gates")
    if np.isnan(scores).any():
        raise ValueError("no dimension may be missing")
    strategy, culture, data, alignment = scores
    failed = _below_each(values, [gate.pilot for gate in rules.gates])
    failed |= _per_gate("unproven", unproven, values.shape)
    warned = _below_each(values, [gate.proceed for gate in rules.gates]) & ~failed
    situation = Situation(
        strategy=strategy,
        culture=culture,
        data=data,
        alignment=alignment,
        stop_gates=_stop_gates(values, rules),
        far_ahead=_far_ahead(technology_stage, np.minimum(strategy, culture), rules),
        blocked=failed.any(axis=0),
        warnings=warned.sum(axis=0),
        hierarchy_gap=_per_case("critical_hierarchy_gap", critical_hierarchy_gap, count),
        no_pilot_unit=~_per_case("pilot_unit", pilot_unit, count),
    )
    return _first_clauses(situation, rules, count)


def _first_clauses(situation: Situation, rules: VerdictRules, count: int) -> NDArray[np.int8]:
    """Write from the last clause to the first, so that the first one that holds remains."""
    codes = np.full(count, ORDER.index(VerdictCode.FIX), dtype=np.int8)
    codes[~misses_pilot(situation, rules)] = ORDER.index(VerdictCode.PILOT)
    codes[~misses_conditions(situation, rules)] = ORDER.index(VerdictCode.CONDITIONS)
    codes[~misses_proceed(situation, rules)] = ORDER.index(VerdictCode.PROCEED)
    codes[stops(situation, rules)] = ORDER.index(VerdictCode.STOP)
    return codes


def _columns(name: str, rows: ArrayLike, width: int) -> Floats:
    """Return one row per score or gate: each is then compared in one run through memory."""
    values = np.asarray(rows, dtype=float)
    if values.ndim != 2 or values.shape[1] != width:
        raise ValueError(f"{name} must have {width} columns, not the shape {values.shape}")
    if ((values < LOWEST - TOLERANCE) | (values > HIGHEST + TOLERANCE)).any():
        raise ValueError(f"{name} must be from {LOWEST:g} to {HIGHEST:g}")
    return np.ascontiguousarray(values.T)


def _below_each(values: Floats, limits: Sequence[float]) -> Bools:
    """Compare each gate with its own limit."""
    low: Bools = is_below(values, np.array(limits, dtype=float)[:, np.newaxis])
    return low


def _stop_gates(values: Floats, rules: VerdictRules) -> Bools:
    """Tell which cases are low in every gate that can stop."""
    codes = [gate.code for gate in rules.gates]
    if not rules.stop_gates or not set(rules.stop_gates) <= set(codes):
        return np.zeros(values.shape[1], dtype=bool)
    places = [codes.index(code) for code in rules.stop_gates]
    low: Bools = is_below(values[places], rules.stop_gate_below)
    return np.asarray(low.all(axis=0))


def _far_ahead(stage: ArrayLike | None, foundation: Floats, rules: VerdictRules) -> Bools:
    """Tell in which cases technology is ahead by the lag that stops."""
    if stage is None or rules.technology is None:
        return np.zeros(len(foundation), dtype=bool)
    required = np.array(rules.technology.required, dtype=float)
    stages = _one_or_each("technology_stage", np.asarray(stage), len(foundation))
    if stages.dtype.kind not in "iu" or ((stages < 0) | (stages >= len(required))).any():
        raise ValueError(f"technology stages must be whole, from 0 to {len(required) - 1}")
    lag = np.maximum(0.0, required[stages] - foundation)
    short: Bools = is_below(lag, rules.stop_lag)
    return ~short


def _per_case(name: str, flags: ArrayLike, count: int) -> Bools:
    return np.broadcast_to(_one_or_each(name, np.asarray(flags, dtype=bool), count), (count,))


def _one_or_each(name: str, given: Given, count: int) -> Given:
    if given.shape not in {(), (count,)}:
        raise ValueError(f"{name} must be one or {count}, not of the shape {given.shape}")
    return given


def _per_gate(name: str, flags: ArrayLike, shape: tuple[int, ...]) -> Bools:
    """Return flags with one row per gate."""
    gates, count = shape
    found = np.asarray(flags, dtype=bool)
    if found.shape not in {(), (gates,), (count, gates)}:
        raise ValueError(f"{name} must have {gates} columns, not the shape {found.shape}")
    return np.broadcast_to(found, (count, gates)).T
