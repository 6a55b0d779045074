"""All figures of a report as one JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from reports.figures import theme
from reports.figures.capability_heatmap import capability_heatmap
from reports.figures.dimension_bars import dimension_bars
from reports.figures.gap_dumbbell import gap_dumbbell
from reports.figures.sequencing import sequencing
from reports.material import Material

Drawing = Callable[[Material, theme.Palette], go.Figure]


def figures_json(material: Material) -> str:
    """Return figure name → colour scheme → figure, as JSON text without NaN."""
    drawn = {
        name: {
            scheme: _plain(drawing(material, palette)) for scheme, palette in theme.SCHEMES.items()
        }
        for name, drawing in drawings_for(material).items()
    }
    return json.dumps(drawn, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


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


def _plain(figure: go.Figure) -> dict[str, Any]:
    plain: dict[str, Any] = figure.to_plotly_json()
    return plain
