"""The parts of a framework version: groups, items, capabilities, dimensions, gates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CLIENT_TYPES = ("b2b", "b2c", "both")
LEVELS = 5
STAGES = 6


class ItemType(StrEnum):
    """How an item is answered (method.md 2.1)."""

    ANCHORED = "ANC5"
    CHOICE = "SC"
    AGREEMENT = "LIK5"
    AGREEMENT_REVERSED = "LIK5r"
    NUMBER = "NUM"
    TEXT = "TXT"
    EVIDENCE_4 = "EVD4"
    EVIDENCE_6 = "EVD6"


ELEMENTS = {ItemType.EVIDENCE_4: 4, ItemType.EVIDENCE_6: 6}


class DontKnow(StrEnum):
    """What "don't know" does: left out and counted, scored as level 1, or not offered."""

    EXCLUDE = "exclude"
    LOWEST = "lowest"
    NONE = "none"


class Side(StrEnum):
    """The two sides whose views alignment compares."""

    BUSINESS = "business"
    IT = "it"


class Better(StrEnum):
    """The direction in which a number improves."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Level:
    """One of the five levels, in words."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A named answer scale with five labels, lowest first."""

    code: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quorum:
    """The response a group needs before a round may be judged (method.md 3.7(9))."""

    people: int
    share: float


@dataclass(frozen=True, slots=True)
class Group:
    """A stakeholder group."""

    code: str
    title: str
    short: str | None = None
    choice: str | None = None
    side: Side | None = None
    quorum: Quorum | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a fact that consists of several."""

    name: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question to respondents (`groups`) or a fact asked once (`fact_owner`).

    Fields that a type does not use are empty or None. `limits` are four numbers; with
    `better` higher they are the lower bounds of levels 2 to 5, with lower a value under
    a limit earns the next level.
    """

    code: str
    title: str
    type: ItemType
    question: str
    capability: str
    dimension: str
    help: str | None = None
    groups: tuple[str, ...] = ()
    fact_owner: tuple[str, ...] = ()
    dont_know: DontKnow = DontKnow.NONE
    scored: bool = True
    weight: float = 1.0
    scale: str | None = None
    anchors: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    unit: str | None = None
    better: Better | None = None
    limits: tuple[float, ...] = ()
    bands: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    not_applicable_for: tuple[str, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Answered once by a named person instead of by respondents."""
        return bool(self.fact_owner)

    @property
    def is_text(self) -> bool:
        return self.type is ItemType.TEXT

    @property
    def is_reversed(self) -> bool:
        return self.type is ItemType.AGREEMENT_REVERSED

    @property
    def is_perception(self) -> bool:
        """Counts in the perception part of its capability (method.md 3.4)."""
        return self.scored and not self.is_fact

    @property
    def is_evidence(self) -> bool:
        """Counts in the evidence part of its capability (method.md 3.4)."""
        return self.scored and self.is_fact


@dataclass(frozen=True, slots=True)
class Capability:
    """What an organisation must be able to do; the unit of advice."""

    code: str
    title: str
    summary: str
    items: tuple[Item, ...]
    not_applicable_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """Shares of the business and the IT side in a dimension both must answer for."""

    business: float
    it: float

    def share(self, side: Side) -> float:
        return self.business if side is Side.BUSINESS else self.it


@dataclass(frozen=True, slots=True)
class Dimension:
    """A quarter of readiness; without `sides` all groups weigh the same."""

    code: str
    title: str
    question: str
    capabilities: tuple[Capability, ...]
    sides: Sides | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition no average can hide: the lowest of its items against two limits."""

    code: str
    title: str
    passed: str
    failed: str
    dimension: str
    items: tuple[str, ...]
    pilot: float
    proceed: float
    leave_out: tuple[str, ...] = ()
    not_applicable_for: tuple[str, ...] = ()


def client_is_exempt(not_applicable_for: tuple[str, ...], client_type: str) -> bool:
    """Tell whether a client type is exempt; a client of both kinds is treated like b2b."""
    return ("b2b" if client_type == "both" else client_type) in not_applicable_for
