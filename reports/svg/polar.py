"""Radar charts: scatterpolar traces on a circle or a polygon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.svg.axes import Scale, Tick, ends_of, on_circle
from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.points import Point, line, line_path, marks, modes_of, stretches, texts
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import LINE_SPACING, MIDDLE, Font, lines_of, written
from reports.svg.tick_names import TickNames


@dataclass(frozen=True, slots=True)
class Circle:
    """The area of a radar chart in pixels, and its two scales."""

    settings: Mapping[str, Any]
    categories: tuple[str, ...]
    x: float
    y: float
    radius: float

    @property
    def radial(self) -> Scale:
        settings = self.settings.get("radialaxis") or {}
        return Scale("polar.radialaxis", settings, *ends_of("polar.radialaxis", settings))

    @property
    def angular(self) -> Scale:
        return Scale("polar.angularaxis", self.settings.get("angularaxis") or {}, 0, 360)

    @property
    def is_polygon(self) -> bool:
        return self.settings.get("gridshape") == "linear"

    def angle(self, theta: str | float) -> float:
        """Return an angle in degrees, counterclockwise from the right."""
        if isinstance(theta, str):
            theta = self.categories.index(theta) * 360 / len(self.categories)
        settings = self.angular.settings
        is_clockwise = settings.get("direction") == "clockwise"
        start = settings.get("rotation", 90 if is_clockwise else 0)
        return float(start) + (-float(theta) if is_clockwise else float(theta))

    def point(self, r: float, angle: float) -> Point:
        """Return the pixel of a value in the direction of an angle."""
        x, y = on_circle(self.radial.share(r) * self.radius, angle)
        return self.x + x, self.y + y

    def rays(self) -> list[Tick]:
        """Return the named directions; the value of each is its angle."""
        values = self.angular.settings.get("tickvals")
        names = self.angular.settings.get("ticktext")
        if values is None:
            if not self.categories:
                raise UnsupportedFigureError("layout.polar.angularaxis.tickvals", "must be set")
            values = names = self.categories
        named = values if names is None else names
        return [
            Tick(self.angle(value), str(name)) for value, name in zip(values, named, strict=True)
        ]


def circle_of(
    settings: Mapping[str, Any],
    traces: Sequence[Mapping[str, Any]],
    left: float,
    top: float,
    width: float,
    height: float,
) -> Circle:
    """Return the circle within the paper's inner area."""
    domain = settings.get("domain") or {}
    (x0, x1), (y0, y1) = domain.get("x") or (0, 1), domain.get("y") or (0, 1)
    inner_width, inner_height = width * (x1 - x0), height * (y1 - y0)
    named = [theta for trace in traces for theta in trace["theta"] if isinstance(theta, str)]
    return Circle(
        settings,
        tuple(dict.fromkeys(named)),
        left + width * x0 + inner_width / 2,
        top + height * (1 - y1) + inner_height / 2,
        min(inner_width, inner_height) / 2,
    )


def radar(circle: Circle, traces: Sequence[Mapping[str, Any]], base: Font, colours: Colours) -> str:
    """Draw the web, the traces and the names around them."""
    for scale in (circle.radial, circle.angular):
        if scale.settings.get("ticks") is None:
            raise UnsupportedFigureError(f"layout.{scale.name}.ticks", 'must be ""')
    rays = circle.rays()
    parts = [_web(circle, rays, colours)]
    for trace in traces:
        parts += _trace(trace, circle, base, colours)
    parts += [_ray_name(circle, ray, base, colours) for ray in rays if circle.angular.is_visible]
    parts.append(_radial_axis(circle, rays, base, colours))
    return "".join(parts)


def _web(circle: Circle, rays: Sequence[Tick], colours: Colours) -> str:
    ground = circle.settings.get("bgcolor")
    if ground is None:
        raise UnsupportedFigureError("layout.polar.bgcolor", "must be set")
    parts = []
    rim = {"d": _ring(circle, rays, circle.radius)}
    if (paint := colours.fill(ground))["fill"] != "none":
        parts.append(element("path", rim | paint))
    if circle.angular.has("showgrid", otherwise=True):
        spokes = "".join(
            f"M{number(circle.x)},{number(circle.y)}L{_at(circle, circle.radius, ray.value)}"
            for ray in rays
        )
        parts.append(element("path", {"d": spokes, **circle.angular.grid(colours)}))
    if circle.radial.has("showgrid", otherwise=True):
        lengths = [
            circle.radial.share(tick.value) * circle.radius for tick in circle.radial.ticks()
        ]
        rings = "".join(
            _ring(circle, rays, length) for length in lengths if 1 < length < circle.radius - 1
        )
        parts.append(element("path", {"d": rings, **circle.radial.grid(colours)}))
    if circle.angular.has("showline", otherwise=True):
        parts.append(element("path", rim | circle.angular.line(colours)))
    return "".join(parts)


