"""Item scores M_i from group means and group weights (method.md 3.2, 3.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scoring.averages import weighted_mean
from scoring.basis import Basis
from scoring.framework import Item, Side, Sides
from scoring.scorecard import ItemGroup, ItemScore


def score_items(basis: Basis) -> dict[str, ItemScore]:
    """Score every scored item of a framework, by code."""
    return {item.code: _score_item(basis, item) for item in basis.framework.items if item.scored}


def composite(basis: Basis, item: Item, shares: Mapping[str, float]) -> float | None:
    """Return the mean of the group means, weighted by shares that add up to 1."""
    return weighted_mean(
        (share, mean)
        for group, share in shares.items()
        if (mean := basis.means.cell(group, item.code).mean) is not None
    )


def contributing_shares(
    basis: Basis, item: Item, leave_out: Collection[str] = ()
) -> dict[str, float]:
    """Return the share of each contributing group; empty when the item is not scored.

    Groups share equally unless the round weighs them. Where the dimension has sides, each
    side keeps its share and splits it among its contributing groups; an item asked of
    both sides needs an answer from both, so that no side speaks for the other.
    """
    if not basis.applies(item) or item.dimension in basis.one_sided:
        return {}
    asked = [group for group in item.groups if group not in leave_out]
    contributing = {
        group: basis.weights[group] for group in asked if basis.contributes(group, item)
    }
    sides = basis.framework.dimension(item.dimension).sides
    if sides is None:
        return _normalised(contributing)
    return _shares_by_side(basis, sides, asked, contributing)


def _score_item(basis: Basis, item: Item) -> ItemScore:
    applies = basis.applies(item)
    shares: Mapping[str, float] = {}
    if item.is_fact:
        score = basis.fact_levels[item.code] if applies else None
    else:
        shares = contributing_shares(basis, item)
        score = composite(basis, item, shares)
    return ItemScore(
        code=item.code,
        capability=item.capability,
        dimension=item.dimension,
        is_fact=item.is_fact,
        applies=applies,
        score=score,
        groups=tuple(_item_group(basis, item, group, shares) for group in item.groups),
    )


def _item_group(basis: Basis, item: Item, group: str, shares: Mapping[str, float]) -> ItemGroup:
    cell = basis.means.cell(group, item.code)
    return ItemGroup(
        group=group,
        mean=cell.mean,
        n=cell.n,
        weight=shares.get(group, 0.0),
        dont_know=cell.dont_know,
        not_applicable=cell.not_applicable,
        dont_know_share=cell.dont_know_share,
    )


def _shares_by_side(
    basis: Basis, sides: Sides, asked: list[str], contributing: Mapping[str, float]
) -> dict[str, float]:
    side_of = {group: basis.framework.group(group).side for group in asked}
    asked_sides = [side for side in Side if side in side_of.values()]
    total = sum(sides.share(side) for side in asked_sides)
    shares: dict[str, float] = {}
    for side in asked_sides:
        members = {group: w for group, w in contributing.items() if side_of[group] is side}
        if not members or not total:
            return {}
        for group, share in _normalised(members).items():
            shares[group] = share * sides.share(side) / total
    return shares


def _normalised(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {group: weight / total for group, weight in weights.items()}
