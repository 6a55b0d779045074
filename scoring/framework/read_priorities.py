"""Reading `priorities`: what ranks the capabilities to work on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from scoring.framework.model import LEVELS
from scoring.framework.numbers import Bounds, read_numbers
from scoring.framework.priority_rules import EASE_STEPS, PriorityRules
from scoring.framework.table import Table

CAPABILITY = "the code of a capability"
MOST = 100.0
NUMBERS: Bounds = {
    "gate_bonus": (0.0, MOST),
    "dependent_bonus": (0.0, MOST),
    "leverage_ceiling": (1.0, MOST),
    "half_width_ceiling": (0.01, LEVELS - 1.0),
    "uncertainty_discount": (0.0, 1.0),
    "pilot_target": (1.0, float(LEVELS)),
    "default_ease": (1, EASE_STEPS),
}


def read_priorities(top: Table, capabilities: Collection[str]) -> PriorityRules | None:
    """Read `priorities`; every number has a default.

    `prerequisites` lists, under a capability, those that come after it.
    """
    if not top.has("priorities"):
        return None
    table = top.table("priorities")
    rules = replace(
        read_numbers(table, PriorityRules(), NUMBERS),
        ease=_read_ease(table, capabilities),
        prerequisites=_read_prerequisites(table, capabilities),
    )
    table.finish()
    return rules


def _read_ease(top: Table, capabilities: Collection[str]) -> tuple[tuple[str, int], ...]:
    if not top.has("ease"):
        return ()
    table = top.table("ease")
    return tuple((code, table.whole(code, 1, EASE_STEPS)) for code in _keys(table, capabilities))


def _read_prerequisites(top: Table, capabilities: Collection[str]) -> tuple[tuple[str, str], ...]:
    if not top.has("prerequisites"):
        return ()
    table = top.table("prerequisites")
    known = {code: code for code in capabilities}
    after = {code: table.codes(code, known, "capability") for code in _keys(table, capabilities)}
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        top.note("prerequisites", "no circle", ", ".join(reversed(error.args[1])))
    return tuple((code, later) for code, codes in after.items() for later in codes)


def _keys(table: Table, capabilities: Collection[str]) -> list[str]:
    """Return the keys in the order of the framework; note those that are no capability."""
    for key in table.names:
        if key not in capabilities:
            table.note(key, CAPABILITY, key)
    return [code for code in capabilities if code in table.names]
