"""The one page that executives read (method.md 4.1)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.actions import action_list
from reports.document.dimensions import dimension_exhibit
from reports.document.footnotes import footnotes
from reports.document.parts import Form, GateRow, Passage, Summary
from reports.document.technology import technology_exhibit
from reports.material import Material
from reports.story.summary_changes import summary_changes
from reports.story.dimensions import dimension_finding
from reports.story.gates import gate_finding, gate_lines
from reports.story.trend import has_trend
from reports.story.verdict import verdict_story
from reports.story.widest_gap import widest_gap_sentences

ACTIONS = 3


def summary_of(material: Material) -> Summary:
    """Return the summary; what there is nothing to say about stays empty."""
    release, wording = material.release, material.wording
    verdict = verdict_story(release, wording)
    return Summary(
        name=verdict.name if verdict else "",
        headline=verdict.headline if verdict else dimension_finding(release, wording),
        reason=verdict.reason if verdict else "",
        confidence="",
        dimensions=dimension_exhibit(material),
        gates=gate_row(material),
        technology=technology_exhibit(material),
        gap=_gap(material),
        decay="",
        owner="",
        actions=action_list(material, ACTIONS),
        step_up="",
        changes=_changes(material),
        footnotes=footnotes(material),
    )


def gate_row(material: Material) -> GateRow:
    """Return the gates, none left out."""
    return GateRow(
        title=gate_finding(material.release),
        basis=_("A gate is something no average can make up for."),
        gates=gate_lines(material.release, material.wording),
    )


def _gap(material: Material) -> Passage | None:
    sentences = widest_gap_sentences(material)
    return Passage(_("Where views are furthest apart"), sentences) if sentences else None


def _changes(material: Material) -> Passage | None:
    """What really changed since the round before; None in a first round."""
    if not has_trend(material):
        return None
    return Passage(_("What changed since the round before"), summary_changes(material), Form.LIST)
