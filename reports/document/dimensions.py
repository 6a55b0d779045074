"""The dimensions as an exhibit: on the summary and in the overview."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.parts import Cell, Column, Exhibit, Presence, Row, Table
from reports.material import Material
from reports.story.absence import absence_note
from reports.story.dimensions import dimension_finding, held_note
from reports.story.numbers import level
from scoring.release import ReleasedDimension


def dimension_exhibit(material: Material) -> Exhibit:
    """Return the bars of all dimensions with their table."""
    release, wording = material.release, material.wording
    return Exhibit(
        name="dimension_bars",
        title=dimension_finding(release, wording),
        basis=_("Average of answers and facts, from 1 to 5. The line marks the target."),
        alternative=dimension_finding(release, wording),
        table=Table(
            caption=_("Dimensions"),
            columns=(
                Column(_("Dimension")),
                Column(_("Score"), is_number=True),
                Column(_("Target"), is_number=True),
                Column(_("Level")),
            ),
            rows=tuple(_row(material, part) for part in release.dimensions),
        ),
    )


def _row(material: Material, part: ReleasedDimension) -> Row:
    wording = material.wording
    if part.score is None:
        score, note = (
            Cell("–", presence=Presence.HIDDEN),
            absence_note(material.release, part),
        )
    else:
        score = Cell(level(part.score), part.score, explains=part.code)
        note = held_note(part, wording)
    return Row(
        (
            Cell(wording.dimension(part.code)),
            score,
            Cell(level(part.target), part.target),
            Cell("" if part.level is None else wording.level(part.level), part.level, note),
        )
    )
