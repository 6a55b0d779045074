"""Reading one condition of a finding: each kind has its own keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from scoring.framework.finding_rules import Condition, ConditionKind
from scoring.framework.model import LEVELS, STAGES, DontKnow, Item, Side
from scoring.framework.table import Table

LEVEL = (1.0, float(LEVELS))
DIFFERENCE = (0.0, LEVELS - 1.0)
SHARE = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may refer to; `groups` is what may be written, and what it means.

    `compared` are the capabilities on which business and IT side are compared.
    """

    items: Mapping[str, Item]
    capabilities: Collection[str]
    dimensions: Collection[str]
    gates: Collection[str]
    groups: Mapping[str, str]
    compared: Collection[str]
    has_stages: bool


def read_condition(table: Table, known: Known) -> Condition | None:
    """Read one condition; None when its kind is wrong, since the kind decides what belongs."""
    written = table.choice("kind", tuple(_READERS))
    if table.value("kind") != written:
        return None
    kind = ConditionKind(written)
    name = table.text_or_none("name")
    condition = replace(_READERS[kind](kind, table, known), name=name)
    table.finish()
    return condition


def _read_item_level(kind: ConditionKind, table: Table, known: Known) -> Condition:
    codes = _one_item(table, known, _is_scored, "a scored item")
    return _with_limit(Condition(kind, codes), table, known, LEVEL)


def _read_mean(kind: ConditionKind, table: Table, known: Known) -> Condition:
    codes = _items(table, "items", known, _is_scored, "scored items")
    return _with_limit(Condition(kind, codes), table, known, LEVEL)


def _read_median(kind: ConditionKind, table: Table, known: Known) -> Condition:
    return _with_limit(Condition(kind, _one_asked(table, known)), table, known, LEVEL)


def _read_same_answer(kind: ConditionKind, table: Table, known: Known) -> Condition:
    return _with_limit(Condition(kind, _one_asked(table, known)), table, known, SHARE)


def _read_levels_share(kind: ConditionKind, table: Table, known: Known) -> Condition:
    levels = table.whole_numbers("levels", 1, LEVELS)
    condition = Condition(kind, _one_asked(table, known), levels=levels)
    return _with_limit(condition, table, known, SHARE)


def _read_dont_know_share(kind: ConditionKind, table: Table, known: Known) -> Condition:
    return _with_limit(Condition(kind, _one_with_dont_know(table, known)), table, known, SHARE)


def _read_dont_know(kind: ConditionKind, table: Table, known: Known) -> Condition:
    codes = _one_with_dont_know(table, known)
    return Condition(kind, codes, group=_optional_group(table, known, codes))


def _read_claim(kind: ConditionKind, table: Table, known: Known) -> Condition:
    codes = _items(table, "items", known, _is_asked, "scored items that people answer")
    return Condition(
        kind,
        codes,
        limit=table.number("limit", *DIFFERENCE),
        group=_group(table, known, codes),
        facts=_items(table, "facts", known, _is_evidence, "scored facts"),
    )


def _read_split(kind: ConditionKind, table: Table, known: Known) -> Condition:
    return Condition(kind, _one_asked(table, known))


def _read_problems(kind: ConditionKind, table: Table, known: Known) -> Condition:
    codes = _one_item(table, known, _is_text, "an item answered in words")
    return Condition(kind, codes, limit=table.number("limit", *SHARE))


def _read_gate(kind: ConditionKind, table: Table, known: Known) -> Condition:
    gate = table.reference("gate", known.gates, "the code of a gate")
    return Condition(kind, (gate,), limit=table.number("limit", *LEVEL))


def _read_behind(kind: ConditionKind, table: Table, known: Known) -> Condition:
    capability = table.reference("capability", known.capabilities, "the code of a capability")
    return Condition(
        kind,
        (capability,),
        limit=table.number("limit", *LEVEL),
        dimension=table.reference("dimension", known.dimensions, "the code of a dimension"),
        at_least=table.number("at_least", *LEVEL),
    )


def _read_sides(kind: ConditionKind, table: Table, known: Known) -> Condition:
    expected = "a capability under comparisons.sides"
    return Condition(
        kind,
        (table.reference("capability", known.compared, expected),),
        higher=table.choice("higher", tuple(Side)) if table.has("higher") else None,
    )


