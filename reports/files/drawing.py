"""A chart as text, in the two sizes that pages and paper need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG text: `wide` for a full line of text, `narrow` for half of it or a phone."""

    wide: str
    narrow: str
