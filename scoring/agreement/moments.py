"""Each item's answers in four numbers, and the indices of agreement as functions of them.

Everything works element by element on arrays of any shape, and gives NaN where a
statistic is undefined.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.agreement.matrix import FloatArray
from scoring.limits import TOLERANCE

LEAST_VALUES = 2  # one value has no variance


@dataclass(frozen=True, slots=True)
class Moments:
    """Number of answers, mean, variance (divisor n - 1) and mean absolute deviation from it."""

    n: NDArray[np.int64]
    mean: FloatArray
    variance: FloatArray
    deviation: FloatArray


def ratio(
    numerator: FloatArray, denominator: NDArray[np.int64] | FloatArray, defined: NDArray[np.bool_]
) -> FloatArray:
    """Divide where the ratio is defined; NaN elsewhere."""
    result: FloatArray = np.full(np.shape(numerator), np.nan)
    np.divide(numerator, denominator, out=result, where=defined)
    return result


def moments_of_matrix(matrix: FloatArray) -> Moments:
    """Describe the answers in each column of a matrix of people and items."""
    answered = ~np.isnan(matrix)
    n = answered.sum(axis=0)
    mean = ratio(np.where(answered, matrix, 0.0).sum(axis=0), n, n > 0)
    away = np.where(answered, matrix - mean, 0.0)
    return Moments(
        n=n,
        mean=mean,
        variance=ratio((away**2).sum(axis=0), n - 1, n >= LEAST_VALUES),
        deviation=ratio(np.abs(away).sum(axis=0), n, n >= LEAST_VALUES),
    )


def moments_of_counts(counts: NDArray[np.int64]) -> Moments:
    """Describe answers given as how many people chose each level, on the last axis."""
    levels = np.arange(1, counts.shape[-1] + 1)
    n = counts.sum(axis=-1)
    mean = ratio((counts @ levels).astype(np.float64), n, n > 0)
    away = np.where(counts > 0, levels - mean[..., np.newaxis], 0.0)
    return Moments(
        n=n,
        mean=mean,
        variance=ratio((counts * away**2).sum(axis=-1), n - 1, n >= LEAST_VALUES),
        deviation=ratio((counts * np.abs(away)).sum(axis=-1), n, n >= LEAST_VALUES),
    )


def rwg_from(variance: FloatArray, null_variance: float) -> FloatArray:
    """Return rwg, truncated at 0."""
    return np.maximum(1.0 - variance / null_variance, 0.0)


def rwg_j_from(
    mean_variance: FloatArray, items: NDArray[np.int64], null_variance: float
) -> FloatArray:
    """Return rwg(j) of scales of so many items; q is truncated to at most 1."""
    q = np.minimum(mean_variance / null_variance, 1.0)
    agreed = items * (1.0 - q)
    return ratio(agreed, agreed + q, items > 0)


def r_star_from(mean_variance: FloatArray, null_variance: float) -> FloatArray:
    """Return r*wg(j), not truncated."""
    return 1.0 - mean_variance / null_variance


def awg_from(moments: Moments, low: float, high: float) -> FloatArray:
    """Return awg; NaN outside its limits of interpretability (Brown and Hauenstein 2005)."""
    n, mean = moments.n, moments.mean
    scale = high - low
    enough = n >= max(scale, LEAST_VALUES)
    at_an_end = enough & ((mean <= low + TOLERANCE) | (mean >= high - TOLERANCE))
    room = n * np.minimum(mean - low, high - mean)
    interpretable = enough & ~at_an_end & (room >= scale - TOLERANCE)
    largest = n * (mean - low) * (high - mean)
    away = ratio(2.0 * moments.variance * (n - 1), largest, interpretable)
    return np.where(at_an_end, 1.0, np.maximum(1.0 - away, -1.0))
