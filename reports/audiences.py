"""What each audience of a share link sees of a report, and what is cut from it before it is shown.

Every audience sees parts of one and the same release, so whoever puts two of them together
has at most that release. Whatever is not listed here is not shown: a new part of the report
stays out of shared pages until somebody decides who is to see it (decision 16).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from reports.enums import Audience
from reports.story.capabilities import CapabilityTable
from reports.story.page import Story
from scoring.release import Explained
from scoring.release.explanation import ReleasedExplanation

Figures = Mapping[str, Any]


class Part(StrEnum):
    """A part of the report below its first screen, in the order of the page."""

    DIMENSIONS = "dimensions"
    GATES = "gates"
    OBSTACLES = "obstacles"
    GAPS = "gaps"
    CAPABILITIES = "capabilities"
    TECHNOLOGY = "technology"
    STEPS = "steps"
    OWN_WORDS = "own_words"
    METHOD = "method"

    @property
    def template(self) -> str:
        return f"reports/_{self.value}.html"


FIGURES = {
    Part.DIMENSIONS: "dimension_bars",
    Part.GAPS: "gap_dumbbell",
    Part.CAPABILITIES: "capability_heatmap",
    Part.TECHNOLOGY: "sequencing",
}


# What an explanation lists; items belong to the capabilities.
NEEDED = {
    Explained.OVERALL: {Part.DIMENSIONS},
    Explained.DIMENSION: {Part.DIMENSIONS, Part.CAPABILITIES},
    Explained.CAPABILITY: {Part.CAPABILITIES},
    Explained.ITEM: {Part.CAPABILITIES},
    Explained.GATE: {Part.GATES, Part.CAPABILITIES},
    Explained.GAP: {Part.GAPS},
}


@dataclass(frozen=True, slots=True)
class View:
    """What an audience sees: parts, and whether how many people of each group took part."""

    parts: tuple[Part, ...]
    has_participation: bool

    @property
    def templates(self) -> tuple[str, ...]:
        return tuple(part.template for part in self.parts)


VIEWS: Mapping[Audience, View] = {
    Audience.BOARD: View(
        parts=(Part.DIMENSIONS, Part.GATES, Part.OBSTACLES, Part.STEPS, Part.METHOD),
        has_participation=False,
    ),
    Audience.STEERING: View(parts=tuple(Part), has_participation=True),
    Audience.TEAM: View(parts=tuple(Part), has_participation=False),
}


def cut_story(view: View, story: Story) -> Story:
    """Return the story with nothing in it that the audience is not to see."""
    if not view.has_participation:
        story = replace(
            story,
            shortages=(),
            response=(),
            gap_people="",
            capabilities=tuple(map(_without_counts, story.capabilities)),
        )
    if Part.GAPS not in view.parts:
        story = replace(story, gap_finding="", gap_sentences=(), gap_people="", gaps=())
    if Part.CAPABILITIES not in view.parts:
        story = replace(story, capability_finding="", group_names=(), capabilities=())
    if Part.TECHNOLOGY not in view.parts:
        story = replace(story, technology=None)
    return story


def cut_figures(view: View, figures: Figures) -> dict[str, Any]:
    """Return the figures of the audience's parts, without numbers of people where need be."""
    names = [FIGURES[part] for part in view.parts if part in FIGURES]
    kept = {name: figures[name] for name in names if name in figures}
    heatmap = FIGURES[Part.CAPABILITIES]
    if heatmap in kept and not view.has_participation:
        kept[heatmap] = {scheme: _without_hover(drawn) for scheme, drawn in kept[heatmap].items()}
    return kept


def may_explain(view: View, kind: Explained) -> bool:
    """Tell whether an audience sees everything that an explanation of this kind is made of."""
    return NEEDED[kind] <= set(view.parts)


def may_ask_what_if(view: View) -> bool:
    """Tell whether an audience sees everything that a scenario starts from."""
    return {Part.DIMENSIONS, Part.GATES, Part.CAPABILITIES, Part.TECHNOLOGY} <= set(view.parts)


def cut_explanation(view: View, explanation: ReleasedExplanation) -> ReleasedExplanation:
    """Return the explanation, without numbers of people where need be."""
    if view.has_participation:
        return explanation
    parts = tuple(cut_explanation(view, part) for part in explanation.parts)
    return replace(explanation, n=None, counts=(), parts=parts)


def _without_counts(table: CapabilityTable) -> CapabilityTable:
    return replace(
        table,
        lines=tuple(
            replace(line, cells=tuple(replace(cell, n=None) for cell in line.cells))
            for line in table.lines
        ),
    )


def _without_hover(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Drop the words under the pointer: there each cell says how many people it rests on."""
    traces = [
        {key: value for key, value in trace.items() if not key.startswith("hover")}
        | {"hoverinfo": "skip"}
        for trace in figure["data"]
    ]
    return {**figure, "data": traces}
