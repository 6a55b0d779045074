"""The names of ticks: where Plotly puts them beside an axis, turned or not."""

from __future__ import annotations

from dataclasses import dataclass

from reports.svg.colours import Colours
from reports.svg.elements import number
from reports.svg.supported import UnsupportedFigureError
from reports.svg.text import CAPITAL, LINE_SPACING, MIDDLE, Font, lines_of, written


@dataclass(frozen=True, slots=True)
class TickNames:
    """How the names of one axis are set; `at` and `away` are pixels, `angle` degrees.

    `at` is where the axis stands, `side` the side of it on which names are, `away` how far.
    """

    font: Font
    colours: Colours
    at: float
    side: str
    away: float
    angle: float

    def along(self, text: str, place: float) -> str:
        """Write a name above or below a level axis, at a place along it."""
        outward = 1 if self.side == "bottom" else -1
        y = self.at + outward * self.away + self._down() * self.font.size
        is_upright = abs(self.angle) == 90
        across = MIDDLE / 2 * (self.angle / 90) * self.font.size if is_upright else 0.0
        anchor = "middle"
        if self.angle not in {0, 180}:
            anchor = "end" if self.angle * outward < 0 else "start"
        room = self._room(text)
        lifted = -room if self.side == "top" else 0.0
        lifted = -room / 2 if abs(self.angle) > 60 else lifted
        return self._written(text, place + across, y, anchor, lifted)

    def beside(self, text: str, place: float) -> str:
        """Write a name left or right of an upright axis, at a place along it."""
        if abs(self.angle) == 90:
            raise UnsupportedFigureError("tickangle", "90 degrees is not drawn at an upright axis")
        is_left = self.side == "left"
        lean = self.angle if is_left else -self.angle
        room = self._room(text)
        lifted = -room if lean < -30 else (-room / 2 if lean < 30 else 0.0)
        x = self.at + (-self.away if is_left else self.away)
        y = place + MIDDLE * self.font.size
        return self._written(text, x, y, "end" if is_left else "start", lifted)

    def _down(self) -> float:
        """Return how far below the axis' distance a first line stands, in font sizes."""
        if (self.angle, self.side) == (-90, "bottom"):
            return CAPITAL
        if (self.angle, self.side) == (90, "top"):
            return MIDDLE
        if abs(self.angle) == 90:
            return 0.5
        return 1.0 if self.side == "bottom" else -0.2

    def _room(self, text: str) -> float:
        """Return the pixels that the lines after the first take."""
        return (len(lines_of(text)) - 1) * LINE_SPACING * self.font.size

    def _written(self, text: str, x: float, y: float, anchor: str, lifted: float) -> str:
        turn = None
        if self.angle:
            pivot = f"{number(x)} {number(y - self.font.size / 2)}"
            turn = f"rotate({number(self.angle)} {pivot})"
        lines = lines_of(text)
        return written(lines, self.font, self.colours, x=x, y=y + lifted, anchor=anchor, turn=turn)
