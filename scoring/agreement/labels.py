"""What agreement is called: bands of the indices and the label of a group's view.

Free of numpy, because web processes import it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from scoring.framework.statistics import AgreementRules
from scoring.limits import reaches

# Variance of random answers to five options; LeBreton and Senter (2008), table 2.
NULL_VARIANCES: Mapping[str, float] = MappingProxyType(
    {
        "uniform": 2.00,
        "slight skew": 1.34,
        "moderate skew": 0.90,
        "heavy skew": 0.44,
        "triangular": 1.32,
        "normal": 1.04,
    }
)


class Strength(StrEnum):
    """How strong agreement is by an index of the rwg family."""

    NONE = "none"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"
    VERY_STRONG = "very strong"


class AwgStrength(StrEnum):
    """How strong agreement is by awg."""

    NOT_ACCEPTABLE = "not acceptable"
    REASONABLE = "reasonable"
    ACCEPTABLE = "acceptable"


class Label(StrEnum):
    """Whether a group shares a view, is split into two camps, or neither."""

    SHARED = "shared"
    SPLIT = "split"
    MIXED = "mixed"


# Where each band begins, highest first. LeBreton and Senter (2008), table 3.
STRENGTH_FROM = (
    (0.91, Strength.VERY_STRONG),
    (0.71, Strength.STRONG),
    (0.51, Strength.MODERATE),
    (0.31, Strength.WEAK),
)
# Brown and Hauenstein (2005).
AWG_STRENGTH_FROM = ((0.70, AwgStrength.ACCEPTABLE), (0.60, AwgStrength.REASONABLE))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a group agrees on its items; a statistic is None where it is undefined.

    `n` people gave at least one value. `deviation` is the mean over the items of the
    average deviation about the mean. `rwg_j` assumes uniform random answers,
    `rwg_j_skewed` slightly skewed ones; for a single item both are rwg. `r_star` may be
    negative. `low_share` and `high_share` are the people whose own mean is nearest to
    levels 1 or 2, and 4 or 5. `label` is None where too few people answered for wording.
    """

    n: int
    deviation: float | None
    rwg_j: float | None
    rwg_j_skewed: float | None
    r_star: float | None
    awg: float | None
    low_share: float
    high_share: float
    label: Label | None


def strength(index: float) -> Strength:
    """Name the band of an rwg, rwg(j) or r*wg(j).

    The bands are published with two decimals; here each begins at its lower limit, so
    .305 still is none. A negative r*wg(j) is none.

    Raises
    ------
    ValueError
        For an index above 1, or none at all.
    """
    _refuse_no_index(index)
    found = (band for start, band in STRENGTH_FROM if reaches(index, start))
    return next(found, Strength.NONE)


def awg_strength(index: float) -> AwgStrength:
    """Name the band of an awg.

    Raises
    ------
    ValueError
        For an index above 1, or none at all.
    """
    _refuse_no_index(index)
    found = (band for start, band in AWG_STRENGTH_FROM if reaches(index, start))
    return next(found, AwgStrength.NOT_ACCEPTABLE)


def label(
    deviation: float, index: float, low_share: float, high_share: float, rules: AgreementRules
) -> Label:
    """Tell whether a view is shared, split or mixed.

    Parameters
    ----------
    deviation
        Average deviation about the mean.
    index
        r*wg(j).
    low_share, high_share
        Shares of the people at levels 1 or 2, and at 4 or 5.
    rules
        Limits to decide by.

    Returns
    -------
    Label
        SHARED if both statistics show agreement; else SPLIT if both shares are large.
    """
    if reaches(rules.deviation, deviation) and reaches(index, rules.index):
        return Label.SHARED
    if reaches(low_share, rules.split_share) and reaches(high_share, rules.split_share):
        return Label.SPLIT
    return Label.MIXED


def _refuse_no_index(index: float) -> None:
    if math.isnan(index) or not reaches(1.0, index):
        raise ValueError(f"an index of agreement is at most 1, not {index}")
