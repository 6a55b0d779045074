"""Which capability to work on first, and what has to come before it (method.md 3.12)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.framework.model import LEVELS
from scoring.framework.priority_rules import EASE_STEPS, PriorityRules
from scoring.limits import below, is_on_scale
from scoring.verdict.terms import VerdictCode

LOWEST = 1
PERCENT = 100.0
NO_EASE: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a capability stands.

    `score` is None when it is not scored. `half_width` is that of its 90 % interval: 0 for
    what rests on facts alone, None when it is unknown.
    """

    code: str
    score: float | None
    half_width: float | None
    target: float


@dataclass(frozen=True, slots=True)
class Priority:
    """A capability to work on, the factors of its priority and what it has to wait for.

    `priority` is 100 times the product of `gap` (share of the scale), `leverage`, `ease`
    and `evidence`, each from 0 to 1. `rank` counts from 1 and respects prerequisites:
    `waits_for` names those that are below their own target.
    """

    capability: str
    rank: int
    priority: float
    gap: float
    leverage: float
    ease: float
    evidence: float
    waits_for: tuple[str, ...]


def prioritise(
    capabilities: Iterable[Standing],
    *,
    rules: PriorityRules,
    failing: Collection[str] = (),
    aim: VerdictCode = VerdictCode.PROCEED,
    ease: Mapping[str, int] = NO_EASE,
) -> tuple[Priority, ...]:
    """Rank the capabilities below their target.

    Parameters
    ----------
    capabilities
        All of them, in the order of the framework; of equal priorities the first comes first.
    rules
        Weights, usual ease and prerequisites.
    failing
        Capabilities that hold a failed or unproven gate. A gate that only warns adds nothing.
    aim
        The verdict worked for; with PILOT no target is above `rules.pilot_target`.
    ease
        The consultant's own estimates, in thirds; they replace those of the rules.

    Returns
    -------
    tuple of Priority
        By falling priority, except that each capability follows its unmet prerequisites.
        One that is not scored or has reached its target has no entry and holds nobody up.

    Raises
    ------
    ValueError
        For a score or target outside 1 to 5, a negative half-width, an ease that is not 1,
        2 or 3, a capability given twice, or prerequisites that wait for each other.
    """
    standings = list(capabilities)
    thirds = dict(rules.ease) | dict(ease)
    _refuse_nonsense(standings, thirds)
    gaps = _gaps(standings, rules, aim)
    found = {
        part.code: _Factors(
            gap=gaps[part.code],
            leverage=_leverage(part.code, part.code in failing, rules),
            ease=thirds.get(part.code, rules.default_ease) / EASE_STEPS,
            evidence=_evidence(part.half_width, rules),
            waits_for=_unmet(part.code, gaps, rules),
        )
        for part in standings
        if part.code in gaps
    }
    return tuple(
        Priority(
            capability=code,
            rank=rank,
            priority=found[code].priority,
            gap=found[code].gap,
            leverage=found[code].leverage,
            ease=found[code].ease,
            evidence=found[code].evidence,
            waits_for=found[code].waits_for,
        )
        for rank, code in enumerate(_in_order(found), start=1)
    )


@dataclass(frozen=True, slots=True)
class _Factors:
    gap: float
    leverage: float
    ease: float
    evidence: float
    waits_for: tuple[str, ...]

    @property
    def priority(self) -> float:
        return PERCENT * self.gap * self.leverage * self.ease * self.evidence


def _refuse_nonsense(standings: Sequence[Standing], thirds: Mapping[str, int]) -> None:
    for part in standings:
        for value in (part.score, part.target):
            if value is not None and not is_on_scale(value, LOWEST, LEVELS):
                raise ValueError(f"{part.code} must be from {LOWEST} to {LEVELS}, not {value}")
        if part.half_width is not None and not part.half_width >= 0:
            raise ValueError(f"the half-width of {part.code} must be at least 0")
    if len({part.code for part in standings}) < len(standings):
        raise ValueError("a capability is given twice")
    for code, ease in thirds.items():
        if ease not in range(1, EASE_STEPS + 1):
            raise ValueError(f"the ease of {code} must be from 1 to {EASE_STEPS}, not {ease}")


def _gaps(
    standings: Iterable[Standing], rules: PriorityRules, aim: VerdictCode
) -> dict[str, float]:
    """Return how far each capability below its target is from it, as a share of the scale."""
    gaps = {}
    is_pilot = aim is VerdictCode.PILOT
    for part in standings:
        target = min(part.target, rules.pilot_target) if is_pilot else part.target
        if part.score is not None and below(part.score, target):
            gaps[part.code] = min(1.0, (target - part.score) / (LEVELS - LOWEST))
    return gaps


def _leverage(code: str, is_failing: bool, rules: PriorityRules) -> float:
    dependents = sum(1 for before, _after in rules.prerequisites if before == code)
    bonus = rules.gate_bonus * is_failing + rules.dependent_bonus * dependents
    return min(1.0, (1.0 + bonus) / rules.leverage_ceiling)


def _evidence(half_width: float | None, rules: PriorityRules) -> float:
    """Return how far the score can be relied on; an unknown half-width counts as the widest."""
    ceiling = rules.half_width_ceiling
    width = ceiling if half_width is None else min(half_width, ceiling)
    return 1.0 - rules.uncertainty_discount * width / ceiling


def _unmet(code: str, gaps: Mapping[str, float], rules: PriorityRules) -> tuple[str, ...]:
    return tuple(
        before for before, after in rules.prerequisites if after == code and before in gaps
    )


def _in_order(found: Mapping[str, _Factors]) -> list[str]:
    """Take, time and again, the highest priority that waits for nothing still to be placed."""
    waiting = sorted(found, key=lambda code: -found[code].priority)
    placed: list[str] = []
    while waiting:
        free = (code for code in waiting if not set(found[code].waits_for) & set(waiting))
        first = next(free, None)
        if first is None:
            raise ValueError(f"prerequisites wait for each other: {', '.join(sorted(waiting))}")
        waiting.remove(first)
        placed.append(first)
    return placed
