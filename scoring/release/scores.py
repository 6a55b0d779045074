"""What a release shows over all groups: capabilities, dimensions, gates, verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from scoring.framework import LEVELS
from scoring.limits import whole_level
from scoring.release.crowds import Crowds
from scoring.release.parts import (
    LowestItem,
    ReleasedCapability,
    ReleasedCell,
    ReleasedDimension,
    ReleasedGate,
    ReleasedOverall,
)
from scoring.release.suppression import hidden_subtotals
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
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


def hidden_capabilities(card: Scorecard, crowds: Crowds) -> frozenset[str]:
    """Return capabilities behind which fewer than k people stand, and what betrays them.

    A capability of facts alone rests on nobody's answers and is always shown.
    """
    hidden: set[str] = set()
    for dimension in card.dimensions:
        parts = [part for part in card.capabilities if part.dimension == dimension.code]
        people = {part.code: crowds.behind(part.groups) for part in parts}
        hidden |= hidden_subtotals(people, crowds.k)
    return frozenset(hidden)


def release_capabilities(
    card: Scorecard, hidden: Collection[str], cells: Iterable[ReleasedCell], crowds: Crowds
) -> tuple[ReleasedCapability, ...]:
    """Show capabilities over all groups, but for the hidden ones.

    An item asked of respondents is shown only beside views that are all shown. A view that
    is hidden could be solved for, as it is an equation in the same items.
    """
    answered = {
        (part.code, cell.group) for part in card.capabilities for cell in part.groups if cell.n
    }
    unseen = {(cell.capability, cell.group) for cell in cells if cell.n is None}
    veiled = {capability for capability, _group in unseen & answered}
    return tuple(
        _blank(part)
        if part.code in hidden
        else _capability(card, part, crowds, facts_only=part.code in veiled)
        for part in card.capabilities
    )


def release_dimensions(
    card: Scorecard, gates: Iterable[ReleasedGate], crowds: Crowds
) -> tuple[ReleasedDimension, ...]:
    """Show dimensions, but for those in which no capability rests on k people.

    Gates that are hidden themselves are not named as holding a level.
    """
    shown = {gate.code for gate in gates if gate.status is not None}
    return tuple(
        _blank_dimension(dimension)
        if crowds.are_few(_most_people(card, dimension.code, crowds))
        else ReleasedDimension(
            code=dimension.code,
            score=dimension.score,
            index=dimension.index,
            level=dimension.level,
            target=dimension.target,
            level_held_by=tuple(code for code in dimension.level_held_by if code in shown),
            missing_items=dimension.missing_items,
        )
        for dimension in card.dimensions
    )


def _blank_dimension(dimension: DimensionScore) -> ReleasedDimension:
    return ReleasedDimension(dimension.code, None, None, None, dimension.target)


def release_overall(card: Scorecard, dimensions: Iterable[ReleasedDimension]) -> ReleasedOverall:
    """Show the overall score only beside all of its dimensions."""
    overall = card.overall
    if any(dimension.score is None for dimension in dimensions):
        return ReleasedOverall(None, None, None, overall.target)
    return ReleasedOverall(overall.score, overall.index, overall.level, overall.target)


def release_gates(
    card: Scorecard, hidden: Collection[str], cells: Iterable[ReleasedCell], crowds: Crowds
) -> tuple[ReleasedGate, ...]:
    """Show gates, but for those of which a part rests on fewer than k people.

    The value is an item's score. It is withheld where that would give somebody away: where
    the item's capability is one of the `hidden`, or has an item of few people; and where a
    group the gate leaves out is hidden, as the score over all groups may be known.
    """
    items = {item.code: item for item in card.items}
    hidden_cells = {(cell.capability, cell.group) for cell in cells if cell.n is None}
    closed = {*hidden, *_capabilities_with_few(card, crowds)}
    gates = []
    for gate in card.gates:
        heard = [(items[part.item], part.n) for part in gate.items if part.n]
        few = any(
            crowds.are_few(_gate_people(item, n, gate.leave_out, crowds)) for item, n in heard
        )
        betrays = any(
            item.capability in closed
            or any((item.capability, group) in hidden_cells for group in gate.leave_out)
            for item, _n in heard
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
    card: Scorecard, dimensions: Iterable[ReleasedDimension]
) -> TechnologyScore | None:
    """Show stage and lag; the lag only when no dimension is hidden, as it holds one."""
    if card.technology is None or not _hidden_dimensions(card, dimensions):
        return card.technology
    return replace(card.technology, foundation=None, lag=None, notice=None)


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


def _most_people(card: Scorecard, dimension: str, crowds: Crowds) -> int:
    parts = (part for part in card.capabilities if part.dimension == dimension)
    return max((crowds.behind(part.groups) for part in parts), default=0)


def _gate_people(item: ItemScore, n: int, leave_out: Collection[str], crowds: Crowds) -> int:
    """Return how many people at least stand behind n answers to a part of a gate."""
    return max(1, n - crowds.surplus(cell for cell in item.groups if cell.group not in leave_out))


def _rests_on_few(item: ItemScore, crowds: Crowds) -> bool:
    return item.score is not None and crowds.are_few(crowds.behind(item.groups))


def _capabilities_with_few(card: Scorecard, crowds: Crowds) -> frozenset[str]:
    """Return capabilities with an item that rests on few people.

    The score of the capability is an equation in its items: whoever also saw another of
    them could come closer to that one, or solve for it.
    """
    return frozenset(item.capability for item in card.items if _rests_on_few(item, crowds))


def _hidden_dimensions(card: Scorecard, released: Iterable[ReleasedDimension]) -> set[str]:
    scored = {part.code for part in card.dimensions if part.score is not None}
    return scored - {part.code for part in released if part.score is not None}


def _capability(
    card: Scorecard, part: CapabilityScore, crowds: Crowds, *, facts_only: bool
) -> ReleasedCapability:
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
        lowest=_lowest(items, crowds, facts_only=facts_only),
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


def _lowest(items: Collection[ItemScore], crowds: Crowds, *, facts_only: bool) -> LowestItem | None:
    """Return the item with the lowest score; a fact, if any, where an item rests on few people.

    One item beside the capability's score could tell the item of few people. Facts are
    nobody's answers, and as the mean over the answers is shown apart from the evidence,
    they say nothing about answers either. They are then compared among themselves only.
    """
    few = facts_only or any(_rests_on_few(item, crowds) for item in items)
    shown = [
        (item.score, item.code)
        for item in items
        if item.score is not None and (item.is_fact or not few)
    ]
    if not shown:
        return None
    score, code = min(shown, key=lambda pair: pair[0])
    return LowestItem(code, score, max(1, min(LEVELS, whole_level(score))))
