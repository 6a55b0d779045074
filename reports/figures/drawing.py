"""All figures of a report, in every colour scheme."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import plotly.graph_objects as go

from reports.figures import theme
from reports.figures.agreement import agreement
from reports.figures.capability_bars import capability_bars
from reports.figures.capability_heatmap import capability_heatmap
from reports.figures.dark_scheme import in_dark
from reports.figures.decay import decay
from reports.figures.dimension_bars import dimension_bars
from reports.figures.dimension_radar import dimension_radar
from reports.figures.distributions import distributions
from reports.figures.gap_dumbbell import gap_dumbbell
from reports.figures.hierarchy_dumbbell import hierarchy_dumbbell
from reports.figures.priorities import priorities
from reports.figures.sensitivity import sensitivity
from reports.figures.sequencing import sequencing
from reports.figures.trend import trend
from reports.figures.trend_limits import trend_limits
from reports.figures.verdict_probabilities import verdict_probabilities
from reports.material import Material
from reports.story.agreement import least_agreed
from reports.story.counted_answers import counted_answers
from reports.story.dimension_pages import has_scores
from reports.story.dimensions import has_radar
from reports.story.sensitivity import sensitivity_finding
from reports.story.trend import has_trend, usual_range

Drawing = Callable[[Material, theme.Palette], go.Figure]
Figure = dict[str, Any]


def draw(material: Material) -> dict[str, dict[str, Figure]]:
    """Return figure name → colour scheme → figure, as plain values without NaN.

    Each is drawn once, in the light scheme; the dark one has the same marks in other colours.
    """
    figures = {}
    for name, drawing in drawings_for(material).items():
        light = _plain(drawing(material, theme.LIGHT))
        figures[name] = {"light": light, "dark": in_dark(light)}
    return figures


def as_text(schemes: Mapping[str, Figure]) -> str:
    """Return a figure in its colour schemes as JSON text, as the browser gets it."""
    return json.dumps(schemes, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def drawings_for(material: Material) -> dict[str, Drawing]:
    """The figures that there is something to show in, by the name of their exhibit."""
    release, wording = material.release, material.wording
    technology = release.technology
    # Each with whether there is something to show in it.
    known: tuple[tuple[str, Drawing, object], ...] = (
        ("dimension_bars", dimension_bars, True),
        ("capability_heatmap", capability_heatmap, True),
        ("sequencing", sequencing, technology is not None and technology.stage is not None),
        ("verdict_probabilities", verdict_probabilities, release.verdict_confidence),
        ("decay", decay, release.decay),
        ("dimension_radar", dimension_radar, has_radar(release)),
        ("gap_dumbbell", gap_dumbbell, release.gaps),
        ("hierarchy_dumbbell", hierarchy_dumbbell, release.hierarchy_gaps),
        ("agreement", agreement, least_agreed(release, wording)),
        ("priorities", priorities, release.priorities),
        ("trend", trend, has_trend(material)),
        ("trend_limits", trend_limits, usual_range(material.history)),
        ("sensitivity", sensitivity, sensitivity_finding(release)),
    )
    drawings = {name: drawing for name, drawing, is_there in known if is_there}
    for part in release.dimensions:
        drawings |= _drawings_of(material, part.code)
    return drawings


def _drawings_of(material: Material, dimension: str) -> dict[str, Drawing]:
    """The figures of a dimension's own page."""
    drawings: dict[str, Drawing] = {}
    if has_scores(material, dimension):
        drawings[f"capability_bars-{dimension}"] = partial(capability_bars, dimension=dimension)
    if material.shows_people and counted_answers(material.release, dimension):
        drawings[f"distributions-{dimension}"] = partial(distributions, dimension=dimension)
    return drawings


def _plain(figure: go.Figure) -> Figure:
    plain: Figure = figure.to_plotly_json()
    return plain
