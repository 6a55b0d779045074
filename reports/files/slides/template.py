"""The deck to fill: the consultancy's template without its sample slides, or ours."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from reports.enums import TemplateTrouble
from reports.files.branding import Branding
from reports.files.slides.areas import Area, content_area
from reports.files.slides.house_template import house_template
from reports.files.template_check import trouble_in_archive

log = logging.getLogger(__name__)

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
CONTENT = {PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY}
# A chart needs at least this share of a slide's width and height.
LEAST_WIDTH, LEAST_HEIGHT = 0.6, 0.42

# What a package may still point to without its sample slides; titles, previews, notes of
# authors and the view of the last editor are about slides that are gone.
LEFT_BEHIND = ("viewprops", "commentauthors", "/authors", "customxml", "tags", "printersettings")
LEFT_BEHIND_OF_PACKAGE = ("extended-properties", "thumbnail", "custom-properties", "customxml")
LISTS_OF_SLIDES = ("p:custShowLst", "p:custDataLst", "p:photoAlbum")
SECTIONS = "sectionLst"


@dataclass(frozen=True, slots=True)
class Template:
    """An empty deck with the two layouts we use and the room for content on the second."""

    deck: Deck
    opening: SlideLayout
    finding: SlideLayout
    area: Area
    is_house: bool
    trouble: TemplateTrouble | None = None


def template_of(content: bytes | None, branding: Branding) -> Template:
    """Return the uploaded template, or ours where there is none or it cannot be used."""
    if content is None:
        return our_template(branding)
    trouble = trouble_in_archive(content)
    if trouble is not None:
        return our_template(branding, trouble)
    try:
        deck = Presentation(io.BytesIO(content))
        template = _suited(deck)
    except Exception:  # whatever breaks in a foreign file, the report is made
        log.exception("A slide template could not be used")
        return our_template(branding, TemplateTrouble.DAMAGED)
    if isinstance(template, TemplateTrouble):
        return our_template(branding, template)
    return template


def our_template(branding: Branding, trouble: TemplateTrouble | None = None) -> Template:
    """Return our own template; `trouble` says why it takes the place of another."""
    deck = house_template(branding)
    opening, finding = deck.slide_layouts
    return Template(deck, opening, finding, content_area(deck, finding), True, trouble)


def _suited(deck: Deck) -> Template | TemplateTrouble:
    if not deck.slide_width or not deck.slide_height:
        return TemplateTrouble.DAMAGED
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if _kinds(layout) & TITLES]
    if not titled:
        return TemplateTrouble.NO_TITLE
    opening = min(titled, key=_unlike_an_opening)
    findings = sorted(titled, key=_unlike_a_finding)
    roomy = ((layout, content_area(deck, layout)) for layout in findings)
    for finding, area in roomy:
        if _is_roomy(deck, area):
            _empty(deck)
            return Template(deck, opening, finding, area, is_house=False)
    return TemplateTrouble.CRAMPED


def _kinds(layout: SlideLayout) -> set[Any]:
    return {part.placeholder_format.type for part in layout.placeholders}


def _fillable(layout: SlideLayout) -> list[Any]:
    return [
        part.placeholder_format.type
        for part in layout.placeholders
        if part.placeholder_format.type not in TITLES | FURNITURE
    ]


def _unlike_an_opening(layout: SlideLayout) -> tuple[int, int]:
    kinds = _kinds(layout)
    if PP_PLACEHOLDER.CENTER_TITLE in kinds:
        return (0, len(kinds))
    return (1 if PP_PLACEHOLDER.SUBTITLE in kinds else 2, len(_fillable(layout)))


def _unlike_a_finding(layout: SlideLayout) -> tuple[int, int]:
    """Title and one content first, then title only, then what has more to be removed."""
    fillable = _fillable(layout)
    if PP_PLACEHOLDER.CENTER_TITLE in _kinds(layout):
        return (3, len(fillable))
    if fillable == [PP_PLACEHOLDER.OBJECT]:
        return (0, 0)
    return (1, 0) if not fillable else (2, len(fillable))


def _is_roomy(deck: Deck, area: Area) -> bool:
    width, height = deck.slide_width or 0, deck.slide_height or 0
    return area.width >= LEAST_WIDTH * width and area.height >= LEAST_HEIGHT * height


def _empty(deck: Deck) -> None:
    """Take the sample slides out, and everything that names or shows them."""
    presentation, part = deck.element, deck.part
    for entry in list(presentation.get_or_add_sldIdLst()):
        part.drop_rel(entry.rId)
        presentation.sldIdLst.remove(entry)
    for name in LISTS_OF_SLIDES:
        for found in presentation.findall(qn(name)):
            presentation.remove(found)
    for extension in list(presentation.iter(qn("p:ext"))):
        if any(child.tag.endswith(SECTIONS) for child in extension):
            extension.getparent().remove(extension)
    _leave(part.rels, LEFT_BEHIND)
    _leave(part.package._rels, LEFT_BEHIND_OF_PACKAGE)  # noqa: SLF001 - no other door


def _leave(relations: Any, kinds: Iterable[str]) -> None:
    for key, relation in list(relations.items()):
        if any(kind in relation.reltype.lower() for kind in kinds):
            relations.pop(key)
