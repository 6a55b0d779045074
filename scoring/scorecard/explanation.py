"""The arithmetic behind a number of a scorecard, down to how many people chose what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from scoring.interval import Interval
from scoring.scorecard.scores import (
    CapabilityScore,
    DimensionScore,
    GateItem,
    GateScore,
    ItemGroup,
    ItemScore,
)

if TYPE_CHECKING:
    from scoring.scorecard.card import Scorecard

OVERALL = "overall"


class Arithmetic(StrEnum):
    """How a value follows from its parts.

    MEAN is the sum of weight times value, the weights adding up to 1. LOWEST is the
    lowest part. RAISED is the mean of the parts plus `added`. DIFFERENCE is the first part
    minus the second. ANSWERS is the mean of the answers counted, FACT the level that a fact
    earns. NONE has no value.
    """

    MEAN = "mean"
    LOWEST = "lowest"
    RAISED = "raised"
    DIFFERENCE = "difference"
    ANSWERS = "answers"
    FACT = "fact"
    NONE = "none"


class Explained(StrEnum):
    """What a value is of."""

    OVERALL = "overall"
    DIMENSION = "dimension"
    CAPABILITY = "capability"
    ALL_ITEMS = "all_items"
    EVIDENCE_CAP = "evidence_cap"
    ITEM = "item"
    GROUP = "group"
    GATE = "gate"
    GAP = "gap"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One value with its arithmetic; the parts are explained the same way.

    `weight` is its share in the value it is part of, None where parts have no weights.
    Where parts have weights they add up to 1. `counts` are the answers that score 1 to 5;
    `added` belongs to RAISED.
    """

    kind: Explained
    code: str
    value: float | None
    arithmetic: Arithmetic
    weight: float | None = None
    interval: Interval | None = None
    added: float | None = None
    counts: tuple[int, ...] = ()
    parts: tuple[Explanation, ...] = ()


def explain(card: Scorecard, code: str) -> Explanation:
    """Explain the overall score ("overall"), a dimension, capability, item or gate.

    Raises
    ------
    KeyError
        For a code that the scorecard does not have.
    """
    if code == OVERALL:
        return _overall(card)
    for part in card.dimensions:
        if part.code == code:
            return _dimension(card, part)
    for capability in card.capabilities:
        if capability.code == code:
            return _capability(card, capability)
    for gate in card.gates:
        if gate.code == code:
            return _gate(card, gate)
    return _item(card.item(code))


def _overall(card: Scorecard) -> Explanation:
    score = card.overall.score
    weight = 1.0 / len(card.dimensions)
    return Explanation(
        kind=Explained.OVERALL,
        code=OVERALL,
        value=score,
        arithmetic=_mean_or_none(score),
        interval=card.overall.interval,
        parts=tuple(_dimension(card, part, weight) for part in card.dimensions),
    )


def _dimension(
    card: Scorecard, dimension: DimensionScore, weight: float | None = None
) -> Explanation:
    mine = [part for part in card.capabilities if part.dimension == dimension.code]
    scored = sum(part.score is not None for part in mine)
    return Explanation(
        kind=Explained.DIMENSION,
        code=dimension.code,
        value=dimension.score,
        arithmetic=_mean_or_none(dimension.score),
        weight=weight,
        interval=dimension.interval,
        parts=tuple(
            _capability(card, part, 0.0 if part.score is None else 1.0 / scored) for part in mine
        ),
    )


def _capability(
    card: Scorecard, capability: CapabilityScore, weight: float | None = None
) -> Explanation:
    items = [item for item in card.items if item.capability == capability.code and item.applies]
    mean = Explanation(
        kind=Explained.ALL_ITEMS,
        code=capability.code,
        value=capability.uncapped,
        arithmetic=_mean_or_none(capability.uncapped),
        parts=_weighted(items),
    )
    described = Explanation(
        kind=Explained.CAPABILITY,
        code=capability.code,
        value=capability.score,
        arithmetic=mean.arithmetic,
        weight=weight,
        interval=capability.interval,
        parts=mean.parts,
    )
    if capability.score is None or capability.evidence is None:
        return described
    cap = Explanation(
        kind=Explained.EVIDENCE_CAP,
        code=capability.code,
        value=capability.evidence + card.evidence_cap,
        arithmetic=Arithmetic.RAISED,
        added=card.evidence_cap,
        parts=_weighted([item for item in items if item.is_fact]),
    )
    return replace(described, arithmetic=Arithmetic.LOWEST, parts=(mean, cap))


def _weighted(items: Iterable[ItemScore]) -> tuple[Explanation, ...]:
    """Explain items with their share among those that have a score."""
    given = list(items)
    total = sum(item.weight for item in given if item.score is not None)
    return tuple(_item(item, 0.0 if item.score is None else item.weight / total) for item in given)


def _item(item: ItemScore, weight: float | None = None) -> Explanation:
    arithmetic = Arithmetic.FACT if item.is_fact else Arithmetic.MEAN
    return Explanation(
        kind=Explained.ITEM,
        code=item.code,
        value=item.score,
        arithmetic=Arithmetic.NONE if item.score is None else arithmetic,
        weight=weight,
        interval=item.interval,
        parts=tuple(_group(cell, cell.weight) for cell in item.groups),
    )


def _group(cell: ItemGroup, weight: float) -> Explanation:
    return Explanation(
        kind=Explained.GROUP,
        code=cell.group,
        value=cell.mean,
        arithmetic=Arithmetic.NONE if cell.mean is None else Arithmetic.ANSWERS,
        weight=weight,
        interval=cell.interval,
        counts=cell.counts,
    )


def _gate(card: Scorecard, gate: GateScore) -> Explanation:
    return Explanation(
        kind=Explained.GATE,
        code=gate.code,
        value=gate.value,
        arithmetic=Arithmetic.NONE if gate.value is None else Arithmetic.LOWEST,
        interval=gate.interval,
        parts=tuple(_gate_item(card, part) for part in gate.items if part.applies),
    )


def _gate_item(card: Scorecard, part: GateItem) -> Explanation:
    """Explain one part; groups that the gate leaves out are not in it."""
    item = card.item(part.item)
    if item.is_fact:
        return _item(item)
    return Explanation(
        kind=Explained.ITEM,
        code=part.item,
        value=part.score,
        arithmetic=_mean_or_none(part.score),
        interval=part.interval,
        parts=tuple(
            _group(cell, share.weight)
            for cell in item.groups
            for share in part.shares
            if share.group == cell.group
        ),
    )


def _mean_or_none(value: float | None) -> Arithmetic:
    return Arithmetic.NONE if value is None else Arithmetic.MEAN
