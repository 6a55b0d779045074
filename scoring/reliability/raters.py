"""The six intraclass correlations of Shrout and Fleiss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.matrix import FloatArray, people_by_items
from scoring.limits import TOLERANCE

FEWEST_TARGETS = FEWEST_JUDGES = 2
NEGLIGIBLE = TOLERANCE**2  # share of a sum of squares that is rounding


@dataclass(frozen=True, slots=True)
class Intraclass:
    """Reliability of one judge (`_1`) and of the mean of all k judges (`_k`).

    `icc_1`: each target has its own judges. `icc_2`: the judges are a sample, and count
    as differing where one is stricter. `icc_3`: these judges are the only ones of
    interest, and strictness does not count. A form is None where it is undefined.
    """

    icc_1_1: float | None
    icc_2_1: float | None
    icc_3_1: float | None
    icc_1_k: float | None
    icc_2_k: float | None
    icc_3_k: float | None
    targets: int
    judges: int


@dataclass(frozen=True, slots=True)
class _MeanSquares:
    """Between targets, within targets, between judges, and residual."""

    targets: float
    within: float
    judges: float
    error: float


def intraclass(matrix: ArrayLike) -> Intraclass:
    """Return the six intraclass correlations.

    Parameters
    ----------
    matrix
        Ratings of targets (rows) by judges (columns). A target that a judge has not rated
        (NaN) is left out.

    Returns
    -------
    Intraclass
        Values may be negative. All are None below two complete targets or two judges, and
        where all ratings are equal; one is None where its denominator is not positive.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428.
    """
    ratings = people_by_items(matrix)
    ratings = ratings[~np.isnan(ratings).any(axis=1)]
    n, k = ratings.shape
    if n < FEWEST_TARGETS or k < FEWEST_JUDGES or ratings.min() == ratings.max():
        return Intraclass(None, None, None, None, None, None, targets=n, judges=k)
    squares = _mean_squares(ratings)
    targets, within, error = squares.targets, squares.within, squares.error
    stricter = (squares.judges - error) / n
    return Intraclass(
        icc_1_1=_share(targets - within, targets + (k - 1) * within),
        icc_2_1=_share(targets - error, targets + (k - 1) * error + k * stricter),
        icc_3_1=_share(targets - error, targets + (k - 1) * error),
        icc_1_k=_share(targets - within, targets),
        icc_2_k=_share(targets - error, targets + stricter),
        icc_3_k=_share(targets - error, targets),
        targets=n,
        judges=k,
    )


def _mean_squares(ratings: FloatArray) -> _MeanSquares:
    n, k = ratings.shape
    away = ratings - ratings.mean()
    of_targets, of_judges = away.mean(axis=1, keepdims=True), away.mean(axis=0)
    total = float((away**2).sum())

    def mean_square(deviations: FloatArray, repeated: int, df: int) -> float:
        square = repeated * float((deviations**2).sum())
        return 0.0 if square <= NEGLIGIBLE * total else square / df

    return _MeanSquares(
        targets=mean_square(of_targets, k, n - 1),
        within=mean_square(away - of_targets, 1, n * (k - 1)),
        judges=mean_square(of_judges, n, k - 1),
        error=mean_square(away - of_targets - of_judges, 1, (n - 1) * (k - 1)),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0.0 else None
