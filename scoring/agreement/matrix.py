"""People's answers as a matrix: one row per person, one column per item, NaN for missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def people_by_items(values: ArrayLike) -> FloatArray:
    """Return answers as a matrix; a single dimension is the answers to one item.

    Raises
    ------
    ValueError
        For more than two dimensions, or infinite values.
    """
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim == 1:
        matrix = matrix[:, np.newaxis]
    if matrix.ndim != 2:
        raise ValueError(f"values must have one or two dimensions, not {matrix.ndim}")
    if np.isinf(matrix).any():
        raise ValueError("values must be finite or NaN")
    return matrix


def mean_of_known(values: FloatArray) -> float | None:
    """Return the mean of the values that are not NaN; None where all are."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else None
