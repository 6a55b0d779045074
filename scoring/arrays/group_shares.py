"""How much each group counts in each item (method.md 3.2, 3.3)."""

from __future__ import annotations

import numpy as np

from scoring.arrays.averages import shares_of
from scoring.arrays.layout import Bools, Floats, Layout
from scoring.framework import Side


def one_sided_dimensions(layout: Layout, contributes: Bools) -> Bools:
    """Tell in which dimensions that compare two sides one of them gave no valid answer.

    In such a dimension nothing is scored across groups.

    Parameters
    ----------
    contributes
        Who has enough valid answers, and a weight; shape (..., g, i).

    Returns
    -------
    ndarray
        Shape (..., d).
    """
    belongs = layout.dimension_members > 0
    one_sided = np.zeros((*contributes.shape[:-2], len(layout.side_shares)), dtype=np.bool_)
    for number, _side in enumerate(Side):
        on_side = layout.side == number
        asked = layout.asking[on_side].any(axis=0) @ belongs
        heard = contributes[..., on_side, :].any(axis=-2) @ belongs
        one_sided |= asked & ~heard
    return one_sided & ~np.isnan(layout.side_shares[:, 0])


def group_shares(layout: Layout, weights: Floats, contributes: Bools, asked: Bools) -> Floats:
    """Return the share of each contributing group in each item.

    Groups share by their weights. Where the dimension has sides, each side keeps its share
    and splits it among its contributing groups; an item asked of both sides needs an
    answer from both, so that no side speaks for the other.

    Parameters
    ----------
    weights
        Weight of each group; shape (g,).
    contributes, asked
        Who counts in an item, and who could; shape (..., g, i).

    Returns
    -------
    ndarray
        Shape (..., g, i). Over groups each item adds up to 1, or to 0 where it has no score.
    """
    counted = np.where(contributes, weights[:, np.newaxis], 0.0)
    shares = shares_of(counted, axis=-2)
    side_shares = layout.side_shares[layout.dimension[layout.asked]]
    sided = ~np.isnan(side_shares[:, 0])
    if sided.any():
        shares[..., sided] = _shares_by_side(
            layout, counted[..., sided], asked[..., sided], side_shares[sided]
        )
    return shares


def _shares_by_side(layout: Layout, counted: Floats, asked: Bools, side_shares: Floats) -> Floats:
    shares = np.zeros_like(counted)
    complete = np.ones(counted.shape[:-2] + counted.shape[-1:], dtype=np.bool_)
    total = np.zeros(complete.shape)
    for number, _side in enumerate(Side):
        on_side = layout.side == number
        is_asked = asked[..., on_side, :].any(axis=-2)
        share = np.where(is_asked, side_shares[:, number], 0.0)
        inside = shares_of(counted[..., on_side, :], axis=-2)
        complete &= ~is_asked | inside.any(axis=-2)
        total += share
        shares[..., on_side, :] = inside * share[..., np.newaxis, :]
    complete &= total > 0
    total, complete = total[..., np.newaxis, :], complete[..., np.newaxis, :]
    shared: Floats = np.divide(shares, total, out=np.zeros_like(shares), where=complete)
    return shared
