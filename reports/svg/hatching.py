"""Hatching of bars: SVG patterns, one for each look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from reports.svg.colours import Colours, Paint
from reports.svg.elements import element, number
from reports.svg.text import each


@dataclass(frozen=True, slots=True)
class Look:
    """Which strokes, how far apart in pixels and how thick, on which ground."""

    shape: str
    size: float
    solidity: float
    ground: str | None
    strokes: str
    opacity: float


class Hatchings:
    """Collects the patterns that a picture needs; each is defined once."""

    def __init__(self, ids: str, colours: Colours) -> None:
        self._ids = ids
        self._colours = colours
        self._known: dict[Look, str] = {}

    @property
    def definitions(self) -> str:
        return "".join(
            self._definition(look, f"{self._ids}-hatching-{place}")
            for place, look in enumerate(self._known)
        )

    def reference(self, pattern: Mapping[str, Any], index: int, colour: str) -> str:
        """Return the paint for one bar: its own colour below, strokes of `fgcolor` above."""
        is_overlay = pattern.get("fillmode") == "overlay"
        strokes = each(pattern.get("fgcolor"), index) if is_overlay else colour
        look = Look(
            shape=each(pattern["shape"], index),
            size=float(each(pattern.get("size"), index) or 8),
            solidity=float(each(pattern.get("solidity"), index) or 0.3),
            ground=colour if is_overlay else each(pattern.get("bgcolor"), index),
            strokes=strokes,
            opacity=float(pattern.get("fgopacity", 0.5 if is_overlay else 1)),
        )
        return self._known.setdefault(look, f"url(#{self._ids}-hatching-{len(self._known)})")

    def _definition(self, look: Look, name: str) -> str:
        shape, size, solidity = look.shape, look.size, look.solidity
        side = size * sqrt(2) if shape in {"/", "\\", "x"} else size
        width = size * (1 - sqrt(1 - solidity)) if shape == "x" else solidity * size
        stroke = self._colours.stroke(look.strokes, width, path="marker.pattern.fgcolor")
        parts = [
            element("path", {"d": _strokes(shape, side), **stroke, "opacity": look.opacity}),
        ]
        if look.ground is not None:
            area = {"width": side, "height": side, **self._colours.fill(look.ground)}
            parts.insert(0, element("rect", area))
        size_of: Paint = {
            "id": name,
            "width": side,
            "height": side,
            "patternUnits": "userSpaceOnUse",
        }
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
