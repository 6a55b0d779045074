"""Two views of the same things, side by side: the frame that all dumbbells share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from reports.figures import theme
from reports.story.numbers import level

ROW = 72
TOP = 30
# Where the names of the sides stand above the first row, in rows.
KEY = (-1.02, -0.66)
ABOVE = 1.3
NAME_CHARACTERS = 26
# Characters of a note in a line, on a page and on a phone.
NOTE, NARROW_NOTE = 70, 32
LEVELS = len(theme.LEVELS)
# Levels from an edge, on a phone, that a number takes.
ROOM = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sides: its name, colour and symbol, and its values from top to bottom."""

    name: str
    colour: str
    symbol: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: what it is about, and in a few words what the gap amounts to."""

    title: str
    note: str


def dumbbell(pairs: Sequence[Pair], one: Side, other: Side, palette: theme.Palette) -> go.Figure:
    """Draw a row per pair: a mark per side, a line between them, the note below."""
    titles = [pair.title for pair in pairs]
    figure = theme.framed(
        palette,
        height=TOP + int(ROW * (len(pairs) + ABOVE - 0.4)),
        narrow=theme.narrow_rows(titles, annotations=_notes(pairs, palette, NARROW_NOTE)),
        margin=theme.margins(top=TOP),
        xaxis=theme.level_axis(palette),
        yaxis=theme.row_axis(palette, titles, range=[len(pairs) - 0.4, -ABOVE]),
        annotations=_notes(pairs, palette, NOTE),
        shapes=_lines(one, other, palette),
    )
    keys = (_key(side, place, palette) for side, place in zip((one, other), KEY, strict=True))
    figure.add_traces([_marks(one, other, palette), _marks(other, one, palette), *keys])
    return figure


def _lines(one: Side, other: Side, palette: theme.Palette) -> list[dict[str, object]]:
    """A line from mark to mark in each row."""
    return [
        {
            "type": "line",
            "x0": start,
            "x1": end,
            "y0": row,
            "y1": row,
            "layer": "between",
            "line": {"color": palette.field_line, "width": 3},
        }
        for row, (start, end) in enumerate(zip(one.values, other.values, strict=True))
    ]


def _notes(
    pairs: Sequence[Pair], palette: theme.Palette, characters: int
) -> list[dict[str, object]]:
    """The notes, each at the left edge below its row."""
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "align": "left",
            "y": row + 0.25,
            "yanchor": "top",
            "showarrow": False,
            "text": theme.wrapped(pair.note, characters, most=2),
            "font": {"size": theme.SMALL, "color": palette.ink_soft},
        }
        for row, pair in enumerate(pairs)
    ]


def _marks(side: Side, opposite: Side, palette: theme.Palette) -> go.Scatter:
    pairs = list(zip(side.values, opposite.values, strict=True))
    name = theme.escaped(side.name)
    return go.Scatter(
        x=list(side.values),
        y=list(range(len(pairs))),
        mode="markers+text",
        marker=_marker(side, palette),
        text=[level(value) for value in side.values],
        textposition=[_place(side, value, other) for value, other in pairs],
        textfont={"size": theme.TEXT, "color": side.colour, "weight": theme.BOLD},
        hovertext=[f"{name} {level(value)}" for value in side.values],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name=name,
    )


def _key(side: Side, place: float, palette: theme.Palette) -> go.Scatter:
    """A mark with the name of its side."""
    return go.Scatter(
        x=[theme.LEVELS[0]],
        y=[place],
        mode="markers+text",
        marker=_marker(side, palette),
        text=[theme.shortened(side.name, NAME_CHARACTERS)],
        textposition="middle right",
        textfont={"size": theme.SMALL, "color": side.colour, "weight": theme.BOLD},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _marker(side: Side, palette: theme.Palette) -> dict[str, object]:
    return {
        "symbol": side.symbol,
        "size": 16,
        "color": side.colour,
        "line": {"width": 2, "color": palette.paper},
    }


def _place(side: Side, value: float, other: float) -> str:
    """Put a number on the far side of its mark, away from the other one.

    Near an edge there is no room beside the mark: the left number goes above it and the
    right one below, so that two of them do not meet either.
    """
    # Of two equal values the disc and the triangle go left.
    is_right = value > other or (value == other and side.symbol in {"diamond", "square"})
    if is_right:
        return "bottom left" if value > LEVELS - ROOM else "middle right"
    return "top right" if value < 1 + ROOM else "middle left"
