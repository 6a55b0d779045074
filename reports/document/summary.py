"""The one page that executives read (method.md 4.1)."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from reports.document.actions import action_list
from reports.document.dimensions import dimension_exhibit
from reports.document.footnotes import footnotes
from reports.document.gates import gate_row
from reports.document.parts import Form, Passage, Summary
from reports.document.technology import technology_exhibit
from reports.material import Material
from reports.story.confidence import confidence_sentence
from reports.story.decay import decay_story
from reports.story.dimensions import dimension_finding
from reports.story.ownership import owner_sentence
from reports.story.response import shortages
from reports.story.step_up import step_up_sentence
from reports.story.summary_changes import summary_changes
from reports.story.trend import has_trend
from reports.story.verdict import VerdictStory, verdict_story
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
        confidence=confidence_sentence(release),
        # What is behind single scores is told on the overview; here it would crowd the page.
        dimensions=replace(dimension_exhibit(material), notes=()),
        gates=gate_row(material),
        technology=technology_exhibit(material),
        gap=_gap(material),
        decay=_decay(material),
        owner=owner_sentence(release, wording, shows_people=material.shows_people),
        actions=action_list(material, ACTIONS),
        step_up=step_up_sentence(release, wording) or _way_to_a_verdict(material, verdict),
        changes=_changes(material),
        footnotes=footnotes(material),
    )


def _way_to_a_verdict(material: Material, verdict: VerdictStory | None) -> str:
    """What there is to do where no verdict could be given."""
    if verdict is None or not verdict.outlook:
        return ""
    missing = shortages(material.release, material.wording, material.needed)
    return " ".join([*(missing if material.shows_people else ()), verdict.outlook])


def _decay(material: Material) -> str:
    story = decay_story(material.release, material.occasion.closed_on, material.costs)
    return " ".join(story.sentences) if story else ""


def _gap(material: Material) -> Passage | None:
    sentences = widest_gap_sentences(material)
    return Passage(_("Where views are furthest apart"), sentences) if sentences else None


def _changes(material: Material) -> Passage | None:
    """What really changed since the round before; None in a first round."""
    if not has_trend(material):
        return None
    return Passage(_("What changed since the round before"), summary_changes(material), Form.LIST)
