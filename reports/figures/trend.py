"""The overall score and the dimensions over the rounds, one strip below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from reports.figures import theme
from reports.figures.rounds import narrow_rounds, round_axis, stretches
from reports.material import Material
from reports.story.numbers import level
from reports.story.trend import Line, runs, trend_lines
from scoring.change.released import ReleasedChange

STRIP = 112
BOTTOM = 48
TOP = 12
# The strips of the figure's height that lie between two panels.
PAUSE = 0.04
LEAST, MOST = 0.75, 5.25


def trend(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw a strip for each line, all on the scale from 1 to 5.

    The band is what chance may explain, around the round before; its last point lies outside
    where the change is real. Lines break where the questions changed.
    """
    history = material.history
    lines = trend_lines(history, material.wording)
    titles = [line.title for line in lines]
    figure = theme.framed(
        palette,
        height=TOP + STRIP * len(lines) + BOTTOM,
        narrow={
            "margin.l": theme.NARROW_LABEL_WIDTH,
            "margin.r": 22,
            **{
                f"{_axis_name(place)}.ticktext": _ticks(title, theme.NARROW_LABEL_CHARACTERS)
                for place, title in enumerate(titles)
            },
            **narrow_rounds(history),
        },
        margin=theme.margins(top=TOP, bottom=BOTTOM),
        xaxis=round_axis(history, palette, anchor=_axis_name(len(lines) - 1).replace("axis", "")),
        **{
            _axis_name(place): _strip(place, len(lines), title, palette)
            for place, title in enumerate(titles)
        },
    )
    changes = _changes(material)
    for place, line in enumerate(lines):
        _add_band(figure, place, changes.get(line.code), len(history), palette)
        _add_line(figure, place, line, material, palette)
    _add_breaks(figure, material, palette)
    return figure


def _axis_name(place: int) -> str:
    return "yaxis" if place == 0 else f"yaxis{place + 1}"


def _strip(place: int, number: int, title: str, palette: theme.Palette) -> dict[str, object]:
    height = (1 - PAUSE * (number - 1)) / number
    top = 1 - place * (height + PAUSE)
    return {
        "domain": [max(0.0, round(top - height, 4)), round(top, 4)],
        "anchor": "x",
        "range": [LEAST, MOST],
        "tickvals": [1, 3, 5],
        "ticktext": _ticks(title, theme.LABEL_CHARACTERS),
        "tickfont": {"size": theme.SMALL, "color": palette.ink},
        "ticklabelstandoff": 8,
        "gridcolor": palette.hairline,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
    }


def _ticks(title: str, characters: int) -> list[str]:
    """The ends of the scale, and the name of the strip between them."""
    return ["1", theme.wrapped(title, characters, most=3), "5"]


def _changes(material: Material) -> Mapping[str | None, ReleasedChange]:
    change = material.change
    if change is None:
        return {}
    parts = (change.overall, *change.dimensions)
    return {part.code: part for part in parts if part is not None}


def _add_band(
    figure: go.Figure,
    place: int,
    change: ReleasedChange | None,
    number: int,
    palette: theme.Palette,
) -> None:
    if change is None:
        return
    figure.add_shape(
        type="rect",
        xref="x",
        yref=_axis_name(place).replace("axis", ""),
        x0=number - 2,
        x1=number - 1,
        y0=max(LEAST, change.before - change.mdc),
        y1=min(MOST, change.before + change.mdc),
        layer="below",
        line={"width": 0},
        fillcolor=palette.field_line,
        opacity=0.3,
    )


def _add_line(
    figure: go.Figure, place: int, line: Line, material: Material, palette: theme.Palette
) -> None:
    history = material.history
    values = [None if score is None else score.score for score in line.scores]
    last = len(history) - 1
    for stretch in stretches(history, values):
        places = [at for at, _value in stretch]
        scores = [value for _at, value in stretch]
        figure.add_trace(
            go.Scatter(
                x=places,
                y=scores,
                xaxis="x",
                yaxis=_axis_name(place).replace("axis", ""),
                mode="lines+markers+text",
                line={"color": palette.ink, "width": 2},
                marker={
                    "symbol": ["circle" if at == last else "circle-open" for at in places],
                    "size": [11 if at == last else 8 for at in places],
                    "color": palette.ink,
                    "opacity": 1,
                    "line": {"width": 2, "color": palette.ink},
                },
                text=[_label(at, value, last) for at, value in stretch],
                textposition=[_position(value) for value in scores],
                textfont={"size": theme.SMALL, "color": palette.ink},
                hovertext=[
                    f"{theme.escaped(history[at].round)}: {level(value)}" for at, value in stretch
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
                name=theme.escaped(line.title),
            )
        )


def _label(at: int, value: float, last: int) -> str:
    """The first and the last two rounds are labelled; the table has the others."""
    return level(value) if at in {0, last - 1, last} else ""


def _position(value: float) -> str:
    return "bottom center" if value > 4 else "top center"


def _add_breaks(figure: go.Figure, material: Material, palette: theme.Palette) -> None:
    starts: Sequence[range] = list(runs(material.history))[1:]
    for run in starts:
        figure.add_shape(
            type="line",
            xref="x",
            yref="paper",
            x0=run.start - 0.5,
            x1=run.start - 0.5,
            y0=0,
            y1=1,
            line={"color": palette.field_line, "width": 1, "dash": "dot"},
        )
