"""Native charts with their data in an embedded workbook, from the table of an exhibit.

The numbers of a chart are the values of the table's cells and nothing else. A cell without a
value leaves a gap, and its row says in words why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.chart import XL_TICK_LABEL_POSITION as LABELS_AT
from pptx.enum.chart import XL_TICK_MARK as TICKS
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.slide import Slide
from pptx.util import Pt

from reports.document.parts import Cell, Presence, Row, Table
from reports.files.contrast import ink_on
from reports.files.slides.areas import Area
from reports.files.slides.chart_workbook import Formula, SheetCell, chart_workbook, letter
from reports.files.slides.chart_xml import add_error_bars
from reports.files.slides.look import Look, ink, paint
from reports.files.slides.plans import Kind, Layout, Plan, Scale, Tone, layout_of

TEXT, SMALL = Pt(12), Pt(11)
MANY = 8
FORMATS = {Scale.LEVELS: "0.0", Scale.SHARES: "0%", Scale.COUNTS: "#,##0"}
# A part of a bar that is not there needs no number.
NO_ZEROS = "0;;"
MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.X,
)
MARKERS_OF_TONES = {
    Tone.BUSINESS: XL_MARKER_STYLE.CIRCLE,
    Tone.IT: XL_MARKER_STYLE.DIAMOND,
    Tone.UPPER: XL_MARKER_STYLE.TRIANGLE,
    Tone.LOWER: XL_MARKER_STYLE.SQUARE,
}
CHART_TYPES = {
    Kind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.STACK: XL_CHART_TYPE.BAR_STACKED_100,
    Kind.LINES: XL_CHART_TYPE.LINE_MARKERS,
    Kind.RADAR: XL_CHART_TYPE.RADAR_MARKERS,
}


def add_chart(
    slide: Slide, area: Area, plan: Plan, table: Table, rows: Sequence[Row], look: Look
) -> Any:
    """Draw rows of a table as a native chart and return its shape."""
    layout = layout_of(plan, table)
    names = [row_name(row, layout) for row in rows]
    series = [[value_of(row, column) for row in rows] for column in layout.columns]
    titles = [table.columns[column].title for column in layout.columns]
    chart_data = CategoryChartData(number_format=FORMATS[plan.scale])
    chart_data.categories = names
    for title, values in zip(titles, series, strict=True):
        chart_data.add_series(title, values)
    shape = slide.shapes.add_chart(CHART_TYPES[plan.kind], *area.box, chart_data)
    chart = shape.chart
    frame(chart, has_legend=len(titles) > 1, size=SMALL if len(rows) > MANY else TEXT)
    for number, (part, tone) in enumerate(zip(chart.plots[0].series, layout.tones, strict=True)):
        _style(part, number, tone, plan, look)
    _label(chart.plots[0], plan)
    if layout.interval is not None:
        _label_inside(chart.plots[0].series[0], plan, look)
    _axes(chart, plan, look)
    _keep_numbers(chart, plan, layout, table, rows, [names, *series])
    return shape


def row_name(row: Row, layout: Layout) -> str:
    """Return the name of a row, with the reason where one of its numbers is not shown."""
    name = " · ".join(cell.text for cell in row.cells[: layout.names])
    reasons = dict.fromkeys(
        _reason(row.cells[column])
        for column in layout.columns
        if column < len(row.cells) and row.cells[column].value is None
    )
    told = ", ".join(reason for reason in reasons if reason)
    return f"{name} ({told})" if told else name


def value_of(row: Row, column: int) -> float | int | None:
    """Return the number of a cell, None where there is none."""
    return row.cells[column].value if column < len(row.cells) else None


def frame(chart: Any, *, has_legend: bool, size: Any) -> None:
    """Set what all charts share: the template's font and ink, the legend on top."""
    chart.has_title = False
    chart.font.size = size
    ink(chart.font.color)
    chart.has_legend = has_legend
    if has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = TEXT
        ink(chart.legend.font.color)


def value_axis(axis: Any, plan: Plan, look: Look) -> None:
    """Set the axis of values: light grid, no line, the whole scale for levels and shares."""
    axis.major_tick_mark = axis.minor_tick_mark = TICKS.NONE
    axis.format.line.fill.background()
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.width = Pt(0.5)
    paint(axis.major_gridlines.format.line.color, look.palette.hairline)
    axis.tick_labels.font.size = SMALL
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = "0" if plan.scale is Scale.LEVELS else FORMATS[plan.scale]
    if plan.scale is Scale.LEVELS:
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 1, 5, 1
    elif plan.scale is Scale.SHARES and plan.kind is not Kind.STACK:
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 1, 0.25


def colour_of(number: int, tone: Tone, look: Look) -> str | None:
    """Return the colour of a series, None for the theme's accent."""
    palette = look.palette
    named = {
        Tone.LEAD: look.accent,
        Tone.PALE: palette.levels[1],
        Tone.TARGET: palette.field_line,
        Tone.BUSINESS: palette.business,
        Tone.IT: palette.it,
        Tone.UPPER: palette.business,
        Tone.LOWER: palette.it,
        Tone.SOFT: palette.ink_soft,
    }
    return named[tone] if tone in named else palette.levels[number % len(palette.levels)]


