"""The index 0 to 100 and the levels 1 to 5 of a score (method.md 3.4)."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.framework import LEVELS
from scoring.limits import whole_level

POINTS_PER_LEVEL = 25.0
HALF = 0.5


def index(score: float | None) -> float | None:
    """Return 25 (score - 1): 0 for level 1, 100 for level 5."""
    return None if score is None else POINTS_PER_LEVEL * (score - 1.0)


def nearest_level(score: float) -> int:
    """Return the largest level N in 1 to 5 with score >= N - 0.5."""
    return max(1, min(LEVELS, whole_level(score + HALF)))


def gated_level(score: float | None, gates_open: bool, cap: int) -> int | None:
    """Return a dimension's level: while a gate is not at its value to proceed, at most `cap`."""
    if score is None:
        return None
    level = nearest_level(score)
    return level if gates_open else min(level, cap)


def overall_level(
    score: float | None, levels: Iterable[int | None], above_weakest: int
) -> int | None:
    """Return the level of the overall score, at most `above_weakest` over the weakest one."""
    known = [level for level in levels if level is not None]
    if score is None or not known:
        return None
    return min(nearest_level(score), min(known) + above_weakest)