def _read_apart(kind: ConditionKind, table: Table, _known: Known) -> Condition:
    return Condition(kind, limit=table.number("limit", *DIFFERENCE))


def _read_stage(kind: ConditionKind, table: Table, known: Known) -> Condition:
    if not known.has_stages:
        table.note("kind", "a framework with a technology section", kind)
    return Condition(kind, limit=table.whole("limit", 0, STAGES - 1))


def _read_cap(kind: ConditionKind, _table: Table, _known: Known) -> Condition:
    return Condition(kind)


_READERS: Mapping[ConditionKind, Callable[[ConditionKind, Table, Known], Condition]] = {
    ConditionKind.ITEM_BELOW: _read_item_level,
    ConditionKind.ITEM_AT_MOST: _read_item_level,
    ConditionKind.MEAN_BELOW: _read_mean,
    ConditionKind.GATE_BELOW: _read_gate,
    ConditionKind.CAPABILITY_BEHIND: _read_behind,
    ConditionKind.DIMENSIONS_APART: _read_apart,
    ConditionKind.STAGE_AT_LEAST: _read_stage,
    ConditionKind.LEVELS_SHARE_ABOVE: _read_levels_share,
    ConditionKind.SAME_ANSWER_BELOW: _read_same_answer,
    ConditionKind.DONT_KNOW_GIVEN: _read_dont_know,
    ConditionKind.DONT_KNOW_AT_LEAST: _read_dont_know_share,
    ConditionKind.MEDIAN_AT_MOST: _read_median,
    ConditionKind.CLAIM_ABOVE_FACTS: _read_claim,
    ConditionKind.CAP_BINDS: _read_cap,
    ConditionKind.SIDES_APART: _read_sides,
    ConditionKind.SPLIT: _read_split,
    ConditionKind.PROBLEM_SHARE_BELOW: _read_problems,
}


def _with_limit(
    condition: Condition, table: Table, known: Known, bounds: tuple[float, float]
) -> Condition:
    """Read what a condition about answers needs besides: the limit, and one group at will."""
    group = _optional_group(table, known, condition.codes)
    return replace(condition, limit=table.number("limit", *bounds), group=group)


def _is_scored(item: Item) -> bool:
    return item.scored


def _is_asked(item: Item) -> bool:
    return item.is_perception


def _is_evidence(item: Item) -> bool:
    return item.is_evidence


def _is_text(item: Item) -> bool:
    return item.is_text


def _offers_dont_know(item: Item) -> bool:
    return item.is_perception and item.dont_know is not DontKnow.NONE


def _one_asked(table: Table, known: Known) -> tuple[str, ...]:
    return _one_item(table, known, _is_asked, "a scored item that people answer")


def _one_with_dont_know(table: Table, known: Known) -> tuple[str, ...]:
    return _one_item(table, known, _offers_dont_know, 'a scored item with a "don\'t know"')


def _one_item(
    table: Table, known: Known, fits: Callable[[Item], bool], expected: str
) -> tuple[str, ...]:
    code = table.reference("item", known.items, "a known item")
    if not code:
        return ()
    if not fits(known.items[code]):
        table.note("item", expected, code)
        return ()
    return (code,)


def _items(
    table: Table, key: str, known: Known, fits: Callable[[Item], bool], expected: str
) -> tuple[str, ...]:
    codes = table.codes(key, {code: code for code in known.items}, "item")
    for code in codes:
        if not fits(known.items[code]):
            table.note(key, expected, code)
    return tuple(code for code in codes if fits(known.items[code]))


def _optional_group(table: Table, known: Known, codes: tuple[str, ...]) -> str | None:
    return _group(table, known, codes) if table.has("group") else None


def _group(table: Table, known: Known, codes: tuple[str, ...]) -> str | None:
    """Read the one group looked at, which must be asked every item."""
    group = known.groups.get(table.reference("group", known.groups, "a known group"))
    if group is None:
        return None
    for code in codes:
        if group not in known.items[code].groups:
            table.note("group", f"a group that is asked {code}", group)
    return group
