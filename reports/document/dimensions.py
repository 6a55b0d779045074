"""The dimensions as an exhibit: on the summary and in the overview."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document.cells import (
    empty_cell,
    limit_cells,
    limit_columns,
    optional_cell,
    score_cell,
)
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.absence import absence_note
from reports.story.dimensions import dimension_finding, held_note
from reports.story.last_round import last_scores
from reports.story.measures import marks_basis
from reports.story.numbers import level, listed
from scoring.release import ReleasedDimension


def dimension_exhibit(material: Material) -> Exhibit:
    """Return the bars of all dimensions with their table."""
    return Exhibit(
        name="dimension_bars",
        title=dimension_finding(material.release, material.wording),
        basis=marks_basis(material, has_last=bool(_last(material))),
        alternative=_alternative(material),
        table=dimension_table(material),
        notes=tuple(_notes(material)),
    )


def radar_exhibit(material: Material) -> Exhibit:
    """Return the same numbers as a radar, for those who ask for one."""
    return Exhibit(
        name="dimension_radar",
        title=dimension_finding(material.release, material.wording),
        basis=_("The same scores on four axes. Read the points: the area says nothing."),
        alternative=_alternative(material),
        table=dimension_table(material),
        is_spare=True,
    )


def dimension_table(material: Material) -> Table:
    """Return score, interval, target, level and the round before of every dimension."""
    last = _last(material)
    return Table(
        caption=_("Dimensions"),
        columns=(
            Column(_("Dimension")),
            Column(_("Score"), is_number=True),
            *limit_columns(),
            Column(_("Target"), is_number=True),
            Column(_("Level")),
            *((Column(_("Round before"), is_number=True),) if last else ()),
        ),
        rows=tuple(_row(material, part) for part in material.release.dimensions),
    )


def _row(material: Material, part: ReleasedDimension) -> Row:
    last = _last(material)
    absent = absence_note(material.release, part) if part.score is None else ""
    return Row(
        (
            Cell(material.wording.dimension(part.code)),
            score_cell(part.score, explains=part.code, note=absent),
            *limit_cells(part.interval),
            Cell(level(part.target), part.target),
            _level_cell(material, part),
            *((optional_cell(last.get(part.code)),) if last else ()),
        )
    )


def _level_cell(material: Material, part: ReleasedDimension) -> Cell:
    if part.level is None:
        return empty_cell()
    notes = [held_note(part, material.wording), _plausible_levels(part)]
    return Cell(
        material.wording.level(part.level), part.level, "; ".join(note for note in notes if note)
    )


def _plausible_levels(part: ReleasedDimension) -> str:
    if part.level_low is None or part.level_high is None or part.level_low == part.level_high:
        return ""
    return _("level %(low)s to %(high)s is plausible") % {
        "low": part.level_low,
        "high": part.level_high,
    }


def _last(material: Material) -> dict[str, float]:
    scores = last_scores(material)
    codes = [part.code for part in material.release.dimensions]
    return {code: scores[code] for code in codes if code in scores}


def _alternative(material: Material) -> str:
    """What the chart shows, dimension by dimension."""
    release, wording = material.release, material.wording
    said = []
    for part in release.dimensions:
        words = {"dimension": wording.dimension(part.code), "target": level(part.target)}
        if part.score is None:
            words["note"] = absence_note(release, part)
            said.append(_("%(dimension)s (%(note)s).") % words)
            continue
        words["score"] = level(part.score)
        said.append(_("%(dimension)s stands at %(score)s, its target is %(target)s.") % words)
    return " ".join(said)


def _notes(material: Material) -> Iterator[str]:
    for part in material.release.dimensions:
        if part.score is None:
            continue
        words = {"dimension": material.wording.dimension(part.code), "score": level(part.score)}
        held = held_note(part, material.wording)
        if held and part.level is not None:
            words |= {"level": material.wording.level(part.level), "note": held}
            yield _("%(dimension)s %(score)s, “%(level)s”: %(note)s.") % words
    unsure = [
        _("%(dimension)s from %(low)s to %(high)s")
        % {
            "dimension": material.wording.dimension(part.code),
            "low": level(part.bounds.low),
            "high": level(part.bounds.high),
        }
        for part in material.release.dimensions
        if part.bounds is not None and level(part.bounds.low) != level(part.bounds.high)
    ]
    if unsure:
        yield _("Many people do not know. Their answers could put %(scores)s.") % {
            "scores": listed(unsure)
        }
