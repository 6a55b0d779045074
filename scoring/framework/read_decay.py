"""Reading `decay`: what the projection of contact data rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scoring.framework.decay_rules import AUDIT_PARTS, DecayRules
from scoring.framework.fact_rules import is_percentage
from scoring.framework.model import Item, ItemType
from scoring.framework.numbers import Bounds, read_numbers
from scoring.framework.table import Table

AUDIT_WORDS = f"a fact with the parts {', '.join(AUDIT_PARTS)}"
NUMBERS: Bounds = {
    "loss": (0.0, 1.0),
    "low_loss": (0.0, 1.0),
    # No upkeep holds every record right.
    "hold": (0.0, 0.999),
    "months": (1, 120),
}


def read_decay(top: Table, items: Mapping[str, Item]) -> DecayRules | None:
    """Read `decay`; the facts are needed, the numbers have defaults."""
    if not top.has("decay"):
        return None
    table = top.table("decay")
    facts = DecayRules(
        audit=_read_fact(table, "audit", items, _is_audit, AUDIT_WORDS),
        correct=_read_fact(table, "correct", items, _is_share, "a scored fact in per cent"),
    )
    rules = read_numbers(table, facts, NUMBERS)
    table.check_order("low_loss", rules.low_loss, "loss", rules.loss)
    table.finish()
    return rules


def _read_fact(
    table: Table,
    key: str,
    items: Mapping[str, Item],
    fits: Callable[[Item], bool],
    expected: str,
) -> str:
    return table.reference(key, [code for code, item in items.items() if fits(item)], expected)


def _is_audit(item: Item) -> bool:
    return item.is_fact and sorted(part.name for part in item.parts) == sorted(AUDIT_PARTS)


def _is_share(item: Item) -> bool:
    return item.is_evidence and item.type is ItemType.NUMBER and is_percentage(item)
