"""Which colours a deck gets: the template's own where they can be seen, ours where they carry
a meaning (business and IT, levels)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout

from reports.figures.theme import DARK, LIGHT, Palette
from reports.files.branding import ACCENT, Branding
from reports.files.contrast import GRAPHIC, contrast, luminance, readable

WHITE, BLACK = "#ffffff", "#000000"
DARK_BELOW = 0.18


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as "#rrggbb"; an accent of None is the theme's, which looks like `seen_accent`."""

    palette: Palette
    accent: str | None
    seen_accent: str


def look_of(layout: SlideLayout, branding: Branding, *, is_house: bool) -> Look:
    """Return the look for slides of a layout."""
    theme = _theme(layout.slide_master)
    paper = _paper(layout.slide_master, theme)
    palette = DARK if luminance(paper) < DARK_BELOW else LIGHT
    own = branding.accent if branding.accent != ACCENT else None
    accent = _colour(theme, "accent1") or ACCENT
    if is_house or (own is None and contrast(accent, paper) >= GRAPHIC):
        return Look(palette, None, accent)
    seen = readable(own or accent, (paper,), GRAPHIC)
    return Look(palette, seen, seen)


def paint(colour_format: Any, colour: str | None) -> None:
    """Set a colour of python-pptx; None is the theme's accent."""
    if colour is None:
        colour_format.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        colour_format.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def ink(colour_format: Any, *, is_soft: bool = False) -> None:
    """Set the colour of text to the template's own, which can be read on its paper."""
    colour_format.theme_color = MSO_THEME_COLOR.TEXT_1
    if is_soft:
        colour_format.brightness = 0.25


def _theme(master: Any) -> etree._Element:
    relation = next(r for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    return etree.fromstring(relation.target_part.blob)


def _paper(master: Any, theme: etree._Element) -> str:
    """Return the colour of the background, as far as it is one colour."""
    background = master.element.find(f".//{qn('p:bg')}")
    own = None if background is None else background.find(f".//{qn('a:srgbClr')}")
    if own is not None:
        return _hex(own.get("val"), WHITE)
    named = None if background is None else background.find(f".//{qn('a:schemeClr')}")
    name = "bg1" if named is None else named.get("val")
    mapping = master.element.find(qn("p:clrMap"))
    mapped = name if mapping is None else mapping.get(name, name)
    return _colour(theme, mapped) or WHITE


def _colour(theme: etree._Element, name: str) -> str | None:
    entry = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
    if entry is None or len(entry) == 0:
        return None
    return _hex(entry[0].get("lastClr") or entry[0].get("val"), BLACK)


def _hex(value: str | None, otherwise: str) -> str:
    text = "#" + (value or "").lower()
    return text if len(text) == 7 and all(c in "0123456789abcdef" for c in text[1:]) else otherwise
