"""All figures of a report, in every colour scheme."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go

from reports.figures import theme
from reports.figures.capability_heatmap import capability_heatmap
from reports.figures.dimension_bars import dimension_bars
from reports.figures.gap_dumbbell import gap_dumbbell
from reports.figures.sequencing import sequencing
from reports.material import Material

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
    return drawings


def _plain(figure: go.Figure) -> Figure:
    plain: Figure = figure.to_plotly_json()
    return plain
