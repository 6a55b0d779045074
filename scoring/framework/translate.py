"""A framework version in another language: its texts, laid over it by their codes.

A published version never changes, so a translation is a file beside it. It holds texts and
nothing else: what is asked of whom, how it is scored, and by what an answer is known to be
comparable stay those of the version itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from scoring.framework.model import Capability, Dimension, Item, Level, Scale
from scoring.framework.problems import Problems
from scoring.framework.read_framework import LANGUAGE
from scoring.framework.table import Table
from scoring.framework.version import Framework

SCHEMA = 1
# A sign that is the same in every language, and by which a percentage is known.
PER_CENT = "%"

LEVEL = ("name", "meaning")
GROUP = ("title", "choice")
DIMENSION = ("title", "question")
CAPABILITY = ("title", "summary")
ITEM = (
    *("title", "question", "help", "anchors", "improvements"),
    *("elements", "bands", "options", "unit"),
)
PART = ("label", "unit")
GATE = ("title", "passed", "failed")
FINDING = ("title",)


@dataclass(frozen=True, slots=True)
class Translation:
    """A version in another language, and the places of texts that stayed in its own."""

    framework: Framework
    missing: tuple[str, ...]


def translate(base: Framework, spec: object, source: str) -> Translation:
    """Lay the texts of a translation over a framework version.

    A text that is missing stays as it is in `base` and is named in the result.

    Raises
    ------
    FrameworkError
        For another version, a code or key that `base` does not have, a list of another length,
        the same text twice in one list.
    """
    reading = _Reading(Problems(source))
    top = Table(spec, "", reading.problems)
    top.whole("schema", SCHEMA, SCHEMA)
    for key, expected in (("slug", base.slug), ("version", base.version)):
        if top.value(key) != expected:
            top.note(key, str(expected), top.value(key))
    language = top.code("language", LANGUAGE, "a language code such as de")
    framework = replace(
        reading.texts(base, top, ("title", "summary")),
        language=language,
        levels=_levels(reading, base, top),
        scales=_scales(reading, base, top),
        groups=reading.coded(base.groups, top, "groups", GROUP),
        dimensions=_dimensions(reading, base, top),
        gates=reading.coded(base.gates, top, "gates", GATE),
        findings=reading.coded(base.findings, top, "findings", FINDING) if base.findings else None,
        original=base,
    )
    top.finish()
    reading.problems.raise_if_any()
    return Translation(framework, tuple(reading.missing))


Part = TypeVar("Part", bound=Any)


class _Reading:
    """Lays texts over parts, and remembers which are missing and which are wrong."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.missing: list[str] = []

    def texts(self, part: Part, table: Table, keys: Iterable[str]) -> Part:
        """Return a part with the texts of a table under those of its keys that it uses."""
        found: dict[str, object] = {}
        for key in keys:
            value = getattr(part, key)
            if not value or value == PER_CENT:
                continue
            if not table.has(key):
                self.missing.append(table.at(key))
            elif isinstance(value, str):
                found[key] = table.text(key)
            else:
                found[key] = table.different_texts(key, len(value), "texts")
        changed: Part = replace(part, **found)
        return changed

    def coded(
        self,
        parts: tuple[Part, ...],
        top: Table,
        section: str,
        keys: Iterable[str],
        deeper: Callable[[Part, Table], Part] | None = None,
    ) -> tuple[Part, ...]:
        """Return parts with the texts that stand under their codes in a section."""
        table = self.section(top, section)
        changed = []
        for part in parts:
            below = self.section(table, part.code)
            translated = self.texts(part, below, keys)
            changed.append(deeper(translated, below) if deeper else translated)
            below.finish()
        table.finish()
        return tuple(changed)

    def section(self, table: Table, key: str) -> Table:
        """Return the mapping under a key; where it is missing, one in which all is missing."""
        if table.has(key):
            return table.table(key)
        return Table({}, table.at(key), self.problems)


def _levels(reading: _Reading, base: Framework, top: Table) -> tuple[Level, ...]:
    if not top.has("levels"):
        reading.missing.append("levels")
        return base.levels
    tables = top.tables("levels", len(base.levels), len(base.levels))
    levels = []
    for level, table in zip(base.levels, tables, strict=False):
        levels.append(reading.texts(level, table, LEVEL))
        table.finish()
    return tuple(levels)


def _scales(reading: _Reading, base: Framework, top: Table) -> tuple[Scale, ...]:
    table = reading.section(top, "scales")
    scales = []
    for scale in base.scales:
        labels = scale.labels
        if table.has(scale.code):
            labels = table.different_texts(scale.code, len(labels), "labels")
        else:
            reading.missing.append(table.at(scale.code))
        scales.append(replace(scale, labels=labels))
    table.finish()
    return tuple(scales)


def _dimensions(reading: _Reading, base: Framework, top: Table) -> tuple[Dimension, ...]:
    items: Mapping[str, Item] = _by_code(
        reading.coded(base.items, top, "items", ITEM, lambda i, t: _with_parts(reading, i, t))
    )
    capabilities: Mapping[str, Capability] = _by_code(
        reading.coded(base.capabilities, top, "capabilities", CAPABILITY)
    )
    return tuple(
        replace(
            dimension,
            capabilities=tuple(
                replace(
                    capabilities[part.code], items=tuple(items[item.code] for item in part.items)
                )
                for part in dimension.capabilities
            ),
        )
        for dimension in reading.coded(base.dimensions, top, "dimensions", DIMENSION)
    )


def _with_parts(reading: _Reading, item: Item, table: Table) -> Item:
    if not item.parts:
        return item
    below = reading.section(table, "parts")
    parts = []
    for part in item.parts:
        words = reading.section(below, part.name)
        parts.append(reading.texts(part, words, PART))
        words.finish()
    below.finish()
    return replace(item, parts=tuple(parts))


def _by_code(parts: Iterable[Part]) -> dict[str, Part]:
    return {part.code: part for part in parts}
