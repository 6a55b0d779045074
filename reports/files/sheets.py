"""The sheets of the Excel file as values: what a release shows, row by row.

A number is the release's own. None is a number that is not shown, said in words; an empty text
is a place where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.document.parts import ActionList, Cell, Document, Presence
from reports.material import Material
from reports.story.agreement import label_word
from reports.story.changes import change_word, fact_value
from reports.story.gap_labels import gap_word
from reports.story.gates import gate_lines
from reports.story.hierarchy import lower_name, upper_name
from scoring.change.released import ReleasedChange
from scoring.release.parts import Limits, ReleasedCapability, ReleasedDimension, ReleasedOverall

LEVELS = (1, 2, 3, 4, 5)
# Exhibits whose tables are sheets as they are.
FROM_EXHIBITS = ("priorities", "decay", "verdict_probabilities", "response")
Value = str | float | int | None


class Kind(StrEnum):
    """What a column holds, for its format and width."""

    CODE = "code"
    NAME = "name"
    TEXT = "text"
    SCORE = "score"
    CHANGE = "change"
    WHOLE = "whole"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a sheet."""

    title: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table; `note` says what its numbers are."""

    name: str
    note: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets_of(document: Document, material: Material) -> Iterator[Sheet]:
    """Yield the sheets with numbers; one without anything to show is left out."""
    found = (
        _scores(material),
        _by_group(material),
        _items(material),
        _gaps(material),
        _gates(material),
        _actions(document),
        *(_exhibit(document, name) for name in FROM_EXHIBITS),
        _change(material),
    )
    yield from (sheet for sheet in found if sheet is not None and sheet.rows)


def _scores(material: Material) -> Sheet:
    release, wording = material.release, material.wording
    heads = (
        Head(_("Part"), Kind.TEXT), Head(_("Code"), Kind.CODE), Head(_("Name"), Kind.NAME),
        Head(_("Score"), Kind.SCORE), Head(_("From"), Kind.SCORE), Head(_("To"), Kind.SCORE),
        Head(_("Index"), Kind.WHOLE), Head(_("Target"), Kind.SCORE), Head(_("Level"), Kind.TEXT),
        Head(_("What people say"), Kind.SCORE), Head(_("Proof on paper"), Kind.SCORE),
        Head(_("Held down"), Kind.TEXT), Head(_("View"), Kind.TEXT),
    )  # fmt: skip
    overall = _("Overall")
    rows: list[tuple[Value, ...]] = [
        (overall, "", overall, *_score(release.overall), *_level(material, release.overall)),
        *(
            (
                _("Dimension"), part.code, wording.dimension(part.code),
                *_score(part), *_level(material, part),
            )
            for part in release.dimensions
        ),
    ]  # fmt: skip
    for part in release.capabilities:
        if part.applies:
            held = _("held down by the proof on paper") if part.cap_binds else ""
            rows.append(
                (
                    _("Capability"), part.code, wording.capability(part.code), *_score(part), "",
                    _or_blank(part.perception), _or_blank(part.evidence), held,
                    label_word(part.agreement),
                )
            )  # fmt: skip
    note = _("Levels from 1 to 5, the index from 0 to 100. From and to are the interval.")
    return Sheet(_("Scores"), note, heads, tuple(rows))


def _score(part: ReleasedOverall | ReleasedDimension | ReleasedCapability) -> tuple[Value, ...]:
    return (part.score, *_limits(part.interval), _or_blank(part.index), part.target)


def _level(material: Material, part: ReleasedOverall | ReleasedDimension) -> tuple[Value, ...]:
    level = "" if part.level is None else material.wording.level(part.level)
    return (level, "", "", "", "")


def _limits(limits: Limits | None) -> tuple[Value, Value]:
    return ("", "") if limits is None else (limits.low, limits.high)


def _or_blank(value: float | int | None) -> Value:
    return "" if value is None else value


def _by_group(material: Material) -> Sheet:
    wording = material.wording
    counts = (Head(_("Answers"), Kind.WHOLE),) if material.shows_people else ()
    heads = (
        Head(_("Code"), Kind.CODE), Head(_("Capability"), Kind.NAME), Head(_("Group"), Kind.TEXT),
        Head(_("Average"), Kind.SCORE), Head(_("About level"), Kind.WHOLE),
        Head(_("From"), Kind.SCORE), Head(_("To"), Kind.SCORE), *counts,
        Head(_("View"), Kind.TEXT),
    )  # fmt: skip
    rows = tuple(
        (
            cell.capability, wording.capability(cell.capability), wording.group(cell.group),
            "" if cell.about is not None else cell.mean,
            _or_blank(cell.about), *_limits(cell.interval),
            *((_or_blank(cell.n),) if counts else ()), label_word(cell.agreement),
        )
        for cell in material.release.cells
        if wording.is_asked(cell.group, cell.capability)
    )  # fmt: skip
    note = _("Each group's average per capability. A small group that said the same is a level.")
    return Sheet(_("By group"), note, heads, rows)


def _items(material: Material) -> Sheet:
    release, wording = material.release, material.wording
    people = material.shows_people
    counts = tuple(Head(_("Level %(level)s") % {"level": each}, Kind.WHOLE) for each in LEVELS)
    heads = (
        Head(_("Code"), Kind.CODE), Head(_("Question"), Kind.NAME),
        Head(_("Capability"), Kind.TEXT), Head(_("Kind"), Kind.TEXT), Head(_("Group"), Kind.TEXT),
        Head(_("Score"), Kind.SCORE), Head(_("About level"), Kind.WHOLE),
        Head(_("From"), Kind.SCORE), Head(_("To"), Kind.SCORE), Head(_("Don't know"), Kind.SHARE),
        Head(_("View"), Kind.TEXT),
        *((Head(_("Answers"), Kind.WHOLE), *counts) if people else ()),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    no_counts: tuple[Value, ...] = ("",) * (1 + len(LEVELS)) if people else ()
    for item in release.items:
        names = (item.code, wording.item(item.code), wording.capability(item.capability))
        kind = (
            pgettext("kind of item", "fact")
            if item.is_fact
            else pgettext("kind of item", "question")
        )
        rows.append(
            (
                *names, kind, _("Everybody"), item.score, "", *_limits(item.interval),
                "", label_word(item.agreement), *no_counts,
            )
        )  # fmt: skip
        for cell in item.cells:
            shown: tuple[Value, ...] = cell.counts or ("",) * len(LEVELS)
            rows.append(
                (
                    *names, kind, wording.group(cell.group),
                    "" if cell.about is not None else cell.mean,
                    _or_blank(cell.about), "", "", _or_blank(cell.dont_know_share),
                    label_word(cell.agreement), *((_or_blank(cell.n), *shown) if people else ()),
                )
            )  # fmt: skip
    note = _("Questions and facts over all groups and by group. Counts are given from 8 people on.")
    return Sheet(_("Items"), note, heads, tuple(rows))


def _gaps(material: Material) -> Sheet:
    release, wording = material.release, material.wording
    heads = (
        Head(_("Code"), Kind.CODE), Head(_("Capability"), Kind.NAME),
        Head(_("One side"), Kind.TEXT), Head(_("Its average"), Kind.SCORE),
        Head(_("Other side"), Kind.TEXT), Head(_("Other average"), Kind.SCORE),
        Head(_("Distance"), Kind.CHANGE), Head(_("From"), Kind.CHANGE), Head(_("To"), Kind.CHANGE),
        Head(_("What it amounts to"), Kind.TEXT),
    )  # fmt: skip
    sides: list[tuple[Value, ...]] = [
        (
            gap.capability, wording.capability(gap.capability), _("IT"), gap.it, _("Business"),
            gap.business, gap.gap, *_limits(gap.interval), gap_word(gap.label),
        )
        for gap in release.gaps
    ]  # fmt: skip
    ranks: list[tuple[Value, ...]] = [
        (
            gap.capability, wording.capability(gap.capability), upper_name(gap, wording), gap.upper,
            lower_name(gap, wording), gap.lower, gap.gap, *_limits(gap.interval),
            gap_word(gap.label),
        )
        for gap in release.hierarchy_gaps
    ]  # fmt: skip
    note = _("Averages of the questions both were asked; the distance is one side minus the other.")
    return Sheet(_("Gaps"), note, heads, (*sides, *ranks))


def _gates(material: Material) -> Sheet:
    release, wording = material.release, material.wording
    heads = (
        Head(_("Code"), Kind.CODE), Head(_("Gate"), Kind.NAME), Head(_("State"), Kind.TEXT),
        Head(_("Value"), Kind.SCORE), Head(_("Needed for a pilot"), Kind.SCORE),
        Head(_("Needed to proceed"), Kind.SCORE), Head(_("What it says"), Kind.NAME),
    )  # fmt: skip
    rows = tuple(
        (
            gate.code, wording.gate(gate.code), line.word,
            gate.value if gate.value is not None or line.state == "hidden" else "",
            gate.pilot, gate.proceed, line.sentence,
        )
        for gate, line in zip(release.gates, gate_lines(release, wording), strict=True)
    )  # fmt: skip
    return Sheet(_("Gates"), _("A gate is something no average can make up for."), heads, rows)


def _actions(document: Document) -> Sheet:
    heads = (
        Head(_("Dimension"), Kind.TEXT), Head(_("Capability"), Kind.TEXT),
        Head(_("What to do"), Kind.NAME), Head(_("Who"), Kind.TEXT), Head(_("Effort"), Kind.TEXT),
        Head(_("When"), Kind.TEXT), Head(_("Proof that it is done"), Kind.NAME),
        Head(_("Where it stands"), Kind.NAME), Head(_("Why"), Kind.NAME),
    )  # fmt: skip
    lines = dict.fromkeys(line for actions in _action_lists(document) for line in actions.actions)
    rows = tuple(
        (
            line.dimension, line.capability, line.what, line.owner,
            line.effort_words or line.effort, line.when, line.evidence, line.stands, line.why,
        )
        for line in lines
    )  # fmt: skip
    return Sheet(_("Actions"), _("In the order in which to begin."), heads, rows)


def _action_lists(document: Document) -> Iterator[ActionList]:
    if document.summary.actions is not None:
        yield document.summary.actions
    for chapter in document.chapters:
        yield from (block for block in chapter.blocks if isinstance(block, ActionList))


def _exhibit(document: Document, name: str) -> Sheet | None:
    """Return the table of an exhibit as a sheet, its notes beside the numbers left out."""
    exhibit = next((part for part in document.exhibits if part.name == name), None)
    if exhibit is None:
        return None
    rows = [row for row in exhibit.table.rows if not row.is_heading]
    heads = tuple(
        Head(column.title, _kind([row.cells[number] for row in rows]))
        for number, column in enumerate(exhibit.table.columns)
    )
    values = tuple(tuple(map(_value, row.cells)) for row in rows)
    return Sheet(exhibit.table.caption, exhibit.basis, heads, values)


def _value(cell: Cell) -> Value:
    if cell.value is not None:
        return cell.value
    return None if cell.presence is Presence.HIDDEN and not cell.text.strip("–") else cell.text


def _kind(cells: list[Cell]) -> Kind:
    shown = [cell for cell in cells if cell.value is not None]
    if not shown:
        return Kind.NAME
    if all("%" in cell.text for cell in shown):
        return Kind.SHARE
    return Kind.WHOLE if all(isinstance(cell.value, int) for cell in shown) else Kind.SCORE


def _change(material: Material) -> Sheet:
    change, wording = material.change, material.wording
    heads = (
        Head(_("Part"), Kind.TEXT), Head(_("Code"), Kind.CODE), Head(_("Name"), Kind.NAME),
        Head(_("Before"), Kind.SCORE), Head(_("Now"), Kind.SCORE), Head(_("Change"), Kind.CHANGE),
        Head(_("From"), Kind.CHANGE), Head(_("To"), Kind.CHANGE),
        Head(_("Least change that counts"), Kind.SCORE), Head(_("What it amounts to"), Kind.TEXT),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    if change is not None:
        overall = [] if change.overall is None else [change.overall]
        rows += _moved(_("Overall"), overall, lambda _code: _("Overall"))
        rows += _moved(_("Dimension"), change.dimensions, wording.dimension)
        rows += _moved(_("Capability"), change.capabilities, wording.capability)
        rows += _moved(_("Question"), change.items, wording.item)
        rows += [
            (
                pgettext("kind of item", "fact"), fact.code, wording.item(fact.code),
                fact_value(wording.framework.item(fact.code), fact.before),
                fact_value(wording.framework.item(fact.code), fact.after), "", "", "", "", "",
            )
            for fact in change.facts
        ]  # fmt: skip
    note = _("Like for like: the same questions and groups in both rounds.")
    return Sheet(_("Change"), note, heads, tuple(rows))


def _moved(
    part: str, changes: Iterable[ReleasedChange], name: Callable[[str], str]
) -> list[tuple[Value, ...]]:
    return [
        (
            part, each.code or "", name(each.code or ""), each.before, each.after, each.change,
            *_limits(each.interval), each.mdc, change_word(each.label),
        )
        for each in changes
    ]  # fmt: skip
