"""McDonald's omega: the share of a scale's variance that one common factor explains."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.matrix import FloatArray, people_by_items
from scoring.reliability.covariance import Missing, covariances

FEWEST_ITEMS = 3  # with two items a factor is not identified
CONVERGED = 1e-12  # greatest change of a loading, relative to the item's standard deviation
MOST_ROUNDS = 10_000


def omega_total(
    matrix: ArrayLike,
    missing: Missing = "pairwise",
    of: Literal["covariance", "correlation"] = "covariance",
) -> float | None:
    """Return omega of a one-factor model: (sum l)^2 / ((sum l)^2 + sum u).

    l are the items' loadings on the factor, u their uniquenesses, s^2 - l^2. The loadings
    are the minres solution: they minimise the squared differences between the observed
    covariances of different items and the products of their loadings (unweighted least
    squares). No loading may exceed the item's standard deviation, so no uniqueness is
    negative in a Heywood case.

    Parameters
    ----------
    matrix
        Answers of people (rows) to items (columns), NaN for missing.
    missing
        "pairwise" or "listwise", as for `cronbach_alpha`.
    of
        "covariance": omega of the sum of the items as they are, comparable with
        Cronbach's alpha. "correlation": of the sum of the standardised items.

    Returns
    -------
    float or None
        0 to 1. None below three items that vary, where two items share fewer than two
        people, where only one or two items load, and where the solution is not found.

    Raises
    ------
    ValueError
        For an unknown way with missing answers, or another kind of matrix to analyse.

    References
    ----------
    McDonald (1999), Test theory: a unified treatment, chapter 6.
    Harman and Jones (1966), Psychometrika 31, 351-368 (minres).
    Harman and Fukuda (1966), Psychometrika 31, 563-571 (Heywood cases).
    """
    covariance = covariances(people_by_items(matrix), missing).values
    if of not in ("covariance", "correlation"):
        raise ValueError(f"omega is of a covariance or a correlation matrix, not {of!r}")
    deviations = np.sqrt(np.diagonal(covariance))
    varies = deviations > 0.0  # nor does an item that nobody answered
    if np.isnan(covariance).any() or np.count_nonzero(varies) < FEWEST_ITEMS:
        return None
    deviations = deviations[varies]
    correlation = covariance[np.ix_(varies, varies)] / np.outer(deviations, deviations)
    if of == "correlation":
        deviations = np.ones_like(deviations)
    loadings = _minres(correlation * np.outer(deviations, deviations), deviations)
    return None if loadings is None else _omega(loadings, deviations)


def _minres(covariance: FloatArray, deviations: FloatArray) -> FloatArray | None:
    """Return the best of the solutions reached from each item and each principal component.

    One start may end in a local minimum where the common factor is weak.
    """
    values, vectors = np.linalg.eigh(covariance)
    starts = np.vstack(
        [covariance / deviations[:, np.newaxis], (vectors * np.sqrt(np.abs(values))).T]
    )
    between = covariance - np.diag(np.diagonal(covariance))
    found = [
        loadings
        for start in starts
        if (loadings := _improved(start, between, deviations)) is not None
    ]
    return min(found, key=lambda loadings: _misfit(loadings, between), default=None)


def _improved(start: FloatArray, between: FloatArray, deviations: FloatArray) -> FloatArray | None:
    """Improve one loading after the other, the rest given, until none changes."""
    loadings = start.copy()
    for _ in range(MOST_ROUNDS):
        before = loadings.copy()
        for item, most in enumerate(deviations):
            others = float(loadings @ loadings - loadings[item] ** 2)
            best = float(between[item] @ loadings) / others if others > 0.0 else 0.0
            loadings[item] = min(max(best, -most), most)
        if (np.abs(loadings - before) <= CONVERGED * deviations).all():
            return loadings
    return None


def _misfit(loadings: FloatArray, between: FloatArray) -> float:
    differences = between - np.outer(loadings, loadings)
    np.fill_diagonal(differences, 0.0)
    return float((differences**2).sum())


def _omega(loadings: FloatArray, deviations: FloatArray) -> float | None:
    loading = np.abs(loadings) > CONVERGED * deviations
    if 0 < np.count_nonzero(loading) < FEWEST_ITEMS:
        return None
    common = float(loadings.sum()) ** 2
    unique = float(np.maximum(deviations**2 - loadings**2, 0.0).sum())
    return common / (common + unique) if common + unique > 0.0 else None
