"""Bar traces: bars with round corners, hatching and texts, as Plotly places them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Any

from reports.svg.axes import Axis, Plot
from reports.svg.bar_places import BAR_GAP, Bar, Stack
from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.error_bars import error_bars
from reports.svg.hatching import Hatchings
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import (
    Font,
    block_height,
    block_width,
    each,
    first_baseline,
    lines_of,
    written,
)

# Pixels between a text and the end of its bar.
PAD = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A bar in pixels: it grows from `start` to `end`, across it lies from `near` to `far`.

    `grows` is 1 to the right or down, -1 to the left or up, for a bar of no length, too.
    """

    start: float
    end: float
    near: float
    far: float
    lies: bool
    grows: int

    def point(self, along: float, across: float) -> str:
        x, y = (along, across) if self.lies else (across, along)
        return f"{number(x)},{number(y)}"


@dataclass(frozen=True, slots=True)
class Corner:
    """How round a bar is, in pixels; `over` is what of its stack lies beyond it."""

    radius: float
    over: float
    is_everywhere: bool

    @property
    def is_round(self) -> bool:
        return self.radius > 0 and self.over < self.radius

    def pad(self, thickness: float, height: float) -> float:
        """Return by how much more a text of a height keeps off the round end, as in Plotly."""
        inner = self.radius - PAD
        if inner <= self.over:
            return 0
        beside = inner - (thickness - 2 * PAD - height) / 2
        return max(0.0, inner - sqrt(max(0.0, inner**2 - beside**2)) - self.over)


def bars(
    trace: Mapping[str, Any],
    stack: Stack,
    plot: Plot,
    layout: Mapping[str, Any],
    base: Font,
    colours: Colours,
    hatchings: Hatchings,
) -> list[str]:
    """Draw a trace's bars, their texts, and error bars over them."""
    shapes, words = [], []
    for bar in stack.bars:
        box = _box(trace, bar, plot, layout)
        corner = _corner(trace, bar, box, stack, plot)
        if box.start != box.end or _line_width(trace, bar):
            shapes.append(_bar(trace, bar, box, corner, colours, hatchings))
        words.append(_text(trace, bar, box, corner, base, colours))
    xs, ys = trace["x"], trace["y"]
    return [*shapes, *words, *error_bars(trace, plot, xs, ys, colours)]


def _box(trace: Mapping[str, Any], bar: Bar, plot: Plot, layout: Mapping[str, Any]) -> Box:
    """Return a bar in pixels, on whole ones where Plotly rounds."""
    lies = trace.get("orientation") == "h"
    along, across = (plot.x, plot.y) if lies else (plot.y, plot.x)
    width = _line_width(trace, bar)
    is_flush = float(layout.get("bargap", BAR_GAP)) == 0
    opacity = each((trace.get("marker") or {}).get("opacity"), bar.index)
    has_edge = width > 0.01 or (opacity is not None and opacity < 1)

    def settled(value: float, other: float, axis: Axis) -> float:
        # Plotly rounds inside the plot, whose corner is on a whole pixel only by chance.
        place, beside = value - axis.offset, other - axis.offset
        rounded = _on_pixel(place, width) if is_flush else place
        if not has_edge and abs(place - beside) < 2 and place != beside:
            rounded = ceil(place) if place > beside else floor(place)
        return rounded + axis.offset

    start, end = along.pixel(bar.start), along.pixel(bar.end)
    near, far = across.pixel(bar.low), across.pixel(bar.high)
    start = settled(start, end, along)
    end = settled(end, start, along)
    near = settled(near, far, across)
    far = settled(far, near, across)
    grows = _direction(trace, along) if start == end else (1 if end > start else -1)
    return Box(start, end, near, far, lies, grows)


