"""Gates: the lowest of their items against two limits (method.md 2.2)."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.basis import Basis
from scoring.framework import Gate
from scoring.framework.model import client_is_exempt
from scoring.item_scores import composite, contributing_shares
from scoring.limits import below
from scoring.scorecard import GateItem, GateScore, GateStatus, ItemScore


def score_gate(basis: Basis, gate: Gate, items: Mapping[str, ItemScore]) -> GateScore:
    """Score one gate; groups it leaves out do not count in its items.

    A part that does not apply to this kind of client drops out. A part that applies but
    has no score is missing, also when a fact was answered "na": otherwise a proof could
    be waived by the one who owes it.
    """
    parts = tuple(_gate_item(basis, gate, items[code]) for code in gate.items)
    concerned = [part for part in parts if part.applies]
    known = [part.score for part in concerned if part.score is not None]
    exempt = client_is_exempt(gate.not_applicable_for, basis.client_type) or not concerned
    value = min(known) if known and not exempt else None
    missing = () if exempt else tuple(part.item for part in concerned if part.score is None)
    status = GateStatus.NOT_APPLICABLE if exempt else _status(gate, value, missing)
    return GateScore(
        code=gate.code,
        dimension=gate.dimension,
        status=status,
        value=value,
        pilot=gate.pilot,
        proceed=gate.proceed,
        items=parts,
        leave_out=gate.leave_out,
        missing=missing,
    )


def _gate_item(basis: Basis, gate: Gate, score: ItemScore) -> GateItem:
    if score.is_fact:
        return GateItem(score.code, score.applies, score.score, None)
    item = basis.framework.item(score.code)
    shares = contributing_shares(basis, item, gate.leave_out)
    n = sum(basis.means.cell(group, item.code).n for group in shares)
    return GateItem(score.code, score.applies, composite(basis, item, shares), n)


def _status(gate: Gate, value: float | None, missing: tuple[str, ...]) -> GateStatus:
    if value is not None and below(value, gate.pilot):
        return GateStatus.FAILED
    if missing or value is None:
        return GateStatus.UNPROVEN
    return GateStatus.WARNED if below(value, gate.proceed) else GateStatus.PASSED
