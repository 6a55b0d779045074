"""Gates: the lowest of their items against two limits (method.md 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from scoring.arrays.basis import Basis
from scoring.arrays.composition import item_means
from scoring.arrays.uncertainty import combine, intervals, item_errors
from scoring.framework import Gate
from scoring.framework.model import client_is_exempt
from scoring.interval import Interval
from scoring.limits import below
from scoring.scorecard import GateItem, GateScore, GateStatus, GroupShare, ItemScore


def score_gates(basis: Basis, items: Iterable[ItemScore]) -> tuple[GateScore, ...]:
    """Score every gate; groups it leaves out do not count in its items.

    A part that does not apply to this kind of client drops out. A part that applies but
    has no score is missing, also when a fact was answered "na": otherwise a proof could
    be waived by the one who owes it.
    """
    scores = {item.code: item for item in items}
    return tuple(_score_gate(basis, gate, scores) for gate in basis.layout.framework.gates)


def _score_gate(basis: Basis, gate: Gate, scores: Mapping[str, ItemScore]) -> GateScore:
    heard = _without(basis, gate) if gate.leave_out else {}
    parts = tuple(heard.get(code) or _gate_item(scores[code]) for code in gate.items)
    concerned = [part for part in parts if part.applies]
    found = [part.interval for part in concerned if part.interval is not None]
    exempt = client_is_exempt(gate.not_applicable_for, basis.layout.client_type) or not concerned
    interval = _lowest(found) if found and not exempt else None
    value = None if interval is None else interval.value
    missing = () if exempt else tuple(part.item for part in concerned if part.score is None)
    status = GateStatus.NOT_APPLICABLE if exempt else _status(gate, value, missing)
    return GateScore(
        code=gate.code,
        dimension=gate.dimension,
        status=status,
        value=value,
        interval=interval,
        pilot=gate.pilot,
        proceed=gate.proceed,
        items=parts,
        leave_out=gate.leave_out,
        missing=missing,
    )


def _gate_item(item: ItemScore) -> GateItem:
    n = None if item.is_fact else sum(cell.n for cell in item.groups if cell.weight > 0)
    shares = tuple(GroupShare(c.group, c.weight) for c in item.groups if c.weight > 0)
    return GateItem(item.code, item.applies, item.score, n, item.interval, shares)


def _without(basis: Basis, gate: Gate) -> dict[str, GateItem]:
    """Return the parts asked of respondents, scored without the groups the gate leaves out."""
    rules = basis.rules.uncertainty
    shares = basis.shares_without(gate.leave_out)
    heard = [n for n, item in enumerate(basis.layout.columns) if item.code in gate.items]
    errors = combine(item_errors(basis.tallies, shares, basis.headcounts, rules)).of(heard)
    found = intervals(item_means(basis.means, shares)[heard], errors, rules)
    codes = basis.answers.groups
    parts = {}
    for column, interval in zip(heard, found, strict=True):
        code = basis.layout.columns[column].code
        counting = np.flatnonzero(shares[:, column])
        parts[code] = GateItem(
            item=code,
            applies=bool(basis.layout.asking[:, column].any()),
            score=None if interval is None else interval.value,
            n=int(basis.tallies.n[counting, column].sum()),
            interval=interval,
            shares=tuple(
                GroupShare(codes[group], float(shares[group, column])) for group in counting
            ),
        )
    return parts


def _lowest(parts: list[Interval]) -> Interval:
    return Interval(
        value=min(part.value for part in parts),
        low=min(part.low for part in parts),
        high=min(part.high for part in parts),
    )


def _status(gate: Gate, value: float | None, missing: tuple[str, ...]) -> GateStatus:
    if value is not None and below(value, gate.pilot):
        return GateStatus.FAILED
    if missing or value is None:
        return GateStatus.UNPROVEN
    return GateStatus.WARNED if below(value, gate.proceed) else GateStatus.PASSED
