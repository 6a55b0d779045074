"""Hatching of bars: SVG patterns, one for each look."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from reports.svg.colours import Colours, Paint
from reports.svg.elements import element, number
from reports.svg.text import each


class Hatchings:
    """Collects the patterns that a picture needs; each is defined once."""

    def __init__(self, ids: str, colours: Colours) -> None:
        self._ids = ids
        self._colours = colours
        self._known: dict[str, str] = {}

    @property
    def definitions(self) -> str:
        return "".join(
            definition.replace("<pattern", f'<pattern id="{self._name(place)}"', 1)
            for place, definition in enumerate(self._known)
        )

    def reference(self, pattern: Mapping[str, Any], index: int, colour: str) -> str:
        """Return the paint for one bar: its own colour below, strokes of `fgcolor` above."""
        definition = self._definition(pattern, index, colour)
        if definition not in self._known:
            self._known[definition] = f"url(#{self._name(len(self._known))})"
        return self._known[definition]

    def _name(self, place: int) -> str:
        return f"{self._ids}-hatching-{place}"

    def _definition(self, pattern: Mapping[str, Any], index: int, colour: str) -> str:
        shape = each(pattern["shape"], index)
        size = float(each(pattern.get("size"), index) or 8)
        solidity = float(each(pattern.get("solidity"), index) or 0.3)
        is_overlay = pattern.get("fillmode") == "overlay"
        ground = colour if is_overlay else each(pattern.get("bgcolor"), index)
        strokes = each(pattern.get("fgcolor"), index) if is_overlay else colour
        opacity = pattern.get("fgopacity", 0.5 if is_overlay else 1)
        side = size * sqrt(2) if shape in {"/", "\\", "x"} else size
        width = size * (1 - sqrt(1 - solidity)) if shape == "x" else solidity * size
        stroke = self._colours.stroke(strokes, width, path="marker.pattern.fgcolor")
        parts = [
            element("path", {"d": _strokes(shape, side), **stroke, "opacity": opacity}),
        ]
        if ground is not None:
            area = {"width": side, "height": side, **self._colours.fill(ground)}
            parts.insert(0, element("rect", area))
        size_of: Paint = {"width": side, "height": side, "patternUnits": "userSpaceOnUse"}
        return element("pattern", size_of, parts)


def _strokes(shape: str, side: float) -> str:
    quarter, half, full = number(side / 4), number(side / 2), number(side)
    beyond, three = number(side * 5 / 4), number(side * 3 / 4)
    rising = (
        f"M-{quarter},{quarter}l{half},-{half}M0,{full}L{full},0M{three},{beyond}l{half},-{half}"
    )
    falling = (
        f"M{three},-{quarter}l{half},{half}M0,0L{full},{full}M-{quarter},{three}l{half},{half}"
    )
    return {
        "/": rising,
        "\\": falling,
        "x": rising + falling,
        "|": f"M{half},0V{full}",
        "-": f"M0,{half}H{full}",
    }[shape]
