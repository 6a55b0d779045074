"""What to do, in which order and when, from what is shown of a round (method.md 3.12)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scoring.actions import Action, ActionLibrary
from scoring.framework import LEVELS, Framework
from scoring.limits import below
from scoring.priorities import Priority
from scoring.quarters import Quarter, plan_quarters
from scoring.release import GateStatus, Release
from scoring.release.parts import ReleasedCapability

FAILING = {GateStatus.FAILED, GateStatus.UNPROVEN}
OPEN = {*FAILING, GateStatus.WARNED}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """The lowest item of a capability, the level it reached, and how to lift it by one."""

    item: str
    score: float
    level: int
    improvement: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What to do about one capability.

    `rank` counts from 1. `gap` is target minus score in levels, 0 at the target. `gates` are
    those the capability holds that are not passed, `waits_for` capabilities that are to be at
    their target first. `priority` has the factors behind the rank. `action` is the library's
    and `rise` the levels it may bring in a quarter; None and 0 without a library. `first_step`
    is the framework's own, None where no item may be named.
    """

    rank: int
    capability: str
    dimension: str
    score: float
    target: float
    gap: float
    gates: tuple[str, ...]
    waits_for: tuple[str, ...]
    priority: Priority | None = None
    action: Action | None = None
    rise: float = 0.0
    quarter: Quarter | None = None
    first_step: FirstStep | None = None


def recommend(
    framework: Framework,
    release: Release,
    library: ActionLibrary | None = None,
    *,
    most: int | None = None,
) -> tuple[Recommendation, ...]:
    """Return what to do, first things first.

    Parameters
    ----------
    framework
        The framework version of the release.
    release
        What may be shown of the round.
    library
        The actions for this framework, where there are some.
    most
        How many recommendations at most; all by default.

    Returns
    -------
    tuple of Recommendation
        In the order of the released priorities. Then what has none, as in a release of
        schema 1: capabilities that hold a failed or unproven gate first, then by falling
        gap, then in the order of the framework. None stands before one it waits for. A
        capability at its target whose gates are passed, one that is hidden or not scored,
        and one about which there is nothing to say give none.
    """
    found = [
        recommendation
        for part in release.capabilities
        if (recommendation := _recommendation(framework, release, library, part))
    ]
    ordered = _in_order(_by_weight(found, release), framework)
    quarters = plan_quarters(
        [(step.capability, step.waits_for, step.action) for step in ordered], library
    )
    return tuple(
        replace(step, rank=rank, quarter=quarters.get(step.capability))
        for rank, step in enumerate(ordered[:most], start=1)
    )


def _recommendation(
    framework: Framework,
    release: Release,
    library: ActionLibrary | None,
    part: ReleasedCapability,
) -> Recommendation | None:
    if part.score is None:
        return None
    gates = _gates(framework, release, part.code, OPEN)
    if not gates and not below(part.score, part.target):
        return None
    action = library.action_for(part.code, part.score) if library else None
    first_step = _first_step(framework, part)
    if action is None and first_step is None:
        return None
    return Recommendation(
        rank=0,
        capability=part.code,
        dimension=part.dimension,
        score=part.score,
        target=part.target,
        gap=max(0.0, part.target - part.score),
        gates=gates,
        waits_for=(),
        priority=_priority(release, part.code),
        action=action,
        rise=library.rise(action) if library and action else 0.0,
        first_step=first_step,
    )


def _gates(
    framework: Framework, release: Release, capability: str, statuses: set[GateStatus]
) -> tuple[str, ...]:
    return tuple(
        gate.code
        for gate in release.gates
        if gate.status in statuses
        and any(
            framework.item(code).capability == capability
            for code in framework.gate(gate.code).items
        )
    )


def _first_step(framework: Framework, part: ReleasedCapability) -> FirstStep | None:
    lowest = part.lowest
    if lowest is None or lowest.level >= LEVELS:
        return None
    improvement = framework.item(lowest.code).improvements[lowest.level - 1]
    return FirstStep(lowest.code, lowest.score, lowest.level, improvement)


def _priority(release: Release, capability: str) -> Priority | None:
    return next((part for part in release.priorities if part.capability == capability), None)


def _by_weight(found: Iterable[Recommendation], release: Release) -> list[Recommendation]:
    """Sort by rank, and what has none behind it by today's need."""
    failing = {gate.code for gate in release.gates if gate.status in FAILING}

    def key(step: Recommendation) -> tuple[float, bool, float]:
        rank = step.priority.rank if step.priority else math.inf
        return rank, not failing & set(step.gates), -step.gap

    return sorted(found, key=key)


def _in_order(steps: list[Recommendation], framework: Framework) -> list[Recommendation]:
    """Put each behind those it waits for, and otherwise leave the order as it is."""
    codes = {step.capability for step in steps}
    waiting = [replace(step, waits_for=_waits_for(step, codes, framework)) for step in steps]
    placed: list[Recommendation] = []
    while waiting:
        left = {step.capability for step in waiting}
        first = next(step for step in waiting if not left & set(step.waits_for))
        waiting.remove(first)
        placed.append(first)
    return placed


def _waits_for(
    step: Recommendation, recommended: set[str], framework: Framework
) -> tuple[str, ...]:
    """Return what a capability waits for, of those that are recommended themselves.

    What has a priority waits only for what has one: the rest is above the target of the
    verdict that is worked for.
    """
    if step.priority:
        before = step.priority.waits_for
    else:
        pairs = framework.priorities.prerequisites if framework.priorities else ()
        before = tuple(first for first, second in pairs if second == step.capability)
    return tuple(code for code in before if code in recommended)
