"""What one level more of a group's mean on an item adds to each score: scores are linear."""

from __future__ import annotations

import numpy as np

from scoring.arrays.averages import shares_of
from scoring.arrays.basis import Basis
from scoring.arrays.layout import Bools, Floats


def capability_coefficients(basis: Basis) -> Floats:
    """Return what adds to each capability before its cap; shape (c, g, i)."""
    weights = basis.shares * basis.composition.loading[basis.layout.asked]
    return basis.layout.capability_members.T[:, np.newaxis, :] * weights


def dimension_coefficients(basis: Basis, settled: Bools) -> Floats:
    """Return what adds to each dimension; shape (d, g, i).

    Capabilities that are `settled` by their evidence, (c,), add nothing: no answer moves them.
    """
    composition, layout = basis.composition, basis.layout
    scored = ~np.isnan(composition.capabilities)
    count = np.bincount(layout.dimension_of, scored, minlength=len(layout.side_shares))
    moves = (scored & ~settled) / np.maximum(count, 1)[layout.dimension_of]
    asked = layout.asked
    weights = basis.shares * (composition.loading * moves[layout.capability])[asked]
    return layout.dimension_members.T[:, np.newaxis, :] * weights


def cell_coefficients(basis: Basis, counts: Bools) -> Floats:
    """Return the weight of each item in a group's own mean of a capability; shape (c, g, i).

    `counts` says which items a group answered; shape (g, i). The weights of a group in a
    capability add up to 1, or to 0 where it answered nothing.
    """
    layout = basis.layout
    weights = np.where(counts, layout.weight[layout.asked], 0.0)
    return shares_of(layout.capability_members.T[:, np.newaxis, :] * weights)
