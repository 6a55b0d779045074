"""Puts slides into a deck: title, foot, notes, texts. Places come from the template's layouts."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from reports.document.parts import Form
from reports.files.slides.areas import FEET, GAP, TITLES, Area
from reports.files.slides.chart_xml import child
from reports.files.slides.look import Look, ink, paint
from reports.files.slides.measuring import (
    EMU_PER_POINT,
    LINE,
    cut,
    fitting_size,
    height_of,
    lines_of,
)
from reports.files.slides.template import Template

TITLE_SIZES = (40, 36, 32, 28, 26, 24, 22, 20, 18, 16, 14)
SMALLEST_TITLE = TITLE_SIZES[-1]
BASIS = 12.0
NOTE = 11.0
FOOT, SMALLEST_FOOT = 10.0, 8.0
SHORTEST_NAME = 12
# The template's own typeface for texts.
THEME_TEXT = "+mn-lt"
TEXT_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0, 11.0)
TITLE_FALLBACK = 44.0
FOOT_HEIGHT = Inches(0.3)
INDENT = Inches(0.25)
BAR = Inches(0.06)
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same on every slide: the language as a tag ("de-DE"), and what its foot says.

    `rounds` are the names of all rounds so far.
    """

    language: str
    client: str
    round: str
    source: str
    rounds: frozenset[str] = frozenset()

    def foot(self, width: int, size: float, lines: int) -> str:
        """Return the foot's text; where it takes too many lines, names are shortened first."""
        client, round = self.client, self.round
        while lines_of(self._foot(client, round), width, size) > lines:
            if max(len(client), len(round)) <= SHORTEST_NAME:
                break
            if len(client) >= len(round):
                client = _shorter(client)
            else:
                round = _shorter(round)
        return cut(self._foot(client, round), width, size, lines)

    def _foot(self, client: str, round: str) -> str:
        return f"{client} · {round} · {self.source}"

    @property
    def is_right_to_left(self) -> bool:
        return self.language.split("-")[0] in RIGHT_TO_LEFT