def _direction(trace: Mapping[str, Any], along: Axis) -> int:
    """Return where a bar of no length would grow to: where the others of its trace do."""
    sizes = [size for size in trace["x" if trace.get("orientation") == "h" else "y"] if size]
    least, most = sorted((along.low, along.high))
    upward = 1 if along.pixel(most) > along.pixel(least) else -1
    return -upward if sizes and max(sizes) < 0 else upward


def _on_pixel(value: float, line_width: float) -> float:
    return round(floor(value + 0.5) - round(line_width / 2 % 1, 2), 2)


def _line_width(trace: Mapping[str, Any], bar: Bar) -> float:
    line = (trace.get("marker") or {}).get("line") or {}
    return float(each(line.get("width"), bar.index) or 0)


def _bar(
    trace: Mapping[str, Any],
    bar: Bar,
    box: Box,
    corner: Corner,
    colours: Colours,
    hatchings: Hatchings,
) -> str:
    marker = trace.get("marker") or {}
    colour = each(marker.get("color"), bar.index)
    fill = colours.fill(colour, path="marker.color")
    pattern = marker.get("pattern") or {}
    if each(pattern.get("shape"), bar.index):
        fill = {"fill": hatchings.reference(pattern, bar.index, colour)}
    line_colour = each((marker.get("line") or {}).get("color"), bar.index)
    opacity = each(marker.get("opacity"), bar.index)
    attributes = {
        "d": _outline(box, corner),
        **fill,
        **colours.stroke(line_colour, _line_width(trace, bar), path="marker.line.color"),
        "opacity": None if opacity in {None, 1} else opacity,
    }
    return element("path", attributes)


def _outline(box: Box, corner: Corner) -> str:
    if not corner.is_round:
        return (
            f"M{box.point(box.start, box.near)}L{box.point(box.start, box.far)}"
            f"L{box.point(box.end, box.far)}L{box.point(box.end, box.near)}Z"
        )
    if corner.is_everywhere:
        return _rounded(box, corner.radius)
    return _rounded_at_end(box, corner.radius, corner.over)


def _corner(trace: Mapping[str, Any], bar: Bar, box: Box, stack: Stack, plot: Plot) -> Corner:
    along = plot.x if box.lies else plot.y
    thickness = abs(box.far - box.near)
    top = along.pixel(stack.overhead(bar))
    room = abs(box.end - box.start) / 2 if bar.has_base else abs(top - along.pixel(0))
    radius = min(_radius(trace, thickness), thickness / 2, room)
    over = 0.0 if bar.has_base else abs(top - along.pixel(bar.end))
    return Corner(radius, over, is_everywhere=bar.has_base)


def _radius(trace: Mapping[str, Any], thickness: float) -> float:
    radius = (trace.get("marker") or {}).get("cornerradius") or 0
    if isinstance(radius, str):
        if not radius.endswith("%"):
            raise UnsupportedFigureError("marker.cornerradius", f"{radius!r} is no length")
        return thickness * min(50.0, float(radius[:-1])) / 100
    return float(radius)


def _rounded(box: Box, radius: float) -> str:
    """A bar with its own base is round at all four corners."""
    ahead = radius if box.end > box.start else -radius
    across = radius if box.far > box.near else -radius
    turn = _turn(box, radius)
    return (
        f"M{box.point(box.start + ahead, box.near)}"
        f"{turn}{box.point(box.start, box.near + across)}"
        f"L{box.point(box.start, box.far - across)}"
        f"{turn}{box.point(box.start + ahead, box.far)}"
        f"L{box.point(box.end - ahead, box.far)}"
        f"{turn}{box.point(box.end, box.far - across)}"
        f"L{box.point(box.end, box.near + across)}"
        f"{turn}{box.point(box.end - ahead, box.near)}Z"
    )


