"""The questions and facts of a dimension as a table."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document.cells import (
    empty_cell,
    hidden_cell,
    limit_cells,
    limit_columns,
    not_asked_cell,
    score_cell,
    share_cell,
)
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.agreement import label_word
from reports.story.capabilities import group_codes
from reports.story.dimension_pages import capabilities_of
from scoring.release.parts import ReleasedItem


def item_exhibit(material: Material, dimension: str) -> Exhibit:
    """Return score, interval, agreement and don't knows of each item, below its capability."""
    basis = [_("Averages from 1 to 5. A fact has one answer and no interval.")]
    groups = _counted_groups(material)
    if groups:
        basis.append(_("“Don't know” is the share of those who took a stand."))
    title = _("The questions behind %(dimension)s") % {
        "dimension": material.wording.dimension(dimension)
    }
    return Exhibit(
        name=f"items-{dimension}",
        title=title,
        basis=" ".join(basis),
        alternative=title,
        table=Table(
            caption=title,
            columns=(
                Column(_("Question")),
                Column(_("Score"), is_number=True),
                *limit_columns(),
                Column(_("View")),
                *(
                    Column(
                        _("Don't know: %(group)s") % {"group": material.wording.group(code)},
                        is_number=True,
                    )
                    for code in groups
                ),
            ),
            rows=tuple(_rows(material, dimension)),
        ),
        has_chart=False,
    )


def _counted_groups(material: Material) -> list[str]:
    """Groups of which shares are shown: whole percents would give away how many answered."""
    if not material.shows_people:
        return []
    shown = {
        cell.group
        for item in material.release.items
        for cell in item.cells
        if cell.dont_know_share is not None
    }
    return [code for code in group_codes(material.release, material.wording) if code in shown]


def _rows(material: Material, dimension: str) -> Iterator[Row]:
    for part in capabilities_of(material, dimension):
        items = [item for item in material.release.items if item.capability == part.code]
        if items:
            yield Row((Cell(material.wording.capability(part.code)),), is_heading=True)
        yield from (_row(material, item) for item in items)


def _row(material: Material, item: ReleasedItem) -> Row:
    word = label_word(item.agreement)
    return Row(
        (
            Cell(material.wording.item(item.code), note=_("a fact") if item.is_fact else ""),
            _score(item),
            *limit_cells(item.interval),
            Cell(word) if word else empty_cell(),
            *(_dont_know(item, group) for group in _counted_groups(material)),
        )
    )


def _score(item: ReleasedItem) -> Cell:
    if item.score is None and item.is_fact:
        return empty_cell()
    return score_cell(item.score, explains=item.code)


def _dont_know(item: ReleasedItem, group: str) -> Cell:
    cell = next((cell for cell in item.cells if cell.group == group), None)
    if cell is None:
        return not_asked_cell()
    if cell.dont_know_share is None:
        return hidden_cell()
    return share_cell(cell.dont_know_share)
