"""Everything a release shows as one long table in CSV: a number a row, for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.spreadsheet_cells import safe_row
from reports.files.tables import MARK
from reports.material import Material
from reports.story.absence import absence_note
from reports.story.workshop import most_chosen
from scoring.release.live import LiveRelease
from scoring.release.parts import (
    Limits,
    ReleasedCapability,
    ReleasedDimension,
    ReleasedItem,
    ReleasedOverall,
)

COLUMNS = ("what", "code", "title", "group", "measure", "value", "n", "remark")


@dataclass(frozen=True, slots=True)
class Reading:
    """One number; `value` is None where it is not shown. `n` people stand behind it.

    `absence` says why there is none, where that is not few answers.
    """

    what: str
    code: str
    title: str
    group: str
    measure: str
    value: float | int | None
    n: int | None = None
    absence: str = ""


def csv_of_release(material: Material) -> bytes:
    """Return the numbers as CSV (RFC 4180) in UTF-8 with a mark that spreadsheets know.

    Codes and measures are English words that never change, titles and groups are in the
    report's language.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for reading in readings(material):
        n = reading.n if material.shows_people else None
        writer.writerow(
            safe_row(
                [
                    reading.what, reading.code, reading.title, reading.group, reading.measure,
                    "" if reading.value is None else reading.value, "" if n is None else n,
                    _remark(reading),
                ]
            )
        )  # fmt: skip
    return (MARK + text.getvalue()).encode()


def _remark(reading: Reading) -> str:
    if reading.value is not None:
        return ""
    return reading.absence or _("too few answers to show")


def readings(material: Material) -> Iterator[Reading]:
    """Yield every number in the order of the release."""
    wording, release = material.wording, material.release
    either = _("not scored, or too few answers to show")
    yield from _scores("overall", "", _("Overall"), release.overall, either)
    for dimension in release.dimensions:
        title, absence = wording.dimension(dimension.code), absence_note(release, dimension)
        yield from _scores("dimension", dimension.code, title, dimension, absence)
    for part in release.capabilities:
        if part.applies:
            title = wording.capability(part.code)
            yield from _scores("capability", part.code, title, part, either)
            yield from _given("capability", part.code, title, "perception", part.perception)
            yield from _given("capability", part.code, title, "evidence", part.evidence)
    yield from _cells(material)
    for item in release.items:
        yield from _item(material, item)
    yield from _gaps(material)
    for gate in release.gates:
        title = wording.gate(gate.code)
        yield from _given("gate", gate.code, title, "value", gate.value)
        yield Reading("gate", gate.code, title, "", "needed for a pilot", gate.pilot)
        yield Reading("gate", gate.code, title, "", "needed to proceed", gate.proceed)
    yield from _change(material)
    yield from _workshops(material)


def _scores(
    what: str,
    code: str,
    title: str,
    part: ReleasedOverall | ReleasedDimension | ReleasedCapability,
    absence: str,
) -> Iterator[Reading]:
    yield Reading(what, code, title, "", "score", part.score, absence=absence)
    yield from _limits(what, code, title, "", part.interval)
    yield from _given(what, code, title, "index", part.index)
    yield Reading(what, code, title, "", "target", part.target)
    if not isinstance(part, ReleasedCapability):
        yield from _given(what, code, title, "level", part.level)


def _cells(material: Material) -> Iterator[Reading]:
    wording = material.wording
    for cell in material.release.cells:
        if not wording.is_asked(cell.group, cell.capability):
            continue
        title, group = wording.capability(cell.capability), wording.group(cell.group)
        measure = "score" if cell.about is None else "about level"
        value = cell.mean if cell.about is None else cell.about
        yield Reading("capability", cell.capability, title, group, measure, value, cell.n)
        yield from _limits("capability", cell.capability, title, group, cell.interval)


