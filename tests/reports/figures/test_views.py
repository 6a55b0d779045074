"""Figures of gaps, agreement, priorities, rounds and other weights show what their tables hold."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from reports.document import document_of
from reports.figures import theme
from reports.figures.agreement import agreement
from reports.figures.drawing import drawings_for
from reports.figures.hierarchy_dumbbell import hierarchy_dumbbell
from reports.figures.priorities import priorities
from reports.figures.rounds import named_places
from reports.figures.sensitivity import sensitivity
from reports.figures.trend import trend
from reports.figures.trend_limits import trend_limits
from reports.material import Material
from reports.story.trend import usual_range
from reports.svg import svg_of
from tests.reports.document.releases import CASES, material_for, odd_names, release_of
from tests.reports.rounds import sample_change, sample_history
from tests.reports.samples import sample_wording

PALETTE = theme.LIGHT
# Figures on the common scale: what is drawn along x stands in the table.
LEVELS = ("gap_dumbbell", "hierarchy_dumbbell", "agreement", "sensitivity")
MINE = (*LEVELS, "priorities", "trend", "trend_limits")


def table_values(material: Material, name: str) -> set[float]:
    (exhibit,) = [part for part in document_of(material).exhibits if part.name == name]
    return {
        cell.value for row in exhibit.table.rows for cell in row.cells if cell.value is not None
    }


def drawn(material: Material) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, drawing in drawings_for(material).items():
        if name in MINE:
            yield name, drawing(material, PALETTE).to_plotly_json()


@pytest.mark.parametrize("case", CASES)
def test_what_is_drawn_stands_in_the_table(case):
    material = material_for(case)
    for name, figure in drawn(material):
        # A key has no hover.
        marks = [trace for trace in figure["data"] if trace.get("hoverinfo") != "skip"]
        values = {value for trace in marks for value in trace["x"]}
        assert values <= table_values(material, name), name


@pytest.mark.parametrize("case", ["usual", "small groups", "all five", "random 2"])
@pytest.mark.parametrize("width", [832, 358])
def test_each_can_be_drawn_as_svg(case, width):
    material = material_for(case, wording=odd_names(), history=sample_history(2))
    for _name, figure in drawn(material):
        svg = svg_of(figure, width=width, title="t", description="d", ids="x")
        assert "<b>" not in svg


@pytest.mark.parametrize("width", [832, 358])
def test_eight_rounds_can_be_drawn_as_svg(width):
    material = material_for("usual", history=sample_history(8), change=sample_change())
    figures = dict(drawn(material))
    assert set(MINE) == set(figures)
    for figure in figures.values():
        svg_of(figure, width=width, title="t", description="d", ids="x")


def test_above_and_below_differ_in_shape_and_are_named():
    upper, lower, *keys = hierarchy_dumbbell(material_for("usual"), PALETTE).data
    assert (upper.marker.symbol, lower.marker.symbol) == ("triangle-up", "square")
    assert [key.text[0] for key in keys] == ["Executives", "Frontline"]


def test_a_gap_says_what_it_amounts_to():
    notes = hierarchy_dumbbell(material_for("usual"), PALETTE).layout.annotations
    assert notes[0].text == "large, established (1.0 to 2.2)"
    assert len(notes) == 7


def test_each_group_keeps_its_shape_and_small_ones_are_hollow():
    figure = agreement(material_for("usual"), PALETTE)
    shapes = {(trace.name, trace.marker.symbol) for trace in figure.data if trace.name}
    assert ("Executives", "triangle-up-open") in shapes
    assert ("Business managers", "circle") in shapes
    assert ("IT", "diamond-open") in shapes


def test_marks_at_one_place_do_not_lie_on_each_other():
    figure = agreement(material_for("all five"), PALETTE)
    places = [
        (x, y) for trace in figure.data if trace.name for x, y in zip(trace.x, trace.y, strict=True)
    ]
    assert len(places) == len(set(places)) > 9


def test_each_row_says_what_its_view_is_called():
    notes = [note.text for note in agreement(material_for("usual"), PALETTE).layout.annotations]
    assert notes[0] == "split, everybody 2.5"
    assert len(notes) == 9


def test_gap_leverage_and_ease_stand_beside_each_other():
    release = release_of("usual")
    first, second, third = priorities(material_for("usual"), PALETTE).data
    shown = release.priorities[:9]
    assert list(first.x) == [part.gap for part in shown]
    assert list(second.x) == [part.leverage for part in shown]
    assert list(third.x) == [part.ease for part in shown]
    assert {trace.xaxis for trace in (first, second, third)} == {"x", "x2", "x3"}


def test_the_band_of_a_trend_is_the_least_detectable_change():
    change = sample_change()
    figure = trend(material_for("usual", history=sample_history(8), change=change), PALETTE)
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    parts = [change.overall, *change.dimensions]
    assert [(band.y0, band.y1) for band in bands] == [
        (pytest.approx(part.before - part.mdc), pytest.approx(part.before + part.mdc))
        for part in parts
    ]
    assert {(band.x0, band.x1) for band in bands} == {(6, 7)}


def test_without_a_comparison_a_trend_has_no_band():
    figure = trend(material_for("usual", history=sample_history(8)), PALETTE)
    assert not [shape for shape in figure.layout.shapes if shape.type == "rect"]


def test_lines_break_where_the_questions_changed_and_where_nothing_is_shown():
    history = sample_history(8, version_from=4, hidden=(2,))
    figure = trend(material_for("usual", history=history), PALETTE)
    overall = [list(trace.x) for trace in figure.data if trace.name == "Overall"]
    assert overall == [[0, 1], [3], [4, 5, 6, 7]]
    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == 3.5


def test_the_rounds_of_a_trend_are_the_history():
    history = sample_history(8)
    figure = trend(material_for("usual", history=history), PALETTE)
    (overall,) = [trace for trace in figure.data if trace.name == "Overall"]
    assert list(overall.y) == [point.overall.score for point in history]
    assert len(figure.data) == 5


def test_what_lies_outside_the_usual_is_marked():
    history = sample_history(9)
    (line,) = trend_limits(material_for("usual", history=history), PALETTE).data
    usual = usual_range(history)
    outside = [symbol == "square" for symbol in line.marker.symbol]
    assert outside == [
        not usual.low <= point.overall.score <= usual.high for point in history
    ]  # fmt: skip
    assert any(outside)


def test_rounds_that_are_all_alike_have_one_line():
    (point,) = sample_history(1)
    axis = trend_limits(material_for("usual", history=(point,) * 6), PALETTE).layout.yaxis
    assert (list(axis.tickvals), list(axis.ticktext)) == ([2.3], ["mean 2.3"])


def test_too_few_rounds_have_no_limits():
    with pytest.raises(ValueError, match="too few rounds"):
        trend_limits(material_for("usual", history=sample_history(4)), PALETTE)


def test_the_strip_reaches_from_the_lowest_to_the_highest():
    figure = sensitivity(material_for("usual"), PALETTE)
    (band,) = figure.layout.shapes
    scores = [part.overall for part in release_of("usual").sensitivity if part.overall is not None]
    assert (band.x0, band.x1) == (min(scores), max(scores))
    assert list(figure.data[0].x) == scores


@pytest.mark.parametrize(
    ("number", "most", "places"),
    [
        (1, 3, [0]),
        (2, 3, [0, 1]),
        (3, 3, [0, 1, 2]),
        (8, 3, [0, 3, 7]),
        (8, 8, [0, 1, 2, 3, 4, 5, 6, 7]),
        (12, 8, [1, 3, 5, 7, 9, 11]),
    ],
)
def test_rounds_are_named_as_far_as_there_is_room(number, most, places):
    assert named_places(number, most) == places


def test_no_figure_says_how_many_people_there_are():
    """Not even in what a pointer shows: the report of readers who may not know uses them too."""
    material = material_for("usual", wording=sample_wording(), history=sample_history(8))
    for name, figure in drawn(material):
        assert not re.search(r"\d+ people", str(figure)), name
