"""Native tables: of an exhibit, of a heatmap, of gates and actions; paged where they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from reports.document.parts import Cell, Presence, Row, Table
from reports.files.contrast import ink_on
from reports.files.slides.areas import Area
from reports.files.slides.chart_xml import child
from reports.files.slides.look import Look, ink, paint
from reports.files.slides.measuring import EMU_PER_POINT, LINE, cut, lines_of, width_of
from reports.wording import whole_level

# "No style, no grid" of PowerPoint; the hairlines are ours, in the ink of the template.
STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
PADDING_X, PADDING_Y = Emu(82_000), Emu(36_000)
HAIRLINE, HEAD_LINE = 6_350, 12_700
MOST_ROWS = 14
BOLD = 1.18
# A word that takes more of the table's width than this is broken, so that all columns have room.
LONGEST_NUMBER, LONGEST_TEXT = 0.14, 0.3
# Programs set rows a little higher than the font asks for.
ROOM = 0.93
WIDEST_NUMBER, WIDEST_TEXT = 0.14, 0.5
# A narrow table is not torn apart to fill a wide slide.
LEAST_WIDTH, MOST_SPREAD = 0.55, 1.5


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is set: texts by row, which columns are flush right, which rows are heads."""

    header: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    headings: frozenset[int] = frozenset()
    levels: tuple[tuple[int | None, ...], ...] = ()
    bold: frozenset[int] = frozenset()


def grid_of(table: Table, rows: Sequence[Row], *, is_heatmap: bool = False) -> Grid:
    """Return rows of a table; a heatmap's cells carry the level that colours them."""
    width = len(table.columns)
    lines = [_line(row, width) for row in rows]
    levels = [_levels(row, width) for row in rows] if is_heatmap else []
    return Grid(
        tuple(column.title for column in table.columns),
        tuple(lines),
        tuple(column.is_number for column in table.columns),
        frozenset(number for number, row in enumerate(rows) if row.is_heading),
        tuple(levels),
    )


def cell_text(cell: Cell) -> str:
    """Return what a cell says, with its note behind it; of hidden ones the note stands once."""
    if not cell.note or cell.presence is Presence.HIDDEN:
        return cell.text
    return f"{cell.text} ({cell.note})" if cell.text else cell.note


