"""What a change between rounds may be called."""

from __future__ import annotations

from enum import StrEnum

from scoring.framework.statistics import ChangeRules
from scoring.limits import TOLERANCE, reaches


class ChangeLabel(StrEnum):
    """Whether a change is more than chance, and large enough to matter."""

    REAL = "real"
    REAL_SMALL = "real_small"
    NOT_DISTINGUISHABLE = "not_distinguishable"


def label_change(change: float, mdc: float | None, rules: ChangeRules) -> ChangeLabel:
    """Compare a change with the minimal detectable one (method.md 3.13).

    No change at all is never real, and neither is one whose error is unknown (`mdc` None).
    """
    if mdc is None or abs(change) <= TOLERANCE or not reaches(abs(change), mdc):
        return ChangeLabel.NOT_DISTINGUISHABLE
    return ChangeLabel.REAL if reaches(abs(change), rules.material) else ChangeLabel.REAL_SMALL
