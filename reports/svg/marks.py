"""Marks of points: the outlines of Plotly's symbols, around (0, 0)."""

from __future__ import annotations

from math import sqrt
from typing import Any

from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import each

# These have no area; only their line is seen.
_STROKES = frozenset({"line-ns", "line-ew"})
_OPEN = "-open"


def mark(marker: dict[str, Any], place: int, x: float, y: float, colours: Colours) -> str:
    """Draw one point's mark in the middle of (x, y), in pixels."""
    symbol = each(marker.get("symbol"), place) or "circle"
    line = marker.get("line") or {}
    width = float(each(line.get("width"), place) or 0)
    colour = each(marker.get("color"), place)
    opacity = each(marker.get("opacity"), place)
    if symbol.endswith(_OPEN):
        look = {"fill": "none", **colours.stroke(colour, width or 1, path="marker.color")}
    elif symbol in _STROKES:
        look = {"fill": "none", **colours.stroke(each(line.get("color"), place), width)}
    else:
        look = colours.fill(colour, path="marker.color")
        look |= colours.stroke(each(line.get("color"), place), width, path="marker.line.color")
    attributes = {
        "d": outline(symbol.removesuffix(_OPEN), radius_of(marker, place)),
        "transform": f"translate({number(x)} {number(y)})",
        **look,
        "opacity": None if opacity in {None, 1} else opacity,
    }
    return element("path", attributes)


def radius_of(marker: dict[str, Any], place: int) -> float:
    size = marker.get("size", 6)
    if isinstance(size, list | tuple) and "opacity" not in marker:
        # Plotly makes marks of several sizes translucent and outlines them.
        raise UnsupportedFigureError("marker.opacity", "must be set where sizes differ")
    return float(each(size, place) or 0) / 2


def outline(symbol: str, radius: float) -> str:
    """Return the path of a symbol whose nominal radius is given in pixels."""
    r = number(radius)
    wide, low = number(radius * 2 / sqrt(3)), number(radius / 2)
    tip, long = number(radius * 1.3), number(radius * 1.4)
    return {
        "circle": f"M{r},0A{r},{r} 0 1,1 0,-{r}A{r},{r} 0 0,1 {r},0Z",
        "square": f"M{r},{r}H-{r}V-{r}H{r}Z",
        "diamond": f"M{tip},0L0,{tip}L-{tip},0L0,-{tip}Z",
        "triangle-up": f"M-{wide},{low}H{wide}L0,-{r}Z",
        "triangle-down": f"M-{wide},-{low}H{wide}L0,{r}Z",
        "line-ns": f"M0,{long}V-{long}",
        "line-ew": f"M{long},0H-{long}",
    }[symbol]
