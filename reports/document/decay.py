"""How records go bad within a year, as an exhibit."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.document.cells import share_cell
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.numbers import percent
from reports.story.upkeep import DecayLine, decay_lines
from scoring.release import DecayScore


def decay_exhibit(material: Material) -> Exhibit | None:
    """Return the projection month by month; None where the framework makes none."""
    decay = material.release.decay
    if decay is None:
        return None
    finding = _finding(decay)
    return Exhibit(
        name="decay",
        title=finding,
        basis=" ".join(_basis(decay)),
        alternative=" ".join([finding, *_alternative(decay)]),
        table=_table(decay_lines(decay)),
        notes=tuple(_notes(decay)),
    )


def _finding(decay: DecayScore) -> str:
    return _(
        "Without upkeep, %(share)s of the records that are right today go bad within a year."
    ) % {"share": percent(decay.lost_in_year)}


def _basis(decay: DecayScore) -> Iterator[str]:
    yield _("Share of records that are right, month by month.")
    words = {
        "loss": _monthly(decay.loss.value),
        "low": _monthly(decay.loss.low),
        "high": _monthly(decay.loss.high),
    }
    if decay.from_audit:
        yield _(
            "The loss of %(loss)s a month is from your own audit (%(low)s to %(high)s)."
        ) % words  # fmt: skip
    else:
        yield _(
            "The loss of %(loss)s a month is a planning assumption; %(low)s is the low case."
        ) % words  # fmt: skip
    if decay.start is None:
        yield _("Nobody counted how many records are right today, so the line begins at 100 %.")


def _alternative(decay: DecayScore) -> Iterator[str]:
    lines = decay_lines(decay)
    words = {"start": percent(lines.untended[0]), "end": percent(lines.untended[-1])}
    yield _("Without upkeep the share of right records goes from %(start)s to %(end)s.") % words
    if lines.tended is not None:
        yield _("With the upkeep that holds %(hold)s it ends at %(end)s.") % {
            "hold": percent(decay.hold),
            "end": percent(lines.tended[-1]),
        }


def _notes(decay: DecayScore) -> Iterator[str]:
    if decay.upkeep is None:
        yield _("At this loss no upkeep can hold %(hold)s.") % {"hold": percent(decay.hold)}
        return
    yield _("To hold %(hold)s, %(upkeep)s of the wrong records have to be put right each month.") % {
        "hold": percent(decay.hold),
        "upkeep": percent(decay.upkeep),
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
        caption=_("Records that are right"),
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


def _monthly(share: float) -> str:
    """A monthly loss with one decimal of a percent."""
    return f"{number_format(round(share * 100, 1), 1)} %"
