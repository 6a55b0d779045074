"""Puts a deck together: title, contents, summary, a few slides for each page, the method."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from pptx.slide import Slide
from pptx.util import Emu, Inches

from reports.document.parts import (
    ActionList,
    Chapter,
    Document,
    Exhibit,
    GateRow,
    Page,
    Passage,
    Summary,
)
from reports.enums import TemplateTrouble
from reports.files.branding import Branding
from reports.files.colophon import Colophon, colophon_lines
from reports.files.plain_text import plain_text, with_plain_text
from reports.files.slides.content import (
    action_slides,
    comment_slide,
    exhibit_slides,
    gate_slides,
    passage_slides,
)
from reports.files.slides.look import look_of
from reports.files.slides.packing import packed
from reports.files.slides.stage import Setting, Stage, describe
from reports.files.slides.summary import summary_slides
from reports.files.slides.tables import Grid, add_table
from reports.files.slides.template import Template, our_template, template_of
from reports.material import Material

log = logging.getLogger(__name__)

SHORT_HASH = 12
LOGO = (Inches(2.4), Inches(0.9))
# What only works in a browser.
LEFT_OUT = {Page.WHAT_IF}


def slides_of(
    document: Document,
    material: Material,
    branding: Branding,
    colophon: Colophon,
    template: bytes | None = None,
) -> bytes:
    """Return the report as a .pptx file; the same report on the same template gives equal bytes.

    A template that cannot be used gives way to ours; the notes of the first slide say why.
    """
    return slides_and_trouble(document, material, branding, colophon, template)[0]


def slides_and_trouble(
    document: Document,
    material: Material,
    branding: Branding,
    colophon: Colophon,
    template: bytes | None = None,
) -> tuple[bytes, TemplateTrouble | None]:
    """Return the slides, and why the template gave way to ours; None where it did not."""
    document, branding = with_plain_text(document), with_plain_text(branding)
    opened = template_of(template, branding)
    try:
        return _filled(opened, document, material, branding, colophon), opened.trouble
    except Exception:  # what a foreign file lacks may come out as late as here
        if opened.is_house:
            raise
        log.exception("A slide template could not be filled")
    ours = our_template(branding, TemplateTrouble.DAMAGED)
    return _filled(ours, document, material, branding, colophon), ours.trouble


def _filled(
    opened: Template,
    document: Document,
    material: Material,
    branding: Branding,
    colophon: Colophon,
) -> bytes:
    look = look_of(opened.finding, branding, is_house=opened.is_house)
    stage = Stage(opened, look, _setting(document, material, colophon))
    _opening(stage, document, branding, colophon)
    contents, room = stage.finding(_("Contents"), "", [])
    begins = [(_("Summary"), document.summary.headline, stage.next_number)]
    summary_slides(stage, document)
    for chapter in document.chapters:
        if chapter.page not in LEFT_OUT:
            begins.append((chapter.name, chapter.title, stage.next_number))
            _chapter(stage, chapter, document.summary)
    spare = [part for part in document.exhibits if part.is_spare and part.has_chart]
    if spare:
        begins.append((_("More charts"), spare[0].title, stage.next_number))
        for exhibit in spare:
            exhibit_slides(stage, exhibit, [])
    grid = Grid(
        ("", "", _("Slide")),
        tuple((name, title, str(number)) for name, title, number in begins),
        (False, False, True),
    )
    shape = add_table(contents, room, grid, look, stage.setting.language)
    describe(shape, "contents", ", ".join(name for name, _title, _number in begins))
    return _saved(stage, document, branding)


def _chapter(stage: Stage, chapter: Chapter, summary: Summary) -> None:
    """Add a page's exhibits with its sentences in the notes; texts alone where it has none."""
    said = list(_sentences(chapter))
    has_pictures = any(not isinstance(block, Passage) for block in chapter.blocks)
    before = stage.next_number
    for block in chapter.blocks:
        if stage.next_number > before:
            said = []
        if isinstance(block, Exhibit) and not block.is_spare and block != summary.dimensions:
            exhibit_slides(stage, block, said)
        elif isinstance(block, GateRow):
            gate_slides(stage, block, said)
        elif isinstance(block, ActionList) and _is_shown(block, chapter, summary):
            action_slides(stage, block, said)
    if chapter.page is Page.METHOD or not has_pictures:
        passages = [block for block in chapter.blocks if isinstance(block, Passage)]
        passage_slides(stage, chapter.title, passages)
    comment_slide(stage, chapter.name, chapter.comments)


def _is_shown(actions: ActionList, chapter: Chapter, summary: Summary) -> bool:
    """Whether a list has a slide of its own; those of single dimensions are in the notes."""
    return chapter.page is not Page.DIMENSION and actions != summary.actions


def _sentences(chapter: Chapter) -> Iterator[str]:
    """Yield what a page says beside its charts, for the notes."""
    yield chapter.title
    if chapter.page is Page.METHOD:
        return
    for block in chapter.blocks:
        if isinstance(block, Passage):
            yield from filter(None, [block.title, *block.sentences])
        elif isinstance(block, ActionList) and chapter.page is Page.DIMENSION:
            yield block.title
            yield from (line.what for line in block.actions)


def _opening(stage: Stage, document: Document, branding: Branding, colophon: Colophon) -> None:
    occasion = document.occasion
    lines = [_("CRM readiness, %(round)s") % {"round": occasion.round}]
    if occasion.closed_on is not None:
        lines.append(date_format(occasion.closed_on))
    if branding.name:
        lines.append(branding.name)
    notes = colophon_lines(colophon)
    trouble = stage.template.trouble
    if trouble is not None:
        reason = str(trouble.label)
        notes.append(_("Your own template could not be used. %(reason)s") % {"reason": reason})
    slide = stage.opening(occasion.client, lines, notes)
    _logo(stage, slide, branding)


def _logo(stage: Stage, slide: Slide, branding: Branding) -> None:
    """Set the logo in the upper corner of our own opening; a template has its own."""
    if branding.logo is None or not stage.template.is_house:
        return
    width, height = branding.logo.fitted(*LOGO)
    picture = slide.shapes.add_picture(
        io.BytesIO(branding.logo.content),
        Emu(stage.area.left),
        Inches(0.6),
        Emu(round(width)),
        Emu(round(height)),
    )
    describe(picture, "Logo", branding.name)


def _setting(document: Document, material: Material, colophon: Colophon) -> Setting:
    language, _dash, region = document.language.partition("-")
    occasion = document.occasion
    source = _("Source: report %(hash)s") % {"hash": colophon.hash[:SHORT_HASH]}
    tag = f"{language}-{region.upper()}" if region else language
    rounds = frozenset(plain_text(point.round) for point in material.history)
    return Setting(tag, occasion.client, occasion.round, source, rounds)


def _saved(stage: Stage, document: Document, branding: Branding) -> bytes:
    deck, occasion = stage.template.deck, document.occasion
    about = deck.core_properties
    about.title = f"{occasion.client} · {occasion.round}"
    about.author = about.last_modified_by = branding.name
    about.subject, about.keywords, about.comments, about.category = "", "", "", ""
    about.language = stage.setting.language
    about.revision = 1
    file = io.BytesIO()
    deck.save(file)
    return packed(file.getvalue())
