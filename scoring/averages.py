"""Weighted means that stay inside what they average."""

from __future__ import annotations

from collections.abc import Iterable


def weighted_mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Return the mean of (weight, value) pairs; None without pairs.

    The result is held between the smallest and largest value, which floating-point sums
    may miss by a hair: the mean of fives is 5, never 5.000000000000001.
    """
    known = list(pairs)
    if not known:
        return None
    values = [value for _, value in known]
    total = sum(weight for weight, _ in known)
    mean = sum(weight * value for weight, value in known) / total
    return min(max(mean, min(values)), max(values))
