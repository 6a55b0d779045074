"""Axes: where values are, grid lines, ticks and their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import Font, lines_of, written
from reports.svg.tick_names import TickNames


@dataclass(frozen=True, slots=True)
class Tick:
    """A value with its name."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from `low` to `high`: its ticks and look, wherever it is drawn."""

    name: str
    settings: Mapping[str, Any]
    low: float
    high: float

    @property
    def is_visible(self) -> bool:
        return self.settings.get("visible", True) is not False

    def share(self, value: float) -> float:
        """Return how far a value is along the scale, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[Tick]:
        """Return the ticks within the range."""
        wanted = self._is_on("showgrid", True) or self._is_on("showticklabels", True)
        if not self.is_visible or not wanted:
            return []
        values = self.settings.get("tickvals")
        if values is None:
            raise UnsupportedFigureError(f"layout.{self.name}.tickvals", "must be set")
        texts = self.settings.get("ticktext")
        named = [
            Tick(float(value), self._text(value) if texts is None else str(texts[place]))
            for place, value in enumerate(values)
        ]
        return [tick for tick in named if -1e-6 <= self.share(tick.value) <= 1 + 1e-6]

    def has(self, key: str, *, otherwise: bool) -> bool:
        return self.is_visible and self._is_on(key, otherwise)

    def font(self, base: Font) -> Font:
        return base.changed(self.settings.get("tickfont"))

    def standing_off(self, font: Font) -> float:
        """Pixels between the axis and the names of its ticks."""
        has_line = self.has("showline", otherwise=False)
        has_ticks = self.settings.get("ticks") == "outside"
        width = float(self.settings.get("linewidth", 1)) if has_line else 1
        room = width + (0.2 * font.size if has_line or has_ticks else 0)
        return room + (float(self.settings.get("ticklen", 5)) if has_ticks else 0)

    def grid(self, colours: Colours) -> dict[str, Any]:
        """Return how grid lines look."""
        width = float(self.settings.get("gridwidth", 1))
        dash = self.settings.get("griddash", "solid")
        path = f"layout.{self.name}.gridcolor"
        return {
            "fill": "none",
            **colours.stroke(self.settings.get("gridcolor"), width, dash=dash, path=path),
        }

    def line(self, colours: Colours, kind: str = "line") -> dict[str, Any]:
        """Return how the axis' own line ("line") or its zero line ("zeroline") looks."""
        width = max(1, round(float(self.settings.get(f"{kind}width", 1))))
        path = f"layout.{self.name}.{kind}color"
        return {
            "fill": "none",
            **colours.stroke(self.settings.get(f"{kind}color"), width, path=path),
        }

    @staticmethod
    def _text(value: float) -> str:
        return number(float(value)).replace("-", "−")

    def _is_on(self, key: str, otherwise: bool) -> bool:
        return bool(self.settings.get(key, otherwise))


@dataclass(frozen=True, slots=True)
class Axis(Scale):
    """A scale along an edge; `offset` and `length` are pixels of the picture."""

    offset: float
    length: float

    @property
    def is_upright(self) -> bool:
        return self.name.startswith("y")

    @property
    def end(self) -> float:
        return self.offset + self.length

    def pixel(self, value: float) -> float:
        """Return where a value is in the picture, to a hundredth of a pixel like Plotly."""
        return self.offset + self.along(value)

    def along(self, value: float) -> float:
        """Return how many pixels a value is from the axis' left or upper end."""
        share = self.share(value)
        return round((1 - share if self.is_upright else share) * self.length, 2)

    def holds(self, value: float) -> bool:
        return 0 <= self.share(value) <= 1


@dataclass(frozen=True, slots=True)
class Plot:
    """A pair of axes and the area between them."""

    x: Axis
    y: Axis


def ends_of(name: str, settings: Mapping[str, Any]) -> tuple[float, float]:
    """Return the values at which a scale begins and ends."""
    low, high = settings.get("range") or (None, None)
    if low is None or high is None:
        raise UnsupportedFigureError(f"layout.{name}.range", "must be set")
    return float(low), float(high)


def axes_of(layout: Mapping[str, Any], width: float) -> dict[str, Axis]:
    """Return the axes by their short names: x, y, x2, …"""
    margin = layout.get("margin") or {}
    missing = [side for side in "lrtb" if side not in margin]
    if missing:
        raise UnsupportedFigureError("layout.margin", f"{', '.join(missing)} must be set")
    inner_width = width - margin["l"] - margin["r"]
    inner_height = layout["height"] - margin["t"] - margin["b"]
    found = {}
    for name in sorted(layout):
        if not name.startswith(("xaxis", "yaxis")):
            continue
        settings = layout[name]
        low, high = settings.get("domain") or (0, 1)
        if name.startswith("x"):
            offset, length = margin["l"] + inner_width * low, inner_width * (high - low)
        else:
            offset = margin["t"] + inner_height * (1 - high)
            length = inner_height * (high - low)
        found[name.replace("axis", "")] = Axis(
            name, settings, *ends_of(name, settings), offset, length
        )
    return found


