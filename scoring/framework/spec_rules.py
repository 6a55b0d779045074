"""The optional rules of a framework as plain JSON types, in the same shape as its file."""

from __future__ import annotations

from dataclasses import asdict

from scoring.framework.finding_rules import SUBJECT, Condition, FindingRule
from scoring.framework.priority_rules import PriorityRules
from scoring.framework.statistics import HierarchyRule, SidesRule
from scoring.framework.version import Framework

Spec = dict[str, object]


def optional_sections(framework: Framework) -> Spec:
    """Return the sections that a version has, and no key for those it has not."""
    return present(
        statistics=framework.statistics and asdict(framework.statistics),
        comparisons=_comparisons(framework.hierarchy, framework.sides_rule),
        priorities=framework.priorities and _priorities(framework.priorities),
        decay=framework.decay and asdict(framework.decay),
        findings=[_finding(finding) for finding in framework.findings or ()],
    )


def _comparisons(hierarchy: HierarchyRule | None, sides: SidesRule | None) -> Spec | None:
    if hierarchy is None and sides is None:
        return None
    return present(
        hierarchy=hierarchy and _hierarchy(hierarchy),
        sides=sides and {"capabilities": list(sides.capabilities)},
    )


def _hierarchy(rule: HierarchyRule) -> Spec:
    return {
        "upper": list(rule.upper),
        "lower": list(rule.lower),
        "otherwise": list(rule.otherwise),
        "capabilities": list(rule.capabilities),
        "critical": rule.critical,
    }


def _priorities(rules: PriorityRules) -> Spec:
    after: dict[str, list[str]] = {}
    for first, second in rules.prerequisites:
        after.setdefault(first, []).append(second)
    return asdict(rules) | {"ease": dict(rules.ease), "prerequisites": after}


def _finding(finding: FindingRule) -> Spec:
    return present(
        code=finding.code,
        title=finding.title,
        when=str(finding.when),
        conditions=[_condition(condition) for condition in finding.conditions],
        not_applicable_for=list(finding.not_applicable_for),
    )


def _condition(condition: Condition) -> Spec:
    return present(
        kind=str(condition.kind),
        **_subject(condition),
        limit=condition.limit,
        group=condition.group,
        name=condition.name,
        levels=list(condition.levels),
        facts=list(condition.facts),
        dimension=condition.dimension,
        at_least=condition.at_least,
        higher=condition.higher,
    )


def _subject(condition: Condition) -> Spec:
    key = SUBJECT.get(condition.kind)
    if key is None:
        return {}
    return {key: list(condition.codes) if key == "items" else condition.codes[0]}


def present(**values: object) -> Spec:
    """Leave out what a part does not have: nothing and empty lists."""
    return {key: value for key, value in values.items() if value is not None and value != []}
