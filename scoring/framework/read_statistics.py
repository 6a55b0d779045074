"""Reading `statistics`: how sure a score is and when a difference is one."""

from __future__ import annotations

from scoring.framework.model import LEVELS
from scoring.framework.numbers import Bounds, Rules, read_numbers
from scoring.framework.statistics import StatisticsRules
from scoring.framework.table import Table

METHOD = StatisticsRules()
RANGE = LEVELS - 1.0
MOST_PEOPLE = 1000
SHARE = (0.0, 1.0)
CONFIDENCE = (0.5, 0.999)
DIFFERENCE = (0.0, RANGE)
# Answers at the two ends, half each, vary by the square of half the range.
VARIANCE = (0.01, (RANGE / 2) ** 2)
PEOPLE = (1, MOST_PEOPLE)

UNCERTAINTY: Bounds = {
    "confidence": CONFIDENCE,
    "prior_df": (0.1, MOST_PEOPLE),
    "capability_variance": VARIANCE,
    "item_variance": VARIANCE,
    "reliability": SHARE,
}
DONT_KNOW: Bounds = {
    "finding_share": SHARE,
    "finding_people": PEOPLE,
    "bounds_share": SHARE,
}
QUALITY: Bounds = {
    "same_option_share": SHARE,
    "same_option_items": (2, 1000),
    "seconds_per_item": (0.0, 60.0),
    "dont_know_share": SHARE,
    "acquiescence": (0.0, RANGE / 2),
}
AGREEMENT: Bounds = {
    "least_people": (2, MOST_PEOPLE),
    "wording_people": (2, MOST_PEOPLE),
    "deviation": (0.0, RANGE / 2),
    "index": SHARE,
    "split_share": (0.0, 0.5),
    "uniform_variance": VARIANCE,
    "skewed_variance": VARIANCE,
}
GAPS: Bounds = {"material": DIFFERENCE, "large": DIFFERENCE, "q": SHARE}
CONFIDENCE_OF_VERDICT: Bounds = {"draws": (100, 100_000), "borderline": SHARE}
CHANGE: Bounds = {"confidence": CONFIDENCE, "material": DIFFERENCE, "least_pairs": (2, MOST_PEOPLE)}


def read_statistics(top: Table) -> StatisticsRules | None:
    """Read `statistics`; every number has a default, the method's own."""
    if not top.has("statistics"):
        return None
    table = top.table("statistics")
    rules = StatisticsRules(
        uncertainty=_read_part(table, "uncertainty", METHOD.uncertainty, UNCERTAINTY),
        dont_know=_read_part(table, "dont_know", METHOD.dont_know, DONT_KNOW),
        quality=_read_part(table, "quality", METHOD.quality, QUALITY),
        agreement=_read_part(table, "agreement", METHOD.agreement, AGREEMENT),
        gaps=_read_part(table, "gaps", METHOD.gaps, GAPS),
        confidence=_read_part(table, "confidence", METHOD.confidence, CONFIDENCE_OF_VERDICT),
        change=_read_part(table, "change", METHOD.change, CHANGE),
    )
    table.finish()
    _check_order(table, rules)
    return rules


def _read_part(table: Table, key: str, defaults: Rules, bounds: Bounds) -> Rules:
    if not table.has(key):
        return defaults
    part = table.table(key)
    rules = read_numbers(part, defaults, bounds)
    part.finish()
    return rules


def _check_order(table: Table, rules: StatisticsRules) -> None:
    agreement, gaps = rules.agreement, rules.gaps
    table.check_order(
        "agreement.least_people",
        agreement.least_people,
        "agreement.wording_people",
        agreement.wording_people,
    )
    table.check_order(
        "agreement.skewed_variance",
        agreement.skewed_variance,
        "agreement.uniform_variance",
        agreement.uniform_variance,
    )
    table.check_order("gaps.material", gaps.material, "gaps.large", gaps.large)
