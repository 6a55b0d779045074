"""How records go bad within a year, as an exhibit."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document.cells import share_cell
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.decay import DecayStory, decay_story
from reports.story.numbers import percent
from reports.story.upkeep import DecayLine, decay_lines
from scoring.release import DecayScore


def decay_exhibit(material: Material) -> Exhibit | None:
    """Return the projection month by month; None where the framework makes none."""
    decay = material.release.decay
    story = decay_story(material.release, material.occasion.closed_on, material.costs)
    if decay is None or story is None:
        return None
    return Exhibit(
        name="decay",
        title=story.loss,
        basis=" ".join(_basis(decay, story)),
        alternative=" ".join([story.loss, *_alternative(decay)]),
        table=_table(decay_lines(decay)),
        notes=tuple(filter(None, (story.upkeep, story.money))),
    )


def _basis(decay: DecayScore, story: DecayStory) -> Iterator[str]:
    yield _("Share of contacts that are right, month by month.")
    yield story.source
    if decay.start is None:
        yield _("Nobody counted how many are right today, so the line begins at %(all)s.") % {
            "all": percent(1.0)
        }


def _alternative(decay: DecayScore) -> Iterator[str]:
    lines = decay_lines(decay)
    words = {"start": percent(lines.untended[0]), "end": percent(lines.untended[-1])}
    yield _("Without upkeep the share of right contacts goes from %(start)s to %(end)s.") % words
    if lines.tended is not None:
        yield _("With the upkeep that holds %(hold)s it ends at %(end)s.") % {
            "hold": percent(decay.hold),
            "end": percent(lines.tended[-1]),
        }


def _table(lines: DecayLine) -> Table:
    columns = [
        (_("Without upkeep"), lines.untended),
        (_("Slowest loss"), lines.slowest),
        (_("Fastest loss"), lines.fastest),
    ]
    if lines.tended is not None:
        columns.append((_("With upkeep"), lines.tended))
    return Table(
        caption=_("Contacts that are right"),
        columns=(
            Column(_("Months from today"), is_number=True),
            *(Column(title, is_number=True) for title, _shares in columns),
        ),
        rows=tuple(
            Row(
                (
                    Cell(str(month), month),
                    *(share_cell(shares[month]) for _title, shares in columns),
                )
            )
            for month in range(len(lines.untended))
        ),
    )
