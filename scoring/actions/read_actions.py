"""Reading a library of actions from plain data, against the framework it belongs to."""

from __future__ import annotations

import re
from itertools import pairwise

from scoring.actions.model import Action, ActionLibrary, Band, Effort, EffortRule
from scoring.framework.model import LEVELS, Capability
from scoring.framework.problems import Problems
from scoring.framework.read_framework import LANGUAGE
from scoring.framework.table import Table
from scoring.framework.version import Framework

SCHEMA = 1
BAND = re.compile(r"[a-z][a-z0-9_]{0,31}")
MOST_BANDS = 8
LONGEST = 104
MOST_LOAD = 100
# method.md 3.12: execution takes time.
MOST_RISE = 1.0


def read_actions(spec: object, source: str, framework: Framework) -> ActionLibrary:
    """Read plain data of schema 1.

    Raises
    ------
    FrameworkError
        With every problem found, each at its path.
    """
    problems = Problems(source)
    top = Table(spec, "", problems)
    language = read_heading(top, framework)
    bands = _read_bands(top)
    efforts = _read_efforts(top.table("efforts"))
    heaviest = max(rule.load for rule in efforts.values())
    quarter_load = top.whole("quarter_load", heaviest, MOST_LOAD)
    actions = _read_all(top.table("actions"), framework, bands)
    top.finish()
    problems.raise_if_any()
    return ActionLibrary(
        framework.slug, framework.version, language, bands, efforts, quarter_load, actions
    )


def read_heading(top: Table, framework: Framework) -> str:
    """Read what a file is about, and return its language; note another framework's file."""
    top.whole("schema", SCHEMA, SCHEMA)
    top.choice("framework", (framework.slug,))
    top.whole("version", framework.version, framework.version)
    return top.code("language", LANGUAGE, "a language code such as en")


def _read_bands(top: Table) -> tuple[Band, ...]:
    tables = top.tables("bands", 1, MOST_BANDS)
    bands: list[Band] = []
    for table in tables:
        code = table.code("code", BAND, "small letters, digits and underscores")
        if code and code in [band.code for band in bands]:
            table.note("code", "a code used once", code)
        is_last = table is tables[-1]
        bands.append(Band(code, None if is_last else table.number("below", 1.0, float(LEVELS))))
        table.finish()
    for table, (lower, upper) in zip(tables[1:], pairwise(bands), strict=False):
        if lower.below is not None and upper.below is not None and upper.below <= lower.below:
            table.note("below", f"more than {lower.below:g}", upper.below)
    return tuple(bands)


def _read_efforts(top: Table) -> dict[Effort, EffortRule]:
    efforts = {}
    for effort in Effort:
        table = top.table(effort)
        efforts[effort] = EffortRule(
            weeks=table.whole("weeks", 1, LONGEST),
            rise=table.number("rise", 0.0, MOST_RISE),
            load=table.whole("load", 1, MOST_LOAD),
        )
        table.finish()
    top.finish()
    return efforts


def _read_all(
    top: Table, framework: Framework, bands: tuple[Band, ...]
) -> dict[tuple[str, str], Action]:
    actions = {}
    for capability in framework.capabilities:
        table = top.table(capability.code)
        for band in bands:
            if band.code:
                action = _read_action(table.table(band.code), framework, capability, band)
                actions[capability.code, band.code] = action
        table.finish()
    top.finish()
    return actions


def _read_action(table: Table, framework: Framework, part: Capability, band: Band) -> Action:
    evidence, elements = _read_evidence(table, part)
    action = Action(
        capability=part.code,
        band=band.code,
        what=table.text("what"),
        group=table.choice("group", [group.code for group in framework.groups]),
        role=table.text("role"),
        effort=Effort(table.choice("effort", tuple(Effort))),
        proof=table.text("proof"),
        evidence=evidence,
        elements=elements,
    )
    table.finish()
    return action


def _read_evidence(action: Table, part: Capability) -> tuple[str | None, tuple[int, ...]]:
    if not action.has("evidence"):
        return None, ()
    table = action.table("evidence")
    facts = {item.code: len(item.elements) for item in part.items if item.is_fact}
    code = table.reference("item", facts, f"a fact of {part.code}")
    elements: tuple[int, ...] = ()
    if table.has("elements") and code:
        elements = table.whole_numbers("elements", 1, facts[code])
    table.finish()
    return code or None, elements