def _item(material: Material, item: ReleasedItem) -> Iterator[Reading]:
    what, title = "fact" if item.is_fact else "item", material.wording.item(item.code)
    absence = _("not entered") if item.is_fact else ""
    yield Reading(what, item.code, title, "", "score", item.score, absence=absence)
    yield from _limits(what, item.code, title, "", item.interval)
    for cell in item.cells:
        if cell.group in material.wording.absent:
            continue
        group = material.wording.group(cell.group)
        measure = "score" if cell.about is None else "about level"
        value = cell.mean if cell.about is None else cell.about
        yield Reading(what, item.code, title, group, measure, value, cell.n)
        if cell.dont_know_share is not None:
            yield Reading(what, item.code, title, group, "don't know", cell.dont_know_share)
        if material.shows_people:
            for level, count in enumerate(cell.counts, start=1):
                yield Reading(what, item.code, title, group, f"count of level {level}", count)


def _gaps(material: Material) -> Iterator[Reading]:
    release, wording = material.release, material.wording
    for gap in release.gaps:
        title = wording.capability(gap.capability)
        for measure, value in (
            ("business", gap.business),
            ("it", gap.it),
            ("it minus business", gap.gap),
        ):
            yield Reading("gap", gap.capability, title, "", measure, value)
        yield from _limits("gap", gap.capability, title, "", gap.interval)
    for rank in release.hierarchy_gaps:
        title = wording.capability(rank.capability)
        for measure, value in (
            ("upper", rank.upper),
            ("lower", rank.lower),
            ("upper minus lower", rank.gap),
        ):
            yield Reading("hierarchy gap", rank.capability, title, "", measure, value)
        yield from _limits("hierarchy gap", rank.capability, title, "", rank.interval)


def _change(material: Material) -> Iterator[Reading]:
    change, wording = material.change, material.wording
    if change is None:
        return
    named = [
        *([("overall", _("Overall"), change.overall)] if change.overall else []),
        *(("dimension", wording.dimension(part.code or ""), part) for part in change.dimensions),
        *(
            ("capability", wording.capability(part.code or ""), part)
            for part in change.capabilities
        ),
        *(("item", wording.item(part.code or ""), part) for part in change.items),
    ]
    for what, title, part in named:
        code = part.code or ""
        for measure, value in (
            ("before", part.before), ("after", part.after), ("change", part.change),
            ("least change that counts", part.mdc),
        ):  # fmt: skip
            yield Reading(f"change of {what}", code, title, "", measure, value)


def _workshops(material: Material) -> Iterator[Reading]:
    """Yield what rooms saw of votes, as levels, and what they agreed on."""
    what = "workshop"
    for workshop in material.workshops:
        for each in workshop.items:
            title = material.wording.item(each.item)
            for name, vote in (("first vote", each.first), ("second vote", each.second)):
                yield from _vote(material, each.item, name, vote)
            if each.agreed is not None:
                yield Reading(what, each.item, title, "", "agreed level", each.agreed.level)
                yield Reading(what, each.item, title, "", "disagreed", each.agreed.dissenting)


def _vote(material: Material, item: str, name: str, vote: LiveRelease | None) -> Iterator[Reading]:
    if vote is None:
        return
    wording = material.wording
    for view in vote.groups if vote.together is None else (vote.together,):
        group = wording.group(view.group) if view.group else ""
        levels = most_chosen(view) or (view.level,)
        measure = f"{name}, {'about level' if view.bars is None else 'most chose level'}"
        for level in levels:
            yield Reading("workshop", item, wording.item(item), group, measure, level)


def _limits(
    what: str, code: str, title: str, group: str, limits: Limits | None
) -> Iterator[Reading]:
    if limits is not None:
        yield Reading(what, code, title, group, "from", limits.low)
        yield Reading(what, code, title, group, "to", limits.high)


def _given(
    what: str, code: str, title: str, measure: str, value: float | int | None
) -> Iterator[Reading]:
    """Yield a number that need not be there; without one there is no row."""
    if value is not None:
        yield Reading(what, code, title, "", measure, value)
