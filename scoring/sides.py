"""Business side against IT side on the items both were asked (method.md 3.9)."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.averages import weighted_mean
from scoring.basis import Basis
from scoring.framework import Item, Side
from scoring.scorecard import SidesScore


def compare_sides(basis: Basis, asked: Iterable[Item]) -> SidesScore | None:
    """Compare the sides on shared items; None where no item has answers from both.

    Items rated by each side about the other are not shared, so they make no gap. Inside
    a side the groups share as the round weighs them.
    """
    shared: list[Item] = []
    business_means: list[tuple[float, float]] = []
    it_means: list[tuple[float, float]] = []
    for item in asked:
        business = _side_mean(basis, item, Side.BUSINESS)
        it = _side_mean(basis, item, Side.IT)
        if business is not None and it is not None:
            shared.append(item)
            business_means.append((item.weight, business))
            it_means.append((item.weight, it))
    business, it = weighted_mean(business_means), weighted_mean(it_means)
    if business is None or it is None:
        return None
    codes = tuple(item.code for item in shared)
    answering = basis.means.people_answering(codes)
    business_groups = _contributing(basis, shared, Side.BUSINESS)
    it_groups = _contributing(basis, shared, Side.IT)
    return SidesScore(
        items=codes,
        business_groups=business_groups,
        it_groups=it_groups,
        business=business,
        it=it,
        gap=it - business,
        n_business=sum(answering[group] for group in business_groups),
        n_it=sum(answering[group] for group in it_groups),
    )


def _side_mean(basis: Basis, item: Item, side: Side) -> float | None:
    """Return the mean of a side's contributing groups on one item."""
    return weighted_mean(
        (basis.weights[group], mean)
        for group in item.groups
        if basis.framework.group(group).side is side and basis.contributes(group, item)
        if (mean := basis.means.cell(group, item.code).mean) is not None
    )


def _contributing(basis: Basis, items: Iterable[Item], side: Side) -> tuple[str, ...]:
    """Return the groups of a side that count in at least one of the items, in order."""
    counting = {group for item in items for group in item.groups if basis.contributes(group, item)}
    return tuple(
        group.code
        for group in basis.framework.groups
        if group.side is side and group.code in counting
    )
