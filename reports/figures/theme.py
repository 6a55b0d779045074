"""Colours, fonts and the common frame of all figures; the same values as tokens.css."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
TEXT = 14
SMALL = 13
# From one line of small letters to the next, in pixels.
SMALL_LINE = 17
# Plotly's own markup for bold sets a style attribute, which the page's policy refuses.
BOLD = 600

# Every figure with levels has the same left edge and the same axis, so that eyes compare down
# the page. Below NARROW pixels a figure takes the layout in its `meta`.
LABEL_WIDTH = 236
NARROW_LABEL_WIDTH = 124
LABEL_CHARACTERS = 27
NARROW_LABEL_CHARACTERS = 14
RIGHT = 28
AXIS = (0.9, 5.1)
LEVELS = (1, 2, 3, 4, 5)
# Just behind a hyphen.
HYPHEN = re.compile("(?<=-)")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, named by what they are for."""

    ink: str
    ink_soft: str
    hairline: str
    field_line: str
    paper: str
    accent: str
    business: str
    it: str
    executives: str
    frontline: str
    levels: tuple[str, str, str, str, str]
    on_levels: tuple[str, str, str, str, str]


LIGHT = Palette(
    ink="#1d2329",
    ink_soft="#565f66",
    hairline="#e4e1d8",
    field_line="#8b8f8a",
    paper="#fbfaf7",
    accent="#0f6b62",
    business="#4453a6",
    it="#96650f",
    executives="#7a3b69",
    frontline="#2c6a8c",
    levels=("#dcebe8", "#a9d3cc", "#6fb3ac", "#2c7f7a", "#0c5152"),
    # The third is a little darker than ink: in the dark scheme it is another colour than ink.
    on_levels=("#1d2329", "#1d2329", "#14191e", "#ffffff", "#ffffff"),
)
DARK = Palette(
    ink="#e9e6df",
    ink_soft="#a7aca8",
    hairline="#31363a",
    field_line="#787f80",
    paper="#15181b",
    accent="#5cc4b6",
    business="#9fadf5",
    it="#dfb25c",
    executives="#d89ac6",
    frontline="#85bfdf",
    levels=("#24413e", "#2c5f5a", "#33807a", "#5fb5aa", "#a5e2d8"),
    on_levels=("#e9e6df", "#e9e6df", "#ffffff", "#10201e", "#10201e"),
)


def framed(palette: Palette, *, height: int, narrow: dict[str, Any], **layout: Any) -> go.Figure:
    """Return an empty figure with the common frame; `narrow` is what a phone changes in it."""
    return go.Figure(
        layout=go.Layout(
            template="none",
            height=height,
            autosize=True,
            paper_bgcolor="rgba(0,0,0,0)",
            plot_bgcolor="rgba(0,0,0,0)",
            font={"family": FONT, "size": TEXT, "color": palette.ink},
            hoverlabel={
                "bgcolor": palette.paper,
                "bordercolor": palette.field_line,
                "font": {"family": FONT, "size": TEXT, "color": palette.ink},
            },
            dragmode=False,
            showlegend=False,
            meta={"narrow": narrow},
            **layout,
        )
    )


def level_axis(palette: Palette, **changes: Any) -> dict[str, Any]:
    """The common axis from 1 to 5."""
    return {
        "range": list(AXIS),
        "tickvals": list(LEVELS),
        "ticktext": [str(level) for level in LEVELS],
        "tickfont": {"size": SMALL, "color": palette.ink_soft},
        "gridcolor": palette.hairline,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "side": "top",
    } | changes


def row_axis(palette: Palette, rows: list[str], **changes: Any) -> dict[str, Any]:
    """Rows from top to bottom, named at the left edge."""
    return {
        "range": [len(rows) - 0.5, -0.5],
        "tickvals": list(range(len(rows))),
        "ticktext": [wrapped(row, LABEL_CHARACTERS) for row in rows],
        "ticklabelposition": "outside",
        "ticklabelstandoff": 8,
        "tickfont": {"size": TEXT, "color": palette.ink},
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
    } | changes


def margins(label_width: int = LABEL_WIDTH, *, top: int = 28, bottom: int = 8) -> dict[str, int]:
    return {"l": label_width, "r": RIGHT, "t": top, "b": bottom}


def narrow_rows(rows: list[str], **changes: Any) -> dict[str, Any]:
    """What a phone changes where rows are named at the left: shorter lines, a thinner edge."""
    return {
        "yaxis.ticktext": [wrapped(row, NARROW_LABEL_CHARACTERS) for row in rows],
        "yaxis.tickfont.size": SMALL,
        "margin.l": NARROW_LABEL_WIDTH,
        "margin.r": 12,
    } | changes


def wrapped(text: str, characters: int, most: int | None = None) -> str:
    """Break a label into lines, escaped: Plotly reads a little HTML in texts.

    With `most` lines at most, the last one ends in an ellipsis. A word that is longer than a
    line gets a hyphen where it breaks.
    """
    parted = " ".join(_parted(word, characters) for word in text.split(" "))
    lines = textwrap.wrap(parted, characters, max_lines=most, placeholder="…") or [""]
    return "<br>".join(escaped(line) for line in lines)


def _parted(word: str, characters: int) -> str:
    """Break what is longer than a line, between its own hyphens, into parts alike in length."""
    return "".join(
        piece if len(piece) <= characters else "-".join(_parts(piece, characters))
        for piece in HYPHEN.split(word)
    )


def _parts(word: str, characters: int) -> Iterator[str]:
    number = -(-len(word) // (characters - 1))
    ends = [round(len(word) * part / number) for part in range(number + 1)]
    return (word[start:end] for start, end in pairwise(ends))


def shortened(text: str, characters: int) -> str:
    """Cut a text that does not fit a line, escaped."""
    return escaped(text if len(text) <= characters else f"{text[: characters - 1].rstrip()}…")


def escaped(text: str) -> str:
    """Take the meaning out of characters that Plotly would read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
