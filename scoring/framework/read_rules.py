"""Reading the numbers a framework decides by: scoring, gates, technology, pilot, verdict."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.framework.model import (
    ELEMENTS,
    LEVELS,
    STAGES,
    Dimension,
    Gate,
    Item,
    ItemType,
)
from scoring.framework.numbers import Bounds, read_numbers
from scoring.framework.read_item import CODE, CODE_WORDS, EXEMPT
from scoring.framework.rules import (
    GateLimits,
    PilotUnit,
    ScoringRules,
    Technology,
    VerdictRules,
)
from scoring.framework.table import Table, listed

LOW, HIGH = 1.0, float(LEVELS)
MOST_GATES = 50
DEFAULTS = ScoringRules()
SCORING: Bounds = {
    "minimum_answers": (1, 1000),
    "evidence_cap": (0.0, HIGH - LOW),
    "capability_coverage": (0.0, 1.0),
    "dimension_capabilities": (1, 50),
    "small_group_share": (0.0, 1.0),
    "level_gate_cap": (1, LEVELS),
    "overall_above_weakest": (0, LEVELS - 1),
    "target": (LOW, HIGH),
}


def read_scoring(top: Table) -> ScoringRules:
    """Read `scoring`; every number has a default."""
    if not top.has("scoring"):
        return DEFAULTS
    table = top.table("scoring")
    rules = read_numbers(table, DEFAULTS, SCORING)
    table.finish()
    return rules


def read_gates(
    top: Table,
    dimensions: tuple[Dimension, ...],
    items: Mapping[str, Item],
    groups: Mapping[str, str],
) -> tuple[Gate, ...]:
    """Read `gates`, each over scored items of its own dimension."""
    gates: list[Gate] = []
    for table in top.tables("gates", 0, MOST_GATES):
        gate = _read_gate(table, dimensions, items, groups)
        if gate.code and gate.code in [other.code for other in gates]:
            table.note("code", "a code used once", gate.code)
        gates.append(gate)
    return tuple(gates)


def _read_gate(
    table: Table,
    dimensions: tuple[Dimension, ...],
    items: Mapping[str, Item],
    groups: Mapping[str, str],
) -> Gate:
    gate = Gate(
        code=table.code("code", CODE, CODE_WORDS),
        title=table.text("title"),
        passed=table.text("passed"),
        failed=table.text("failed"),
        dimension=_read_dimension(table, "dimension", dimensions),
        items=table.codes("items", {code: code for code in items}, "item"),
        leave_out=table.codes("leave_out", groups, "group", ()),
        pilot=table.number("pilot", LOW, HIGH),
        proceed=table.number("proceed", LOW, HIGH),
        not_applicable_for=table.codes("not_applicable_for", EXEMPT, "client type", ()),
    )
    if gate.pilot > gate.proceed:
        table.note("pilot", f"at most the value to proceed, {gate.proceed:g}", gate.pilot)
    for code in gate.items:
        item = items[code]
        if not item.scored:
            table.note("items", "scored items", code)
        elif gate.dimension and item.dimension != gate.dimension:
            table.note("items", f"items of dimension {gate.dimension}", code)
        if item.groups and not set(item.groups) - set(gate.leave_out):
            table.note("leave_out", f"a group left to answer {code}", ", ".join(gate.leave_out))
    table.finish()
    return gate


def read_technology(top: Table, items: Mapping[str, Item]) -> Technology | None:
    """Read `technology`, which rests on a fact with six stages."""
    if not top.has("technology"):
        return None
    table = top.table("technology")
    technology = Technology(
        item=_read_fact(table, items, (ItemType.CHOICE,), f"a fact with {STAGES} options"),
        required=table.numbers("required", STAGES, LOW, HIGH),
        ahead=table.number("ahead", 0.0, HIGH - LOW),
        far_ahead=table.number("far_ahead", 0.0, HIGH - LOW),
    )
    if list(technology.required) != sorted(technology.required):
        table.note("required", "numbers that never fall", listed(technology.required))
    table.check_order("ahead", technology.ahead, "far_ahead", technology.far_ahead)
    table.finish()
    return technology


def read_pilot(top: Table, items: Mapping[str, Item]) -> PilotUnit | None:
    """Read `pilot`, which rests on a checklist fact."""
    if not top.has("pilot"):
        return None
    table = top.table("pilot")
    code = _read_fact(table, items, tuple(ELEMENTS), "a fact with elements")
    most = len(items[code].elements) if code else max(ELEMENTS.values())
    pilot = PilotUnit(code, table.whole("elements", 1, most or 1))
    table.finish()
    return pilot


def read_verdict(
    top: Table,
    dimensions: tuple[Dimension, ...],
    gates: tuple[Gate, ...],
    technology: Technology | None,
) -> VerdictRules | None:
    """Read `verdict`; the gates' and stages' limits go into the rules, to stand alone."""
    if not top.has("verdict"):
        return None
    table = top.table("verdict")
    four = table.table("dimensions")
    stop, proceed = table.table("stop"), table.table("proceed")
    conditions, pilot, fix = table.table("conditions"), table.table("pilot"), table.table("fix")
    rules = VerdictRules(
        strategy=_read_dimension(four, "strategy", dimensions),
        culture=_read_dimension(four, "culture", dimensions),
        data=_read_dimension(four, "data", dimensions),
        alignment=_read_dimension(four, "alignment", dimensions),
        stop_gates=stop.codes("gates", {gate.code: gate.code for gate in gates}, "gate"),
        stop_gate_below=stop.number("gate_below", LOW, HIGH),
        stop_foundation_below=stop.number("foundation_below", LOW, HIGH),
        stop_lag=stop.number("lag", 0.0, HIGH - LOW),
        proceed_minimum=proceed.number("minimum", LOW, HIGH),
        conditions_minimum=conditions.number("minimum", LOW, HIGH),
        conditions_warnings=conditions.whole("warnings", 0, MOST_GATES),
        pilot_strategy=pilot.number("strategy", LOW, HIGH),
        pilot_alignment=pilot.number("alignment", LOW, HIGH),
        pilot_data=pilot.number("data", LOW, HIGH),
        pilot_culture=pilot.number("culture", LOW, HIGH),
        fix_minimum=fix.number("minimum", LOW, HIGH),
        technology=technology,
        gates=tuple(GateLimits(g.code, g.dimension, g.pilot, g.proceed) for g in gates),
    )
    if len(set(rules.dimensions)) < len(rules.dimensions) and all(rules.dimensions):
        table.note("dimensions", "four different dimensions", ", ".join(rules.dimensions))
    table.check_order(
        "conditions.minimum", rules.conditions_minimum, "proceed.minimum", rules.proceed_minimum
    )
    for part in (four, stop, proceed, conditions, pilot, fix, table):
        part.finish()
    return rules


def _read_dimension(table: Table, key: str, dimensions: tuple[Dimension, ...]) -> str:
    codes = [dimension.code for dimension in dimensions if dimension.code]
    return table.reference(key, codes, "the code of a dimension")


def _read_fact(
    table: Table, items: Mapping[str, Item], types: tuple[ItemType, ...], expected: str
) -> str:
    code = table.value("item")
    item = items.get(code) if isinstance(code, str) else None
    if item is None or not item.is_fact or item.type not in types:
        table.note("item", expected, code)
        return ""
    return item.code
