"""The first page after the summary: where the client stands, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document.decay import decay_exhibit
from reports.document.dimensions import dimension_exhibit, radar_exhibit
from reports.document.entries import Entry
from reports.document.gates import gate_row
from reports.document.heatmap import heatmap_exhibit
from reports.document.parts import Block, Form, Page, Passage
from reports.document.probabilities import probability_exhibit
from reports.document.technology import technology_exhibit
from reports.material import Material
from reports.story.capabilities import furthest_below
from reports.story.dimensions import dimension_finding, has_radar
from reports.story.findings import by_importance, finding_sentence, finding_stories
from reports.story.step_up import ways_up
from reports.story.verdict import VerdictStory, verdict_story

# Findings in the first list; what comes after them weighs less.
MOST = 7


def overview_chapters(material: Material) -> Iterator[Entry]:
    """Yield the overview; it is always there."""
    yield Entry(
        key="overview",
        page=Page.OVERVIEW,
        name=_("Overview"),
        title=lambda: _title(material),
        blocks=lambda: _blocks(material),
    )


def _title(material: Material) -> str:
    verdict = verdict_story(material.release, material.wording)
    return verdict.headline if verdict else dimension_finding(material.release, material.wording)


def _blocks(material: Material) -> Iterator[Block]:
    verdict = verdict_story(material.release, material.wording)
    if verdict is not None:
        yield Passage(_("Why"), tuple(filter(None, (verdict.reason, verdict.outlook))))
    yield dimension_exhibit(material)
    if has_radar(material.release):
        yield radar_exhibit(material)
    if material.release.gates:
        yield gate_row(material)
    yield from _in_the_way(material, verdict)
    yield heatmap_exhibit(material)
    for exhibit in (
        technology_exhibit(material),
        decay_exhibit(material),
        probability_exhibit(material),
    ):
        if exhibit is not None:
            yield exhibit
    yield from _ways_up(material)


def _in_the_way(material: Material, verdict: VerdictStory | None) -> Iterator[Block]:
    if verdict is not None and verdict.obstacles:
        yield Passage(_("What stands in the way"), verdict.obstacles, Form.LIST)
    yield from _findings(material)
    below = furthest_below(material.release, material.wording)
    if below:
        yield Passage(_("Furthest below the target"), below, Form.LIST, is_aside=True)
    if verdict is not None and verdict.terms:
        yield Passage(_("The terms of a pilot"), verdict.terms, Form.STEPS)


def _findings(material: Material) -> Iterator[Block]:
    """The findings as lists, the most important first; other pages tell of some at length."""
    stories = by_importance(finding_stories(material.release, material.wording))
    for title, part, is_aside in (
        (_("What stands out"), stories[:MOST], False),
        (_("What else stands out"), stories[MOST:], True),
    ):
        if part:
            leads = tuple(story.title for story in part)
            sentences = tuple(finding_sentence(story) for story in part)
            yield Passage(title, sentences, Form.LIST, leads, is_aside)


def _ways_up(material: Material) -> Iterator[Block]:
    """The ways to a better verdict, the cheapest first."""
    for way in ways_up(material.release, material.wording):
        title = _("What would lead to “%(verdict)s”") % {"verdict": way.leads_to}
        yield Passage(title, way.sentences, Form.LIST)
