"""Arrays to what a scorecard holds: None for NaN, intervals, bounds."""

from __future__ import annotations

from scoring.arrays.layout import Floats
from scoring.interval import Interval
from scoring.limits import TOLERANCE
from scoring.scorecard import Bounds


def known(values: Floats) -> list[float | None]:
    """Return the values as plain floats, None for NaN."""
    return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124 - NaN


def exact(score: float | None) -> Interval | None:
    """Return the interval of a fact: nothing about it was sampled."""
    return None if score is None else Interval(score, score, score, 0.0)


def bounds_between(scores: Floats, low: Floats, high: Floats) -> list[Bounds | None]:
    """Return bounds wherever there is a score that "don't know" could have moved.

    They always hold the score: an answer instead of a "don't know" may also bring in an item
    that has no score now, and move both bounds beyond it.
    """
    limits = zip(known(scores), low.tolist(), high.tolist(), strict=True)
    return [
        Bounds(min(lower, score), max(upper, score))
        if score is not None and upper - lower > TOLERANCE
        else None
        for score, lower, upper in limits
    ]
