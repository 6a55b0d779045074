"""How often random answers look like agreement: exact, by enumeration (method.md 3.8).

Random means that each person picks each of the five options with the same probability.
All ways in which n people can spread over the options are weighted by their multinomial
probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from math import comb, log

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from scoring.agreement.labels import NULL_VARIANCES
from scoring.agreement.matrix import FloatArray
from scoring.framework import LEVELS
from scoring.limits import TOLERANCE

SIGNIFICANCE = 0.05
# Sixty people spread over five options in 635,376 ways; that is as many as fit well in memory.
FEWEST_PEOPLE, MOST_PEOPLE = 2, 60


def probability_of_rwg(n: int, index: float) -> float | None:
    """Return the probability that n random answers have at least this rwg.

    rwg is 1 - s^2 / 2, truncated at 0.

    Returns
    -------
    float or None
        None below 2 people, and above 60: too many to enumerate.

    Raises
    ------
    ValueError
        For a negative number of people.
    """
    found = _distributions(n)
    if found is None:
        return None
    return _cumulated(found.index_probability, found.index >= index - TOLERANCE)


def probability_of_deviation(n: int, deviation: float) -> float | None:
    """Return the probability that n random answers have at most this AD about the mean.

    Returns
    -------
    float or None
        None below 2 people, and above 60: too many to enumerate.

    Raises
    ------
    ValueError
        For a negative number of people.
    """
    found = _distributions(n)
    if found is None:
        return None
    return _cumulated(found.deviation_probability, found.deviation <= deviation + TOLERANCE)


def critical_rwg(n: int, p: float = SIGNIFICANCE) -> float | None:
    """Return the smallest rwg that n random answers reach with probability p at most.

    Returns
    -------
    float or None
        None where even unanimity is likelier than p, below 2 people, and above 60.

    Raises
    ------
    ValueError
        For a negative number of people, or a probability not between 0 and 1.
    """
    found = _distributions(n)
    _refuse_probability(p)
    return None if found is None else _last_within(found.index, found.index_probability, p)


def critical_deviation(n: int, p: float = SIGNIFICANCE) -> float | None:
    """Return the largest AD that n random answers stay within with probability p at most.

    Returns
    -------
    float or None
        None where even unanimity is likelier than p, below 2 people, and above 60.

    Raises
    ------
    ValueError
        For a negative number of people, or a probability not between 0 and 1.
    """
    found = _distributions(n)
    _refuse_probability(p)
    return None if found is None else _last_within(found.deviation, found.deviation_probability, p)


@dataclass(frozen=True, slots=True)
class _Distributions:
    """Values of rwg and AD that can occur, from most agreement on, and their probabilities."""

    index: FloatArray
    index_probability: FloatArray
    deviation: FloatArray
    deviation_probability: FloatArray


def _distributions(n: int) -> _Distributions | None:
    if n < 0:
        raise ValueError(f"there cannot be {n} people")
    return _enumerated(n) if FEWEST_PEOPLE <= n <= MOST_PEOPLE else None


@cache
def _enumerated(n: int) -> _Distributions:
    counts = _spreads(n)
    probability = np.exp(gammaln(n + 1) - gammaln(counts + 1).sum(axis=1) - n * log(LEVELS))
    levels = np.arange(1, LEVELS + 1)
    sums = counts @ levels
    # Whole multiples of the variance and of the deviation: equal values compare as equal.
    variances, variance_probability = _merged(n * (counts @ levels**2) - sums**2, probability)
    away = np.abs(n * levels - sums[:, np.newaxis])
    deviations, deviation_probability = _merged((counts * away).sum(axis=1), probability)
    random = n * (n - 1) * NULL_VARIANCES["uniform"]
    within = int(np.searchsorted(variances, random))
    return _Distributions(
        index=np.append(1.0 - variances[:within] / random, 0.0),
        index_probability=np.append(
            variance_probability[:within], variance_probability[within:].sum()
        ),
        deviation=deviations / n**2,
        deviation_probability=deviation_probability,
    )


def _spreads(n: int) -> NDArray[np.int64]:
    """Return all ways in which n people can spread over the options, one in each row."""
    walls = LEVELS - 1
    ways = comb(n + walls, walls)
    places = chain.from_iterable(combinations(range(n + walls), walls))
    standing = np.fromiter(places, dtype=np.int64, count=ways * walls).reshape(ways, walls)
    edges = np.hstack([np.full((ways, 1), -1), standing, np.full((ways, 1), n + walls)])
    return np.diff(edges, axis=1) - 1


def _merged(
    values: NDArray[np.int64], probability: FloatArray
) -> tuple[NDArray[np.int64], FloatArray]:
    """Return the different values, ascending, with the probability of each."""
    different, position = np.unique(values, return_inverse=True)
    return different, np.bincount(position, weights=probability).astype(np.float64)


def _cumulated(probability: FloatArray, chosen: NDArray[np.bool_]) -> float:
    return min(float(probability[chosen].sum()), 1.0)


def _last_within(values: FloatArray, probability: FloatArray, p: float) -> float | None:
    within = int(np.searchsorted(np.cumsum(probability), p + TOLERANCE))
    return float(values[within - 1]) if within else None


def _refuse_probability(p: float) -> None:
    if not 0.0 < p < 1.0:
        raise ValueError(f"a probability must be between 0 and 1, not {p}")
