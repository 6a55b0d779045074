"""Reading a whole framework from plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scoring.framework.model import (
    LEVELS,
    Capability,
    Dimension,
    Group,
    Item,
    Level,
    Quorum,
    Scale,
    Side,
    Sides,
)
from scoring.framework.problems import Problems
from scoring.framework.read_comparisons import read_comparisons
from scoring.framework.read_conditions import Known
from scoring.framework.read_decay import read_decay
from scoring.framework.read_findings import read_findings
from scoring.framework.read_item import CODE, CODE_WORDS, EXEMPT, Surroundings, read_item
from scoring.framework.read_priorities import read_priorities
from scoring.framework.read_rules import (
    read_gates,
    read_pilot,
    read_scoring,
    read_technology,
    read_verdict,
)
from scoring.framework.read_statistics import read_statistics
from scoring.framework.references import check_item_codes, check_reachable, check_sides
from scoring.framework.table import Table
from scoring.framework.version import Framework

SCHEMA = 1
SLUG = re.compile(r"[a-z][a-z0-9-]{0,49}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
GROUP_CODE = re.compile(r"[a-z][a-z0-9_-]{0,31}")
SHORT_CODE = re.compile(r"[A-Z]")
SCALE_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
MOST_GROUPS = 100
MOST_PARTS = 50


def read_framework(spec: object, source: str) -> Framework:
    """Read plain data of schema 1.

    Raises
    ------
    FrameworkError
        With every problem found, each at its path.
    """
    problems = Problems(source)
    top = Table(spec, "", problems)
    if top.broken:
        problems.raise_if_any()
    top.whole("schema", SCHEMA, SCHEMA)
    slug = top.code("slug", SLUG, "small letters, digits and hyphens")
    version = top.whole("version", 1, 1_000_000)
    title, summary = top.text("title"), top.text("summary")
    language = top.code("language", LANGUAGE, "a language code such as en")
    levels = tuple(_read_level(table) for table in top.tables("levels", LEVELS, LEVELS))
    scales = _read_scales(top)
    groups = _read_groups(top)
    scoring = read_scoring(top)
    dimensions = _read_dimensions(top, groups, scales)
    check_item_codes(dimensions, problems)
    check_reachable(dimensions, scoring, problems)
    check_sides(dimensions, groups, problems)
    items = {i.code: i for d in dimensions for c in d.capabilities for i in c.items if i.code}
    gates = read_gates(top, dimensions, items, _group_references(groups))
    technology = read_technology(top, items)
    pilot = read_pilot(top, items)
    verdict = read_verdict(top, dimensions, gates, technology)
    statistics = read_statistics(top)
    references = _group_references(groups)
    capabilities = {part.code: part for d in dimensions for part in d.capabilities if part.code}
    hierarchy, sides_rule = read_comparisons(top, groups, references, capabilities)
    priorities = read_priorities(top, capabilities)
    decay = read_decay(top, items)
    known = Known(
        items=items,
        capabilities=capabilities,
        dimensions=[dimension.code for dimension in dimensions],
        gates=[gate.code for gate in gates],
        groups=references,
        compared=sides_rule.capabilities if sides_rule else (),
        has_stages=technology is not None,
    )
    findings = read_findings(top, known)
    top.finish()
    problems.raise_if_any()
    return Framework(
        slug=slug,
        version=version,
        title=title,
        summary=summary,
        language=language,
        levels=levels,
        scales=scales,
        groups=groups,
        scoring=scoring,
        dimensions=dimensions,
        gates=gates,
        technology=technology,
        pilot=pilot,
        verdict=verdict,
        statistics=statistics,
        hierarchy=hierarchy,
        sides_rule=sides_rule,
        priorities=priorities,
        decay=decay,
        findings=findings,
    )


def _read_level(table: Table) -> Level:
    level = Level(table.text("name"), table.text("meaning"))
    table.finish()
    return level


def _read_scales(top: Table) -> tuple[Scale, ...]:
    if not top.has("scales"):
        return ()
    table = top.table("scales")
    scales = []
    for name in sorted(table.names):
        if not SCALE_NAME.fullmatch(name):
            table.note(name, "a name of small letters", name)
        scales.append(Scale(name, table.different_texts(name, LEVELS, "labels")))
    return tuple(scales)


def _read_groups(top: Table) -> tuple[Group, ...]:
    groups: list[Group] = []
    for table in top.tables("groups", 1, MOST_GROUPS):
        group = _read_group(table)
        for key, value in (("code", group.code), ("short", group.short)):
            if value and value in [getattr(other, key) for other in groups]:
                table.note(key, "a code used once", value)
        groups.append(group)
    return tuple(groups)


def _read_group(table: Table) -> Group:
    short = table.code("short", SHORT_CODE, "one capital letter") if table.has("short") else None
    group = Group(
        code=table.code("code", GROUP_CODE, "small letters, digits, hyphens, a letter first"),
        title=table.text("title"),
        short=short,
        choice=table.text_or_none("choice"),
        side=Side(table.choice("side", tuple(Side))) if table.has("side") else None,
        quorum=_read_quorum(table.table("quorum")) if table.has("quorum") else None,
    )
    table.finish()
    return group


def _read_quorum(table: Table) -> Quorum:
    quorum = Quorum(table.whole("people", 1, 100_000), table.number("share", 0.0, 1.0))
    table.finish()
    return quorum


def _group_references(groups: tuple[Group, ...]) -> dict[str, str]:
    """What may be written for a group, and the code it means, in the order of the groups."""
    written = {group.code: group.code for group in groups}
    written.update({group.short: group.code for group in groups if group.short})
    return written


def _read_dimensions(
    top: Table, groups: tuple[Group, ...], scales: tuple[Scale, ...]
) -> tuple[Dimension, ...]:
    references = _group_references(groups)
    scale_names = {scale.code: scale.code for scale in scales}
    dimensions: list[Dimension] = []
    capability_codes: list[str] = []
    for table in top.tables("dimensions", 1, MOST_PARTS):
        code = table.code("code", CODE, CODE_WORDS)
        if code and code in [other.code for other in dimensions]:
            table.note("code", "a code used once", code)
        title, question = table.text("title"), table.text("question")
        sides = _read_sides(table.table("sides")) if table.has("sides") else None
        capabilities = []
        for part in table.tables("capabilities", 1, MOST_PARTS):
            capability = _read_capability(part, references, scale_names, code)
            if capability.code and capability.code in capability_codes:
                part.note("code", "a code used once", capability.code)
            capability_codes.append(capability.code)
            capabilities.append(capability)
        table.finish()
        dimensions.append(Dimension(code, title, question, tuple(capabilities), sides))
    return tuple(dimensions)


def _read_sides(table: Table) -> Sides:
    sides = Sides(table.number("business", 0.0, 1.0), table.number("it", 0.0, 1.0))
    if not table.broken and abs(sides.business + sides.it - 1.0) > 1e-9:
        table.note("it", "two shares that add up to 1", sides.business + sides.it)
    table.finish()
    return sides


def _read_capability(
    table: Table, groups: Mapping[str, str], scales: Mapping[str, str], dimension: str
) -> Capability:
    code = table.code("code", CODE, CODE_WORDS)
    title, summary = table.text("title"), table.text("summary")
    exempt = table.codes("not_applicable_for", EXEMPT, "client type", ())
    around = Surroundings(groups, scales, dimension, code)
    parts = table.tables("items", 1, MOST_PARTS)
    items: list[Item] = [item for part in parts if (item := read_item(part, around))]
    if len(items) == len(parts) > 0 and not any(item.scored for item in items):
        table.note("items", "at least one scored item", None)
    table.finish()
    return Capability(code, title, summary, tuple(items), exempt)
