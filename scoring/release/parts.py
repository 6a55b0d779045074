"""The parts of a release; None is hidden, missing or empty, and nobody can tell which."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.scorecard import GateStatus


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
    """A capability over all groups."""

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


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """One group's view of one capability; hidden and empty cells look alike."""

    capability: str
    group: str
    mean: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class ReleasedGap:
    """Business against IT side of a capability; `gap` is IT minus business."""

    capability: str
    business: float
    it: float
    gap: float


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
    """A dimension; see `DimensionScore` for gates that hold its level and missing facts."""

    code: str
    score: float | None
    index: float | None
    level: int | None
    target: float
    level_held_by: tuple[str, ...] = ()
    missing_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasedOverall:
    """The overall score; None as soon as a dimension is not shown."""

    score: float | None
    index: float | None
    level: int | None
    target: float
