"""One weak spot: how much it weighs, what it is, what to do."""

from dataclasses import dataclass
from enum import IntEnum

from django.conf import settings


class Weight(IntEnum):
    """How soon somebody should see to it; the heaviest first."""

    MEND = 1
    CONSIDER = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    weight: Weight
    title: str
    advice: str


def grave_in_production() -> Weight:
    """Return the weight of what does no harm while the product is only tried out."""
    return Weight.MEND if settings.PRODUCTION else Weight.CONSIDER
