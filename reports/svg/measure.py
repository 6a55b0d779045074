"""How wide words are, measured with the font that files are set in."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from PIL import ImageFont

FAMILY: Final = "IBM Plex Sans Arabic"
_STYLES: Final = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
# Measured large, so that rounding to the grid of small letters does not count.
_MEASURED_AT: Final = 100


def font_folder() -> Path:
    """The folder of the font's files, from its installed package."""
    return Path(str(files("fontpkg_ibm_plex_sans_arabic"))) / "files"


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, weight: int = 400) -> float:
    """Return the width of one line in pixels at a font size in pixels."""
    return _font(weight).getlength(text) * size / _MEASURED_AT


@lru_cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    nearest = min(_STYLES, key=lambda known: abs(known - weight))
    path = font_folder() / f"IBMPlexSansArabic-{_STYLES[nearest]}.ttf"
    return ImageFont.truetype(str(path), _MEASURED_AT)
