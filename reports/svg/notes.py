"""Shapes and annotations: lines, areas and words beside the values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from reports.svg.axes import Axis
from reports.svg.clips import Clips
from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import Font, block_height, block_width, first_baseline, lines_of, written

# Around an annotation's words: padding and the room for a border, in pixels.
PADDING = 2
_SIDES = {0.5: "left", 0.0: "center", -0.5: "right"}


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole inner area, and the axes on it: what positions of notes refer to."""

    axes: Mapping[str, Axis]
    left: float
    top: float
    width: float
    height: float

    def place(self, value: Any, reference: str, letter: str) -> float:
        """Return the pixel of a position: on an axis, on an axis' domain or on the paper."""
        if reference == "paper":
            start, length = (self.left, self.width) if letter == "x" else (self.top, self.height)
        else:
            axis = self.axis(reference.removesuffix(" domain"))
            if not reference.endswith(" domain"):
                return axis.pixel(float(value))
            start, length = axis.offset, axis.length
        return start + (float(value) if letter == "x" else 1 - float(value)) * length

    def axis(self, reference: str) -> Axis:
        if reference not in self.axes:
            raise UnsupportedFigureError("xref, yref", f"there is no axis “{reference}”")
        return self.axes[reference]


def shape(settings: Mapping[str, Any], paper: Paper, colours: Colours, clips: Clips) -> str:
    """Draw a line or a rectangle, cut off at the ends of the axes it refers to."""
    xref, yref = settings.get("xref") or "x", settings.get("yref") or "y"
    x0, x1 = (paper.place(settings[key], xref, "x") for key in ("x0", "x1"))
    y0, y1 = (paper.place(settings[key], yref, "y") for key in ("y0", "y1"))
    line = settings.get("line") or {}
    look = colours.stroke(
        line.get("color"),
        float(line.get("width", 2)),
        dash=line.get("dash") or "solid",
        path="shapes.line.color",
    )
    left, top, right, bottom = map(number, (x0, y0, x1, y1))
    if settings["type"] == "line":
        path, fill = f"M{left},{top}L{right},{bottom}", "transparent"
    else:
        path = f"M{left},{top}H{right}V{bottom}H{left}Z"
        fill = settings.get("fillcolor") or "transparent"
    opacity = settings.get("opacity", 1)
    attributes = {
        "d": path,
        **colours.fill(fill, path="shapes.fillcolor"),
        **look,
        "opacity": None if opacity == 1 else opacity,
        "clip-path": clips.at(_axis(xref, paper), _axis(yref, paper)),
    }
    return element("path", attributes)


def _axis(reference: str, paper: Paper) -> Axis | None:
    is_loose = reference == "paper" or reference.endswith(" domain")
    return None if is_loose else paper.axis(reference)


def annotation(settings: Mapping[str, Any], paper: Paper, base: Font, colours: Colours) -> str:
    """Write words at a position; like Plotly, not where the position is off its axis."""
    if settings.get("showarrow") is not False:
        raise UnsupportedFigureError("annotations.showarrow", "must be False")
    xref, yref = settings.get("xref") or "x", settings.get("yref") or "y"
    for reference, key in ((xref, "x"), (yref, "y")):
        axis = _axis(reference, paper)
        if axis is not None and not axis.holds(float(settings[key])):
            return ""
    lines = lines_of(settings.get("text"))
    if not lines:
        return ""
    font = base.changed(settings.get("font"))
    angle = float(settings.get("textangle") or 0)
    width, height = block_width(lines, font), block_height(lines, font)
    box_width, box_height = _turned(width + 2 * PADDING, height + 2 * PADDING, angle)
    across = _anchored(settings, "x", xref)
    down = _anchored(settings, "y", yref)
    x = paper.place(settings["x"], xref, "x") + float(settings.get("xshift") or 0)
    y = paper.place(settings["y"], yref, "y") - float(settings.get("yshift") or 0)
    middle_x, middle_y = x + across * box_width, y + down * box_height
    if len(lines) > 1 and not angle and (settings.get("align") or "center") != _SIDES[across]:
        # Where its lines begin would depend on the reader's font.
        raise UnsupportedFigureError("annotations.align", f"must be {_SIDES[across]!r} here")
    side = {"left": -0.5, "center": 0.0, "right": 0.5}[settings.get("align") or "center"]
    if len(lines) == 1 and not angle:
        # One line needs no measuring: it hangs where it is anchored.
        side = -across
        middle_x = x + across * 2 * PADDING - side * width
    turn = f"rotate({number(angle)} {number(middle_x)} {number(middle_y)})" if angle else None
    anchor = {-0.5: "start", 0.0: "middle", 0.5: "end"}[side]
    baseline = first_baseline(middle_y, lines, font)
    return written(
        lines, font, colours, x=middle_x + side * width, y=baseline, anchor=anchor, turn=turn
    )


def _anchored(settings: Mapping[str, Any], letter: str, reference: str) -> float:
    """Return how far, in parts of its size, the words' middle is from their position."""
    anchor = settings.get(f"{letter}anchor") or "auto"
    if anchor == "auto":
        share = 0.5
        if reference == "paper" or reference.endswith(" domain"):
            share = float(settings[letter]) if letter == "x" else 1 - float(settings[letter])
        return 0.5 if share < 1 / 3 else (-0.5 if share > 2 / 3 else 0.0)
    return {"left": 0.5, "top": 0.5, "right": -0.5, "bottom": -0.5}.get(anchor, 0.0)


def _turned(width: float, height: float, angle: float) -> tuple[float, float]:
    """Return the size of the upright box around a turned one."""
    turn = angle * pi / 180
    along, across = abs(cos(turn)), abs(sin(turn))
    return width * along + height * across, width * across + height * along
