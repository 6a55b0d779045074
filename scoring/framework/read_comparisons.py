"""Reading `comparisons`: whose views are compared, and on which capabilities."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scoring.framework.model import Capability, Group, Side
from scoring.framework.statistics import HierarchyRule, SidesRule
from scoring.framework.table import Table

MOST_CRITICAL = 50
# The rule's own default (method.md 3.9): two large gaps are critical.
CRITICAL = 2


def read_comparisons(
    top: Table,
    groups: tuple[Group, ...],
    references: Mapping[str, str],
    capabilities: Mapping[str, Capability],
) -> tuple[HierarchyRule | None, SidesRule | None]:
    """Read `comparisons`; a pair it does not name is not compared.

    `references` is what may be written for a group, and the code it means.
    """
    if not top.has("comparisons"):
        return None, None
    table = top.table("comparisons")
    hierarchy = (
        _read_hierarchy(table.table("hierarchy"), references, capabilities)
        if table.has("hierarchy")
        else None
    )
    sides = _read_sides(table.table("sides"), groups, capabilities) if table.has("sides") else None
    table.finish()
    return hierarchy, sides


def _read_hierarchy(
    table: Table, references: Mapping[str, str], capabilities: Mapping[str, Capability]
) -> HierarchyRule:
    rule = HierarchyRule(
        upper=table.codes("upper", references, "group"),
        lower=table.codes("lower", references, "group"),
        otherwise=table.codes("otherwise", references, "group", ()),
        capabilities=_read_capabilities(table, capabilities),
        critical=table.whole("critical", 1, MOST_CRITICAL, CRITICAL),
    )
    for key, below in (("lower", rule.lower), ("otherwise", rule.otherwise)):
        for group in below:
            if group in rule.upper:
                table.note(key, "groups that are not in upper", group)
    if rule.capabilities and rule.critical > len(rule.capabilities):
        words = f"at most {len(rule.capabilities)}, the number of capabilities"
        table.note("critical", words, rule.critical)
    _check_shared(table, rule.capabilities, capabilities, rule.upper, rule.lower)
    table.finish()
    return rule


def _read_sides(
    table: Table, groups: tuple[Group, ...], capabilities: Mapping[str, Capability]
) -> SidesRule:
    rule = SidesRule(_read_capabilities(table, capabilities))
    business, it = (
        [group.code for group in groups if group.side is side] for side in (Side.BUSINESS, Side.IT)
    )
    _check_shared(table, rule.capabilities, capabilities, business, it)
    table.finish()
    return rule


def _read_capabilities(table: Table, capabilities: Mapping[str, Capability]) -> tuple[str, ...]:
    return table.codes("capabilities", {code: code for code in capabilities}, "capability")


def _check_shared(
    table: Table,
    codes: tuple[str, ...],
    capabilities: Mapping[str, Capability],
    first: Collection[str],
    second: Collection[str],
) -> None:
    """Note capabilities without an item that both are asked: there is nothing to compare."""
    if not first or not second:
        return
    for code in codes:
        asked = [set(item.groups) for item in capabilities[code].items if item.is_perception]
        if not any(who & set(first) and who & set(second) for who in asked):
            table.note("capabilities", "capabilities with an item that both are asked", code)
