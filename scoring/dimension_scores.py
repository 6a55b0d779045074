"""Dimension scores and the overall score (method.md 3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.averages import weighted_mean
from scoring.framework import Dimension, Framework
from scoring.indices import gated_level, index, overall_level
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
    GateScore,
    GateStatus,
    OverallScore,
)

OPEN = (GateStatus.PASSED, GateStatus.NOT_APPLICABLE)


def score_dimension(
    framework: Framework,
    dimension: Dimension,
    capabilities: Iterable[CapabilityScore],
    gates: Iterable[GateScore],
) -> DimensionScore:
    """Average the scored capabilities, if there are enough; its gates cap the level."""
    rules = framework.scoring
    parts = [part for part in capabilities if part.dimension == dimension.code]
    scores = [part.score for part in parts if part.score is not None]
    enough = len(scores) >= rules.dimension_capabilities
    score = weighted_mean((1.0, part) for part in scores) if enough else None
    closed = tuple(
        gate.code for gate in gates if gate.dimension == dimension.code and gate.status not in OPEN
    )
    level = gated_level(score, not closed, rules.level_gate_cap)
    is_held = level != gated_level(score, True, rules.level_gate_cap)
    missing = tuple(code for part in parts for code in part.missing_facts)
    return DimensionScore(
        code=dimension.code,
        score=score,
        index=index(score),
        level=level,
        target=rules.target,
        level_held_by=closed if is_held else (),
        missing_items=missing if score is None else (),
    )


def score_overall(framework: Framework, dimensions: Sequence[DimensionScore]) -> OverallScore:
    """Average the dimensions; None as soon as one is missing."""
    rules = framework.scoring
    scores = [part.score for part in dimensions if part.score is not None]
    complete = len(scores) == len(dimensions)
    score = weighted_mean((1.0, part) for part in scores) if complete else None
    levels = [part.level for part in dimensions]
    return OverallScore(
        score=score,
        index=index(score),
        level=overall_level(score, levels, rules.overall_above_weakest),
        target=rules.target,
    )
