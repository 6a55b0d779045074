"""ICC(1) and ICC(2): how much of a value belongs to the group, from a one-way ANOVA."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.agreement.matrix import FloatArray
from scoring.limits import TOLERANCE

FEWEST_GROUPS = 2
NEGLIGIBLE = TOLERANCE**2  # share of a sum of squares that is rounding


@dataclass(frozen=True, slots=True)
class _OneWay:
    """Mean squares between and within groups, and the mean size of a group."""

    between: float
    within: float
    size: float


def icc1(values: ArrayLike, groups: Iterable[Hashable]) -> float | None:
    """Return ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), k the mean group size.

    Parameters
    ----------
    values
        One value per person; NaN is left out.
    groups
        The group of each person; a person without one (None or NaN) is left out.

    Returns
    -------
    float or None
        Negative where groups differ less than chance alone makes them. None below two
        groups, with nobody beside another, or where nothing varies.

    Raises
    ------
    ValueError
        Where not every value has a group.

    References
    ----------
    Bliese (2000), in Klein and Kozlowski, Multilevel theory, 349-381.
    """
    found = _one_way(values, groups)
    if found is None:
        return None
    return (found.between - found.within) / (found.between + (found.size - 1.0) * found.within)


def icc2(values: ArrayLike, groups: Iterable[Hashable]) -> float | None:
    """Return ICC(2) = (MSB - MSW) / MSB, the reliability of the group means.

    Parameters
    ----------
    values
        One value per person; NaN is left out.
    groups
        The group of each person; a person without one (None or NaN) is left out.

    Returns
    -------
    float or None
        None where ICC(1) is, and where all groups have the same mean.

    Raises
    ------
    ValueError
        Where not every value has a group.

    References
    ----------
    Bliese (2000), in Klein and Kozlowski, Multilevel theory, 349-381.
    """
    found = _one_way(values, groups)
    if found is None or found.between == 0.0:
        return None
    return (found.between - found.within) / found.between


def _one_way(values: ArrayLike, groups: Iterable[Hashable]) -> _OneWay | None:
    known, position = _by_group(values, groups)
    count = int(position.max(initial=-1)) + 1
    if count < FEWEST_GROUPS or len(known) == count:
        return None
    away = known - known.mean()
    sizes = np.bincount(position)
    means = np.bincount(position, weights=away) / sizes
    total = float((away**2).sum())
    between = _unless_negligible(float((sizes * means**2).sum()), total)
    within = _unless_negligible(float(((away - means[position]) ** 2).sum()), total)
    if known.min() == known.max():
        return None
    return _OneWay(
        between=between / (count - 1),
        within=within / (len(known) - count),
        size=len(known) / count,
    )


def _by_group(
    values: ArrayLike, groups: Iterable[Hashable]
) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return the known values and the position of each one's group."""
    numbers = np.asarray(values, dtype=np.float64)
    labels = list(groups)
    if numbers.ndim != 1 or len(labels) != len(numbers):
        raise ValueError("values must be one list, with a group for each")
    if np.isinf(numbers).any():
        raise ValueError("values must be finite or NaN")
    known: list[float] = []
    position: list[int] = []
    seen: dict[Hashable, int] = {}
    for number, label in zip(numbers.tolist(), labels, strict=True):
        if np.isnan(number) or _is_missing(label):
            continue
        known.append(number)
        position.append(seen.setdefault(label, len(seen)))
    return np.array(known, dtype=np.float64), np.array(position, dtype=np.int64)


def _is_missing(label: Hashable) -> bool:
    return label is None or label != label  # noqa: PLR0124 - only NaN differs from itself


def _unless_negligible(part: float, total: float) -> float:
    return 0.0 if part <= NEGLIGIBLE * total else part
