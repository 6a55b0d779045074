"""What a release shows over all groups: capabilities, dimensions, gates, verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from scoring.framework import LEVELS
from scoring.limits import whole_level
from scoring.release import numbers
from scoring.release.coarse import index_of, limits, one_decimal
from scoring.release.crowds import Crowds
from scoring.release.parts import (
    LowestItem,
    ReleasedCapability,
    ReleasedDimension,
    ReleasedGate,
    ReleasedOverall,
)
from scoring.release.shown import Shown, is_of_few
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
    GateScore,
    ItemScore,
    Scorecard,
    TechnologyScore,
)
from scoring.verdict.terms import Reason, ReasonKind, Rule, Verdict, VerdictCode

GATE_REASONS = (ReasonKind.GATE_FAILED, ReasonKind.GATE_UNPROVEN, ReasonKind.GATE_WARNED)
TOO_FEW = Verdict(
    code=VerdictCode.INSUFFICIENT,
    rule=Rule.RESPONSE,
    reasons=(Reason(ReasonKind.RESPONSE),),
    dimensions_missing=(),
    dimensions_below=(),
    gates_failed=(),
    gates_unproven=(),
    gates_warned=(),
    lag=None,
    sequence=None,
)


def release_capabilities(
    card: Scorecard, shown: Shown, crowds: Crowds
) -> tuple[ReleasedCapability, ...]:
    """Show capabilities over all groups, but for the hidden ones."""
    return tuple(
        _capability(card, part, shown, crowds) if _is_open(part, shown) else _blank(part)
        for part in card.capabilities
    )


def release_dimensions(
    card: Scorecard, shown: Shown, gates: Iterable[ReleasedGate], crowds: Crowds
) -> tuple[ReleasedDimension, ...]:
    """Show dimensions; gates that are hidden themselves are not named as holding a level."""
    named = {gate.code for gate in gates if gate.status is not None}
    return tuple(
        _dimension(card, part, named, crowds)
        if part.score is None or numbers.dimension(part.code) in shown
        else ReleasedDimension(part.code, None, None, None, part.target)
        for part in card.dimensions
    )


def release_overall(card: Scorecard, shown: Shown, crowds: Crowds) -> ReleasedOverall:
    """Show the overall score only beside all of its dimensions."""
    overall = card.overall
    if numbers.OVERALL not in shown:
        return ReleasedOverall(None, None, None, overall.target)
    score = one_decimal(overall.score)
    return ReleasedOverall(
        score=score,
        index=index_of(score),
        level=overall.level,
        target=overall.target,
        interval=limits(overall.interval),
        level_low=overall.level_low,
        level_high=overall.level_high,
        bounds=limits(overall.bounds) if crowds.are_all_enough(card.items) else None,
    )


def release_gates(card: Scorecard, shown: Shown, crowds: Crowds) -> tuple[ReleasedGate, ...]:
    """Show gates, but for those of which a part rests on fewer than k people.

    The value, which is an item's score, is shown where that gives nobody away.
    """
    return tuple(_gate(card, gate, shown, crowds) for gate in card.gates)


def release_technology(
    card: Scorecard, dimensions: Iterable[ReleasedDimension]
) -> TechnologyScore | None:
    """Show stage and lag; the lag only when no dimension is hidden, as it holds one."""
    technology = card.technology
    if technology is None:
        return None
    if hidden_dimensions(card, dimensions):
        return replace(technology, foundation=None, lag=None, notice=None)
    return replace(
        technology,
        foundation=one_decimal(technology.foundation),
        lag=one_decimal(technology.lag),
    )


def release_verdict(
    card: Scorecard, dimensions: Iterable[ReleasedDimension], gates: Iterable[ReleasedGate]
) -> Verdict | None:
    """Show the verdict, but for what it says about hidden gates.

    With a hidden dimension fewer than k people would stand behind the verdict itself: it
    becomes "insufficient".
    """
    verdict = card.verdict
    if verdict is None:
        return None
    if hidden_dimensions(card, dimensions):
        return TOO_FEW
    shown = {gate.code: gate for gate in gates if gate.status is not None}
    reasons: list[Reason] = []
    for reason in verdict.reasons:
        if reason.kind not in GATE_REASONS:
            reasons.append(replace(reason, value=one_decimal(reason.value)))
        elif reason.code in shown:
            reasons.append(replace(reason, value=shown[reason.code].value))
    return replace(
        verdict,
        reasons=tuple(reasons),
        gates_failed=tuple(code for code in verdict.gates_failed if code in shown),
        gates_unproven=tuple(code for code in verdict.gates_unproven if code in shown),
        gates_warned=tuple(code for code in verdict.gates_warned if code in shown),
        lag=one_decimal(verdict.lag),
    )


def hidden_dimensions(card: Scorecard, released: Iterable[ReleasedDimension]) -> set[str]:
    """Return the dimensions that have a score and are not shown."""
    scored = {part.code for part in card.dimensions if part.score is not None}
    return scored - {part.code for part in released if part.score is not None}


def _is_open(part: CapabilityScore, shown: Shown) -> bool:
    if part.score is None and part.perception is None:
        return part.code not in shown.hidden_capabilities
    return numbers.capability(part.code) in shown


def _capability(
    card: Scorecard, part: CapabilityScore, shown: Shown, crowds: Crowds
) -> ReleasedCapability:
    items = [item for item in card.items if item.capability == part.code]
    score = one_decimal(part.score)
    return ReleasedCapability(
        code=part.code,
        dimension=part.dimension,
        applies=part.applies,
        score=score,
        index=index_of(score),
        target=part.target,
        perception=one_decimal(part.perception),
        evidence=one_decimal(part.evidence),
        cap_binds=part.cap_binds,
        lowest=_lowest(items, shown),
        interval=limits(part.interval),
        bounds=limits(part.bounds) if crowds.are_all_enough(items) else None,
        agreement=None if part.agreement is None else part.agreement.label,
    )


def _blank(part: CapabilityScore) -> ReleasedCapability:
    return ReleasedCapability(
        code=part.code,
        dimension=part.dimension,
        applies=part.applies,
        score=None,
        index=None,
        target=part.target,
        perception=None,
        evidence=None,
        cap_binds=False,
        lowest=None,
    )


def _dimension(
    card: Scorecard, part: DimensionScore, named: Collection[str], crowds: Crowds
) -> ReleasedDimension:
    items = [item for item in card.items if item.dimension == part.code]
    score = one_decimal(part.score)
    return ReleasedDimension(
        code=part.code,
        score=score,
        index=index_of(score),
        level=part.level,
        target=part.target,
        level_held_by=tuple(code for code in part.level_held_by if code in named),
        missing_items=part.missing_items,
        is_held=bool(part.level_held_by),
        interval=limits(part.interval),
        level_low=part.level_low,
        level_high=part.level_high,
        bounds=limits(part.bounds) if crowds.are_all_enough(items) else None,
    )


def _gate(card: Scorecard, gate: GateScore, shown: Shown, crowds: Crowds) -> ReleasedGate:
    few = is_of_few(gate, card, crowds)
    has_value = not few and numbers.gate(gate.code) in shown
    return ReleasedGate(
        code=gate.code,
        dimension=gate.dimension,
        status=None if few else gate.status,
        value=one_decimal(gate.value) if has_value else None,
        pilot=gate.pilot,
        proceed=gate.proceed,
        missing=() if few else gate.missing,
    )


def _lowest(items: Collection[ItemScore], shown: Shown) -> LowestItem | None:
    """Return the item with the lowest score; the lowest fact where an item is not shown.

    Facts are nobody's answers, and as the mean over the answers is shown apart from the
    evidence, they say nothing about answers either.
    """
    heard = [item for item in items if item.score is not None and not item.is_fact]
    is_all = all(numbers.item(item.code) in shown for item in heard)
    found = [
        (item.score, item.code)
        for item in items
        if item.score is not None and (item.is_fact or is_all)
    ]
    if not found:
        return None
    score, code = min(found, key=lambda pair: pair[0])
    level = max(1, min(LEVELS, whole_level(score)))
    return LowestItem(code, one_decimal(score), level)
