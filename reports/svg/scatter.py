"""Scatter traces: areas, error bars, lines, marks and texts, in Plotly's order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.svg.axes import Plot
from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.error_bars import error_bars
from reports.svg.points import Point, line, line_path, marks, modes_of, stretches, texts
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import Font


def scatter(
    trace: Mapping[str, Any],
    previous: Mapping[str, Any] | None,
    plot: Plot,
    base: Font,
    colours: Colours,
) -> tuple[str, str]:
    """Return what is cut off at the plot's edge and what may reach over it.

    `previous` is the trace before it on the same axes, up to which an area may be filled.
    """
    modes, points = modes_of(trace), points_of(trace, plot)
    shape = (trace.get("line") or {}).get("shape") or "linear"
    lines = "".join(line_path(stretch, shape) for stretch in stretches(points))
    clipped = [_area(trace, previous, points, plot, colours)]
    clipped += error_bars(trace, plot, trace.get("x"), trace.get("y"), colours)
    if "lines" in modes and lines:
        clipped.append(line(trace, lines, colours))
    within = [point if point and _is_inside(point, plot) else None for point in points]
    loose = marks(trace, within, colours) if "markers" in modes else []
    if "text" in modes:
        loose += texts(trace, within, base, colours)
    if trace.get("cliponaxis", True):
        return "".join([*clipped, *loose]), ""
    return "".join(clipped), "".join(loose)


def points_of(trace: Mapping[str, Any], plot: Plot) -> list[Point | None]:
    """Return each point in pixels; one without a value is missing."""
    xs, ys = trace.get("x"), trace.get("y")
    if xs is None or ys is None:
        raise UnsupportedFigureError("scatter", "x and y must both be set")
    return [
        None if x is None or y is None else (plot.x.pixel(_value(x)), plot.y.pixel(_value(y)))
        for x, y in zip(xs, ys, strict=True)
    ]


def _value(value: Any) -> float:
    if isinstance(value, str):
        raise UnsupportedFigureError("x, y", f"{value!r}: give places, and names as ticktext")
    return float(value)


def _is_inside(point: Point, plot: Plot) -> bool:
    x, y = point
    return (
        plot.x.offset - 0.01 <= x <= plot.x.end + 0.01
        and plot.y.offset - 0.01 <= y <= plot.y.end + 0.01
    )


def _area(
    trace: Mapping[str, Any],
    previous: Mapping[str, Any] | None,
    points: Sequence[Point | None],
    plot: Plot,
    colours: Colours,
) -> str:
    fill = trace.get("fill") or "none"
    if fill == "none":
        return ""
    shape = (trace.get("line") or {}).get("shape") or "linear"
    parts = stretches(points)
    if not parts:
        return ""
    path = "".join(f"{line_path(part, shape)}Z" for part in parts)
    if fill != "toself":
        if len(parts) > 1:
            raise UnsupportedFigureError("fill", "areas with missing points are not drawn")
        path = f"{line_path(parts[0], shape)}{_way_back(fill, parts[0], previous, plot)}Z"
    return element("path", {"d": path, **colours.fill(trace.get("fillcolor"), path="fillcolor")})


def _way_back(
    fill: str, points: Sequence[Point], previous: Mapping[str, Any] | None, plot: Plot
) -> str:
    """Return the path from the last point back to the first: by zero, or by the trace before."""
    if fill in {"tonexty", "tonextx"} and previous is not None:
        before = stretches(points_of(previous, plot))
        if len(before) != 1:
            raise UnsupportedFigureError("fill", "areas with missing points are not drawn")
        shape = (previous.get("line") or {}).get("shape") or "linear"
        # Backwards, a step that went across first goes down first.
        turned = {"hv": "vh", "vh": "hv"}.get(shape, shape)
        return line_path(before[0][::-1], turned).replace("M", "L", 1)
    if fill in {"tozeroy", "tonexty"}:
        zero = number(plot.y.pixel(0))
        return f"L{number(points[-1][0])},{zero}L{number(points[0][0])},{zero}"
    zero = number(plot.x.pixel(0))
    return f"L{zero},{number(points[-1][1])}L{zero},{number(points[0][1])}"
