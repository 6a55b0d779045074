"""Error bars of scatter and bar traces: intervals around a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.svg.axes import Plot
from reports.svg.colours import Colours
from reports.svg.elements import element, number
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import each


def error_bars(
    trace: Mapping[str, Any],
    plot: Plot,
    xs: Sequence[float | None] | None,
    ys: Sequence[float | None] | None,
    colours: Colours,
) -> list[str]:
    """Draw the intervals along each axis, with a stroke at either end."""
    return [
        _bars(settings, plot, xs or (), ys or (), colours, is_upright=is_upright)
        for is_upright in (True, False)
        if (settings := trace.get("error_y" if is_upright else "error_x"))
        and settings.get("visible", True)
    ]


def _bars(
    settings: Mapping[str, Any],
    plot: Plot,
    xs: Sequence[float | None],
    ys: Sequence[float | None],
    colours: Colours,
    *,
    is_upright: bool,
) -> str:
    if settings.get("type", "data") != "data" or "array" not in settings:
        raise UnsupportedFigureError("error_x, error_y", "array must be set")
    is_symmetric = settings.get("symmetric", "arrayminus" not in settings)
    ahead, back = settings["array"], settings["array" if is_symmetric else "arrayminus"]
    cap = settings.get("width")
    if cap is None:
        raise UnsupportedFigureError("error_x.width, error_y.width", "must be set")
    paths = []
    for place, (x, y) in enumerate(zip(xs, ys, strict=True)):
        more, less = each(ahead, place), each(back, place)
        if x is None or y is None or more is None or less is None:
            continue
        if is_upright:
            ends = plot.y.pixel(y + more), plot.y.pixel(y - less)
            paths.append(_upright(plot.x.pixel(x), ends, cap))
        else:
            ends = plot.x.pixel(x + more), plot.x.pixel(x - less)
            paths.append(_level(plot.y.pixel(y), ends, cap))
    stroke = colours.stroke(
        settings.get("color"), float(settings.get("thickness", 2)), path="error_x, error_y.color"
    )
    return element("path", {"d": "".join(paths), "fill": "none", **stroke})


def _upright(x: float, ends: Sequence[float], cap: float) -> str:
    left, wide, (top, bottom) = number(x - cap), number(2 * cap), map(number, ends)
    return f"M{left},{top}h{wide}m-{number(cap)},0V{bottom}m-{number(cap)},0h{wide}"


def _level(y: float, ends: Sequence[float], cap: float) -> str:
    top, high, (right, left) = number(y - cap), number(2 * cap), map(number, ends)
    return f"M{right},{top}v{high}m0,-{number(cap)}H{left}m0,-{number(cap)}v{high}"
