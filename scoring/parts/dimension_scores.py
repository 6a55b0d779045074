"""Dimension scores D_d and the overall score O, with their levels (method.md 3.4, 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.arrays.basis import Basis
from scoring.arrays.composites import Composites
from scoring.arrays.composition import Composition
from scoring.arrays.estimates import bounds_between, known
from scoring.arrays.uncertainty import combine, intervals
from scoring.parts.indices import gated_level, index, overall_level
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
    GateScore,
    GateStatus,
    OverallScore,
)

OPEN = (GateStatus.PASSED, GateStatus.NOT_APPLICABLE)


def score_dimensions(
    basis: Basis,
    made: Composites,
    capabilities: Iterable[CapabilityScore],
    gates: Iterable[GateScore],
    bounds: tuple[Composition, Composition],
) -> tuple[DimensionScore, ...]:
    """Describe every dimension; its gates cap the level."""
    parts, lights = list(capabilities), list(gates)
    scores, rules = basis.composition.dimensions, basis.layout.framework.scoring
    found = intervals(scores, combine(made.dimensions.errors), basis.rules.uncertainty)
    limits = bounds_between(scores, *(part.dimensions for part in bounds))
    described = []
    for dimension, score, interval, limit in zip(
        basis.layout.framework.dimensions, known(scores), found, limits, strict=True
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
    basis: Basis,
    made: Composites,
    dimensions: Sequence[DimensionScore],
    bounds: tuple[Composition, Composition],
) -> OverallScore:
    """Describe the mean of the dimensions; None as soon as one is missing."""
    rules = basis.layout.framework.scoring
    scores = basis.composition.overall.reshape(1)
    (interval,) = intervals(scores, combine(made.overall.errors), basis.rules.uncertainty)
    (score,) = known(scores)
    (limit,) = bounds_between(scores, *(part.overall.reshape(1) for part in bounds))
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
