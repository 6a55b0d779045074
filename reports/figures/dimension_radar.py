"""The dimensions on axes around a point; never the lead, because its area misleads."""

from __future__ import annotations

import math
from collections.abc import Sequence

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.numbers import level

HEIGHT = 380
NARROW_HEIGHT = 340
SIDE = 120
NARROW_SIDE = 84
NAME_CHARACTERS = 16
NARROW_NAME_CHARACTERS = 11
HALF = 0.5
# Beyond this level a number would meet the name of its axis.
CROWDED = 4.0


def dimension_radar(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw scores as points joined by a line, and the targets dashed; nothing is filled."""
    parts = [part for part in material.release.dimensions if part.score is not None]
    names = [material.wording.dimension(part.code) for part in parts]
    scores = [part.score for part in parts if part.score is not None]
    angles = [360 * place / len(parts) for place in range(len(parts))]
    figure = theme.framed(
        palette,
        height=HEIGHT,
        narrow={
            "height": NARROW_HEIGHT,
            "margin.l": NARROW_SIDE,
            "margin.r": NARROW_SIDE,
            "polar.angularaxis.ticktext": [
                theme.wrapped(name, NARROW_NAME_CHARACTERS) for name in names
            ],
        },
        margin={"l": SIDE, "r": SIDE, "t": 44, "b": 44},
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "radialaxis": {
                "ticks": "",
                "range": [1, 5],
                "tickvals": list(theme.LEVELS),
                "ticktext": [str(level) for level in theme.LEVELS],
                "tickfont": {"size": theme.SMALL, "color": palette.ink_soft},
                "gridcolor": palette.hairline,
                "showline": False,
                "angle": 45,
                "tickangle": 45,
            },
            "angularaxis": {
                "ticks": "",
                "type": "linear",
                "thetaunit": "degrees",
                "tickvals": angles,
                "ticktext": [theme.wrapped(name, NAME_CHARACTERS) for name in names],
                "tickfont": {"size": theme.TEXT, "color": palette.ink},
                "gridcolor": palette.hairline,
                "linecolor": palette.hairline,
                "rotation": 90,
                "direction": "clockwise",
            },
        },
    )
    targets = [part.target for part in parts]
    figure.add_trace(
        go.Scatterpolar(
            r=_round(targets),
            theta=_round(angles),
            mode="lines",
            line={"color": palette.accent, "width": 2, "dash": "dash"},
            hoverinfo="skip",
            name=_("Target"),
        )
    )
    figure.add_trace(
        go.Scatterpolar(
            r=_round(scores),
            theta=_round(angles),
            mode="lines+markers+text",
            line={"color": palette.ink, "width": 2},
            marker={"symbol": "circle", "size": 10, "color": palette.ink},
            text=[*(level(score) for score in scores), ""],
            textposition=[
                _place(angle, inward=score > CROWDED)
                for angle, score in zip(_round(angles), _round(scores), strict=True)
            ],
            textfont={"size": theme.TEXT, "color": palette.ink, "weight": theme.BOLD},
            hoverinfo="skip",
            name=_("Score"),
        )
    )
    return figure


def _round(values: Sequence[float]) -> list[float]:
    """Come back to where the line began."""
    return [*values, values[0]]


def _place(angle: float, *, inward: bool) -> str:
    """Put a number away from the middle, or towards it where the name of the axis is near."""
    turned = math.radians(angle) + (math.pi if inward else 0.0)
    row = "bottom" if math.cos(turned) < -HALF else "top"
    return f"{row} left" if math.sin(turned) < -HALF else f"{row} right"
