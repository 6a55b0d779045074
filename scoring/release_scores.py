"""What a release shows over all groups: capabilities, dimensions, gates, verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from scoring.framework import LEVELS
from scoring.limits import whole_level
from scoring.released import LowestItem, ReleasedCapability, ReleasedCell, ReleasedGate
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
    ItemScore,
    OverallScore,
    Scorecard,
    TechnologyScore,
)
from scoring.suppression import hidden_subtotals, is_small
from scoring.verdict_terms import Reason, ReasonKind, Rule, Verdict, VerdictCode

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


def hidden_capabilities(card: Scorecard, k: int) -> frozenset[str]:
    """Return capabilities behind which fewer than k people stand, and what betrays them.

    A capability of facts alone rests on nobody's answers and is always shown.
    """
    hidden: set[str] = set()
    for dimension in card.dimensions:
        parts = [part for part in card.capabilities if part.dimension == dimension.code]
        hidden |= hidden_subtotals({part.code: _people(part) for part in parts}, k)
    return frozenset(hidden)


def release_capabilities(
    card: Scorecard, hidden: Collection[str], k: int
) -> tuple[ReleasedCapability, ...]:
    """Show capabilities over all groups, but for the hidden ones."""
    return tuple(
        _blank(part) if part.code in hidden else _capability(card, part, k)
        for part in card.capabilities
    )


def release_dimensions(card: Scorecard, k: int) -> tuple[DimensionScore, ...]:
    """Show dimensions, but for those in which no capability rests on k people."""
    return tuple(
        replace(dimension, score=None, index=None, level=None)
        if is_small(_most_people(card, dimension.code), k)
        else dimension
        for dimension in card.dimensions
    )


def release_overall(card: Scorecard, dimensions: Iterable[DimensionScore]) -> OverallScore:
    """Show the overall score only beside all of its dimensions."""
    if any(dimension.score is None for dimension in dimensions):
        return replace(card.overall, score=None, index=None, level=None)
    return card.overall


def release_gates(
    card: Scorecard, cells: Iterable[ReleasedCell], k: int
) -> tuple[ReleasedGate, ...]:
    """Show gates, but for those of which a part rests on fewer than k people.

    The value is withheld where a group the gate leaves out is hidden: beside the score of
    the same item over all groups it would give that group away.
    """
    capability_of = {item.code: item.capability for item in card.items}
    hidden = {(cell.capability, cell.group) for cell in cells if cell.n is None}
    gates = []
    for gate in card.gates:
        few = any(is_small(part.n or 0, k) for part in gate.items)
        betrays = any(
            (capability_of[part.item], group) in hidden
            for part in gate.items
            for group in gate.leave_out
        )
        gates.append(
            ReleasedGate(
                code=gate.code,
                dimension=gate.dimension,
                status=None if few else gate.status,
                value=None if few or betrays else gate.value,
                pilot=gate.pilot,
                proceed=gate.proceed,
                missing=() if few else gate.missing,
            )
        )
    return tuple(gates)


def release_technology(
    card: Scorecard, dimensions: Iterable[DimensionScore]
) -> TechnologyScore | None:
    """Show stage and lag; the lag only when no dimension is hidden, as it holds one."""
    if card.technology is None or not _hidden_dimensions(card, dimensions):
        return card.technology
    return replace(card.technology, foundation=None, lag=None, notice=None)


def release_verdict(
    card: Scorecard, dimensions: Iterable[DimensionScore], gates: Iterable[ReleasedGate]
) -> Verdict | None:
    """Show the verdict, but for what it says about hidden gates.

    With a hidden dimension fewer than k people would stand behind the verdict itself: it
    becomes "insufficient".
    """
    verdict = card.verdict
    if verdict is None:
        return None
    if _hidden_dimensions(card, dimensions):
        return TOO_FEW
    shown = {gate.code: gate for gate in gates if gate.status is not None}
    reasons: list[Reason] = []
    for reason in verdict.reasons:
        if reason.kind not in GATE_REASONS:
            reasons.append(reason)
        elif reason.code in shown:
            reasons.append(replace(reason, value=shown[reason.code].value))
    return replace(
        verdict,
        reasons=tuple(reasons),
        gates_failed=tuple(code for code in verdict.gates_failed if code in shown),
        gates_unproven=tuple(code for code in verdict.gates_unproven if code in shown),
        gates_warned=tuple(code for code in verdict.gates_warned if code in shown),
    )


def _people(part: CapabilityScore) -> int:
    """Count the people whose answers move a capability."""
    return sum(cell.n for cell in part.groups if cell.weight > 0)


def _most_people(card: Scorecard, dimension: str) -> int:
    return max(
        (_people(part) for part in card.capabilities if part.dimension == dimension), default=0
    )


def _hidden_dimensions(card: Scorecard, released: Iterable[DimensionScore]) -> set[str]:
    scored = {part.code for part in card.dimensions if part.score is not None}
    return scored - {part.code for part in released if part.score is not None}


def _capability(card: Scorecard, part: CapabilityScore, k: int) -> ReleasedCapability:
    items = [item for item in card.items if item.capability == part.code]
    return ReleasedCapability(
        code=part.code,
        dimension=part.dimension,
        applies=part.applies,
        score=part.score,
        index=part.index,
        target=part.target,
        perception=part.perception,
        evidence=part.evidence,
        cap_binds=part.cap_binds,
        lowest=_lowest(items, k),
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


def _lowest(items: Iterable[ItemScore], k: int) -> LowestItem | None:
    """Return the item with the lowest score among those that k people, or a fact, stand for."""
    shown = [
        (item.score, item.code)
        for item in items
        if item.score is not None and (item.is_fact or _answers(item) >= k)
    ]
    if not shown:
        return None
    score, code = min(shown, key=lambda pair: pair[0])
    return LowestItem(code, score, max(1, min(LEVELS, whole_level(score))))


def _answers(item: ItemScore) -> int:
    return sum(cell.n for cell in item.groups if cell.weight > 0)
