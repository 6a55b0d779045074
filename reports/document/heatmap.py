"""Each capability as each group sees it, as an exhibit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from reports.document.cells import hidden_cell, not_asked_cell, score_cell
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.capabilities import cap_note, capability_finding, group_codes, said_of
from reports.story.response import has_hidden
from scoring.release.parts import ReleasedCapability, ReleasedCell

Cells = Mapping[tuple[str, str], ReleasedCell]


def heatmap_exhibit(material: Material) -> Exhibit:
    """Return every group's view of every capability that applies."""
    finding = capability_finding(material.release, material.wording)
    return Exhibit(
        name="capability_heatmap",
        title=finding,
        basis=" ".join(_basis(material)),
        alternative=finding,
        table=Table(
            caption=_("Capabilities by group"),
            columns=(
                Column(_("Capability")),
                Column(_("All"), is_number=True),
                *(
                    Column(material.wording.group(code), is_number=True)
                    for code in group_codes(material.release, material.wording)
                ),
            ),
            rows=tuple(_rows(material)),
        ),
    )


def _basis(material: Material) -> Iterator[str]:
    yield _("Each group's average from 1 to 5; the stronger the colour, the further.")
    yield _("Groups answer partly different questions, so compare down a column.")
    if has_hidden(material.release, material.wording):
        yield _("Hatched: too few answers to show.")
    if any(cell.about is not None for cell in material.release.cells):
        yield _("≈: a small group said the same throughout, so only the level is shown.")


def _rows(material: Material) -> Iterator[Row]:
    cells = {(cell.capability, cell.group): cell for cell in material.release.cells}
    for dimension in material.release.dimensions:
        parts = [
            part
            for part in material.release.capabilities
            if part.dimension == dimension.code and part.applies
        ]
        if parts:
            yield Row((Cell(material.wording.dimension(dimension.code)),), is_heading=True)
        yield from (_row(material, part, cells) for part in parts)


def _row(material: Material, part: ReleasedCapability, cells: Cells) -> Row:
    return Row(
        (
            Cell(material.wording.capability(part.code)),
            score_cell(part.score, explains=part.code, note=cap_note(part)),
            *(
                _view(material, part.code, group, cells)
                for group in group_codes(material.release, material.wording)
            ),
        )
    )


def _view(material: Material, capability: str, group: str, cells: Cells) -> Cell:
    if not material.wording.is_asked(group, capability):
        return not_asked_cell()
    cell = cells.get((capability, group))
    said = None if cell is None else said_of(cell)
    if cell is None or said is None:
        return hidden_cell()
    shows_people = material.shows_people and cell.n is not None
    note = _("n %(n)s") % {"n": cell.n} if shows_people else ""
    return Cell(said, cell.mean if cell.about is None else cell.about, note)
