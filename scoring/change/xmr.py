"""The XmR chart: which rounds lie outside what the ups and downs so far explain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# 3 standard deviations of one value, from the mean range of two: 3 / 1.128 (Wheeler 1993).
MOVING_RANGES = 2.66


@dataclass(frozen=True, slots=True)
class XmrLimits:
    """The centre line and natural limits of a series, and its mean moving range."""

    mean: float
    low: float
    high: float
    moving_range: float


def xmr_limits(values: Sequence[float | None], least_rounds: int = 5) -> XmrLimits | None:
    """Return mean +- 2.66 mean moving range; None from fewer rounds than `least_rounds`.

    Parameters
    ----------
    values
        One per round, in order. Rounds without a value (None) are left out, and the
        rounds around them count as neighbours.
    least_rounds
        How many values it takes, 2 or more.

    Raises
    ------
    ValueError
        When a value is not finite, or `least_rounds` below 2.
    """
    if least_rounds < 2:
        raise ValueError("a moving range needs two rounds")
    known = [value for value in values if value is not None]
    if not all(math.isfinite(value) for value in known):
        raise ValueError("values must be finite; a missing one is None")
    if len(known) < least_rounds:
        return None
    mean = math.fsum(known) / len(known)
    moving_range = math.fsum(abs(b - a) for a, b in pairwise(known)) / (len(known) - 1)
    margin = MOVING_RANGES * moving_range
    return XmrLimits(mean, mean - margin, mean + margin, moving_range)