class Stage:
    """A deck being filled, one slide after the other."""

    def __init__(self, template: Template, look: Look, setting: Setting) -> None:
        self.template = template
        self.look = look
        self.setting = setting

    @property
    def area(self) -> Area:
        return self.template.area

    @property
    def gap(self) -> int:
        """The room between two things on a slide."""
        return GAP

    @property
    def next_number(self) -> int:
        return len(self.template.deck.slides) + 1

    def opening(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> Slide:
        """Add the first slide."""
        slide = self.template.deck.slides.add_slide(self.template.opening)
        self._title(slide, title)
        below = [
            part for part in slide.placeholders if part.placeholder_format.type not in TITLES | FEET
        ]
        if below:
            self._into(below[0], lines)
        else:
            self.text(slide, self.area, lines, "Subtitle")
        _remove(below[1:])
        self._notes(slide, notes)
        return slide

    def finding(self, title: str, basis: str, notes: Sequence[str]) -> tuple[Slide, Area]:
        """Add a slide with its title and the measure under it; return the room that is left."""
        slide = self.template.deck.slides.add_slide(self.template.finding)
        self._title(slide, title)
        _remove(
            part for part in slide.placeholders if part.placeholder_format.type not in TITLES | FEET
        )
        self._foot(slide)
        is_whole = slide.shapes.title.text_frame.text == title
        self._notes(slide, notes if is_whole else [title, *notes])
        area = self.area
        if basis:
            height = height_of([basis], area.width, BASIS)
            strip, area = area.cut_top(height)
            self.text(slide, strip, [basis], "Basis", sizes=(BASIS,), is_soft=True)
        return slide, area

    def text(
        self,
        slide: Slide,
        area: Area,
        paragraphs: Sequence[str],
        name: str,
        *,
        sizes: Sequence[float] = TEXT_SIZES,
        is_soft: bool = False,
        form: Form = Form.PROSE,
    ) -> Any:
        """Set paragraphs in the largest size that fits; what never fits is cut visibly."""
        shape = slide.shapes.add_textbox(*area.box)
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        frame.vertical_anchor = MSO_ANCHOR.TOP
        size = fitting_size(paragraphs, area.width, area.height, sizes)
        shown = paragraphs if size else _squeezed(paragraphs, area, sizes[-1])
        self._paragraphs(frame, shown, size or sizes[-1], is_soft=is_soft, form=form)
        return shape

    def small_notes(self, slide: Slide, area: Area, notes: Sequence[str]) -> Area:
        """Set notes at the bottom of an area; return the room above them."""
        if not notes:
            return area
        height = min(height_of(notes, area.width, NOTE, gap=0.2), area.height // 3)
        area, strip = area.cut_bottom(height)
        self.text(slide, strip, notes, "Notes", sizes=(NOTE, 10.0), is_soft=True)
        return area

    def bar(self, slide: Slide, area: Area) -> Area:
        """Draw a bar at the left of somebody's own words; return the room beside it."""
        place = Area(area.left, area.top, BAR, area.height)
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.box)
        describe(shape, "Bar", "")
        shape.shadow.inherit = False
        shape.fill.solid()
        paint(shape.fill.fore_color, self.look.accent)
        shape.line.fill.background()
        return Area(area.left + 4 * BAR, area.top, area.width - 4 * BAR, area.height)

    def row_name(self, slide: Slide, area: Area, text: str) -> None:
        """Set the name of a chart's row flush right beside it."""
        shape = self.text(slide, area, [text], "Row", sizes=(13.0, 12.0, 11.0, 10.0, 9.0))
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def language_of(self, run: Any) -> None:
        """Tell PowerPoint's spelling which language a run is in."""
        run.font._element.set("lang", self.setting.language)  # noqa: SLF001 - tags are open

    def _paragraphs(
        self,
        frame: Any,
        paragraphs: Sequence[str],
        size: float | None,
        *,
        is_soft: bool = False,
        form: Form = Form.PROSE,
    ) -> None:
        for number, text in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = text
            if size is not None:
                run.font.size = Pt(size)
                paragraph.space_before = Pt(0 if number == 0 else size * 0.35)
                ink(run.font.color, is_soft=is_soft)
            self._direct(paragraph)
            _mark(paragraph, form)
            self.language_of(run)

    def _direct(self, paragraph: Any) -> None:
        if self.setting.is_right_to_left:
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no property for it
            properties.set("rtl", "1")
            properties.set("algn", "r")

    def _into(self, placeholder: Any, lines: Sequence[str]) -> None:
        frame = placeholder.text_frame
        self._paragraphs(frame, lines, None)
        room = (placeholder.width, placeholder.height)
        size = fitting_size(lines, *room, sizes=(24.0, 20.0, 18.0, 16.0, 14.0, 12.0)) or 11.0
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(min(size, 20.0))

    def _title(self, slide: Slide, text: str) -> None:
        title = slide.shapes.title
        frame = title.text_frame
        own = _title_size(slide)
        insets = frame.margin_left + frame.margin_right
        width = max(1, (title.width or 0) - insets)
        height = max(1, (title.height or 0) - frame.margin_top - frame.margin_bottom)
        sizes = [size for size in TITLE_SIZES if size <= own] or [SMALLEST_TITLE]
        size = fitting_size([text], width, height, sizes)
        shown = text
        if size is None:
            size = sizes[-1]
            lines = max(1, int(height / (size * LINE * EMU_PER_POINT)))
            shown = cut(text, width, size, lines)
        self._paragraphs(frame, [shown], None)
        if size < own:
            frame.paragraphs[0].runs[0].font.size = Pt(size)

    def _foot(self, slide: Slide) -> None:
        """Fill the layout's foot and number; where it has none, write them at the edge."""
        found = {part.placeholder_format.type: part for part in self.template.finding.placeholders}
        for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            if kind in found:
                self._copied_foot(slide, found[kind], kind)
        if PP_PLACEHOLDER.FOOTER not in found:
            area = self.area
            height = (self.template.deck.slide_height or 0) - area.bottom
            top = area.bottom + max(0, (height - FOOT_HEIGHT) // 2)
            place = Area(area.left, top, area.width, FOOT_HEIGHT)
            text = self.setting.foot(place.width, FOOT, 1)
            self.text(slide, place, [text], "Footer", sizes=(FOOT,), is_soft=True)

    def _copied_foot(self, slide: Slide, model: Any, kind: Any) -> None:
        element = copy.deepcopy(model.element)
        slide.shapes._spTree.append(element)  # noqa: SLF001 - python-pptx leaves feet out
        shape = slide.shapes[-1]
        element.nvSpPr.cNvPr.set("id", str(1 + max(part.shape_id for part in slide.shapes)))
        if kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            for shown in element.iter(qn("a:t")):
                shown.text = str(self.next_number - 1)
            return
        frame = shape.text_frame
        width = (model.width or 0) - frame.margin_left - frame.margin_right
        lines = 1 if (model.height or 0) < 2 * SMALLEST_FOOT * LINE * EMU_PER_POINT else 2
        is_short = self.setting.foot(width, FOOT, 1) == self.setting.foot(10 * width, FOOT, 1)
        size = FOOT if is_short else SMALLEST_FOOT
        frame.text = self.setting.foot(width, size, lines)
        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.name = Pt(size), THEME_TEXT
            ink(run.font.color, is_soft=True)
            self.language_of(run)

    def _notes(self, slide: Slide, notes: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(notes)


def describe(shape: Any, name: str, text: str) -> None:
    """Give a shape its text alternative."""
    shape.name = name
    properties = next(iter(shape.element.iter(qn("p:cNvPr"))))
    properties.set("descr", text)


def _shorter(name: str) -> str:
    return name.rstrip("…")[:-1].rstrip() + "…"


def _mark(paragraph: Any, form: Form) -> None:
    """Let PowerPoint set a mark or a number, so that the list can be edited as one."""
    if form is Form.PROSE:
        return
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx knows no lists
    properties.set("marL", str(INDENT))
    properties.set("indent", str(-INDENT))
    if form is Form.STEPS:
        child(properties, "a:buFont", typeface="+mj-lt")
        child(properties, "a:buAutoNum", type="arabicPeriod")
    else:
        child(properties, "a:buFont", typeface="Arial")
        child(properties, "a:buChar", char="•")


def _remove(placeholders: Any) -> None:
    for placeholder in list(placeholders):
        placeholder.element.getparent().remove(placeholder.element)


def _title_size(slide: Slide) -> float:
    """Return the size in which the layout would set the title, in points."""
    layout = slide.slide_layout
    kinds = {part.placeholder_format.type: part for part in layout.placeholders}
    model = next((part for kind, part in kinds.items() if kind in TITLES), None)
    path = f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    styles = layout.slide_master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}")
    for place in (None if model is None else model.element, styles):
        found = None if place is None else place.find(path)
        if found is not None and found.get("sz"):
            return int(found.get("sz")) / 100
    return TITLE_FALLBACK


def _squeezed(paragraphs: Sequence[str], area: Area, size: float) -> list[str]:
    """Keep whole paragraphs as long as they fit, and cut the next one."""
    kept: list[str] = []
    for text in paragraphs:
        if height_of([*kept, text], area.width, size) > area.height:
            used = height_of(kept, area.width, size) if kept else 0
            lines = int((area.height - used) / (size * LINE * EMU_PER_POINT))
            return [*kept, cut(text, area.width, size, lines)] if lines >= 1 else kept
        kept.append(text)
    return kept
