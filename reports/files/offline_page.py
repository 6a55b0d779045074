"""The whole report as one HTML file that needs nothing else: no network, no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from reports.document.parts import (
    ActionList,
    Block,
    Cell,
    Chapter,
    Column,
    Document,
    Exhibit,
    GateRow,
    Passage,
    Row,
)
from reports.files.branding import Branding
from reports.files.colophon import Colophon, colophon_lines
from reports.files.direction import isolated
from reports.files.drawing import Drawing
from reports.files.inline_drawing import with_own_names
from reports.files.logo_picture import data_uri
from reports.files.occasion import day_of, title_of
from reports.files.page_look import page_look

TEMPLATES: dict[type[Block], str] = {
    Passage: "reports/blocks/passage.html",
    Exhibit: "reports/offline/exhibit.html",
    GateRow: "reports/blocks/gates.html",
    ActionList: "reports/blocks/actions.html",
}
NONE = Drawing(wide="", narrow="")
STYLESHEETS = (
    "css/tokens.css",
    "css/report.css",
    "css/report-blocks.css",
    "css/report-charts.css",
    "css/offline.css",
)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell and whether its column holds numbers."""

    content: Cell
    is_number: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table."""

    is_heading: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart at its place in the page, which begins its ids, and the rows of its table.

    The drawings are empty where there are none.
    """

    place: str
    wide: SafeString
    narrow: SafeString
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with the template that shows it."""

    template: str
    content: Block
    chart: ShownChart | None


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter with its blocks as they are shown."""

    content: Chapter
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """A logo as an address that holds it."""

    address: str
    width: int
    height: int


def offline_page(
    document: Document, drawings: Mapping[str, Drawing], branding: Branding, colophon: Colophon
) -> bytes:
    """Return the report as one HTML file.

    Drawings whose colours are variables of tokens.css follow the reader's light or dark scheme.
    """
    with translation.override(document.language):
        html = render_to_string(
            "reports/offline/page.html",
            {
                "document": document,
                "title": title_of(document.occasion),
                "day": day_of(document.occasion),
                "branding": branding,
                "logo": _logo(branding),
                "styles": _styles(branding),
                "charts": {
                    each.name: _shown(each, drawings, "summary")
                    for each in document.summary.exhibits
                },
                "chapters": [_chapter(each, drawings) for each in document.chapters],
                "colophon": colophon_lines(colophon),
            },
        )
        lines = [isolated(line) for line in _lines(html)]
    return ("\n".join(lines) + "\n").encode()


def _chapter(chapter: Chapter, drawings: Mapping[str, Drawing]) -> ShownChapter:
    blocks = tuple(_shown(block, drawings, chapter.key) for block in chapter.blocks)
    return ShownChapter(chapter, blocks)


def _shown(block: Block, drawings: Mapping[str, Drawing], section: str) -> ShownBlock:
    chart = _chart(block, drawings, section) if isinstance(block, Exhibit) else None
    return ShownBlock(TEMPLATES[type(block)], block, chart)


def _chart(exhibit: Exhibit, drawings: Mapping[str, Drawing], section: str) -> ShownChart:
    place = f"{section}-{exhibit.name}"
    drawing = drawings.get(exhibit.name, NONE) if exhibit.has_chart else NONE
    return ShownChart(
        place,
        _inline(drawing.wide, f"{place}-wide"),
        _inline(drawing.narrow, f"{place}-narrow"),
        tuple(_row(row, exhibit.table.columns) for row in exhibit.table.rows),
    )


def _row(row: Row, columns: Iterable[Column]) -> ShownRow:
    cells = zip(row.cells, columns, strict=False)  # a heading has one cell for all columns
    return ShownRow(
        row.is_heading, tuple(ShownCell(cell, column.is_number) for cell, column in cells)
    )


def _inline(drawing: str, place: str) -> SafeString:
    named = with_own_names(drawing, place)
    # Made by reports.svg, which escapes every text that somebody typed.
    return mark_safe(named)  # noqa: S308 - escaped by svg  # nosemgrep: scan.unescaped-html


def _styles(branding: Branding) -> SafeString:
    """The stylesheets and the workspace's look, whose accent `Branding` knows to be a colour."""
    sheets = [Path(str(finders.find(name))).read_text() for name in STYLESHEETS]
    styles = "\n".join([*sheets, page_look(branding)])
    # Our own stylesheets and a checked colour; nobody typed any of it.
    return mark_safe(styles)  # noqa: S308 - nobody typed it  # nosemgrep: scan.unescaped-html


def _logo(branding: Branding) -> ShownLogo | None:
    logo = branding.logo
    return ShownLogo(data_uri(logo), logo.width, logo.height) if logo else None


def _lines(html: str) -> Iterator[str]:
    """Lines without the blanks that templates leave."""
    return (line.strip() for line in html.splitlines() if line.strip())
