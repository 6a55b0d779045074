"""What "don't know" could hide: scores if it had meant level 1, or level 5 (method.md 3.6)."""

from __future__ import annotations

import numpy as np

from scoring.arrays.basis import Basis, contributing
from scoring.arrays.composition import Composition
from scoring.arrays.layout import Floats
from scoring.framework import LEVELS
from scoring.limits import TOLERANCE


def dont_know_shares(basis: Basis) -> Floats:
    """Return the share of don't knows among all who took a stand; NaN without any; (g, i)."""
    stands = basis.tallies.chosen + basis.tallies.dont_know
    shares: Floats = np.divide(
        basis.tallies.dont_know, stands, out=np.full(stands.shape, np.nan), where=stands > 0
    )
    return shares


def bounding_compositions(basis: Basis) -> tuple[Composition, Composition]:
    """Compose the scores with don't knows as level 1 and as level 5.

    An item is bounded as soon as enough of one group did not know, and only where a "don't
    know" is left out of the score.
    """
    tallies = basis.tallies
    unknown = np.where(basis.layout.is_lowest, 0, tallies.dont_know)
    shares = np.where(unknown > 0, dont_know_shares(basis), 0.0)
    worth = (shares >= basis.rules.dont_know.bounds_share - TOLERANCE).any(axis=0)
    if not worth.any():
        return basis.composition, basis.composition
    unknown = np.where(worth, unknown, 0)
    n = tallies.n + unknown
    contributes = contributing(basis.layout, n, basis.weights)
    total = basis.means * tallies.n
    low, high = (
        np.divide(total + level * unknown, n, out=np.zeros(n.shape), where=n > 0)
        for level in (1, LEVELS)
    )
    return basis.recomposed(low, contributes), basis.recomposed(high, contributes)