def _reason(cell: Cell) -> str:
    return cell.note or (cell.text if cell.presence is Presence.HIDDEN else "")


def _style(series: Any, number: int, tone: Tone, plan: Plan, look: Look) -> None:
    colour = colour_of(number, tone, look)
    if plan.kind in {Kind.LINES, Kind.RADAR}:
        _style_line(series, number, tone, colour)
        return
    fill = series.format.fill
    fill.solid()
    paint(fill.fore_color, colour)
    if tone is Tone.TARGET:
        fill.background()
        series.format.line.width = Pt(1.25)
        paint(series.format.line.color, colour)
    if plan.kind is Kind.STACK:
        series.format.line.width = Pt(0.75)
        paint(series.format.line.color, look.palette.paper)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = NO_ZEROS, False
        labels.font.size = SMALL
        paint(labels.font.color, ink_on(colour or look.seen_accent))


def _style_line(series: Any, number: int, tone: Tone, colour: str | None) -> None:
    series.smooth = False
    line = series.format.line
    line.width = Pt(1.5 if tone in {Tone.TARGET, Tone.PALE} else 2.5)
    paint(line.color, colour)
    if tone is Tone.TARGET:
        line.dash_style = MSO_LINE_DASH_STYLE.DASH
    marker = series.marker
    marker.style = MARKERS[number % len(MARKERS)]
    marker.size = 8
    marker.format.fill.solid()
    paint(marker.format.fill.fore_color, colour)
    paint(marker.format.line.color, colour)


def _label(plot: Any, plan: Plan) -> None:
    if plan.kind is Kind.BARS:
        plot.gap_width, plot.overlap = 55, -8
        plot.vary_by_categories = False
        plot.has_data_labels = True
        _show_values(plot.data_labels, plan, XL_LABEL_POSITION.OUTSIDE_END)
    elif plan.kind is Kind.STACK:
        plot.gap_width = 40
    elif plan.kind is Kind.LINES and len(list(plot.categories)) <= MANY:
        _show_values(plot.series[0].data_labels, plan, XL_LABEL_POSITION.ABOVE)


def _label_inside(series: Any, plan: Plan, look: Look) -> None:
    """Set the numbers of a series with whiskers at the foot of its bars, out of their way."""
    labels = series.data_labels
    _show_values(labels, plan, XL_LABEL_POSITION.INSIDE_BASE)
    labels.font.bold = True
    paint(labels.font.color, ink_on(look.seen_accent))


def _show_values(labels: Any, plan: Plan, position: Any) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = FORMATS[plan.scale], False
    labels.position = position
    labels.font.size = SMALL
    ink(labels.font.color)


def _axes(chart: Any, plan: Plan, look: Look) -> None:
    if plan.kind is not Kind.RADAR:
        names = chart.category_axis
        names.has_major_gridlines = False
        names.major_tick_mark = names.minor_tick_mark = TICKS.NONE
        names.tick_label_position = LABELS_AT.LOW
        names.format.line.width = Pt(0.75)
        paint(names.format.line.color, look.palette.field_line)
        names.reverse_order = plan.kind in {Kind.BARS, Kind.STACK}
    value_axis(chart.value_axis, plan, look)
    if plan.kind is Kind.STACK:
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False


def _keep_numbers(
    chart: Any,
    plan: Plan,
    layout: Layout,
    table: Table,
    rows: Sequence[Row],
    columns: Sequence[Sequence[Any]],
) -> None:
    """Put our own workbook behind the chart: the same cells, and the limits where it has them."""
    header = ["", *(table.columns[column].title for column in layout.columns)]
    lines: list[list[SheetCell]] = [list(line) for line in zip(*columns, strict=True)]
    if layout.interval is not None:
        low, high = layout.interval
        header += [table.columns[low].title, table.columns[high].title, "−", "+"]
        spans = [(value_of(row, low), value_of(row, high)) for row in rows]
        first = len(layout.columns) + 1
        for number, (line, span) in enumerate(zip(lines, spans, strict=True), start=2):
            line += [*span, *_distances(line[1], span, number, first)]
        add_error_bars(chart, [line[-2:] for line in lines], first + 2)
    blob = chart_workbook(header, lines, FORMATS[plan.scale])
    chart.part.chart_workbook.update_from_xlsx_blob(blob)


def _distances(
    score: SheetCell, span: tuple[float | None, float | None], line: int, first: int
) -> tuple[SheetCell, SheetCell]:
    low, high = span
    if not isinstance(score, float | int) or low is None or high is None:
        return None, None
    return (
        Formula(f"=B{line}-{letter(first)}{line}", round(score - low, 6)),
        Formula(f"={letter(first + 1)}{line}-B{line}", round(high - score, 6)),
    )
