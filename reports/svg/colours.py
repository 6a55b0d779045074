"""Colours of a figure as the paints of an SVG: as they are, or as variables of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from reports.svg.supported import UnsupportedFigureError

_HEX: Final = re.compile(r"#[0-9a-f]{6}")
_RGB: Final = re.compile(r"rgba?\((\d+),(\d+),(\d+)(?:,([\d.]+))?\)")

Paint = dict[str, str | float | None]


@dataclass(frozen=True, slots=True)
class Colours:
    """Turns a figure's colours into attributes; `names` maps each hex to what stands for it."""

    names: Mapping[str, str] | None = None

    def fill(self, colour: Any, *, path: str = "color") -> Paint:
        return self._paint("fill", colour, path)

    def stroke(
        self, colour: Any, width: float, *, dash: str = "solid", path: str = "line.color"
    ) -> Paint:
        """A line of a width in pixels; of no width, none."""
        if not width:
            return {}
        paint = self._paint("stroke", colour, path)
        return paint | {"stroke-width": width, "stroke-dasharray": dashes(dash, width)}

    def _paint(self, attribute: str, colour: Any, path: str) -> Paint:
        value, opacity = _parsed(colour, path)
        if not opacity:
            return {attribute: "none"}
        if self.names is not None:
            if value not in self.names:
                raise UnsupportedFigureError(path, f"{value} is not a colour of the theme")
            value = self.names[value]
        return {attribute: value, f"{attribute}-opacity": None if opacity == 1 else opacity}


def dashes(dash: str, width: float) -> str | None:
    """The lengths of dashes and pauses for a line's width, as in Plotly."""
    unit = max(width, 3)
    lengths = {
        "solid": (),
        "dot": (1, 1),
        "dash": (3, 3),
        "longdash": (5, 5),
        "dashdot": (3, 1, 1, 1),
        "longdashdot": (5, 2, 1, 2),
    }[dash]
    return " ".join(f"{length * unit:g}" for length in lengths) or None


@lru_cache
def _parsed(colour: str | None, path: str) -> tuple[str, float]:
    """Return #rrggbb and an opacity from 0 to 1."""
    if colour is None:
        raise UnsupportedFigureError(path, "is not set; Plotly would choose a colour by itself")
    text = str(colour).lower().replace(" ", "")
    if text == "transparent":
        return "#000000", 0
    if _HEX.fullmatch(text):
        return text, 1
    if match := _RGB.fullmatch(text):
        red, green, blue, opacity = match.groups()
        return f"#{int(red):02x}{int(green):02x}{int(blue):02x}", float(opacity or 1)
    raise UnsupportedFigureError(path, f"{colour!r} is no colour such as #1d2329 or rgba(…)")
