"""Facts, verdicts and gates of two rounds side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scoring.change.comparable import Round
from scoring.change.labels import ChangeLabel
from scoring.change.results import (
    Change,
    FactChange,
    FactState,
    GateFlip,
    NoticePart,
    VerdictChange,
)
from scoring.framework import NOT_APPLICABLE, Framework, Item, fact_level
from scoring.limits import TOLERANCE
from scoring.scorecard import Scorecard


def fact_changes(
    before: Round, after: Round, items: Iterable[str], client_type: str
) -> Iterator[FactChange]:
    """Yield how the facts among some items moved, those never entered left out.

    Facts that consist of several numbers are left out too: they earn no level.
    """
    for code in items:
        item = after.framework.item(code)
        if not item.is_fact or item.parts or not after.framework.applies(item, client_type):
            continue
        first, second = _state(item, before.facts), _state(item, after.facts)
        if FactState(None, False, None) == first == second:
            continue
        yield FactChange(code, first, second, _moved(first.level, second.level))


def shifted_dimensions(
    framework: Framework, dimensions: Iterable[Change], facts: Sequence[FactChange]
) -> Iterator[NoticePart]:
    """Yield the dimensions that really fell while their facts rose on average."""
    for change in dimensions:
        moved = [
            fact.change
            for fact in facts
            if fact.change is not None and framework.item(fact.code).dimension == change.code
        ]
        fell = change.label is ChangeLabel.REAL and change.change.value < 0.0
        if fell and sum(moved) > TOLERANCE:
            yield NoticePart(change.code or "")


def verdict_change(before: Scorecard, after: Scorecard) -> VerdictChange | None:
    """Compare two verdicts; gates that only one framework has are left out."""
    first, second = before.verdict, after.verdict
    if first is None or second is None:
        return None
    statuses = {gate.code: gate.status for gate in before.gates}
    return VerdictChange(
        before=first.code,
        before_rule=first.rule,
        after=second.code,
        after_rule=second.rule,
        gates=tuple(
            GateFlip(gate.code, statuses[gate.code], gate.status)
            for gate in after.gates
            if statuses.get(gate.code, gate.status) is not gate.status
        ),
    )


def _moved(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _state(item: Item, facts: Mapping[str, object]) -> FactState:
    raw = facts.get(item.code)
    number = float(raw) if isinstance(raw, int | float) else None
    return FactState(number, raw == NOT_APPLICABLE, fact_level(item, raw))
