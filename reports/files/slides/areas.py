"""Rectangles on a slide, in EMU (914,400 to an inch), and the room a layout leaves for content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

GAP = Inches(0.12)
MARGIN_SHARE = 0.045
FOOT_SHARE = 0.075
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
CONTENT = {PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY}
FEET = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE}


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; left and top are from the slide's corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def box(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The rectangle as python-pptx takes it."""
        return Emu(self.left), Emu(self.top), Emu(self.width), Emu(self.height)

    def cut_top(self, height: int, gap: int = GAP) -> tuple[Area, Area]:
        """Return a strip of the top, and what is left below a gap."""
        rest = max(0, self.height - height - gap)
        return (
            Area(self.left, self.top, self.width, height),
            Area(self.left, self.top + height + gap, self.width, rest),
        )

    def cut_bottom(self, height: int, gap: int = GAP) -> tuple[Area, Area]:
        """Return what is left above a gap, and a strip of the bottom."""
        rest = max(0, self.height - height - gap)
        return (
            Area(self.left, self.top, self.width, rest),
            Area(self.left, self.bottom - height, self.width, height),
        )

    def cut_left(self, share: float, gap: int = 3 * GAP) -> tuple[Area, Area]:
        """Return a column on the left with a share of the width, and one on the right."""
        width = round((self.width - gap) * share)
        return (
            Area(self.left, self.top, width, self.height),
            Area(self.left + width + gap, self.top, self.width - width - gap, self.height),
        )


def content_area(deck: Deck, layout: SlideLayout) -> Area:
    """Return the room below the title and above the foot of a layout."""
    slide_width, slide_height = deck.slide_width or 0, deck.slide_height or 0
    places = [(part.placeholder_format.type, _area(part)) for part in layout.placeholders]
    title = next((area for kind, area in places if kind in TITLES), Area(0, 0, slide_width, 0))
    body = [area for kind, area in places if kind in CONTENT]
    feet = [area.top for kind, area in places if kind in FEET and area.top > slide_height / 2]
    bottom = min([*feet, round(slide_height * (1 - FOOT_SHARE))])
    if len(body) == 1 and body[0].top >= title.bottom - GAP:
        left, width, top = body[0].left, body[0].width, body[0].top
        bottom = min(bottom, max(body[0].bottom, round(slide_height * 0.88)))
    else:
        margin = round(slide_width * MARGIN_SHARE)
        left = title.left if margin / 2 < title.left < slide_width / 3 else margin
        width, top = slide_width - 2 * left, title.bottom + GAP
    return Area(left, top, width, max(0, bottom - GAP - top))


def _area(placeholder: Any) -> Area:
    return Area(
        placeholder.left or 0, placeholder.top or 0, placeholder.width or 0, placeholder.height or 0
    )
