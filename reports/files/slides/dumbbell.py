"""Two marks per row on one axis, as a scatter chart that stays editable.

Each number stands once in the chart's workbook: the line between two marks points at the same
cells as the marks, and so do the labels. Names of rows are text beside the chart, since an axis
of a scatter chart has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.slide import Slide
from pptx.util import Pt

from reports.document.parts import Row, Table
from reports.files.slides.areas import Area
from reports.files.slides.chart_workbook import SheetCell, cells, chart_workbook
from reports.files.slides.chart_xml import (
    hide_in_legend,
    label_from_cells,
    place_plot,
    point_at,
)
from reports.files.slides.charts import (
    FORMATS,
    MARKERS_OF_TONES,
    TEXT,
    colour_of,
    frame,
    value_axis,
    value_of,
)
from reports.files.slides.look import Look, paint
from reports.files.slides.plans import Layout, Plan, layout_of

LEFT, TOP, WIDTH, HEIGHT = 0.31, 0.1, 0.64, 0.8
MARK = 13
LABEL = 12


def add_dumbbell(
    slide: Slide, area: Area, plan: Plan, table: Table, rows: Sequence[Row], look: Look
) -> tuple[Any, list[Area]]:
    """Draw rows as a native chart; return its shape and the places of the rows' names."""
    places = [len(rows) - number for number in range(len(rows))]
    layout = layout_of(plan, table)
    sides = [[value_of(row, column) for row in rows] for column in layout.columns]
    titles = [table.columns[column].title for column in layout.columns]
    chart_data = XyChartData(number_format=FORMATS[plan.scale])
    for row, place, pair in zip(rows, places, zip(*sides, strict=True), strict=True):
        line = chart_data.add_series(row.cells[0].text)
        for value in pair:
            line.add_data_point(value, place)
    for title, side in zip(titles, sides, strict=True):
        marks = chart_data.add_series(title)
        for value, place in zip(side, places, strict=True):
            marks.add_data_point(value, place)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *area.box, chart_data)
    chart = shape.chart
    frame(chart, has_legend=True, size=TEXT)
    _axes(chart, plan, len(rows), look)
    _lines(chart, len(rows), look)
    _marks(chart, layout, len(rows), sides, look)
    hide_in_legend(chart, range(len(rows)))
    place_plot(chart, LEFT, TOP, WIDTH, HEIGHT)
    lines: list[list[SheetCell]] = [
        [row.cells[0].text, *pair, place, place]
        for row, pair, place in zip(rows, zip(*sides, strict=True), places, strict=True)
    ]
    header = [table.columns[0].title, *titles, "↕", "↕"]
    chart.part.chart_workbook.update_from_xlsx_blob(
        chart_workbook(header, lines, FORMATS[plan.scale])
    )
    return shape, list(_name_places(area, len(rows)))


def _axes(chart: Any, plan: Plan, rows: int, look: Look) -> None:
    value_axis(chart.category_axis, plan, look)
    rows_axis = chart.value_axis
    rows_axis.has_major_gridlines = False
    rows_axis.minimum_scale, rows_axis.maximum_scale = 0.5, rows + 0.5
    rows_axis.visible = False


def _lines(chart: Any, rows: int, look: Look) -> None:
    for number, series in enumerate(list(chart.plots[0].series)[:rows]):
        series.smooth = False
        series.marker.style = XL_MARKER_STYLE.NONE
        series.format.line.width = Pt(3)
        paint(series.format.line.color, look.palette.field_line)
        # Columns of the workbook: name, one side, other side, the row for each end of the line.
        element, line = series._element, number + 2  # noqa: SLF001 - references have no property
        point_at(element, "tx", cells(f"A{line}", f"A{line}"))
        point_at(element, "xVal", cells(f"B{line}", f"C{line}"), max(rows, 2))
        point_at(element, "yVal", cells(f"D{line}", f"E{line}"), max(rows, 2))


def _marks(
    chart: Any, layout: Layout, rows: int, sides: Sequence[Sequence[Any]], look: Look
) -> None:
    series = list(chart.plots[0].series)[rows:]
    for number, (marks, tone) in enumerate(zip(series, layout.tones, strict=True)):
        colour = colour_of(number, tone, look)
        marks.smooth = False
        marks.format.line.fill.background()
        marks.marker.style, marks.marker.size = MARKERS_OF_TONES[tone], MARK
        marks.marker.format.fill.solid()
        paint(marks.marker.format.fill.fore_color, colour)
        marks.marker.format.line.fill.background()
        element, column = marks._element, "BC"[number]  # noqa: SLF001 - as above
        own, other = sides[number], sides[1 - number]
        values = cells(f"{column}2", f"{column}{rows + 1}")
        point_at(element, "tx", cells(f"{column}1", f"{column}1"))
        point_at(element, "xVal", values)
        point_at(element, "yVal", cells("D2", f"D{rows + 1}"))
        label_from_cells(
            element,
            values,
            ["" if value is None else f"{value:.1f}" for value in own],
            ["r" if _is_right(number, *pair) else "l" for pair in zip(own, other, strict=True)],
            LABEL,
        )


def _is_right(number: int, own: float | None, other: float | None) -> bool:
    """Whether a mark stands on the right of the other one; of two equal ones the second does."""
    if own is None or other is None or own == other:
        return number == 1
    return own > other


def _name_places(area: Area, rows: int) -> Sequence[Area]:
    height = round(area.height * HEIGHT / rows)
    top = area.top + round(area.height * TOP)
    width = round(area.width * (LEFT - 0.02))
    return [Area(area.left, top + number * height, width, height) for number in range(rows)]
