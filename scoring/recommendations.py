"""First recommendations: where the gap to the target is largest, and the next step there."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.framework import LEVELS, Framework
from scoring.limits import below
from scoring.release import GateStatus, Release
from scoring.release.parts import ReleasedCapability


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One step: lift `item` of `capability` from `level` to the next.

    `gap` is target minus capability score, in levels; `gates` are failed gates that the
    capability holds; `improvement` is the framework's sentence for this level.
    """

    capability: str
    dimension: str
    item: str
    item_score: float
    level: int
    improvement: str
    gap: float
    gates: tuple[str, ...]


def recommend(framework: Framework, release: Release, most: int = 3) -> tuple[Recommendation, ...]:
    """Return the first steps to take.

    Parameters
    ----------
    framework
        The framework version of the release.
    release
        What may be shown of the round.
    most
        How many recommendations at most.

    Returns
    -------
    tuple of Recommendation
        Capabilities that hold a failed gate first, then by falling gap, then in the order
        of the framework. A capability at its target without a failed gate, one that is
        hidden or not scored, one of which no item may be shown, and one whose lowest item
        is at level 5 give none.
    """
    found = [
        recommendation
        for part in release.capabilities
        if (recommendation := _recommendation(framework, release, part))
    ]
    found.sort(key=lambda step: (not step.gates, -step.gap))
    return tuple(found[:most])


def _recommendation(
    framework: Framework, release: Release, part: ReleasedCapability
) -> Recommendation | None:
    if part.score is None or part.lowest is None or part.lowest.level >= LEVELS:
        return None
    gates = tuple(
        gate.code
        for gate in release.gates
        if gate.status is GateStatus.FAILED and _rests_on(framework, gate.code, part.code)
    )
    if not gates and not below(part.score, part.target):
        return None
    item = framework.item(part.lowest.code)
    return Recommendation(
        capability=part.code,
        dimension=part.dimension,
        item=item.code,
        item_score=part.lowest.score,
        level=part.lowest.level,
        improvement=item.improvements[part.lowest.level - 1],
        gap=part.target - part.score,
        gates=gates,
    )


def _rests_on(framework: Framework, gate: str, capability: str) -> bool:
    items = framework.gate(gate).items
    return any(framework.item(code).capability == capability for code in items)
