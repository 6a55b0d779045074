"""Covariances of items with missing answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.agreement.matrix import FloatArray

Missing = Literal["pairwise", "listwise"]


@dataclass(frozen=True, slots=True)
class Covariances:
    """Covariances between items (divisor n - 1, NaN below two people) and the people used."""

    values: FloatArray
    n: int


def covariances(matrix: FloatArray, missing: Missing) -> Covariances:
    """Return the covariances of the columns of a matrix of people and items.

    Pairwise, each covariance is over the people who answered both items, about their own
    means, and n counts the people with at least one answer. Listwise, only people who
    answered every item count.

    Raises
    ------
    ValueError
        For an unknown way with missing answers.
    """
    if missing == "pairwise":
        people = matrix[~np.isnan(matrix).all(axis=1)]
    elif missing == "listwise":
        people = matrix[~np.isnan(matrix).any(axis=1)]
    else:
        raise ValueError(f"missing answers are left out pairwise or listwise, not {missing!r}")
    answered = (~np.isnan(people)).astype(np.float64)
    away = _about_means(people)
    n = answered.T @ answered
    sums = away.T @ answered
    means = np.divide(sums * sums.T, n, out=np.zeros_like(n), where=n > 0)
    undefined = np.full_like(n, np.nan)
    values = np.divide(away.T @ away - means, n - 1.0, out=undefined, where=n > 1)
    return Covariances(values, len(people))


def _about_means(people: FloatArray) -> FloatArray:
    """Return each answer minus its column's mean; 0 for a missing one."""
    answered = ~np.isnan(people)
    n = answered.sum(axis=0)
    sums = np.where(answered, people, 0.0).sum(axis=0)
    means = np.divide(sums, n, out=np.zeros_like(sums), where=n > 0)
    return np.where(answered, people - means, 0.0)
