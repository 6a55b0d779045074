"""How fine a shown number is: one decimal, and less where few people agree (method.md 3.4, 3.7).

A mean of a handful of whole answers, known to many decimals, is as good as their list: two
hidden means whose sum is known can be told apart by their denominators alone. So a release
holds what a page shows and not a digit more; everything on a page is worked out from that.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import overload

from scoring.framework import LEVELS
from scoring.interval import Interval
from scoring.release.parts import Limits
from scoring.scorecard import Bounds, ItemGroup

# A mean that is 2.25 on paper may be computed as 2.2499999999999996.
DIGITS_OF_A_MEAN = 9
INDEX_STEP = 25.0
# Below this many people an item is shown by its level only, and no answers are counted out.
FEWEST_COUNTED = 8
# Below this many people, a group in which everybody said the same is shown by its level only.
FEWEST_ALIKE = 10


@overload
def one_decimal(number: float) -> float: ...
@overload
def one_decimal(number: None) -> None: ...
def one_decimal(number: float | None) -> float | None:
    """Return a score with one decimal; halves go up."""
    return None if number is None else _rounded(number, "0.1")


@overload
def percent(share: float) -> float: ...
@overload
def percent(share: None) -> None: ...
def percent(share: float | None) -> float | None:
    """Return a share of 1 to whole percents; halves go up."""
    return None if share is None else _rounded(share, "0.01")


def index_of(score: float | None) -> float | None:
    """Return the whole number from 0 to 100 that stands for a shown score."""
    return None if score is None else _rounded(INDEX_STEP * (score - 1.0), "1")


def limits(interval: Interval | Bounds | None) -> Limits | None:
    """Return the limits of an estimate with one decimal."""
    if interval is None:
        return None
    return Limits(one_decimal(interval.low), one_decimal(interval.high))


def level_near(mean: float) -> int:
    """Return the level a mean is nearest to."""
    return max(1, min(LEVELS, int(_rounded(mean, "1"))))


def say_the_same(items: Sequence[ItemGroup]) -> bool:
    """Tell whether all people of a group gave the same answer, on every item given."""
    return all(sum(1 for count in item.counts if count) == 1 for item in items)


def _rounded(number: float, step: str) -> float:
    exact = Decimal(str(round(number, DIGITS_OF_A_MEAN)))
    return float(exact.quantize(Decimal(step), ROUND_HALF_UP))
