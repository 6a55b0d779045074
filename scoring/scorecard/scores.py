"""Scores of items, capabilities, dimensions and gates, with what they rest on.

Scores are on 1 to 5, indices on 0 to 100; None where something is not scored. An
`interval` has the score as its value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.agreement.labels import Agreement, Label
from scoring.interval import Interval
from scoring.scorecard.views import Bounds


class GateStatus(StrEnum):
    """What a gate says.

    FAILED is below the value a pilot needs, WARNED below the value to proceed, UNPROVEN
    lacks a part that applies: a missing proof can't pass. A gate whose known parts are
    already too low has failed, whatever is missing.
    """

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    UNPROVEN = "unproven"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """One group's answers to one item (method.md 3.2, 3.6).

    `mean` is on 1 to 5, `n` the valid answers in it (a "don't know" that scores 1 is
    one), `weight` the group's share of the item score, 0 when it does not contribute.
    `dont_know_share` is don't knows among all who took a stand: given a level or a don't
    know, but neither "not applicable" nor blank; these are `stands`. `counts` are the
    valid answers that score 1 to 5.
    """

    group: str
    mean: float | None
    n: int
    weight: float
    dont_know: int
    not_applicable: int
    stands: int
    dont_know_share: float | None
    counts: tuple[int, ...]
    interval: Interval | None
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """An item's score M_i on 1 to 5; for a fact the level it earns, without groups.

    `weight` is the item's weight in its capability; `agreement` is that of everybody who
    answered; `bounds` are given where many did not know.
    """

    code: str
    capability: str
    dimension: str
    is_fact: bool
    applies: bool
    weight: float
    score: float | None
    interval: Interval | None
    bounds: Bounds | None
    agreement: Agreement | None
    groups: tuple[ItemGroup, ...]

    @property
    def split(self) -> bool:
        """R-CAMP: people stand in two camps."""
        return self.agreement is not None and self.agreement.label is Label.SPLIT


@dataclass(frozen=True, slots=True)
class CapabilityGroup:
    """A group's mean over the perception items of a capability it answered.

    `n` counts the people with at least one valid answer; people weigh the same inside
    each item, items by their weight. `weight` is the group's weight in the round.
    """

    group: str
    mean: float | None
    n: int
    weight: float
    interval: Interval | None
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class CapabilityScore:
    """K_c with its parts (method.md 3.4).

    `uncapped` is the mean of all scored items; `cap_binds` tells whether the evidence
    cap lowered it to `score`. `coverage` is the share of item weight with a score.
    `missing_facts` are facts without a value that would let it be scored; none where it
    is scored, or where answers are missing as well. The `interval` passes through the cap
    like the score itself.
    """

    code: str
    dimension: str
    applies: bool
    score: float | None
    index: float | None
    target: float
    interval: Interval | None
    bounds: Bounds | None
    perception: float | None
    evidence: float | None
    uncapped: float | None
    cap_binds: bool
    coverage: float
    agreement: Agreement | None
    groups: tuple[CapabilityGroup, ...]
    missing_facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """D_d on 1 to 5, its index 0 to 100 and its level, capped by its gates.

    `level_low` and `level_high` are the levels at the limits of the interval.
    `level_held_by` are the gates without which the level would be higher. `missing_items`
    are, where there is no score, the facts without a value that leave capabilities
    unscored; if there are none, it is answers that are missing.
    """

    code: str
    score: float | None
    index: float | None
    level: int | None
    target: float
    interval: Interval | None
    level_low: int | None
    level_high: int | None
    bounds: Bounds | None
    level_held_by: tuple[str, ...] = ()
    missing_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverallScore:
    """O: the mean of the dimensions; its level is at most one above the weakest."""

    score: float | None
    index: float | None
    level: int | None
    target: float
    interval: Interval | None
    level_low: int | None
    level_high: int | None
    bounds: Bounds | None


@dataclass(frozen=True, slots=True)
class GroupShare:
    """The share of a group in a score."""

    group: str
    weight: float


@dataclass(frozen=True, slots=True)
class GateItem:
    """One part of a gate; `n` counts the answers in it, None for a fact.

    A part that does not apply to this kind of client is left out of the minimum. `shares`
    are those of the groups that count, without the ones the gate leaves out.
    """

    item: str
    applies: bool
    score: float | None
    n: int | None
    interval: Interval | None
    shares: tuple[GroupShare, ...]


@dataclass(frozen=True, slots=True)
class GateScore:
    """A gate: the lowest of its known parts against its two limits.

    The limits of the `interval` are the lowest lower and the lowest upper limit of them.
    """

    code: str
    dimension: str
    status: GateStatus
    value: float | None
    interval: Interval | None
    pilot: float
    proceed: float
    items: tuple[GateItem, ...]
    leave_out: tuple[str, ...]
    missing: tuple[str, ...]
