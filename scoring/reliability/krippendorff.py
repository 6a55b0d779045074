"""Krippendorff's alpha: agreement of coders, whatever is missing."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.matrix import FloatArray, people_by_items

Level = Literal["nominal", "ordinal", "interval", "ratio"]
FEWEST_VALUES = 2  # a value without another for its unit cannot agree with any


def krippendorff_alpha(matrix: ArrayLike, level: Level = "nominal") -> float | None:
    """Return Krippendorff's alpha: 1 - observed / expected disagreement.

    Parameters
    ----------
    matrix
        Values given by coders (rows) to units (columns), NaN for missing. Units with
        fewer than two values do not count.
    level
        Level of measurement, which says how far two values differ.

    Returns
    -------
    float or None
        At most 1; negative where coders disagree more than by chance. None where no unit
        has two values, and where all values are the same.

    Raises
    ------
    ValueError
        For an unknown level, or a negative value on a ratio level.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability.
    """
    codes = people_by_items(matrix)
    if level not in ("nominal", "ordinal", "interval", "ratio"):
        raise ValueError(f"unknown level of measurement {level!r}")
    if level == "ratio" and (codes < 0.0).any():
        raise ValueError("values on a ratio level must not be negative")
    codes = codes[:, (~np.isnan(codes)).sum(axis=0) >= FEWEST_VALUES]
    given = ~np.isnan(codes)
    values, position = np.unique(codes[given], return_inverse=True)
    if len(values) < FEWEST_VALUES:
        return None
    chosen = np.zeros((codes.shape[1], len(values)))
    np.add.at(chosen, (np.nonzero(given)[1], position), 1.0)
    coincidences = _coincidences(chosen)
    frequencies = chosen.sum(axis=0)
    distances = _distances(values, frequencies, level)
    observed = float((coincidences * distances).sum())
    expected = float((np.outer(frequencies, frequencies) * distances).sum())
    return 1.0 - (float(frequencies.sum()) - 1.0) * observed / expected


def _coincidences(chosen: FloatArray) -> FloatArray:
    """Count the pairs of values within units, from how often a unit was given each value."""
    weighted = chosen / (chosen.sum(axis=1, keepdims=True) - 1.0)
    pairs: FloatArray = weighted.T @ chosen - np.diag(weighted.sum(axis=0))
    return pairs


def _distances(values: FloatArray, frequencies: FloatArray, level: Level) -> FloatArray:
    """Return the squared differences between values at a level of measurement."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "ordinal":
        places = np.cumsum(frequencies) - frequencies / 2.0
        return _differences(places) ** 2
    if level == "interval":
        return _differences(values) ** 2
    sums = values[:, np.newaxis] + values
    ratios = np.divide(_differences(values), sums, out=np.zeros_like(sums), where=sums > 0.0)
    return ratios**2


def _differences(values: FloatArray) -> FloatArray:
    return values[:, np.newaxis] - values