def _rounded_at_end(box: Box, radius: float, over: float) -> str:
    """A bar from zero, or at the end of a stack, is round at its end; a thin one in part."""
    sign = 1 if box.end > box.start else -1
    across = 1 if box.far > box.near else -1
    reach = abs(box.end - box.start) + over
    cut = radius - sqrt(reach * (2 * radius - reach)) if reach < radius else 0
    flat = sqrt(over * (2 * radius - over)) if over > 0 else 0
    bend = box.end - sign * (radius - over)
    bend = max(bend, box.start) if sign > 0 else min(bend, box.start)
    turn = _turn(box, radius, is_back=True)
    return (
        f"M{box.point(box.start, box.near + cut * across)}"
        f"L{box.point(bend, box.near + cut * across)}"
        f"{turn}{box.point(box.end, box.near + (radius - flat) * across)}"
        f"L{box.point(box.end, box.far - (radius - flat) * across)}"
        f"{turn}{box.point(bend, box.far - cut * across)}"
        f"L{box.point(box.start, box.far - cut * across)}Z"
    )


def _turn(box: Box, radius: float, *, is_back: bool = False) -> str:
    """The arc of a corner; which way it bends depends on where the bar grows to."""
    is_same = (box.end > box.start) == (box.far > box.near)
    clockwise = int(is_same != box.lies) if not is_back else int(is_same == box.lies)
    return f"A{number(radius)},{number(radius)} 0 0 {clockwise} "


def _text(
    trace: Mapping[str, Any], bar: Bar, box: Box, corner: Corner, base: Font, colours: Colours
) -> str:
    lines = lines_of(each(trace.get("text"), bar.index))
    place = each(trace.get("textposition"), bar.index)
    if not lines or place == "none":
        return ""
    if place is None:
        raise UnsupportedFigureError("textposition", "must be set; Plotly chooses by size")
    font = base.changed(trace.get("textfont"), bar.index)
    if place == "inside":
        _demand_settings(trace)
        font = _fitting(trace, font, lines, box)
    across = (box.near + box.far) / 2
    anchor = trace.get("insidetextanchor") or "end"
    if place == "outside":
        along, side = _outside(box)
    else:
        size = block_height(lines, font) if box.lies else block_width(lines, font)
        along, side = _inside(box, anchor, PAD + corner.pad(abs(box.far - box.near), size))
    if box.lies:
        y = first_baseline(across, lines, font)
        return written(lines, font, colours, x=along, y=y, anchor=side)
    half = block_height(lines, font) / 2
    middle = along + {"start": half, "middle": 0.0, "end": -half}[side]
    y = first_baseline(middle, lines, font)
    return written(lines, font, colours, x=across, y=y, anchor="middle")


def _demand_settings(trace: Mapping[str, Any]) -> None:
    if trace.get("textangle") != 0:
        raise UnsupportedFigureError("textangle", "must be 0; Plotly may turn texts by itself")
    if not (trace.get("textfont") or {}).get("color"):
        raise UnsupportedFigureError("textfont.color", "must be set; Plotly chooses by contrast")


def _fitting(trace: Mapping[str, Any], font: Font, lines: Any, box: Box) -> Font:
    """Plotly makes a text smaller that is larger than its bar, unless it is told not to."""
    if trace.get("constraintext") == "none":
        return font
    sides = abs(box.end - box.start) - 2 * PAD, abs(box.far - box.near) - 2 * PAD
    wide, high = sides if box.lies else sides[::-1]
    scale = min(1.0, wide / block_width(lines, font), high / block_height(lines, font))
    return Font(font.size * max(scale, 0.1), font.colour, font.weight)


def _inside(box: Box, anchor: str, pad: float) -> tuple[float, str]:
    """Return where a text stands along its bar, and which of its sides stands there."""
    if anchor == "middle":
        return (box.start + box.end) / 2, "middle"
    if anchor == "end":
        return box.end - box.grows * pad, "end" if box.grows > 0 else "start"
    return box.start + box.grows * pad, "start" if box.grows > 0 else "end"


def _outside(box: Box) -> tuple[float, str]:
    pad = PAD if abs(box.far - box.near) > 2 * PAD else 0
    return box.end + box.grows * pad, "start" if box.grows > 0 else "end"
