"""Which findings a round leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.findings.evidence import Evidence
from scoring.findings.measures import MEASURES, Case
from scoring.framework import Condition, ConditionKind, Framework, When
from scoring.framework.model import client_is_exempt
from scoring.limits import below, reaches


@dataclass(frozen=True, slots=True)
class Fired:
    """A condition that holds: on what, and by which value against which limit.

    `codes` are what it looked at. For dimensions apart they are the highest and the
    lowest, for the evidence cap the capabilities it holds down. `value` and `limit` are
    None where nothing is compared.
    """

    name: str | None
    kind: ConditionKind
    codes: tuple[str, ...]
    group: str | None
    value: float | None
    limit: float | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding by its code in the framework, and which of its conditions hold.

    `when` tells whether it needs all of its conditions or any.
    """

    code: str
    conditions: tuple[Fired, ...]
    when: When = When.ANY


def find(framework: Framework, evidence: Evidence) -> tuple[Finding, ...]:
    """Return the findings of a round, in the order of the framework.

    What is not scored leads to no finding; a mean over several items needs every one.

    Parameters
    ----------
    framework
        The framework version of the round; one without rules makes no findings.
    evidence
        Scores and answers of the round, before anything is hidden.

    Returns
    -------
    tuple of Finding
    """
    findings: list[Finding] = []
    for rule in framework.findings or ():
        if client_is_exempt(rule.not_applicable_for, evidence.client_type):
            continue
        cases = (Case(framework, condition, evidence) for condition in rule.conditions)
        fired = tuple(hit for case in cases if (hit := _fired(case)))
        needed = len(rule.conditions) if rule.when is When.ALL else 1
        if len(fired) >= needed:
            findings.append(Finding(rule.code, fired, rule.when))
    return tuple(findings)


def _fired(case: Case) -> Fired | None:
    condition = case.condition
    measured = MEASURES[condition.kind](case)
    if measured is None or not _holds(condition, measured.value):
        return None
    return Fired(
        name=condition.name,
        kind=condition.kind,
        codes=measured.codes,
        group=condition.group,
        value=measured.value,
        limit=condition.limit,
    )


def _holds(condition: Condition, value: float | None) -> bool:
    """Compare a value with the condition's limit; without either, to be there is enough."""
    if value is None or condition.limit is None:
        return True
    return _COMPARISONS[condition.kind](value, condition.limit)


def _above(value: float, limit: float) -> bool:
    return below(limit, value)


def _at_most(value: float, limit: float) -> bool:
    return reaches(limit, value)


_COMPARISONS: Mapping[ConditionKind, Callable[[float, float], bool]] = {
    ConditionKind.ITEM_BELOW: below,
    ConditionKind.ITEM_AT_MOST: _at_most,
    ConditionKind.MEAN_BELOW: below,
    ConditionKind.GATE_BELOW: below,
    ConditionKind.CAPABILITY_BEHIND: below,
    ConditionKind.DIMENSIONS_APART: _above,
    ConditionKind.STAGE_AT_LEAST: reaches,
    ConditionKind.LEVELS_SHARE_ABOVE: _above,
    ConditionKind.SAME_ANSWER_BELOW: below,
    ConditionKind.DONT_KNOW_AT_LEAST: reaches,
    ConditionKind.MEDIAN_AT_MOST: _at_most,
    ConditionKind.CLAIM_ABOVE_FACTS: reaches,
    ConditionKind.PROBLEM_SHARE_BELOW: below,
}
