"""The numbers that rank what to work on first (method.md 3.12)."""

from __future__ import annotations

from dataclasses import dataclass

EASE_STEPS = 3


@dataclass(frozen=True, slots=True)
class PriorityRules:
    """Weights of the priority, how easy capabilities are, and which come before others.

    The numbers are the method's own by default; ease and prerequisites name capabilities
    and are therefore the framework's.

    Attributes
    ----------
    gate_bonus
        What a failed gate adds to a capability's leverage.
    dependent_bonus
        What each capability that directly depends on it adds.
    leverage_ceiling
        The sum (1 plus bonuses) at which leverage is 1.
    half_width_ceiling
        Half-width of the 90 % interval from which on evidence counts as the weakest.
    uncertainty_discount
        Share of the priority that the weakest evidence takes away.
    pilot_target
        The highest target of a capability while the aim is a pilot.
    default_ease
        Ease, in thirds, of a capability that `ease` does not name.
    ease
        Capability and ease in thirds: 1 hard, 2 medium, 3 easy.
    prerequisites
        Pairs of capabilities: the first is to be at its target before the second is taken up.
    """

    gate_bonus: float = 0.5
    dependent_bonus: float = 0.15
    leverage_ceiling: float = 2.5
    half_width_ceiling: float = 1.0
    uncertainty_discount: float = 0.5
    pilot_target: float = 3.0
    default_ease: int = 2
    ease: tuple[tuple[str, int], ...] = ()
    prerequisites: tuple[tuple[str, str], ...] = ()