def _ring(circle: Circle, rays: Sequence[Tick], length: float) -> str:
    if circle.is_polygon:
        corners = "L".join(_at(circle, length, ray.value) for ray in rays)
        return f"M{corners}Z"
    r, left, right = number(length), number(circle.x - length), number(circle.x + length)
    y = number(circle.y)
    return f"M{right},{y}A{r},{r} 0 1 0 {left},{y}A{r},{r} 0 1 0 {right},{y}Z"


def _at(circle: Circle, length: float, angle: float) -> str:
    x, y = on_circle(length, angle)
    return f"{number(circle.x + x)},{number(circle.y + y)}"


def _trace(trace: Mapping[str, Any], circle: Circle, base: Font, colours: Colours) -> list[str]:
    modes = modes_of(trace)
    points: list[Point | None] = [
        None if r is None else circle.point(float(r), circle.angle(theta))
        for r, theta in zip(trace["r"], trace["theta"], strict=True)
    ]
    parts = []
    outline = "".join(line_path(stretch) for stretch in stretches(points))
    if outline and trace.get("fill") == "toself":
        area = "".join(f"{line_path(stretch)}Z" for stretch in stretches(points))
        fill = colours.fill(trace.get("fillcolor"), path="fillcolor")
        parts.append(element("path", {"d": area, **fill}))
    if outline and "lines" in modes:
        parts.append(line(trace, outline, colours))
    if "markers" in modes:
        parts += marks(trace, points, colours)
    if "text" in modes:
        parts += texts(trace, points, base, colours)
    return parts


def _ray_name(circle: Circle, ray: Tick, base: Font, colours: Colours) -> str:
    """Write a direction's name outside the circle, by Plotly's rule."""
    if not circle.angular.has("showticklabels", otherwise=True):
        return ""
    lines, font = lines_of(ray.text), circle.angular.font(base)
    has_line = circle.angular.has("showline", otherwise=True)
    off = float(circle.angular.settings.get("linewidth", 1)) / 2
    off += 0.2 * font.size if has_line else 0
    right, up = on_circle(1, ray.value)
    x, y = on_circle(circle.radius, ray.value)
    x += circle.x + right * off
    below = 0.2 if up < 0 else 1.0
    y += circle.y + up * (off + font.size * below) + abs(right) * font.size * MIDDLE
    room = (len(lines) - 1) * LINE_SPACING * font.size
    y -= 0.5 * (1 - up) * room
    anchor = "middle" if abs(right) < 0.1 else ("start" if right > 0 else "end")
    return written(lines, font, colours, x=x, y=y, anchor=anchor)


def _radial_axis(circle: Circle, rays: Sequence[Tick], base: Font, colours: Colours) -> str:
    """Draw the radial scale's line and write its names along it."""
    scale, parts = circle.radial, []
    if scale.has("showline", otherwise=True):
        path = f"M0,0H{number(circle.radius)}"
        parts.append(element("path", {"d": path, **scale.line(colours)}))
    if scale.has("showticklabels", otherwise=True):
        parts += _ring_names(circle, scale.font(base), colours)
    turn = float(scale.settings.get("angle") or 0)
    if circle.is_polygon:
        # Along the nearest spoke.
        turn = min((ray.value for ray in rays), key=lambda angle: _apart(angle, turn))
    place = f"translate({number(circle.x)} {number(circle.y)}) rotate({number(-turn)})"
    return element("g", {"transform": place}, parts) if parts else ""


def _ring_names(circle: Circle, font: Font, colours: Colours) -> list[str]:
    scale = circle.radial
    side = "top" if scale.settings.get("side") == "counterclockwise" else "bottom"
    angle = float(scale.settings.get("tickangle") or 0)
    names = TickNames(font, colours, 0, side, scale.standing_off(font), angle)
    return [
        names.along(tick.text, scale.share(tick.value) * circle.radius) for tick in scale.ticks()
    ]


def _apart(one: float, other: float) -> float:
    """Return how many degrees lie between two angles."""
    return abs((one - other + 180) % 360 - 180)