def grid_lines(axis: Axis, other: Axis, colours: Colours) -> str:
    """Draw the lines across at each tick, and the one at zero."""
    shown = []
    has_zero = axis.has("zeroline", otherwise=True) and axis.holds(0)
    if axis.has("showgrid", otherwise=True):
        places = [
            axis.pixel(tick.value)
            for tick in axis.ticks()
            if not (has_zero and tick.value == 0) and 1 < axis.along(tick.value) < axis.length - 1
        ]
        path = "".join(_across(axis, other, place) for place in places)
        if path:
            shown.append(element("path", {"d": path, **axis.grid(colours), **_CRISP}))
    if has_zero:
        path = _across(axis, other, axis.pixel(0))
        shown.append(element("path", {"d": path, **axis.line(colours, "zeroline"), **_CRISP}))
    return "".join(shown)


_CRISP = {"shape-rendering": "crispEdges"}


def _across(axis: Axis, other: Axis, place: float) -> str:
    start, end = number(other.offset), number(other.end)
    if axis.is_upright:
        return f"M{start},{number(place)}H{end}"
    return f"M{number(place)},{start}V{end}"


def edge(axis: Axis, other: Axis, base: Font, colours: Colours) -> str:
    """Draw an axis' line, its ticks, their names and its title."""
    if not axis.is_visible:
        return ""
    side = axis.settings.get("side") or ("left" if axis.is_upright else "bottom")
    at = other.offset if side in {"left", "top"} else other.end
    outward = -1 if side in {"left", "top"} else 1
    parts = []
    width = float(axis.settings.get("linewidth", 1))
    if axis.has("showline", otherwise=False):
        place = number(at + outward * width / 2)
        start, end = number(axis.offset), number(axis.end)
        path = f"M{place},{start}V{end}" if axis.is_upright else f"M{start},{place}H{end}"
        parts.append(element("path", {"d": path, **axis.line(colours), **_CRISP}))
    if axis.settings.get("ticks") == "outside":
        parts.append(_ticks(axis, at + outward * width, outward, colours))
    if axis.has("showticklabels", otherwise=True):
        parts += _names(axis, at, side, base, colours)
    if title := (axis.settings.get("title") or {}).get("text"):
        parts.append(_title(axis, str(title), at, side, base, colours))
    return "".join(parts)


def _ticks(axis: Axis, start: float, outward: int, colours: Colours) -> str:
    length = outward * float(axis.settings.get("ticklen", 5))
    paths = [
        f"M{number(start)},{number(axis.pixel(tick.value))}h{number(length)}"
        if axis.is_upright
        else f"M{number(axis.pixel(tick.value))},{number(start)}v{number(length)}"
        for tick in axis.ticks()
    ]
    stroke = colours.stroke(
        axis.settings.get("tickcolor"),
        float(axis.settings.get("tickwidth", 1)),
        path=f"layout.{axis.name}.tickcolor",
    )
    return element("path", {"d": "".join(paths), "fill": "none", **stroke, **_CRISP})


def _names(axis: Axis, at: float, side: str, base: Font, colours: Colours) -> list[str]:
    font = axis.font(base)
    away = axis.standing_off(font) + float(axis.settings.get("ticklabelstandoff") or 0)
    angle = float(axis.settings.get("tickangle") or 0)
    names = TickNames(font, colours, at, side, away, angle)
    write = names.beside if axis.is_upright else names.along
    return [write(tick.text, axis.pixel(tick.value)) for tick in axis.ticks()]


def _title(axis: Axis, title: str, at: float, side: str, base: Font, colours: Colours) -> str:
    """Write a level axis' title as far off as Plotly puts it."""
    path = f"layout.{axis.name}.title"
    if axis.is_upright:
        # Plotly moves it out of the way of the names, whose width depends on the reader's font.
        raise UnsupportedFigureError(path, "is not drawn at an upright axis; use an annotation")
    font = Font(round(base.size * 1.2), base.colour, base.weight)
    font = font.changed(axis.settings["title"].get("font"))
    has_names = axis.has("showticklabels", otherwise=True)
    beyond = (1.5 if has_names else 0.5) if side == "bottom" else float(has_names)
    has_line = axis.has("showline", otherwise=False)
    line = float(axis.settings.get("linewidth", 1)) - 1 if has_line else 0
    away = 10 + (1.5 + beyond) * font.size + line
    y = at + (away if side == "bottom" else -away)
    middle = axis.offset + axis.length / 2
    return written(lines_of(title), font, colours, x=middle, y=y, anchor="middle")


def on_circle(radius: float, angle: float) -> tuple[float, float]:
    """Return a point's way from the centre; the angle in degrees, counterclockwise."""
    return radius * cos(angle * pi / 180), -radius * sin(angle * pi / 180)
