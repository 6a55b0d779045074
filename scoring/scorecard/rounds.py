"""What a round is: its framework, client, technology, pilot unit and participation."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.verdict.terms import SequenceNotice


@dataclass(frozen=True, slots=True)
class FrameworkReference:
    """Which framework version a result belongs to."""

    slug: str
    version: int
    checksum: str


@dataclass(frozen=True, slots=True)
class TechnologyScore:
    """Stage T, the foundation R(T) it needs, min(S, C), and the lag between them."""

    stage: int | None
    required: float | None
    foundation: float | None
    lag: float | None
    notice: SequenceNotice | None


@dataclass(frozen=True, slots=True)
class PilotScore:
    """How many elements of a pilot unit exist, and whether that is enough."""

    elements: int | None
    needed: int
    unit: bool


@dataclass(frozen=True, slots=True)
class GroupResponse:
    """Participation of a group against its quorum (method.md 3.7(9)).

    `n` counts the people who gave at least one scored item a level. `share` is n over
    headcount, None when the headcount is unknown or 0; above 1 when more answered than
    were counted.
    """

    group: str
    n: int
    headcount: int | None
    share: float | None
    people_needed: int | None
    share_needed: float | None
    met: bool


@dataclass(frozen=True, slots=True)
class GroupWeight:
    """The weight used for a group."""

    group: str
    weight: float
