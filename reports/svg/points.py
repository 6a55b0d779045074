"""Lines, areas, marks and texts of points; on level axes and on the circle alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.marks import mark, radius_of
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import LINE_SPACING, Font, each, lines_of, written

Point = tuple[float, float]


def modes_of(trace: Mapping[str, Any]) -> frozenset[str]:
    """Return what a trace shows of its points: lines, markers, text."""
    mode = trace.get("mode")
    if mode is None:
        raise UnsupportedFigureError("mode", "must be set; Plotly chooses by the number of points")
    modes = frozenset(str(mode).split("+"))
    if unknown := modes - {"lines", "markers", "text", "none"}:
        raise UnsupportedFigureError("mode", f"{', '.join(unknown)} is not drawn")
    return modes


def stretches(points: Sequence[Point | None]) -> list[list[Point]]:
    """Split points where one is missing."""
    found: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [stretch for stretch in found if stretch]


def line_path(points: Sequence[Point], shape: str = "linear") -> str:
    """Return the path through points: straight, or in steps (hv, vh)."""
    (x, y), *rest = points
    path = [f"M{number(x)},{number(y)}"]
    for to_x, to_y in rest:
        if shape == "hv":
            path.append(f"H{number(to_x)}V{number(to_y)}")
        elif shape == "vh":
            path.append(f"V{number(to_y)}H{number(to_x)}")
        else:
            path.append(f"L{number(to_x)},{number(to_y)}")
    return "".join(path)


def line(trace: Mapping[str, Any], path: str, colours: Colours) -> str:
    """Draw a trace's line along a path."""
    look = trace.get("line") or {}
    stroke = colours.stroke(
        look.get("color"), float(look.get("width", 2)), dash=look.get("dash") or "solid"
    )
    return element("path", {"d": path, "fill": "none", "stroke-miterlimit": 2, **stroke})


def marks(trace: Mapping[str, Any], points: Sequence[Point | None], colours: Colours) -> list[str]:
    """Draw the mark of each point that is there."""
    marker = dict(trace.get("marker") or {})
    return [mark(marker, place, *point, colours) for place, point in enumerate(points) if point]


def texts(
    trace: Mapping[str, Any], points: Sequence[Point | None], base: Font, colours: Colours
) -> list[str]:
    """Write the text beside each point that is there."""
    has_marks = "markers" in modes_of(trace)
    shown = []
    for place, point in enumerate(points):
        lines = lines_of(each(trace.get("text"), place))
        if point is None or not lines:
            continue
        font = base.changed(trace.get("textfont"), place)
        radius = radius_of(dict(trace.get("marker") or {}), place) if has_marks else 0
        position = each(trace.get("textposition"), place) or "middle center"
        dx, dy, anchor = _beside(position, radius, len(lines), font)
        x, y = point[0] + dx, point[1] + dy
        shown.append(written(lines, font, colours, x=x, y=y, anchor=anchor))
    return shown


def _beside(position: str, radius: float, lines: int, font: Font) -> tuple[float, float, str]:
    """Return how far from its point a text stands, and its anchor; by Plotly's rule."""
    row, column = position.split()
    down = {"top": -1, "middle": 0, "bottom": 1}[row]
    across, anchor = {"left": (-1, "end"), "center": (0, "middle"), "right": (1, "start")}[column]
    room = radius / 0.8 + 1 if radius else 0
    height = ((lines - 1) * LINE_SPACING + 1) * font.size
    return across * room, 0.75 * font.size + down * room + (down - 1) * height / 2, anchor
