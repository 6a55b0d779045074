"""All figures of a report, in every colour scheme."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import plotly.graph_objects as go

from reports.figures import theme
from reports.figures.capability_bars import capability_bars
from reports.figures.capability_heatmap import capability_heatmap
from reports.figures.decay import decay
from reports.figures.dimension_bars import dimension_bars
from reports.figures.dimension_radar import dimension_radar
from reports.figures.distributions import distributions
from reports.figures.gap_dumbbell import gap_dumbbell
from reports.figures.sequencing import sequencing
from reports.figures.verdict_probabilities import verdict_probabilities
from reports.material import Material
from reports.story.counted_answers import counted_answers
from reports.story.dimension_pages import has_scores
from reports.story.dimensions import has_radar

Drawing = Callable[[Material, theme.Palette], go.Figure]
Figure = dict[str, Any]


def draw(material: Material) -> dict[str, dict[str, Figure]]:
    """Return figure name → colour scheme → figure, as plain values without NaN."""
    return {
        name: {
            scheme: _plain(drawing(material, palette)) for scheme, palette in theme.SCHEMES.items()
        }
        for name, drawing in drawings_for(material).items()
    }


def as_text(schemes: Mapping[str, Figure]) -> str:
    """Return a figure in its colour schemes as JSON text, as the browser gets it."""
    return json.dumps(schemes, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def drawings_for(material: Material) -> dict[str, Drawing]:
    """The figures that there is something to show in, by the name of their exhibit."""
    release = material.release
    drawings: dict[str, Drawing] = {
        "dimension_bars": dimension_bars,
        "capability_heatmap": capability_heatmap,
    }
    if release.gaps:
        drawings["gap_dumbbell"] = gap_dumbbell
    if release.technology is not None and release.technology.stage is not None:
        drawings["sequencing"] = sequencing
    if release.verdict_confidence is not None:
        drawings["verdict_probabilities"] = verdict_probabilities
    if release.decay is not None:
        drawings["decay"] = decay
    if has_radar(release):
        drawings["dimension_radar"] = dimension_radar
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
