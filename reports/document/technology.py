"""Technology against the foundation it needs, as an exhibit: on the summary and the overview."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.cells import empty_cell, optional_cell
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.numbers import level
from reports.story.technology import technology_story
from scoring.verdict.terms import SequenceNotice


def technology_exhibit(material: Material) -> Exhibit | None:
    """Return the stages with what they need; None for a framework without stages."""
    release, wording = material.release, material.wording
    story, technology = technology_story(release, wording), wording.framework.technology
    if story is None or technology is None or release.technology is None:
        return None
    reached = release.technology.stage
    return Exhibit(
        name="sequencing",
        title=story.finding,
        basis=story.explanation,
        alternative=f"{story.finding} {story.explanation}",
        table=Table(
            caption=_("Stages of technology"),
            columns=(
                Column(_("Stage")),
                Column(_("Foundation needed"), is_number=True),
                *(Column(wording.dimension(code), is_number=True) for code in _codes(material)),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(title, note=_("reached") if stage == reached else ""),
                        Cell(level(needed), needed),
                        *_scores(material, is_reached=stage == reached),
                    )
                )
                for stage, (title, needed) in enumerate(
                    zip(wording.stages, technology.required, strict=True)
                )
            ),
        ),
        has_chart=reached is not None,
        notes=_notes(material),
    )


def _codes(material: Material) -> tuple[str, ...]:
    """The dimensions that make the foundation."""
    rules = material.wording.framework.verdict
    return (rules.strategy, rules.culture) if rules else ()


def _scores(material: Material, *, is_reached: bool) -> tuple[Cell, ...]:
    scores = {part.code: part.score for part in material.release.dimensions}
    return tuple(
        optional_cell(scores.get(code)) if is_reached else empty_cell() for code in _codes(material)
    )


def _notes(material: Material) -> tuple[str, ...]:
    technology = material.release.technology
    if technology is None or technology.notice is not SequenceNotice.FAR_AHEAD:
        return ()
    return (_("Old organisation + new technology = expensive old organisation."),)
