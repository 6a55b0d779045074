"""Cronbach's alpha: how consistently several items measure one thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from scoring.agreement.matrix import FloatArray, people_by_items
from scoring.limits import TOLERANCE
from scoring.reliability.covariance import Missing, covariances

CONFIDENCE = 0.95
FEWEST_ITEMS = FEWEST_PEOPLE = 2


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha with Feldt's confidence limits; None where undefined.

    `n` people and `items` items are behind it. `if_dropped` holds, for each item, the
    alpha of the others.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    items: int
    if_dropped: tuple[float | None, ...]


def cronbach_alpha(
    matrix: ArrayLike, missing: Missing = "pairwise", confidence: float = CONFIDENCE
) -> Alpha:
    """Return Cronbach's alpha: k / (k - 1) (1 - sum of item variances / variance of the sum).

    Parameters
    ----------
    matrix
        Answers of people (rows) to items (columns), NaN for missing.
    missing
        "pairwise": each covariance is over the people who answered both items, and the
        interval counts everybody who answered at least one item. "listwise": only people
        who answered every item count, in the interval too.
    confidence
        Of the two-sided interval (Feldt 1965): 1 - (1 - alpha) F with n - 1 and
        (n - 1) (k - 1) degrees of freedom.

    Returns
    -------
    Alpha
        The value may be negative. It is None, and so are its limits, below two items or
        two people, where two items share fewer than two people, and where the sum of the
        items does not vary.

    Raises
    ------
    ValueError
        For an unknown way with missing answers, or a confidence not between 0 and 1.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334.
    Feldt (1965), Psychometrika 30, 357-370.
    """
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"a confidence must be between 0 and 1, not {confidence}")
    found = covariances(people_by_items(matrix), missing)
    items = len(found.values)
    value = _alpha(found.values)
    low, high = (None, None) if value is None else _feldt(value, found.n, items, confidence)
    return Alpha(
        value=value,
        low=low,
        high=high,
        n=found.n,
        items=items,
        if_dropped=tuple(_alpha(_without(found.values, item)) for item in range(items)),
    )


def _alpha(covariance: FloatArray) -> float | None:
    items = len(covariance)
    if items < FEWEST_ITEMS or np.isnan(covariance).any():
        return None
    variances, total = float(np.trace(covariance)), float(covariance.sum())
    if total <= TOLERANCE * variances:
        return None
    return items / (items - 1) * (1.0 - variances / total)


def _feldt(value: float, n: int, items: int, confidence: float) -> tuple[float, float]:
    tail = (1.0 - confidence) / 2.0
    people_df = n - 1
    error_df = people_df * (items - 1)
    low = 1.0 - (1.0 - value) * float(fdtri(people_df, error_df, 1.0 - tail))
    high = 1.0 - (1.0 - value) * float(fdtri(people_df, error_df, tail))
    return low, high


def _without(covariance: FloatArray, item: int) -> FloatArray:
    return np.delete(np.delete(covariance, item, axis=0), item, axis=1)
