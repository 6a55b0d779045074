"""The words of a verdict: its code, the clause that fired, the reasons, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.framework.rules import Technology
from scoring.limits import below, reaches


class VerdictCode(StrEnum):
    """The six verdicts; `ORDER` ranks those that judge."""

    INSUFFICIENT = "INSUFFICIENT"
    STOP = "STOP"
    FIX = "FIX"
    PILOT = "PILOT"
    CONDITIONS = "CONDITIONS"
    PROCEED = "PROCEED"


ORDER = (
    VerdictCode.STOP,
    VerdictCode.FIX,
    VerdictCode.PILOT,
    VerdictCode.CONDITIONS,
    VerdictCode.PROCEED,
)


class Rule(StrEnum):
    """Which clause decided."""

    RESPONSE = "insufficient.response"
    UNSCORED = "insufficient.dimension"
    STOP_GATES = "stop.gates"
    STOP_FOUNDATION = "stop.foundation"
    STOP_SEQUENCE = "stop.sequence"
    PROCEED = "proceed"
    CONDITIONS = "conditions"
    PILOT = "pilot"
    FIX = "fix"


class ReasonKind(StrEnum):
    """What a reason is about."""

    RESPONSE = "response_too_low"
    DIMENSION_MISSING = "dimension_missing"
    DIMENSION_BELOW = "dimension_below"
    GATE_FAILED = "gate_failed"
    GATE_UNPROVEN = "gate_unproven"
    GATE_WARNED = "gate_warned"
    TECHNOLOGY_AHEAD = "technology_ahead"
    HIERARCHY_GAP = "hierarchy_gap"
    NO_PILOT_UNIT = "no_pilot_unit"


class SequenceNotice(StrEnum):
    """R-SEQ: technology is ahead of the organisation, or far ahead of it."""

    AHEAD = "ahead"
    FAR_AHEAD = "far_ahead"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what (`code` of a dimension or gate), its value, the limit it misses.

    For TECHNOLOGY_AHEAD the value is the lag and the limit the lag that matters.
    """

    kind: ReasonKind
    code: str | None = None
    value: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict with the clause that fired.

    `reasons` explain this verdict: what fired it and what holds back a better one, in the
    order of the dimensions (strategy, culture, data, alignment). The lists below hold
    always, whatever fired. `gates_warned` are below "proceed" but not below "pilot";
    unproven gates count as below both.
    """

    code: VerdictCode
    rule: Rule
    reasons: tuple[Reason, ...]
    dimensions_missing: tuple[str, ...]
    dimensions_below: tuple[str, ...]
    gates_failed: tuple[str, ...]
    gates_unproven: tuple[str, ...]
    gates_warned: tuple[str, ...]
    lag: float | None
    sequence: SequenceNotice | None


@dataclass(frozen=True, slots=True)
class VerdictShare:
    """How large a share of the draws leads to a verdict."""

    code: VerdictCode
    share: float


@dataclass(frozen=True, slots=True)
class VerdictConfidence:
    """How sure a verdict is: what plausible values of its scores lead to.

    `shares` lists all of `ORDER`. `top` is the most frequent verdict, `headline` the one
    to print: the more cautious of the two most frequent when the top share is `borderline`.
    `draws` and `seed` reproduce the shares.
    """

    draws: int
    seed: int
    shares: tuple[VerdictShare, ...]
    top: VerdictCode
    top_share: float
    borderline: bool
    headline: VerdictCode


class MoveKind(StrEnum):
    """What a move changes."""

    CAPABILITY = "capability"
    GATE = "gate"
    PROOF = "proof"
    PILOT_UNIT = "pilot_unit"
    HIERARCHY_GAP = "hierarchy_gap"


@dataclass(frozen=True, slots=True)
class Move:
    """One change: a capability or gate goes from `start` to `end`.

    A PROOF also supplies what is missing of a gate; its `start` is None when the gate has
    no value at all. A PILOT_UNIT that is found and a HIERARCHY_GAP that is talked through
    have no code and no values.
    """

    kind: MoveKind
    code: str | None = None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class StepUp:
    """Moves that together lead to a better verdict, and what they cost in levels."""

    moves: tuple[Move, ...]
    leads_to: VerdictCode
    cost: float


def technology_lag(
    stage: int | None, foundation: float | None, technology: Technology | None
) -> float | None:
    """Return max(0, R(T) - min(S, C)), None when a part of it is unknown."""
    if stage is None or foundation is None or technology is None:
        return None
    return max(0.0, technology.required[stage] - foundation)


def sequence_notice(lag: float | None, technology: Technology | None) -> SequenceNotice | None:
    """Return the R-SEQ notice for a lag."""
    if lag is None or technology is None or below(lag, technology.ahead):
        return None
    far = reaches(lag, technology.far_ahead)
    return SequenceNotice.FAR_AHEAD if far else SequenceNotice.AHEAD
