"""The parts of a release; None is hidden, missing or empty, and nobody can tell which."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.scorecard import GateStatus


@dataclass(frozen=True, slots=True)
class ReleasedGroup:
    """Participation of a group.

    Of a group below k people only `fewer_than` is said, whether nobody or somebody
    answered; `met` tells whether its quorum is met.
    """

    group: str
    n: int | None
    headcount: int | None
    share: float | None
    fewer_than: int | None
    met: bool


@dataclass(frozen=True, slots=True)
class LowestItem:
    """The item of a capability that scores lowest over all groups, and the level it reached."""

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

    The value alone is None where it leaves out a group that is hidden: together with the
    item's score it would give that group away.
    """

    code: str
    dimension: str
    status: GateStatus | None
    value: float | None
    pilot: float
    proceed: float
    missing: tuple[str, ...]
