"""Weighted means without a trace of floating-point sums.

Scores are kept to 12 decimals: the mean of fives is 5, never 5.000000000000001, and the
order in which a machine adds changes nothing. Real differences are far larger: with a
million answers two different means are 1e-6 apart.
"""

from __future__ import annotations

import numpy as np

from scoring.arrays.layout import Bools, Floats

DECIMALS = 12


def shares_of(weights: Floats, axis: int = -1) -> Floats:
    """Return weights as shares that add up to 1 along an axis, 0 where all weights are 0."""
    total = weights.sum(axis=axis, keepdims=True)
    shares: Floats = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return shares


def mean_of(sums: Floats, weights: Floats, enough: Bools | None = None) -> Floats:
    """Return sums over weights, NaN where a weight is 0 or there is not enough."""
    defined = weights > 0 if enough is None else enough & (weights > 0)
    means = np.divide(sums, weights, out=np.full(sums.shape, np.nan), where=defined)
    rounded: Floats = np.round(means, DECIMALS)
    return rounded
