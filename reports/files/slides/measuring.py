"""How much room text takes, so that a slide is set without overflow before anybody opens it.

Widths are those of IBM Plex Sans Arabic, which is a little wider than the fonts of most
templates; what is left over is white space.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
from PIL import ImageFont

UNIT = 200
EMU_PER_POINT = 12_700
LINE = 1.25
# A template may set titles in a wider face than ours.
RESERVE = 1.08
ELLIPSIS = "…"


def lines_of(text: str, width: int, size: float) -> int:
    """Return how many lines a text takes in a width (in EMU) at a size (in points)."""
    room = width / EMU_PER_POINT / size
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def height_of(texts: Sequence[str], width: int, size: float, gap: float = 0.35) -> int:
    """Return the height in EMU of paragraphs, with a share of a line between them."""
    lines = sum(lines_of(text, width, size) for text in texts)
    return round((lines * LINE + max(0, len(texts) - 1) * gap) * size * EMU_PER_POINT)


def fitting_size(
    texts: Sequence[str], width: int, height: int, sizes: Sequence[float]
) -> float | None:
    """Return the first of the sizes (large to small) with which everything fits, or None."""
    return next((size for size in sizes if height_of(texts, width, size) <= height), None)


def cut(text: str, width: int, size: float, lines: int) -> str:
    """Return the text, ended with an ellipsis where it takes more than so many lines."""
    if lines_of(text, width, size) <= lines:
        return text
    words = text.split(" ")
    while len(words) > 1 and lines_of(" ".join(words) + ELLIPSIS, width, size) > lines:
        words.pop()
    short = " ".join(words).rstrip(",.;: ")
    while len(short) > 1 and lines_of(short + ELLIPSIS, width, size) > lines:
        short = short[:-1]
    return short + ELLIPSIS


def width_of(text: str, size: float) -> int:
    """Return the width of one line in EMU."""
    return round(_ems(text) * size * EMU_PER_POINT * RESERVE)


def _wrapped(text: str, room: float) -> int:
    """Count lines as they break at blanks; a word longer than a line is broken anywhere."""
    lines, used = 1, 0.0
    space = _ems(" ") * RESERVE
    for word in text.split(" "):
        width = _ems(word) * RESERVE
        if used and used + space + width <= room:
            used += space + width
            continue
        if used:
            lines += 1
        broken = int(width // room) if width > room else 0
        lines += broken
        used = width - broken * room
    return lines


def _ems(text: str) -> float:
    return sum(map(_em, text))


@cache
def _em(character: str) -> float:
    return _font().getlength(character) / UNIT


@cache
def _font() -> ImageFont.FreeTypeFont:
    folder = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent
    regular = next(iter(sorted(folder.rglob("*Arabic-Medium.ttf"))))
    return ImageFont.truetype(str(regular), UNIT)
