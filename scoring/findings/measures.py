"""What each kind of condition measures in a round; None where there is nothing to measure.

Shares are of people, and all groups count together unless the condition names one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, median

from scoring.findings.evidence import Evidence, GroupAnswers
from scoring.framework import LEVELS, Condition, ConditionKind, DontKnow, Framework, Side
from scoring.limits import reaches

# Of the facts that a claim is held against, the share that must have a level.
LEAST_SHARE_OF_FACTS = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """One condition over one round."""

    framework: Framework
    condition: Condition
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Measured:
    """On what something was measured, and its value; None where it just is the case."""

    codes: tuple[str, ...]
    value: float | None


def _item_level(case: Case) -> Measured | None:
    return _measured(case, _level(case, case.condition.codes[0]))


def _mean_level(case: Case) -> Measured | None:
    return _measured(case, _mean(_level(case, code) for code in case.condition.codes))


def _gate_value(case: Case) -> Measured | None:
    return _measured(case, case.evidence.gates.get(case.condition.codes[0]))


def _capability_behind(case: Case) -> Measured | None:
    """Measure a capability while a dimension reaches its own limit."""
    dimension, at_least = case.condition.dimension, case.condition.at_least
    if dimension is None or at_least is None:
        return None
    capability = case.evidence.capabilities.get(case.condition.codes[0])
    ahead = case.evidence.dimensions.get(dimension)
    if capability is None or capability.score is None:
        return None
    if ahead is None or not reaches(ahead, at_least):
        return None
    return Measured((*case.condition.codes, dimension), capability.score)


def _dimensions_apart(case: Case) -> Measured | None:
    """Measure the highest dimension minus the lowest; of equals, the first in the framework."""
    scores = {
        part.code: score
        for part in case.framework.dimensions
        if (score := case.evidence.dimensions.get(part.code)) is not None
    }
    if not scores:
        return None
    highest, lowest = max(scores, key=scores.__getitem__), min(scores, key=scores.__getitem__)
    return Measured((highest, lowest), scores[highest] - scores[lowest])


def _stage(case: Case) -> Measured | None:
    return _measured(case, case.evidence.stage)


def _levels_share(case: Case) -> Measured | None:
    """Measure the share of valid answers that score one of the levels."""
    counts = _counts(case)
    chosen = sum(counts[level - 1] for level in case.condition.levels)
    return _measured(case, _share(chosen, sum(counts)))


def _same_answer(case: Case) -> Measured | None:
    """Measure the share of the level chosen most often among all who took a stand.

    A "don't know" counts among them, but is not an answer that people could share.
    """
    counts = _counts(case)
    chosen = [counts[0] - _scored_dont_know(case), *counts[1:]]
    return _measured(case, _share(max(chosen), sum(chosen) + _dont_know(case)))


def _dont_know_given(case: Case) -> Measured | None:
    return _measured(case, _dont_know(case) or None)


def _dont_know_share(case: Case) -> Measured | None:
    """Measure don't knows among all who took a stand."""
    stands = sum(_counts(case)) - _scored_dont_know(case) + _dont_know(case)
    return _measured(case, _share(_dont_know(case), stands))


def _median_level(case: Case) -> Measured | None:
    levels = [level for level, count in enumerate(_counts(case), 1) for _ in range(count)]
    return _measured(case, median(levels) if levels else None)


def _claim_above_facts(case: Case) -> Measured | None:
    """Measure a group's mean over its items minus the mean of the facts that have a level.

    All items must have a level for the group, and at least half of the facts.
    """
    facts = case.condition.facts
    claim = _mean(_level(case, code) for code in case.condition.codes)
    levels = {code: level for code in facts if (level := _score(case, code)) is not None}
    if claim is None or not levels or len(levels) < LEAST_SHARE_OF_FACTS * len(facts):
        return None
    return Measured((*case.condition.codes, *levels), claim - fmean(levels.values()))


