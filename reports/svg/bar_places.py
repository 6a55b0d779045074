"""Where bars are: from values to values, and from place to place; Plotly's rules for stacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import each

# What Plotly leaves between bars where a figure says nothing.
BAR_GAP = 0.2


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in values of its axes; `index` is its place in the trace."""

    index: int
    low: float
    high: float
    start: float
    end: float
    has_base: bool


@dataclass(frozen=True, slots=True)
class Stack:
    """The bars of one trace, and how far the stacks reach at each place."""

    bars: tuple[Bar, ...]
    reach: Mapping[tuple[float, bool], float]

    def overhead(self, bar: Bar) -> float:
        """Return the value at which the stack that a bar belongs to ends."""
        return self.reach.get(((bar.low + bar.high) / 2, bar.end < bar.start), bar.end)


def stacks_of(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> list[Stack]:
    """Return the bars of each trace on one pair of axes."""
    mode = layout.get("barmode", "group")
    if mode == "group" and len(traces) > 1:
        raise UnsupportedFigureError("layout.barmode", "several bar traces side by side")
    gap = float(layout.get("bargap", BAR_GAP))
    common = _common_width(traces, gap)
    is_stacked = mode in {"stack", "relative"}
    heights: dict[tuple[float, bool], float] = {}
    placed = [_bars(trace, common, heights if is_stacked else None, mode) for trace in traces]
    reach = {
        ((bar.low + bar.high) / 2, is_negative): heights.get(
            (round((bar.low + bar.high) / 2, 9), is_negative), 0.0
        )
        for bars in placed
        for bar in bars
        for is_negative in (False, True)
    }
    return [Stack(tuple(bars), reach if is_stacked else {}) for bars in placed]


def _bars(
    trace: Mapping[str, Any],
    common: float,
    heights: dict[tuple[float, bool], float] | None,
    mode: str,
) -> list[Bar]:
    lies = trace.get("orientation") == "h"
    places, sizes = (trace["y"], trace["x"]) if lies else (trace["x"], trace["y"])
    found = []
    for index, (place, size) in enumerate(zip(places, sizes, strict=True)):
        if place is None or size is None:
            continue
        if isinstance(place, str) or isinstance(size, str):
            raise UnsupportedFigureError("x, y", "give places, and names as ticktext")
        width = each(trace.get("width"), index)
        width = common if width is None else float(width)
        offset = each(trace.get("offset"), index)
        low = float(place) + (-width / 2 if offset is None else float(offset))
        base = each(trace.get("base"), index)
        if heights is None:
            start = float(base or 0)
        else:
            key = (round(low + width / 2, 9), size < 0 and mode == "relative")
            start = heights.get(key, 0.0)
            heights[key] = start + size
        has_base = base is not None and heights is None
        found.append(Bar(index, low, low + width, start, start + float(size), has_base))
    return found


def _common_width(traces: Sequence[Mapping[str, Any]], gap: float) -> float:
    """Return the width of bars that set none: the least distance of places, less the gap."""
    places = sorted(
        {
            float(place)
            for trace in traces
            for place in trace["y" if trace.get("orientation") == "h" else "x"]
            if isinstance(place, int | float)
        }
    )
    steps = [after - before for before, after in pairwise(places)]
    return min(steps, default=1.0) * (1 - gap)
