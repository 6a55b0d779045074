"""The words a release needs to be shown: its framework's texts and the round's own names."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scoring.framework import Framework, Side

HALF_LEVEL = 0.5
# A mean that is 2.25 on paper may be computed as 2.2499999999999996.
DIGITS_OF_A_MEAN = 9


@dataclass(frozen=True, slots=True)
class Wording:
    """Names by code; `groups` holds the round's groups in their order, code to label.

    `absent` are groups of the framework that the round does not ask.
    """

    framework: Framework
    groups: Mapping[str, str]
    absent: Collection[str] = frozenset()

    def group(self, code: str) -> str:
        return self.groups[code]

    def dimension(self, code: str) -> str:
        return self.framework.dimension(code).title

    def capability(self, code: str) -> str:
        return self.framework.capability(code).title

    def item(self, code: str) -> str:
        return self.framework.item(code).title

    def gate(self, code: str) -> str:
        return self.framework.gate(code).title

    def level(self, level: int) -> str:
        """The name of a level."""
        return self.framework.levels[level - 1].name

    def is_asked(self, group: str, capability: str) -> bool:
        """Whether a group answers anything in a capability."""
        if group in self.absent:
            return False
        items = self.framework.capability(capability).items
        return any(group in item.groups and not item.is_text for item in items)

    def groups_on(self, side: Side) -> tuple[str, ...]:
        """The groups that speak for a side, asked or not."""
        return tuple(group.code for group in self.framework.groups if group.side is side)

    def is_side_asked(self, side: Side) -> bool:
        """Whether the round asks anybody on a side."""
        return any(code not in self.absent for code in self.groups_on(side))

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of committing to technology, as sentences; empty without any."""
        technology = self.framework.technology
        return self.framework.item(technology.item).options if technology else ()


def one_decimal(score: float) -> Decimal:
    """A score as text and figures show it: one decimal, halves go up."""
    exact = Decimal(str(round(score, DIGITS_OF_A_MEAN)))
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def whole_level(score: float) -> int:
    """The level 1 to 5 that a score rounds to."""
    return min(5, max(1, math.floor(score + HALF_LEVEL)))
