"""The indices of agreement of one group (method.md 3.8).

Answers are a matrix of people and items with NaN for a missing answer; a single dimension
is one item. An item with fewer than two answers does not count.

References
----------
James, Demaree and Wolf (1984), Journal of Applied Psychology 69, 85-98 (rwg, rwg(j)).
Lindell, Brandt and Whitney (1999), Applied Psychological Measurement 23, 127-135 (r*wg(j)).
Burke, Finkelstein and Dusig (1999), Organizational Research Methods 2, 49-68 (AD).
Brown and Hauenstein (2005), Organizational Research Methods 8, 165-184 (awg).
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.labels import NULL_VARIANCES
from scoring.agreement.matrix import FloatArray, mean_of_known, people_by_items
from scoring.agreement.moments import (
    LEAST_VALUES,
    awg_from,
    moments_of_matrix,
    r_star_from,
    rwg_from,
    rwg_j_from,
)
from scoring.limits import TOLERANCE

UNIFORM = NULL_VARIANCES["uniform"]


def rwg(values: ArrayLike, null_variance: float = UNIFORM) -> float | None:
    """Return rwg of one item: 1 - s^2 / null variance, truncated at 0.

    Parameters
    ----------
    values
        Answers to one item.
    null_variance
        Variance of random answers.

    Returns
    -------
    float or None
        None below two answers.

    Raises
    ------
    ValueError
        For several items, or a null variance that is not positive.

    Examples
    --------
    >>> rwg([4, 4, 5, 4, 3])
    0.75
    """
    matrix = people_by_items(values)
    if matrix.shape[1] != 1:
        raise ValueError(f"rwg is of one item, not {matrix.shape[1]}; see rwg_j")
    _refuse_null_variance(null_variance)
    return mean_of_known(rwg_from(moments_of_matrix(matrix).variance, null_variance))


def rwg_j(matrix: ArrayLike, null_variance: float = UNIFORM) -> float | None:
    """Return rwg(j) of a scale: J (1 - q) / (J (1 - q) + q).

    q is the mean item variance over the null variance, truncated to at most 1; J counts
    the items with two answers or more. Of one item it is rwg.

    Returns
    -------
    float or None
        0 to 1; None where no item has two answers.

    Raises
    ------
    ValueError
        For a null variance that is not positive.
    """
    variances = _variances(matrix, null_variance)
    mean_variance = np.full(1, variances.mean() if variances.size else np.nan)
    return mean_of_known(rwg_j_from(mean_variance, np.full(1, variances.size), null_variance))


def r_star_wg_j(matrix: ArrayLike, null_variance: float = UNIFORM) -> float | None:
    """Return r*wg(j) of a scale: 1 - mean item variance / null variance.

    It does not grow with the number of items, and is not truncated: below 0 people differ
    more than random answers would.

    Returns
    -------
    float or None
        At most 1; None where no item has two answers.

    Raises
    ------
    ValueError
        For a null variance that is not positive.
    """
    variances = _variances(matrix, null_variance)
    return float(r_star_from(variances.mean(), null_variance)) if variances.size else None


def average_deviation(values: ArrayLike, about: Literal["mean", "median"] = "mean") -> float | None:
    """Return the average deviation AD, of a scale as the mean over its items.

    Parameters
    ----------
    values
        Answers to one item, or a matrix of people and items.
    about
        What the answers to an item deviate from.

    Returns
    -------
    float or None
        In the unit of the answers; None where no item has two answers.

    Raises
    ------
    ValueError
        For an unknown centre.
    """
    matrix = people_by_items(values)
    if about == "mean":
        return mean_of_known(moments_of_matrix(matrix).deviation)
    if about == "median":
        return mean_of_known(_deviations_about_medians(matrix))
    raise ValueError(f"deviations are about the mean or the median, not {about!r}")


def awg(values: ArrayLike, low: float = 1.0, high: float = 5.0) -> float | None:
    """Return awg, of a scale as the mean over the items that have one.

    awg = 1 - 2 s^2 / ([(H + L) M - M^2 - H L] n / (n - 1)) for answers from L to H with
    mean M; 1 where everybody is at one end of the scale.

    Parameters
    ----------
    values
        Answers to one item, or a matrix of people and items.
    low, high
        Ends of the scale.

    Returns
    -------
    float or None
        -1 to 1. None where no item has one: below high - low answers, or with a mean
        below (L (n - 1) + H) / n or above (H (n - 1) + L) / n.

    Raises
    ------
    ValueError
        For an answer off the scale, or a scale without extent.
    """
    matrix = people_by_items(values)
    if not low < high:
        raise ValueError(f"a scale must rise, not go from {low:g} to {high:g}")
    refuse_off_scale(matrix, low, high)
    return mean_of_known(awg_from(moments_of_matrix(matrix), low, high))


def refuse_off_scale(matrix: FloatArray, low: float, high: float) -> None:
    """Raise ValueError for an answer that is not on the scale."""
    off = matrix[(matrix < low - TOLERANCE) | (matrix > high + TOLERANCE)]
    if off.size:
        raise ValueError(f"answers must be from {low:g} to {high:g}, not {off[0]:g}")


def _variances(values: ArrayLike, null_variance: float) -> FloatArray:
    """Return the variances of the items that have one."""
    _refuse_null_variance(null_variance)
    variances = moments_of_matrix(people_by_items(values)).variance
    return variances[~np.isnan(variances)]


def _refuse_null_variance(null_variance: float) -> None:
    if not (null_variance > 0.0 and math.isfinite(null_variance)):
        raise ValueError(f"a null variance must be positive, not {null_variance}")


def _deviations_about_medians(matrix: FloatArray) -> FloatArray:
    answers = (column[~np.isnan(column)] for column in matrix.T)
    return np.array(
        [
            np.abs(known - np.median(known)).mean() if known.size >= LEAST_VALUES else np.nan
            for known in answers
        ]
    )
