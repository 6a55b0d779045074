"""The numbers a release may show, each by its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.scorecard import GapPair


class NumberKind(StrEnum):
    """What a number is of; cells are views of single groups."""

    OVERALL = "overall"
    DIMENSION = "dimension"
    CAPABILITY = "capability"
    GATE = "gate"
    CELL = "cell"
    SIDES_GAP = "sides_gap"
    HIERARCHY_GAP = "hierarchy_gap"
    ITEM = "item"
    ITEM_CELL = "item_cell"


GAP_KINDS = {
    GapPair.SIDES: NumberKind.SIDES_GAP,
    GapPair.HIERARCHY: NumberKind.HIERARCHY_GAP,
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number with all that is shown beside it: `group` only for a cell."""

    kind: NumberKind
    code: str = ""
    group: str = ""


OVERALL = Number(NumberKind.OVERALL)


def dimension(code: str) -> Number:
    return Number(NumberKind.DIMENSION, code)


def capability(code: str) -> Number:
    return Number(NumberKind.CAPABILITY, code)


def gate(code: str) -> Number:
    return Number(NumberKind.GATE, code)


def cell(code: str, group: str) -> Number:
    return Number(NumberKind.CELL, code, group)


def item(code: str) -> Number:
    return Number(NumberKind.ITEM, code)


def item_cell(code: str, group: str) -> Number:
    return Number(NumberKind.ITEM_CELL, code, group)
