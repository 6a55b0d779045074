"""All findings of a round: its framework's own, and those every framework has (3.9 to 3.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scoring.findings import Evidence, Finding, Fired, find
from scoring.framework import ConditionKind, Framework
from scoring.framework.statistics import HierarchyRule, StatisticsRules
from scoring.limits import reaches
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
    Gap,
    GapLabel,
    GapPair,
    GateScore,
    ItemScore,
    TechnologyScore,
)

AHEAD = "R-SEQ"
DONT_KNOW = "R-DK"
CAMPS = "R-CAMP"
HIERARCHY = "R-HIER"
SIDES = "R-BIT"


def round_findings(  # noqa: PLR0913 - all that findings look at
    framework: Framework,
    *,
    client_type: str,
    items: Sequence[ItemScore],
    capabilities: Sequence[CapabilityScore],
    dimensions: Sequence[DimensionScore],
    gates: Sequence[GateScore],
    gaps: Sequence[Gap],
    technology: TechnologyScore | None,
    problems: Mapping[str, int] | None,
) -> tuple[Finding, ...]:
    """Return the findings of a round: those of the framework, then the general ones."""
    evidence = Evidence(
        client_type=client_type,
        items={item.code: item for item in items},
        capabilities={part.code: part for part in capabilities},
        dimensions={part.code: part.score for part in dimensions},
        gates={gate.code: gate.value for gate in gates},
        stage=technology.stage if technology else None,
        problems=problems,
        side_gaps={
            gap.capability: gap.difference.value
            for gap in gaps
            if gap.pair is GapPair.SIDES and gap.label.is_established
        },
    )
    rules = framework.statistics or StatisticsRules()
    found = (
        (AHEAD, _technology_ahead(framework, technology)),
        (DONT_KNOW, _unknown(items, rules)),
        (CAMPS, _camps(items)),
        (HIERARCHY, _hierarchy(framework, gaps)),
        (SIDES, _sides(framework, gaps)),
    )
    general = ((code, tuple(fired)) for code, fired in found)
    return find(framework, evidence) + tuple(
        Finding(code, fired) for code, fired in general if fired
    )


def has_critical_gap(rule: HierarchyRule | None, gaps: Sequence[Gap]) -> bool:
    """Tell whether so many large gaps in the hierarchy were not discussed that they block."""
    if rule is None:
        return False
    large = [
        gap
        for gap in _rated_higher(rule, gaps)
        if gap.label is GapLabel.LARGE and not gap.is_discussed
    ]
    return len(large) >= rule.critical


def _rated_higher(rule: HierarchyRule, gaps: Sequence[Gap]) -> Iterator[Gap]:
    """Yield established gaps in which those above rate higher than those below."""
    for gap in gaps:
        concerned = gap.pair is GapPair.HIERARCHY and gap.capability in rule.capabilities
        if concerned and gap.label.is_established and gap.difference.value > 0:
            yield gap


def _technology_ahead(framework: Framework, score: TechnologyScore | None) -> Iterator[Fired]:
    if score is not None and score.notice is not None and framework.technology is not None:
        limit = framework.technology.ahead
        codes = (framework.technology.item,)
        yield Fired(score.notice, ConditionKind.TECHNOLOGY_AHEAD, codes, None, score.lag, limit)


def _unknown(items: Sequence[ItemScore], rules: StatisticsRules) -> Iterator[Fired]:
    limit = rules.dont_know.finding_share
    for item in items:
        for cell in item.groups:
            share = cell.dont_know_share
            enough = cell.stands >= rules.dont_know.finding_people
            if enough and share is not None and reaches(share, limit):
                kind = ConditionKind.DONT_KNOW_AT_LEAST
                yield Fired(None, kind, (item.code,), cell.group, share, limit)


def _camps(items: Sequence[ItemScore]) -> Iterator[Fired]:
    for item in items:
        if item.split:
            yield Fired(None, ConditionKind.SPLIT, (item.code,), None, None, None)


def _hierarchy(framework: Framework, gaps: Sequence[Gap]) -> Iterator[Fired]:
    if framework.hierarchy is not None:
        for gap in _rated_higher(framework.hierarchy, gaps):
            yield _apart(framework, gap, ConditionKind.HIERARCHY_APART)


def _sides(framework: Framework, gaps: Sequence[Gap]) -> Iterator[Fired]:
    concerned = framework.sides_rule.capabilities if framework.sides_rule else ()
    for gap in gaps:
        if gap.pair is GapPair.SIDES and gap.capability in concerned and gap.label.is_established:
            yield _apart(framework, gap, ConditionKind.SIDES_APART)


def _apart(framework: Framework, gap: Gap, kind: ConditionKind) -> Fired:
    rules = framework.statistics or StatisticsRules()
    limit = rules.gaps.large if gap.label is GapLabel.LARGE else rules.gaps.material
    return Fired(gap.label, kind, (gap.capability,), None, gap.difference.value, limit)
