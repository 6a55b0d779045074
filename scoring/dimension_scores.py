"""Dimension scores D_d and the overall score O, with their levels (method.md 3.4, 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from scoring.basis import Basis
from scoring.coefficients import dimension_coefficients
from scoring.composition import Composition
from scoring.estimates import bounds_between, known
from scoring.indices import gated_level, index, overall_level
from scoring.layout import Floats, Ints
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
    GateScore,
    GateStatus,
    OverallScore,
)
from scoring.uncertainty import Errors, combine, intervals, linear_errors

OPEN = (GateStatus.PASSED, GateStatus.NOT_APPLICABLE)


def score_dimensions(
    basis: Basis,
    capabilities: Iterable[CapabilityScore],
    gates: Iterable[GateScore],
    bounds: tuple[Composition, Composition],
) -> tuple[DimensionScore, ...]:
    """Describe every dimension; its gates cap the level."""
    parts, lights = list(capabilities), list(gates)
    made, rules = basis.composition, basis.layout.framework.scoring
    found = intervals(made.dimensions, dimension_errors(basis), basis.rules.uncertainty)
    limits = bounds_between(made.dimensions, *(part.dimensions for part in bounds))
    described = []
    for dimension, score, interval, limit in zip(
        basis.layout.framework.dimensions, known(made.dimensions), found, limits, strict=True
    ):
        closed = tuple(
            gate.code
            for gate in lights
            if gate.dimension == dimension.code and gate.status not in OPEN
        )
        low, level, high = (
            gated_level(value, not closed, rules.level_gate_cap)
            for value in ((interval.low, score, interval.high) if interval else (None,) * 3)
        )
        is_held = level != gated_level(score, True, rules.level_gate_cap)
        missing = (code for p in parts if p.dimension == dimension.code for code in p.missing_facts)
        described.append(
            DimensionScore(
                code=dimension.code,
                score=score,
                index=index(score),
                level=level,
                target=rules.target,
                interval=interval,
                level_low=low,
                level_high=high,
                bounds=limit,
                level_held_by=closed if is_held else (),
                missing_items=tuple(missing) if score is None else (),
            )
        )
    return tuple(described)


def score_overall(
    basis: Basis, dimensions: Sequence[DimensionScore], bounds: tuple[Composition, Composition]
) -> OverallScore:
    """Describe the mean of the dimensions; None as soon as one is missing."""
    rules = basis.layout.framework.scoring
    made = basis.composition.overall.reshape(1)
    (interval,) = intervals(made, overall_errors(basis), basis.rules.uncertainty)
    (score,) = known(made)
    (limit,) = bounds_between(made, *(part.overall.reshape(1) for part in bounds))
    above = rules.overall_above_weakest
    low, high = (None, None) if interval is None else (interval.low, interval.high)
    return OverallScore(
        score=score,
        index=index(score),
        level=overall_level(score, [part.level for part in dimensions], above),
        target=rules.target,
        interval=interval,
        level_low=overall_level(low, [part.level_low for part in dimensions], above),
        level_high=overall_level(high, [part.level_high for part in dimensions], above),
        bounds=limit,
    )


def dimension_errors(basis: Basis) -> Errors:
    """Return the errors of the dimensions, over all of their items at once."""
    return _errors(basis, dimension_coefficients(basis), basis.tallies.dimension_people.T)


def overall_errors(basis: Basis) -> Errors:
    """Return the error of the overall score, over all items at once."""
    coefficients = dimension_coefficients(basis).mean(axis=0, keepdims=True)
    return _errors(basis, coefficients, basis.tallies.answering[np.newaxis])


def _errors(basis: Basis, coefficients: Floats, people: Ints) -> Errors:
    rules = basis.rules.uncertainty
    variance = rules.capability_variance
    errors = linear_errors(basis.tallies, coefficients, people, basis.headcounts, variance, rules)
    return combine(errors)
