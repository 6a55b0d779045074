"""The numbers that say how sure a score is and when a difference is one (method.md 3.5 to 3.13).

The defaults are the method's own. A framework version without a `statistics` section is
judged by them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UncertaintyRules:
    """Moderated variance, census correction and intervals (method.md 3.5).

    `prior_df` (nu0) people's worth of `capability_variance` or `item_variance` (s0^2)
    stand beside each group's own variance. `reliability` (rho) is that of one person's
    score. `confidence` is two-sided.
    """

    confidence: float = 0.90
    prior_df: float = 4.0
    capability_variance: float = 0.7
    item_variance: float = 1.0
    reliability: float = 0.6


@dataclass(frozen=True, slots=True)
class DontKnowRules:
    """When "don't know" is a finding, and when bounds are given (method.md 3.6)."""

    finding_share: float = 0.40
    finding_people: int = 5
    bounds_share: float = 0.20


@dataclass(frozen=True, slots=True)
class QualityRules:
    """When a ballot or a group's way of answering is flagged (method.md 3.6)."""

    same_option_share: float = 0.90
    same_option_items: int = 15
    seconds_per_item: float = 2.0
    dont_know_share: float = 0.60
    acquiescence: float = 0.5


@dataclass(frozen=True, slots=True)
class AgreementRules:
    """When people share a view, and when they are split (method.md 3.8)."""

    least_people: int = 5
    wording_people: int = 8
    deviation: float = 0.8
    index: float = 0.51
    split_share: float = 0.30
    uniform_variance: float = 2.0
    skewed_variance: float = 1.34


@dataclass(frozen=True, slots=True)
class GapRules:
    """When a difference between groups is material, large, established (method.md 3.9)."""

    material: float = 0.5
    large: float = 1.0
    q: float = 0.10


@dataclass(frozen=True, slots=True)
class ConfidenceRules:
    """How often the verdict is drawn, and when it is borderline (method.md 3.10)."""

    draws: int = 2000
    borderline: float = 0.70


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """When a change between rounds is real (method.md 3.13)."""

    confidence: float = 0.95
    material: float = 0.3
    least_pairs: int = 5


@dataclass(frozen=True, slots=True)
class StatisticsRules:
    """All of them."""

    uncertainty: UncertaintyRules = UncertaintyRules()
    dont_know: DontKnowRules = DontKnowRules()
    quality: QualityRules = QualityRules()
    agreement: AgreementRules = AgreementRules()
    gaps: GapRules = GapRules()
    confidence: ConfidenceRules = ConfidenceRules()
    change: ChangeRules = ChangeRules()


@dataclass(frozen=True, slots=True)
class HierarchyRule:
    """R-HIER: whose view is higher than the view of those below (method.md 3.9).

    `upper` is compared with `lower`, or with `otherwise` where `lower` has too few people
    to be shown. An established gap in one of `capabilities` is a finding; `critical`
    large ones block the verdict PROCEED.
    """

    upper: tuple[str, ...]
    lower: tuple[str, ...]
    otherwise: tuple[str, ...]
    capabilities: tuple[str, ...]
    critical: int = 2


@dataclass(frozen=True, slots=True)
class SidesRule:
    """R-BIT: capabilities in which an established gap between IT and business is a finding."""

    capabilities: tuple[str, ...]
