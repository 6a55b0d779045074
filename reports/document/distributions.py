"""How the answers of groups spread over the levels, as an exhibit."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.cells import empty_cell, share_cell
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.agreement import label_word
from reports.story.counted_answers import (
    MOST,
    CountedAnswers,
    counted_answers,
    division_finding,
    most_divided,
)
from reports.wording import Wording

LEVELS = (1, 2, 3, 4, 5)


def distribution_exhibit(material: Material, dimension: str) -> Exhibit | None:
    """Return the counts of a dimension; None where none may be shown.

    It holds how many people answered, so readers who are not to see that have none.
    """
    rows = counted_answers(material.release, dimension)
    if not rows or not material.shows_people:
        return None
    wording = material.wording
    return Exhibit(
        name=f"distributions-{dimension}",
        title=division_finding(rows, wording),
        basis=_(
            "How many people chose each level, from the lowest at the left to the highest at the "
            "right. The line is the middle of level 3."
        ),
        alternative=" ".join(_sentence(row, wording) for row in most_divided(rows)),
        table=Table(
            caption=_("Answers by level, where at least 8 people of a group answered"),
            columns=(
                Column(_("Question")),
                Column(_("Group")),
                *(
                    Column(_("Level %(level)s") % {"level": each}, is_number=True)
                    for each in LEVELS
                ),
                Column(_("Don't know"), is_number=True),
                Column(_("View")),
            ),
            rows=tuple(_row(row, wording) for row in rows),
        ),
        notes=_left_out(rows),
    )


def _left_out(rows: tuple[CountedAnswers, ...]) -> tuple[str, ...]:
    if len(rows) <= MOST:
        return ()
    return (
        _("The chart shows the %(most)s with the most divided views; the table has all.")
        % {"most": MOST},
    )


def _row(row: CountedAnswers, wording: Wording) -> Row:
    word = label_word(row.agreement)
    return Row(
        (
            Cell(wording.item(row.item)),
            Cell(wording.group(row.group)),
            *(Cell(str(count), count) for count in row.counts),
            empty_cell() if row.dont_know_share is None else share_cell(row.dont_know_share),
            Cell(word) if word else empty_cell(),
        )
    )


def _sentence(row: CountedAnswers, wording: Wording) -> str:
    return _("“%(item)s”, %(group)s: %(low)s of %(n)s at level 1 or 2, %(high)s at 4 or 5.") % {
        "item": wording.item(row.item),
        "group": wording.group(row.group),
        "low": row.low,
        "n": row.n,
        "high": row.high,
    }
