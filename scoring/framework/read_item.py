"""Reading one item: each type has its own keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.framework.model import (
    CLIENT_TYPES,
    ELEMENTS,
    LEVELS,
    STAGES,
    Better,
    DontKnow,
    Item,
    ItemType,
    Part,
)
from scoring.framework.table import Table, listed

CODE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}")
CODE_WORDS = "a code of up to 16 letters and digits, a letter first"
PART_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
LARGEST = 1e12
EXEMPT = {kind: kind for kind in CLIENT_TYPES if kind != "both"}
DONT_KNOW = {
    ItemType.ANCHORED: (DontKnow.EXCLUDE, DontKnow.LOWEST),
    ItemType.CHOICE: (DontKnow.EXCLUDE, DontKnow.LOWEST),
    ItemType.AGREEMENT: (DontKnow.EXCLUDE,),
    ItemType.AGREEMENT_REVERSED: (DontKnow.EXCLUDE,),
    ItemType.NUMBER: (DontKnow.NONE, DontKnow.EXCLUDE),
    ItemType.TEXT: (DontKnow.NONE,),
}
RESPONDENT_TYPES = tuple(DONT_KNOW)
FACT_TYPES = (
    ItemType.EVIDENCE_4,
    ItemType.EVIDENCE_6,
    ItemType.NUMBER,
    ItemType.CHOICE,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an item may refer to, and where it stands."""

    groups: Mapping[str, str]
    scales: Mapping[str, str]
    dimension: str
    capability: str


@dataclass(slots=True)
class Body:
    """The keys that depend on the type."""

    scale: str | None = None
    anchors: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    unit: str | None = None
    better: Better | None = None
    limits: tuple[float, ...] = ()
    bands: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def read_item(table: Table, around: Surroundings) -> Item | None:
    """Read one item; None when its type is wrong, since the type decides what else belongs."""
    code = table.code("code", CODE, CODE_WORDS)
    title = table.text("title")
    question = table.text("question")
    help_text = table.text_or_none("help")
    groups, fact_owner = _read_who(table, around)
    kind = _read_type(table)
    if kind is None:
        return None
    scored = _read_scored(table, kind)
    dont_know = _read_dont_know(table, kind)
    body = (
        _read_fact_body(table, kind, scored)
        if table.has("fact_owner")
        else _read_asked(table, kind, around)
    )
    improvements: tuple[str, ...] = ()
    if scored or table.has("improvements"):
        improvements = table.texts("improvements", LEVELS - 1, "sentences")
    weight = table.number("weight", 0.01, 100.0, 1.0)
    exempt = table.codes("not_applicable_for", EXEMPT, "client type", ())
    table.finish()
    return Item(
        code=code,
        title=title,
        type=kind,
        question=question,
        capability=around.capability,
        dimension=around.dimension,
        help=help_text,
        groups=groups,
        fact_owner=fact_owner,
        dont_know=dont_know,
        scored=scored,
        weight=weight,
        scale=body.scale,
        anchors=body.anchors,
        improvements=improvements,
        elements=body.elements,
        unit=body.unit,
        better=body.better,
        limits=body.limits,
        bands=body.bands,
        options=body.options,
        parts=body.parts,
        not_applicable_for=exempt,
    )


def _read_who(table: Table, around: Surroundings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    asked, owned = table.has("groups"), table.has("fact_owner")
    if asked == owned:
        table.note("groups", "either groups or fact_owner", "both" if asked else None)
    groups = table.codes("groups", around.groups, "group") if asked else ()
    fact_owner = table.codes("fact_owner", around.groups, "group") if owned else ()
    return groups, fact_owner


def _read_type(table: Table) -> ItemType | None:
    types = FACT_TYPES if table.has("fact_owner") else RESPONDENT_TYPES
    written = table.choice("type", types)
    return ItemType(written) if table.value("type") == written else None


def _read_dont_know(table: Table, kind: ItemType) -> DontKnow:
    allowed = (DontKnow.NONE,) if table.has("fact_owner") else DONT_KNOW[kind]
    return DontKnow(table.choice("dont_know", allowed, allowed[0]))


def _read_scored(table: Table, kind: ItemType) -> bool:
    scored = table.flag("scored", kind is not ItemType.TEXT)
    if scored and kind is ItemType.TEXT:
        table.note("scored", "false, because a text has no score", scored)
    if scored and kind is ItemType.CHOICE and table.has("fact_owner"):
        table.note("scored", "false, because a fact with options has no score", scored)
    return scored


def _read_asked(table: Table, kind: ItemType, around: Surroundings) -> Body:
    body = Body()
    if kind in (ItemType.ANCHORED, ItemType.CHOICE):
        body.anchors = table.different_texts("anchors", LEVELS, "sentences")
    elif kind in (ItemType.AGREEMENT, ItemType.AGREEMENT_REVERSED):
        body.scale = table.choice("scale", around.scales or ("a name under scales",))
    elif kind is ItemType.NUMBER:
        body.anchors = table.different_texts("anchors", LEVELS, "labels")
        body.unit, body.better, body.limits = _read_limits(table)
    return body


def _read_fact_body(table: Table, kind: ItemType, scored: bool) -> Body:
    body = Body()
    if kind in ELEMENTS:
        body.elements = table.different_texts("elements", ELEMENTS[kind], "sentences")
    elif kind is ItemType.CHOICE:
        body.options = table.different_texts("options", STAGES, "sentences")
    elif scored:
        body.unit, body.better, body.limits = _read_limits(table)
        body.bands = table.different_texts("bands", LEVELS, "labels")
    else:
        body.parts = tuple(_read_part(part) for part in table.tables("parts", 1, 10))
        for position, part in enumerate(body.parts):
            if part.name and part.name in [other.name for other in body.parts[:position]]:
                table.note(f"parts[{position}].name", "a name used once", part.name)
    return body


def _read_part(table: Table) -> Part:
    part = Part(
        table.code("name", PART_NAME, "a name of small letters"),
        table.text("label"),
        table.text("unit"),
    )
    table.finish()
    return part


def _read_limits(table: Table) -> tuple[str, Better, tuple[float, ...]]:
    unit = table.text("unit")
    better = Better(table.choice("better", tuple(Better)))
    limits = table.numbers("limits", LEVELS - 1, -LARGEST, LARGEST)
    ordered = sorted(set(limits), reverse=better is Better.LOWER)
    if limits and list(limits) != ordered:
        words = "falling" if better is Better.LOWER else "rising"
        table.note("limits", f"{words} numbers", listed(limits))
    return unit, better, limits
