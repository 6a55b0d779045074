"""Comparing computed scores with limits.

A mean that is exactly 3 on paper may come out as 2.9999999999999996. Nobody may fail a
gate by that, so a score counts as below a limit only beyond a tolerance far smaller than
any real difference: with a million answers two different means are 1e-6 apart.
"""

from __future__ import annotations

import math

TOLERANCE = 1e-9


def below(score: float, limit: float) -> bool:
    """Tell whether a score is below a limit."""
    return score < limit - TOLERANCE


def reaches(score: float, limit: float) -> bool:
    """Tell whether a score is at or above a limit."""
    return not below(score, limit)


def is_on_scale(score: float, lowest: float, highest: float) -> bool:
    """Tell whether a score lies on a scale; what is no number does not."""
    return lowest - TOLERANCE <= score <= highest + TOLERANCE


def whole_level(score: float) -> int:
    """Return the level a score has fully reached: its whole part."""
    return math.floor(score + TOLERANCE)
