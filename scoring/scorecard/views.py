"""Where groups differ, and what "don't know" could hide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.interval import Interval


class GapPair(StrEnum):
    """Whose views a gap compares: IT minus business, upper minus lower in the hierarchy."""

    SIDES = "sides"
    HIERARCHY = "hierarchy"


class GapLabel(StrEnum):
    """What a gap amounts to (method.md 3.9)."""

    LARGE = "large"
    ESTABLISHED = "established"
    WORTH_DISCUSSING = "worth_discussing"
    NONE_MATERIAL = "none_material"
    NOT_KNOWN = "not_known"

    @property
    def is_established(self) -> bool:
        return self in {GapLabel.LARGE, GapLabel.ESTABLISHED}


@dataclass(frozen=True, slots=True)
class Bounds:
    """A score if every "don't know" had been level 1, or level 5 (Manski bounds)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The difference between two sets of groups on the items both were asked (method.md 3.9).

    `difference` is first minus second, in levels. `effect` is Hedges g, `p` two-sided,
    `q` adjusted by Benjamini and Hochberg over all capabilities of the pair. `n_first`
    and `n_second` count people with a valid answer to one of the items. `is_discussed` where
    a room has talked the capability over.
    """

    pair: GapPair
    capability: str
    items: tuple[str, ...]
    first_groups: tuple[str, ...]
    second_groups: tuple[str, ...]
    first: float
    second: float
    difference: Interval
    n_first: int
    n_second: int
    effect: float | None
    p: float
    q: float
    label: GapLabel
    is_discussed: bool = False
