"""The parts of a release; None is hidden, missing or empty, and nobody can tell which.

Scores have one decimal, shares whole percents, indices none. Fields with a default are
absent from releases of schema 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.agreement.labels import Label
from scoring.scorecard import GapLabel, GateStatus


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which values a score lies, by its interval or by what "don't know" may hide."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ReleasedGroup:
    """Participation of a group.

    Of a group that has, or of which answered, fewer than k people only `fewer_than` is
    said, whether nobody or somebody answered; `met` tells whether its quorum is met.
    `share` is at most 1, though n may exceed the headcount.
    """

    group: str
    n: int | None
    headcount: int | None
    share: float | None
    fewer_than: int | None
    met: bool


@dataclass(frozen=True, slots=True)
class LowestItem:
    """The item of a capability that scores lowest over all groups, and the level it reached.

    The lowest of its facts where an item of the capability rests on fewer than k people.
    """

    code: str
    score: float
    level: int


@dataclass(frozen=True, slots=True)
class ReleasedCapability:
    """A capability over all groups; `agreement` is that of everybody who answered."""

    code: str
    dimension: str
    applies: bool
    score: float | None
    index: float | None
    target: float
    perception: float | None
    evidence: float | None
    cap_binds: bool
    lowest: LowestItem | None
    interval: Limits | None = None
    bounds: Limits | None = None
    agreement: Label | None = None


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """One group's view of one capability; hidden and empty cells look alike.

    `about` is the level instead of a mean where a small group said the same throughout.
    """

    capability: str
    group: str
    mean: float | None
    n: int | None
    about: int | None = None
    interval: Limits | None = None
    agreement: Label | None = None


@dataclass(frozen=True, slots=True)
class ReleasedGap:
    """Business against IT side of a capability; `gap` is IT minus business."""

    capability: str
    business: float
    it: float
    gap: float
    interval: Limits | None = None
    label: GapLabel | None = None


@dataclass(frozen=True, slots=True)
class ReleasedHierarchyGap:
    """Those above against those below on a capability; `gap` is upper minus lower.

    `is_discussed` where a room has talked the capability over, so that the gap blocks nothing.
    """

    capability: str
    upper_groups: tuple[str, ...]
    lower_groups: tuple[str, ...]
    upper: float
    lower: float
    gap: float
    interval: Limits | None
    label: GapLabel
    is_discussed: bool = False


@dataclass(frozen=True, slots=True)
class ReleasedItemCell:
    """One group's view of one item; hidden and empty cells look alike.

    `about` is the level instead of a mean where fewer than 8 answered, or a small group
    said the same. `counts` of the answers that score 1 to 5 are given from 8 people on,
    `dont_know_share` where 8 people took a stand.
    """

    group: str
    mean: float | None
    about: int | None
    n: int | None
    counts: tuple[int, ...]
    dont_know_share: float | None
    agreement: Label | None


@dataclass(frozen=True, slots=True)
class ReleasedItem:
    """An item over all groups, with the groups' views; a fact has no groups."""

    code: str
    capability: str
    is_fact: bool
    weight: float
    score: float | None
    interval: Limits | None
    agreement: Label | None
    cells: tuple[ReleasedItemCell, ...]


@dataclass(frozen=True, slots=True)
class ReleasedGate:
    """A gate; status and value are None where they would rest on fewer than k people.

    The value alone is None where it would help to work out something hidden: a group it
    leaves out, a capability, or an item of few people beside one of its own.
    """

    code: str
    dimension: str
    status: GateStatus | None
    value: float | None
    pilot: float
    proceed: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasedDimension:
    """A dimension; see `DimensionScore` for gates that hold its level and missing facts.

    `is_held` tells whether gates hold its level, also where none of them may be named.
    """

    code: str
    score: float | None
    index: float | None
    level: int | None
    target: float
    level_held_by: tuple[str, ...] = ()
    missing_items: tuple[str, ...] = ()
    is_held: bool = False
    interval: Limits | None = None
    level_low: int | None = None
    level_high: int | None = None
    bounds: Limits | None = None


@dataclass(frozen=True, slots=True)
class ReleasedOverall:
    """The overall score; None as soon as a dimension is not shown."""

    score: float | None
    index: float | None
    level: int | None
    target: float
    interval: Limits | None = None
    level_low: int | None = None
    level_high: int | None = None
    bounds: Limits | None = None
