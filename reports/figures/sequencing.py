"""Technology against the organisation: the foundation each stage needs, and the one there is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.numbers import level
from reports.wording import Wording
from scoring.release import Release, ReleasedDimension
from scoring.verdict.terms import SequenceNotice

ROW = 52
APART = 8
# On a phone, in pixels and in letters: a little more than other charts have for names.
NARROW_LEFT = 140
NARROW_CHARACTERS = 16
TOP = 30
# Rows of room below the last stage for the sentence that a lag ends in.
BELOW = 0.75
# Levels from an edge within which a name beside a point would leave the figure.
EDGE = 1.2


def sequencing(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw a row per stage of technology with the foundation it needs.

    The row of the stage reached carries the points of the two dimensions that make the
    foundation. Where these are left of the mark, technology is ahead by the length of the bar.
    """
    release, wording = material.release, material.wording
    technology = wording.framework.technology
    needed = list(technology.required) if technology else []
    rows = list(wording.stages)
    places = max(len(rows), 1) + BELOW
    figure = theme.framed(
        palette,
        height=TOP + int(ROW * places),
        narrow=_narrow(rows, places),
        margin=theme.margins(top=TOP),
        xaxis=theme.level_axis(palette),
        yaxis=theme.row_axis(palette, rows, range=[len(rows) - 0.5 + BELOW, -0.5]),
    )
    reached = release.technology.stage if release.technology else None
    if reached is not None:
        _add_band(figure, reached, palette)
    _add_staircase(figure, needed, palette)
    if reached is not None:
        _add_lag(figure, release, len(rows), palette)
        figure.add_trace(_foundation(_parts(release, wording), reached, wording, palette))
    return figure


def _narrow(rows: list[str], places: float) -> dict[str, Any]:
    """What a phone changes: the names of stages are sentences, and keep apart from each other."""
    names = [theme.wrapped(row, NARROW_CHARACTERS) for row in rows]
    lines = max((name.count("<br>") + 1 for name in names), default=1)
    row = theme.SMALL_LINE * lines + APART
    return theme.narrow_rows(rows, height=TOP + int(row * places)) | {
        "yaxis.ticktext": names,
        "margin.l": NARROW_LEFT,
    }


def _add_band(figure: go.Figure, reached: int, palette: theme.Palette) -> None:
    """Set off the row of the stage that is reached."""
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


def _add_staircase(figure: go.Figure, needed: Sequence[float], palette: theme.Palette) -> None:
    steps = [
        *(
            _step((here, there), (stage + 0.5, stage + 0.5), palette, width=1, dash="dot")
            for stage, (here, there) in enumerate(pairwise(needed))
        ),
        *(
            _step((value, value), (stage - 0.5, stage + 0.5), palette, width=2)
            for stage, value in enumerate(needed)
        ),
    ]
    # All at once: with each shape that is added, Plotly checks every one before it again.
    figure.layout.shapes = [*figure.layout.shapes, *steps]
    figure.add_trace(_needs(needed, palette))
    if needed:
        figure.add_annotation(
            x=needed[0],
            y=0,
            xanchor="left",
            xshift=10,
            showarrow=False,
            text=_("what the stage needs"),
            font={"size": theme.SMALL, "color": palette.accent},
        )


def _step(
    across: tuple[float, float], down: tuple[float, float], palette: theme.Palette, **look: Any
) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": across[0],
        "x1": across[1],
        "y0": down[0],
        "y1": down[1],
        "layer": "between",
        "line": {"color": palette.accent, **look},
    }


def _needs(needed: Sequence[float], palette: theme.Palette) -> go.Scatter:
    """A mark on each step, to point at."""
    return go.Scatter(
        x=list(needed),
        y=list(range(len(needed))),
        mode="markers",
        marker={"symbol": "circle", "size": 7, "color": palette.accent},
        hovertext=[_("needs %(value)s") % {"value": level(value)} for value in needed],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name=_("Foundation needed"),
    )


def _add_lag(figure: go.Figure, release: Release, rows: int, palette: theme.Palette) -> None:
    """Draw how far technology is ahead; where that is far, say what it ends in."""
    technology = release.technology
    if technology is None or technology.foundation is None or technology.required is None:
        return
    if technology.stage is None or technology.notice is None:
        return
    figure.add_shape(
        type="line",
        x0=technology.foundation,
        x1=technology.required,
        y0=technology.stage,
        y1=technology.stage,
        layer="between",
        line={"color": palette.ink, "width": 4},
    )
    if technology.notice is SequenceNotice.FAR_AHEAD:
        _add_warning(figure, rows, palette)


def _add_warning(figure: go.Figure, rows: int, palette: theme.Palette) -> None:
    text = _("Old organisation + new technology = expensive old organisation")
    note = {
        "xref": "paper",
        "x": 0.5,
        "y": rows - 0.5 + BELOW / 2,
        "xanchor": "center",
        "showarrow": False,
        "text": text,
        "font": {"size": theme.TEXT, "color": palette.ink, "weight": theme.BOLD},
    }
    figure.add_annotation(**note)
    others = [each.to_plotly_json() for each in figure.layout.annotations[:-1]]
    short = note | {"text": theme.wrapped(text, 30), "font": _small(palette)}
    figure.layout.meta["narrow"]["annotations"] = [*others, short]


def _small(palette: theme.Palette) -> dict[str, object]:
    return {"size": theme.SMALL, "color": palette.ink, "weight": theme.BOLD}


def _parts(release: Release, wording: Wording) -> list[ReleasedDimension]:
    rules = wording.framework.verdict
    codes = (rules.strategy, rules.culture) if rules else ()
    return [part for part in release.dimensions if part.code in codes and part.score is not None]


def _foundation(
    parts: Sequence[ReleasedDimension], reached: int, wording: Wording, palette: theme.Palette
) -> go.Scatter:
    scores = [part.score for part in parts if part.score is not None]
    return go.Scatter(
        x=scores,
        y=[reached] * len(parts),
        mode="markers+text",
        marker={"symbol": "circle", "size": 14, "color": palette.ink},
        text=[
            f"{theme.escaped(wording.dimension(part.code))} {level(part.score or 0)}"
            for part in parts
        ],
        textposition=[
            f"{'bottom' if row else 'top'} {_side(score)}" for row, score in enumerate(scores)
        ],
        textfont={"size": theme.SMALL, "color": palette.ink, "weight": theme.BOLD},
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        name=_("What there is"),
    )


def _side(score: float) -> str:
    """Where a name goes: away from an edge that is near."""
    if score > len(theme.LEVELS) - EDGE:
        return "left"
    return "right" if score < 1 + EDGE else "center"
