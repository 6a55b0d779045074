"""What each audience of a share link sees of a report.

Every audience sees pages of one and the same release, so whoever puts two of them together has at
most that release. Whatever is not listed here is not shown: a new page of the report stays out of
shared links until somebody decides who is to see it (decision 16).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from reports.document import Outline
from reports.document.parts import Page
from reports.enums import Audience
from scoring.release import Explained
from scoring.release.explanation import ReleasedExplanation

# The page that shows what an explanation lists.
NEEDED = {
    Explained.OVERALL: Page.SUMMARY,
    Explained.DIMENSION: Page.DIMENSION,
    Explained.CAPABILITY: Page.DIMENSION,
    Explained.ITEM: Page.DIMENSION,
    Explained.GATE: Page.DIMENSION,
    Explained.GAP: Page.GAPS,
}


@dataclass(frozen=True, slots=True)
class View:
    """What an audience sees: pages, how many people took part by group, and the files.

    Files hold every page and every number of people, so only who sees all of it gets them.
    """

    pages: frozenset[Page]
    has_participation: bool
    has_files: bool


WHOLE = View(frozenset(Page), has_participation=True, has_files=True)
VIEWS: Mapping[Audience, View] = {
    Audience.BOARD: View(
        frozenset({Page.SUMMARY, Page.PRIORITIES, Page.TREND, Page.METHOD}),
        has_participation=False,
        has_files=False,
    ),
    Audience.STEERING: WHOLE,
    Audience.TEAM: View(frozenset(Page), has_participation=False, has_files=False),
}


def cut_outline(view: View, outline: Outline) -> Outline:
    """Return the outline without the chapters that the audience is not to see."""
    entries = tuple(entry for entry in outline.entries if entry.page in view.pages)
    return replace(outline, entries=entries)


def may_explain(view: View, kind: Explained) -> bool:
    """Tell whether an audience sees everything that an explanation of this kind is made of."""
    return NEEDED[kind] in view.pages


def cut_explanation(view: View, explanation: ReleasedExplanation) -> ReleasedExplanation:
    """Return the explanation, without numbers of people where need be."""
    if view.has_participation:
        return explanation
    parts = tuple(cut_explanation(view, part) for part in explanation.parts)
    return replace(explanation, n=None, counts=(), parts=parts)


def cut_figure(view: View, schemes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a figure in its colour schemes, without numbers of people where need be."""
    if view.has_participation:
        return dict(schemes)
    return {scheme: _without_hover(figure) for scheme, figure in schemes.items()}


def _without_hover(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Drop the words under the pointer: there each cell says how many people it rests on."""
    traces = [
        {key: value for key, value in trace.items() if not key.startswith("hover")}
        | {"hoverinfo": "skip"}
        for trace in figure["data"]
    ]
    return {**figure, "data": traces}
