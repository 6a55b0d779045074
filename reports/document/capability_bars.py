"""The capabilities of a dimension with intervals, as an exhibit."""

from __future__ import annotations

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
from reports.story.agreement import label_word
from reports.story.capabilities import cap_note
from reports.story.dimension_pages import capabilities_of, capability_title, has_scores
from reports.story.last_round import last_scores
from reports.story.measures import marks_basis
from reports.story.numbers import level
from scoring.release.parts import ReleasedCapability


def capability_exhibit(material: Material, dimension: str) -> Exhibit:
    """Return a dimension's capabilities: score, interval, target, and what people say and prove."""
    parts = capabilities_of(material, dimension)
    has_last = any(part.code in last_scores(material) for part in parts)
    return Exhibit(
        name=f"capability_bars-{dimension}",
        title=capability_title(material, dimension),
        basis=marks_basis(material, has_last=has_last, has_proof=any(map(_is_held, parts))),
        alternative=_alternative(material, parts),
        table=Table(
            caption=_("Capabilities of %(dimension)s")
            % {"dimension": material.wording.dimension(dimension)},
            columns=(
                Column(_("Capability")),
                Column(_("Score"), is_number=True),
                *limit_columns(),
                Column(_("Target"), is_number=True),
                Column(_("What people say"), is_number=True),
                Column(_("Proof on paper"), is_number=True),
                Column(_("View")),
                *((Column(_("Round before"), is_number=True),) if has_last else ()),
            ),
            rows=tuple(_row(material, part, has_last=has_last) for part in parts),
        ),
        has_chart=has_scores(material, dimension),
    )


def _row(material: Material, part: ReleasedCapability, *, has_last: bool) -> Row:
    last = last_scores(material).get(part.code)
    word = label_word(part.agreement)
    return Row(
        (
            Cell(material.wording.capability(part.code)),
            score_cell(part.score, explains=part.code, note=cap_note(part)),
            *limit_cells(part.interval),
            Cell(level(part.target), part.target),
            optional_cell(part.perception),
            optional_cell(part.evidence),
            Cell(word) if word else empty_cell(),
            *((optional_cell(last),) if has_last else ()),
        )
    )


def _is_held(part: ReleasedCapability) -> bool:
    return part.cap_binds and part.evidence is not None and part.score is not None


def _alternative(material: Material, parts: tuple[ReleasedCapability, ...]) -> str:
    """What the chart shows, capability by capability."""
    said = []
    for part in parts:
        words = {"capability": material.wording.capability(part.code)}
        if part.score is None:
            said.append(_("“%(capability)s” has no score to show.") % words)
            continue
        words |= {"score": level(part.score), "target": level(part.target)}
        said.append(_("“%(capability)s” stands at %(score)s, its target is %(target)s.") % words)
    return " ".join(said) or _("No capability can be shown yet.")
