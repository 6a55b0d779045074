"""Technology against the organisation: the foundation each stage needs, and the one there is."""

from __future__ import annotations

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.wording import Wording, one_decimal
from scoring.release import Release

ROW = 48
TOP = 30


def sequencing(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw a row per stage of technology with the foundation it needs.

    The row of the stage reached carries the points of the two dimensions that make the
    foundation. Points left of the mark mean that technology is ahead.
    """
    release, wording = material.release, material.wording
    technology, rules = wording.framework.technology, wording.framework.verdict
    needed = list(technology.required) if technology else []
    rows = list(wording.stages)
    reached = release.technology.stage if release.technology else None
    figure = theme.framed(
        palette,
        height=TOP + ROW * max(len(rows), 1),
        narrow=theme.narrow_rows(rows, height=TOP + int(ROW * 1.45) * max(len(rows), 1)),
        margin=theme.margins(top=TOP),
        xaxis=theme.level_axis(palette),
        yaxis=theme.row_axis(palette, rows),
    )
    if reached is not None:
        figure.add_shape(
            type="rect",
            xref="paper",
            x0=0,
            x1=1,
            y0=reached - 0.5,
            y1=reached + 0.5,
            layer="below",
            line={"width": 0},
            fillcolor=palette.hairline,
            opacity=0.55,
        )
    figure.add_trace(_staircase(needed, palette))
    if needed:
        figure.add_annotation(
            x=needed[0],
            y=0,
            xanchor="left",
            xshift=10,
            yshift=4,
            showarrow=False,
            text=_("what the stage needs"),
            font={"size": theme.SMALL, "color": palette.accent},
        )
    if reached is not None and rules is not None:
        figure.add_trace(_foundation(release, wording, reached, palette))
    return figure


def _staircase(needed: list[float], palette: theme.Palette) -> go.Scatter:
    return go.Scatter(
        x=needed,
        y=list(range(len(needed))),
        mode="lines+markers",
        line={"shape": "linear", "color": palette.field_line, "width": 2, "dash": "dot"},
        marker={
            "symbol": "line-ns",
            "size": 20,
            "line": {"width": 2, "color": palette.accent},
        },
        hovertext=[_("needs %(value)s") % {"value": one_decimal(value)} for value in needed],
        hovertemplate="%{hovertext}<extra></extra>",
        name=_("Foundation needed"),
    )


def _foundation(
    release: Release, wording: Wording, reached: int, palette: theme.Palette
) -> go.Scatter:
    rules = wording.framework.verdict
    codes = (rules.strategy, rules.culture) if rules else ()
    parts = [part for part in release.dimensions if part.code in codes and part.score is not None]
    scores = [part.score for part in parts if part.score is not None]
    return go.Scatter(
        x=scores,
        y=[reached] * len(parts),
        mode="markers+text",
        marker={"size": 16, "color": palette.ink, "line": {"width": 2, "color": palette.paper}},
        text=[
            f"{theme.escaped(wording.dimension(part.code))} {one_decimal(part.score or 0)}"
            for part in parts
        ],
        textposition=["top center" if not row else "bottom center" for row in range(len(parts))],
        textfont={"size": theme.SMALL, "color": palette.ink, "weight": theme.BOLD},
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        name=_("What there is"),
    )