def _cap_binds(case: Case) -> Measured | None:
    scored = case.evidence.capabilities
    codes = tuple(
        part.code
        for part in case.framework.capabilities
        if part.code in scored and scored[part.code].cap_binds
    )
    return Measured(codes, None) if codes else None


def _sides_apart(case: Case) -> Measured | None:
    """Measure an established gap: IT side minus business side."""
    gap = case.evidence.side_gaps.get(case.condition.codes[0])
    if gap is None:
        return None
    higher = Side.IT if gap > 0 else Side.BUSINESS
    return _measured(case, gap) if case.condition.higher in {None, higher} else None


def _split(case: Case) -> Measured | None:
    item = case.evidence.items.get(case.condition.codes[0])
    return Measured(case.condition.codes, None) if item is not None and item.split else None


def _problem_share(case: Case) -> Measured | None:
    """Measure the share of the problem that is named most often."""
    counts = (case.evidence.problems or {}).values()
    return _measured(case, _share(max(counts, default=0), sum(counts)))


MEASURES: Mapping[ConditionKind, Callable[[Case], Measured | None]] = {
    ConditionKind.ITEM_BELOW: _item_level,
    ConditionKind.ITEM_AT_MOST: _item_level,
    ConditionKind.MEAN_BELOW: _mean_level,
    ConditionKind.GATE_BELOW: _gate_value,
    ConditionKind.CAPABILITY_BEHIND: _capability_behind,
    ConditionKind.DIMENSIONS_APART: _dimensions_apart,
    ConditionKind.STAGE_AT_LEAST: _stage,
    ConditionKind.LEVELS_SHARE_ABOVE: _levels_share,
    ConditionKind.SAME_ANSWER_BELOW: _same_answer,
    ConditionKind.DONT_KNOW_GIVEN: _dont_know_given,
    ConditionKind.DONT_KNOW_AT_LEAST: _dont_know_share,
    ConditionKind.MEDIAN_AT_MOST: _median_level,
    ConditionKind.CLAIM_ABOVE_FACTS: _claim_above_facts,
    ConditionKind.CAP_BINDS: _cap_binds,
    ConditionKind.SIDES_APART: _sides_apart,
    ConditionKind.SPLIT: _split,
    ConditionKind.PROBLEM_SHARE_BELOW: _problem_share,
}


def _measured(case: Case, value: float | None) -> Measured | None:
    return None if value is None else Measured(case.condition.codes, value)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Iterable[float | None]) -> float | None:
    """Return the mean; None where one value is missing."""
    known: list[float] = []
    for value in values:
        if value is None:
            return None
        known.append(value)
    return fmean(known) if known else None


def _score(case: Case, code: str) -> float | None:
    item = case.evidence.items.get(code)
    return None if item is None else item.score


def _level(case: Case, code: str) -> float | None:
    """Return the score of an item, or the mean of the condition's group on it."""
    if case.condition.group is None:
        return _score(case, code)
    return next((part.mean for part in _answers(case, code)), None)


def _answers(case: Case, code: str) -> list[GroupAnswers]:
    """Return the answers that count: of the condition's group, else of all that were asked."""
    item, group = case.evidence.items.get(code), case.condition.group
    if item is None:
        return []
    return [part for part in item.groups if group is None or part.group == group]


def _counts(case: Case) -> list[int]:
    """Return how many answers to the item score 1 to 5."""
    rows = [part.counts for part in _answers(case, case.condition.codes[0])]
    return [sum(row[level] for row in rows) for level in range(LEVELS)]


def _dont_know(case: Case) -> int:
    return sum(part.dont_know for part in _answers(case, case.condition.codes[0]))


def _scored_dont_know(case: Case) -> int:
    """Return how many of the answers that score 1 are a "don't know"."""
    item = case.framework.item(case.condition.codes[0])
    return _dont_know(case) if item.dont_know is DontKnow.LOWEST else 0
