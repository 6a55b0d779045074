"""How often plausible scores lead to each verdict, as an exhibit."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.document.cells import share_cell
from reports.document.parts import Cell, Column, Exhibit, Row, Table
from reports.material import Material
from reports.story.numbers import percent
from reports.story.shown_verdict import shown_verdict
from reports.story.verdict_names import verdict_name
from scoring.verdict.terms import VerdictConfidence


def probability_exhibit(material: Material) -> Exhibit | None:
    """Return the share of each verdict; None where it may not be shown."""
    confidence = material.release.verdict_confidence
    if confidence is None:
        return None
    words = {"verdict": verdict_name(confidence.top), "share": percent(confidence.top_share)}
    finding = _("%(share)s of plausible scores lead to “%(verdict)s”.") % words
    return Exhibit(
        name="verdict_probabilities",
        title=finding,
        basis=_(
            "Scores are averages and could have come out a little otherwise. "
            "%(draws)s such draws were judged by the same rules."
        )
        % {"draws": number_format(confidence.draws, 0, force_grouping=True)},
        alternative=" ".join(
            _("%(verdict)s: %(share)s.")
            % {"verdict": verdict_name(part.code), "share": percent(part.share)}
            for part in confidence.shares
        ),
        table=Table(
            caption=_("Verdicts"),
            columns=(Column(_("Verdict")), Column(_("Share"), is_number=True)),
            rows=tuple(
                Row((Cell(verdict_name(part.code)), share_cell(part.share)))
                for part in confidence.shares
            ),
        ),
        notes=_notes(material, confidence),
    )


def _notes(material: Material, confidence: VerdictConfidence) -> tuple[str, ...]:
    if not confidence.borderline:
        return ()
    if shown_verdict(material.release) is confidence.headline:
        return (_("This is a close call, so the more cautious of the two is the one to go by."),)
    return (
        _(
            "This is a close call, and the rules give a more cautious verdict than the two most "
            "frequent. That one is the one to go by."
        ),
    )
