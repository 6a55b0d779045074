"""How well a colour can be told from the paper it is set on (WCAG 2.2, 1.4.3 and 1.4.11).

Colours are written "#rrggbb". A ratio runs from 1 (the same colour) to 21 (black on white).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# The least ratio for text that is read, and for marks and lines that are only seen.
TEXT = 4.5
GRAPHIC = 3.0

# What colours are set on: white sheets and slides, the paper of pages, and both in dark mode.
PAPERS = ("#ffffff", "#fbfaf7")
DARK_PAPERS = ("#15181b", "#1c2024")

WHITE = "#ffffff"
BLACK = "#000000"
STEPS = 64

HEX = re.compile(r"#[0-9a-f]{6}")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, whichever is the darker one."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lowest_contrast(colour: str, papers: Iterable[str] = PAPERS) -> float:
    """Return the ratio on the paper where the colour is hardest to see."""
    return min(contrast(colour, paper) for paper in papers)


def may_carry_text(colour: str, papers: Iterable[str] = PAPERS) -> bool:
    """Whether words can be set in this colour on every one of the papers."""
    return lowest_contrast(colour, papers) >= TEXT


def ink_on(colour: str) -> str:
    """Return white or black, whichever reads better on an area of this colour."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, colour))


def readable(colour: str, papers: Iterable[str] = PAPERS, least: float = TEXT) -> str:
    """Return the colour, or the nearest to it in the same hue that reaches the ratio.

    It is mixed with black on light papers and with white on dark ones.
    """
    papers = tuple(papers)
    towards = ink_on(papers[0])
    for step in range(STEPS):
        shade = mixed(colour, towards, step / STEPS)
        if lowest_contrast(shade, papers) >= least:
            return shade
    return towards


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share, 0 to 1, of another one in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white).

    Raises ValueError for anything but "#rrggbb" in small letters.
    """
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    if not HEX.fullmatch(colour):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
