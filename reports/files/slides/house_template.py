"""Our own template, made in code from python-pptx's empty presentation: nothing binary to review.

Wide slides, white paper, a serif for titles and a sans for the rest, both found on every
machine that has PowerPoint. It has two layouts, and everything on a slide inherits from them,
so that a consultancy can move the deck to its own master without rework.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from reports.figures.theme import LIGHT
from reports.files.branding import Branding

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
HEADINGS, TEXTS = "Georgia", "Arial"
TITLE, OPENING_TITLE = Pt(26), Pt(40)

TITLE_SLIDE, TITLE_AND_CONTENT = "Title Slide", "Title and Content"
NAMES = {TITLE_SLIDE: "Opening", TITLE_AND_CONTENT: "Finding"}

Box = tuple[int, int, int, int]
FULL = WIDTH - 2 * MARGIN
FOOT = HEIGHT - Inches(0.52)
MASTER: dict[PP_PLACEHOLDER, Box] = {
    PP_PLACEHOLDER.TITLE: (MARGIN, Inches(0.42), FULL, Inches(0.98)),
    PP_PLACEHOLDER.BODY: (MARGIN, Inches(1.5), FULL, Inches(5.3)),
    PP_PLACEHOLDER.FOOTER: (MARGIN, FOOT, Inches(9.6), Inches(0.3)),
    PP_PLACEHOLDER.DATE: (MARGIN + Inches(9.7), FOOT, Inches(1.4), Inches(0.3)),
    PP_PLACEHOLDER.SLIDE_NUMBER: (WIDTH - MARGIN - Inches(0.9), FOOT, Inches(0.9), Inches(0.3)),
}
OPENING: dict[PP_PLACEHOLDER, Box] = {
    PP_PLACEHOLDER.CENTER_TITLE: (MARGIN, Inches(2.2), Inches(11.2), Inches(1.9)),
    PP_PLACEHOLDER.SUBTITLE: (MARGIN, Inches(4.25), Inches(11.2), Inches(1.6)),
}


def house_template(branding: Branding) -> Deck:
    """Return an empty deck in our look with the workspace's accent."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in list(deck.slide_layouts):
        if layout.name not in NAMES:
            deck.slide_layouts.remove(layout)
    opening, finding = deck.slide_layouts
    master = deck.slide_master
    _place(master.placeholders, MASTER)
    _place(opening.placeholders, OPENING)
    for layout in (opening, finding):
        _follow_the_master(layout.placeholders, but=tuple(OPENING))
        layout.name = NAMES[layout.name]
    _colour(master, branding)
    _set_type(master, opening)
    return deck


def _place(placeholders: Iterable[Any], boxes: dict[PP_PLACEHOLDER, Box]) -> None:
    for placeholder in placeholders:
        box = boxes.get(placeholder.placeholder_format.type)
        if box is not None:
            placeholder.left, placeholder.top, placeholder.width, placeholder.height = map(Emu, box)


def _follow_the_master(placeholders: Iterable[Any], but: tuple[PP_PLACEHOLDER, ...]) -> None:
    """Drop a layout's own places, so that one change on the master moves every slide."""
    for placeholder in placeholders:
        if placeholder.placeholder_format.type not in but:
            for place in placeholder.element.findall(f".//{qn('a:xfrm')}"):
                place.getparent().remove(place)


def _colour(master: Any, branding: Branding) -> None:
    """Write our colours and typefaces into the theme, where PowerPoint's menus find them."""
    part = next(
        rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    theme = etree.fromstring(part.blob)
    accent = branding.accent_on()
    colours = {
        "dk1": LIGHT.ink,
        "lt1": "#ffffff",
        "dk2": LIGHT.ink_soft,
        "lt2": LIGHT.paper,
        "accent1": accent,
        "accent2": LIGHT.business,
        "accent3": LIGHT.it,
        "accent4": LIGHT.levels[2],
        "accent5": LIGHT.field_line,
        "accent6": LIGHT.levels[4],
        "hlink": accent,
        "folHlink": LIGHT.ink_soft,
    }
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "CRM Readiness")
    for name, colour in colours.items():
        entry = scheme.find(qn(f"a:{name}"))
        entry.clear()
        etree.SubElement(entry, qn("a:srgbClr"), val=colour.lstrip("#").upper())
    theme.find(f".//{qn('a:fontScheme')}").set("name", "CRM Readiness")
    for kind, typeface in (("majorFont", HEADINGS), ("minorFont", TEXTS)):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", typeface)
    theme.set("name", "CRM Readiness")
    part._blob = etree.tostring(  # noqa: SLF001 - a theme has no other door in python-pptx
        theme, xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _set_type(master: Any, opening: Any) -> None:
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", _hundredths(TITLE))
    for level, size in enumerate((18, 16, 14, 14, 14), start=1):
        style = styles.find(f"{qn('p:bodyStyle')}/{qn(f'a:lvl{level}pPr')}")
        style.find(qn("a:defRPr")).set("sz", _hundredths(Pt(size)))
    for shape in (*master.placeholders, *opening.placeholders):
        kind = shape.placeholder_format.type
        body = shape.element.find(f".//{qn('a:bodyPr')}")
        style = shape.element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}")
        if kind in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}:
            body.set("anchor", "b")
        if kind in {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SUBTITLE} and style is not None:
            style.set("algn", "l")
        if kind in {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER}:
            for run in shape.element.iter(qn("a:defRPr")):
                run.set("sz", _hundredths(Pt(10)))
        for inset in ("lIns", "rIns"):
            body.set(inset, "0")
    _enlarge(opening)


def _enlarge(opening: Any) -> None:
    for shape in opening.placeholders:
        kind = shape.placeholder_format.type
        size = {PP_PLACEHOLDER.CENTER_TITLE: OPENING_TITLE, PP_PLACEHOLDER.SUBTITLE: Pt(18)}.get(
            kind
        )
        if size is None:
            continue
        styles = shape.element.find(f".//{qn('a:lstStyle')}")
        level = styles.find(qn("a:lvl1pPr"))
        if level is None:
            level = etree.SubElement(styles, qn("a:lvl1pPr"))
        run = level.find(qn("a:defRPr"))
        if run is None:
            run = etree.SubElement(level, qn("a:defRPr"))
        run.set("sz", _hundredths(size))


def _hundredths(size: Any) -> str:
    return str(round(size.pt * 100))
