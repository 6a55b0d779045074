"""Means that stay inside what they average."""

from __future__ import annotations

import numpy as np

from scoring.layout import Floats


def shares_of(weights: Floats, axis: int = -1) -> Floats:
    """Return weights as shares that add up to 1 along an axis, 0 where all weights are 0."""
    total = weights.sum(axis=axis, keepdims=True)
    shares: Floats = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return shares


def held_mean(values: Floats, shares: Floats, axis: int = -1) -> Floats:
    """Return the mean by shares that add up to 1 along an axis; NaN where there are none.

    The result is held between the smallest and largest value, which floating-point sums may
    miss by a hair: the mean of fives is 5, never 5.000000000000001.
    """
    counts = shares > 0
    mean = (values * shares).sum(axis=axis)
    lowest = np.where(counts, values, np.inf).min(axis=axis, initial=np.inf)
    highest = np.where(counts, values, -np.inf).max(axis=axis, initial=-np.inf)
    held = np.maximum(np.minimum(mean, highest), lowest)
    return np.where(counts.any(axis=axis), held, np.nan)