def pages(rows: Sequence[Row], most: int = MOST_ROWS) -> Iterator[Sequence[Row]]:
    """Yield rows page by page; no page ends with a heading, and each one repeats its heading."""
    most = -(-len(rows) // max(1, -(-len(rows) // most)))
    page: list[Row] = []
    heading: Row | None = None
    for row in rows:
        if row.is_heading:
            heading = row
            if len(page) >= most - 2:
                yield page
                page = []
        elif len(page) >= most:
            yield page
            page = [heading] if heading is not None else []
        page.append(row)
    if page:
        yield page


def add_table(
    slide: Slide, area: Area, grid: Grid, look: Look, language: str, *, is_even: bool = False
) -> Any:
    """Set a table at the top of an area in the largest size that fits; return its shape."""
    size, columns = _setting(grid, area, is_even=is_even)
    grid = _squeezed(grid, columns, size, area.height)
    heights = _heights(grid, columns, size)
    shape = slide.shapes.add_table(
        len(grid.lines) + 1, len(grid.header), *area.box[:3], Emu(sum(heights))
    )
    shape.element.find(f".//{qn('a:tableStyleId')}").text = STYLE
    _size(shape.table, columns, heights)
    _fill(shape.table, grid, size, look, language)
    return shape


def _size(table: Any, columns: Sequence[int], heights: Sequence[int]) -> None:
    table.horz_banding = False
    for number, width in enumerate(columns):
        table.columns[number].width = Emu(width)
    for number, height in enumerate(heights):
        table.rows[number].height = Emu(height)


def _fill(table: Any, grid: Grid, size: float, look: Look, language: str) -> None:
    for line, texts in enumerate((grid.header, *grid.lines)):
        for column, text in enumerate(texts):
            cell = table.cell(line, column)
            _set(cell, text, size, grid, line, column)
            _tag(cell, language)
            _underline(cell, HEAD_LINE if line == 0 else HAIRLINE)
    for line in grid.headings:
        table.cell(line + 1, 0).merge(table.cell(line + 1, len(grid.header) - 1))
    for line, levels in enumerate(grid.levels):
        for column, level in enumerate(levels):
            if level is not None:
                _colour(table.cell(line + 1, column), level, look)


def _line(row: Row, width: int) -> tuple[str, ...]:
    texts = [cell_text(cell) for cell in row.cells[:width]]
    return (*texts, *("" for _missing in range(width - len(texts))))


def _levels(row: Row, width: int) -> tuple[int | None, ...]:
    if row.is_heading:
        return (None,) * width
    found = [
        None
        if number == 0 or cell.value is None or cell.presence is not Presence.SHOWN
        else whole_level(cell.value)
        for number, cell in enumerate(row.cells)
    ]
    return (*found, *(None for _missing in range(width - len(found))))


def _set(cell: Any, text: str, size: float, grid: Grid, line: int, column: int) -> None:
    cell.margin_left = cell.margin_right = PADDING_X
    cell.margin_top = cell.margin_bottom = PADDING_Y
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text = text
    paragraph = cell.text_frame.paragraphs[0]
    if grid.numeric[column]:
        paragraph.alignment = PP_ALIGN.CENTER if grid.levels else PP_ALIGN.RIGHT
    if not text:
        # An empty cell would be as high as the template's largest text.
        child(paragraph._p, "a:endParaRPr", sz=str(round(size * 100)))  # noqa: SLF001
    for run in paragraph.runs:
        run.font.size = Pt(size)
        run.font.bold = line == 0 or line - 1 in grid.headings | grid.bold
        ink(run.font.color)


def _underline(cell: Any, width: int) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-pptx draws no borders
    line = child(properties, "a:lnB", w=str(width))
    colour = child(child(line, "a:solidFill"), "a:schemeClr", val="tx1")
    if width == HAIRLINE:
        child(colour, "a:alpha", val="35000")


def _tag(cell: Any, language: str) -> None:
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font._element.set("lang", language)  # noqa: SLF001 - tags are open


def _colour(cell: Any, level: int, look: Look) -> None:
    colour = look.palette.levels[level - 1]
    cell.fill.solid()
    paint(cell.fill.fore_color, colour)
    for run in cell.text_frame.paragraphs[0].runs:
        paint(run.font.color, ink_on(colour))


def _setting(grid: Grid, area: Area, *, is_even: bool) -> tuple[float, list[int]]:
    """Return the largest size in which the table fits and no word is broken, with its columns."""
    for size in SIZES:
        words = [
            min(word, round(area.width * (LONGEST_NUMBER if numeric else LONGEST_TEXT)))
            for word, numeric in zip(_longest_words(grid, size), grid.numeric, strict=True)
        ]
        if is_even:
            columns = [area.width // len(grid.header)] * len(grid.header)
        else:
            columns = _widths(grid, area.width, size, words)
        fits = all(word <= width for word, width in zip(words, columns, strict=True))
        if fits and sum(_heights(grid, columns, size)) <= ROOM * area.height:
            break
    return size, columns


def _widths(grid: Grid, width: int, size: float, words: Sequence[int]) -> list[int]:
    """Give each column the room of its longest word, and share the rest by the length of texts."""
    wanted = []
    for column, title in enumerate(grid.header):
        longest = max(width_of(text, size) for text in _texts(grid, column, title))
        share = WIDEST_NUMBER if grid.numeric[column] else WIDEST_TEXT
        wanted.append(max(words[column], min(longest + 2 * PADDING_X, round(width * share))))
    total, least = sum(wanted), sum(words)
    if total <= width:
        spread = min(width, max(round(total * MOST_SPREAD), round(width * LEAST_WIDTH)))
        return [round(part * spread / total) for part in wanted]
    if least >= width:
        return [round(part * width / least) for part in words]
    spare = (width - least) / (total - least)
    return [round(word + (part - word) * spare) for word, part in zip(words, wanted, strict=True)]


def _longest_words(grid: Grid, size: float) -> list[int]:
    """Return the room of the longest word of each column; heads are bold and so wider."""
    found = []
    for column, title in enumerate(grid.header):
        words = [word for line in _own_lines(grid) for word in line[column].split(" ")]
        plain = max((width_of(word, size) for word in words), default=0)
        bold = max((width_of(word, size * BOLD) for word in title.split(" ")), default=0)
        found.append(max(plain, bold) + 2 * PADDING_X)
    return found


def _texts(grid: Grid, column: int, title: str) -> list[str]:
    return [title, *(line[column] for line in _own_lines(grid))]


def _squeezed(grid: Grid, columns: Sequence[int], size: float, height: int) -> Grid:
    """Cut cells of a table that fits in no size; the notes of the slide hold what is cut."""
    for lines in (20, 12, 8, 6, 4, 3, 2, 1):
        if sum(_heights(grid, columns, size)) <= height:
            break
        grid = replace(
            grid,
            lines=tuple(
                tuple(
                    cut(text, max(1, width - 2 * PADDING_X), size, lines)
                    for text, width in zip(line, columns, strict=True)
                )
                for line in grid.lines
            ),
        )
    return grid


def _own_lines(grid: Grid) -> Iterator[tuple[str, ...]]:
    """Lines that must fit their columns; a heading runs across all of them."""
    return (line for number, line in enumerate(grid.lines) if number not in grid.headings)


def _heights(grid: Grid, columns: Sequence[int], size: float) -> list[int]:
    heights = []
    for number, line in enumerate((grid.header, *grid.lines)):
        if number - 1 in grid.headings:
            most = lines_of(line[0], sum(columns), size)
        else:
            most = max(
                lines_of(text, max(1, width - 2 * PADDING_X), size)
                for text, width in zip(line, columns, strict=True)
            )
        heights.append(round(most * size * LINE * EMU_PER_POINT) + 2 * PADDING_Y)
    return heights
