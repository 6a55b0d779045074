"""The numbers a framework version decides by: composites, technology stages, verdict."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """Named numbers of method.md 3.2 to 3.7.

    `minimum_answers` is the method's n_min: the fewest valid answers with which a group
    contributes to an item. The method leaves it open; 1 is the only coherent default,
    because 3.7(9) admits an IT side of a single person. What may be *shown* is decided
    by the release, not here.
    """

    minimum_answers: int = 1
    evidence_cap: float = 1.0
    capability_coverage: float = 0.5
    dimension_capabilities: int = 4
    small_group_share: float = 0.8
    level_gate_cap: int = 2
    overall_above_weakest: int = 1
    target: float = 3.5


@dataclass(frozen=True, slots=True)
class Technology:
    """How far technology is committed (stage T) and what foundation each stage needs (R(T))."""

    item: str = "S4d"
    required: tuple[float, ...] = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5)
    ahead: float = 0.5
    far_ahead: float = 1.0


@dataclass(frozen=True, slots=True)
class PilotUnit:
    """The fact that says whether a pilot unit exists: at least `elements` elements present."""

    item: str
    elements: int


@dataclass(frozen=True, slots=True)
class GateLimits:
    """Below `pilot` a gate fails, below `proceed` it warns."""

    code: str
    dimension: str
    pilot: float
    proceed: float


# method.md 2.2
METHOD_GATES = (
    GateLimits("G1", "S", 3.0, 3.0),
    GateLimits("G2", "S", 3.0, 3.0),
    GateLimits("G3", "S", 2.5, 3.0),
    GateLimits("G4", "Q", 2.0, 3.0),
    GateLimits("G5", "Q", 2.0, 3.0),
    GateLimits("G6", "A", 2.0, 3.0),
    GateLimits("G7", "C", 2.0, 2.5),
    GateLimits("G8", "Q", 2.0, 2.5),
    GateLimits("G9", "Q", 3.0, 3.0),
)


@dataclass(frozen=True, slots=True)
class VerdictRules:
    """The numbers of method.md 3.10; the defaults are the method's own."""

    strategy: str = "S"
    culture: str = "C"
    data: str = "Q"
    alignment: str = "A"
    stop_gates: tuple[str, ...] = ("G1", "G2")
    stop_gate_below: float = 2.0
    stop_foundation_below: float = 2.0
    stop_lag: float = 1.0
    proceed_minimum: float = 3.5
    conditions_minimum: float = 3.0
    conditions_warnings: int = 2
    pilot_strategy: float = 2.75
    pilot_alignment: float = 2.5
    pilot_data: float = 2.0
    pilot_culture: float = 2.0
    fix_minimum: float = 3.0
    technology: Technology | None = Technology()
    gates: tuple[GateLimits, ...] = METHOD_GATES

    @property
    def dimensions(self) -> tuple[str, str, str, str]:
        """The four dimension codes in the order in which a verdict names them."""
        return (self.strategy, self.culture, self.data, self.alignment)
