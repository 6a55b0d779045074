"""Native tables: of an exhibit, of a heatmap, of gates and actions; paged where they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from reports.document.parts import Cell, Presence, Row, Table
from reports.files.contrast import ink_on
from reports.files.slides.areas import Area
from reports.files.slides.look import Look, ink, paint
from reports.files.slides.measuring import EMU_PER_POINT, LINE, lines_of, width_of
from reports.wording import whole_level

# "Light Style 1": hairlines above and below, in the colours of the template.
STYLE = "{9D7B030F-B1BA-407E-8F3C-D0E0E2BE3E0C}"
SIZES = (12.0, 11.0, 10.0, 9.0)
PADDING_X, PADDING_Y = Emu(54_000), Emu(26_000)
MOST_ROWS = 12
WIDEST_NUMBER = 0.14
LEAST_SHARE = 0.07


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
    """Return what a cell says, with its note behind it."""
    if not cell.note:
        return cell.text
    return f"{cell.text} ({cell.note})" if cell.text else cell.note


def pages(rows: Sequence[Row], most: int = MOST_ROWS) -> Iterator[Sequence[Row]]:
    """Yield rows page by page; no page ends with a heading, and each one repeats its heading."""
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
    columns = _even(grid, area.width) if is_even else _widths(grid, area.width)
    size = next((s for s in SIZES if sum(_heights(grid, columns, s)) <= area.height), SIZES[-1])
    heights = _heights(grid, columns, size)
    shape = slide.shapes.add_table(
        len(grid.lines) + 1, len(grid.header), *area.box[:3], Emu(sum(heights))
    )
    table = shape.table
    shape.element.find(f".//{qn('a:tableStyleId')}").text = STYLE
    table.horz_banding = False
    for number, width in enumerate(columns):
        table.columns[number].width = Emu(width)
    for number, height in enumerate(heights):
        table.rows[number].height = Emu(height)
    for line, texts in enumerate((grid.header, *grid.lines)):
        for column, text in enumerate(texts):
            _set(table.cell(line, column), text, size, grid, line, column)
            _tag(table.cell(line, column), language)
    for line in grid.headings:
        table.cell(line + 1, 0).merge(table.cell(line + 1, len(grid.header) - 1))
    for line, levels in enumerate(grid.levels):
        for column, level in enumerate(levels):
            if level is not None:
                _colour(table.cell(line + 1, column), level, look)
    return shape


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
    for run in paragraph.runs:
        run.font.size = Pt(size)
        run.font.bold = line == 0 or line - 1 in grid.headings | grid.bold
        ink(run.font.color)


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


def _even(grid: Grid, width: int) -> list[int]:
    return [width // len(grid.header)] * len(grid.header)


def _widths(grid: Grid, width: int) -> list[int]:
    """Give numbers the room of their longest word and share the rest by the length of texts."""
    size = SIZES[0]
    wanted = []
    for column, title in enumerate(grid.header):
        texts = [title, *(line[column] for line in _own_lines(grid))]
        longest_word = max((width_of(w, size) for t in texts for w in t.split()), default=0)
        longest = max(width_of(text, size) for text in texts)
        least = max(longest_word + 2 * PADDING_X, round(width * LEAST_SHARE))
        most = round(width * (WIDEST_NUMBER if grid.numeric[column] else 0.5))
        wanted.append(max(min(longest + 2 * PADDING_X, most), min(least, round(width * 0.3))))
    total = sum(wanted)
    if total > width:
        return [round(part * width / total) for part in wanted]
    texts_only = [n for n, numeric in enumerate(grid.numeric) if not numeric] or [0]
    spare = (width - total) // len(texts_only)
    return [part + spare if n in texts_only else part for n, part in enumerate(wanted)]


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
