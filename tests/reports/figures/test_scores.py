"""Figures of scores, spreads, verdicts and records show the release's numbers, as their tables."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest

from reports.document import document_of
from reports.figures import theme
from reports.figures.capability_bars import capability_bars
from reports.figures.decay import decay
from reports.figures.dimension_bars import dimension_bars
from reports.figures.distributions import distributions
from reports.figures.drawing import drawings_for
from reports.figures.sequencing import sequencing
from reports.figures.verdict_probabilities import verdict_probabilities
from reports.material import Material
from reports.story.counted_answers import counted_answers
from reports.svg import svg_of
from scoring.change.labels import ChangeLabel
from scoring.change.released import ReleasedChange
from scoring.verdict.terms import SequenceNotice
from tests.reports.document.releases import CASES, material_for, odd_names, release_of
from tests.reports.rounds import sample_change, sample_history
from tests.reports.samples import FACTS, everybody, sample_material, sample_release

PALETTE = theme.LIGHT
WIDTHS = (832, 358)
MINE = re.compile(
    r"(dimension_bars|capability_bars|capability_heatmap|dimension_radar|distributions|decay"
    r"|sequencing|verdict_probabilities)(-[A-Z])?"
)
UNPROVEN = {**FACTS, "S1b": 0, "S3c": 0}


def drawn(material: Material) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, drawing in drawings_for(material).items():
        if MINE.fullmatch(name):
            yield name, drawing(material, PALETTE).to_plotly_json()


def table_values(material: Material, name: str) -> set[float | None]:
    (exhibit,) = [part for part in document_of(material).exhibits if part.name == name]
    return {cell.value for row in exhibit.table.rows for cell in row.cells}


def with_round_before(material: Material, shift: float = 0.0) -> Material:
    """The round before stood half a level lower; its comparison ends `shift` from the report."""
    release = material.release
    parts = (*release.dimensions, *release.capabilities)
    before = {part.code: round(part.score - 0.5, 1) for part in parts if part.score is not None}
    scores = {part.code: part.score for part in parts if part.score is not None}

    def moved(code: str) -> ReleasedChange:
        after = scores[code] + shift
        return ReleasedChange(code, before[code], after, 0.5, None, 0.3, ChangeLabel.REAL)

    change = dataclasses.replace(
        sample_change(),
        dimensions=tuple(moved(part.code) for part in release.dimensions),
        capabilities=tuple(moved(part.code) for part in release.capabilities),
    )
    return dataclasses.replace(material, change=change, history=sample_history(2))


@pytest.mark.parametrize("case", CASES)
def test_scores_that_are_drawn_stand_in_the_table(case):
    material = material_for(case)
    for name, figure in drawn(material):
        if name.startswith(("dimension_bars", "capability_bars")):
            values = {value for trace in figure["data"] for value in trace["x"]}
            assert values <= table_values(material, name), name
        if name == "decay":
            values = {value for trace in figure["data"] for value in trace["y"]}
            assert values <= table_values(material, name)


@pytest.mark.parametrize("case", ["usual", "everything hidden", "all five", "random 1"])
@pytest.mark.parametrize("width", WIDTHS)
def test_each_can_be_drawn_as_svg(case, width):
    for _name, figure in drawn(material_for(case, wording=odd_names())):
        svg = svg_of(figure, width=width, title="t", description="d", ids="x")
        assert "<b>" not in svg


def test_intervals_go_from_limit_to_limit():
    material = material_for("usual")
    shapes = dimension_bars(material, PALETTE).layout.shapes
    drawn_limits = [
        (shape.x0, shape.x1) for shape in shapes if shape.line.color == PALETTE.levels[1]
    ]
    assert drawn_limits == [
        (part.interval.low, part.interval.high) for part in material.release.dimensions
    ]


def test_the_level_stands_below_its_score():
    notes = {
        note.text for note in dimension_bars(material_for("usual"), PALETTE).layout.annotations
    }
    assert {"Used by most", "Aware but uneven"} <= notes


def test_numbers_of_the_axis_stand_in_one_row():
    names = dimension_bars(material_for("usual"), PALETTE).layout.xaxis.ticktext
    assert [name[0] for name in names] == list("12345")
    assert len({name.count("<br>") for name in names}) == 1


def test_names_of_stages_have_room_on_a_phone():
    figure = sequencing(material_for("usual"), PALETTE).layout
    narrow = figure.meta["narrow"]
    rows = figure.yaxis.range[0] - figure.yaxis.range[1]
    row = (narrow["height"] - figure.margin.t - figure.margin.b) / rows
    lines = max(name.count("<br>") + 1 for name in narrow["yaxis.ticktext"])
    assert row >= lines * theme.SMALL * 1.3


@pytest.mark.parametrize("name", ["dimension_bars", "capability_bars-S"])
def test_the_round_before_is_a_hollow_mark_and_a_column(name):
    material = with_round_before(material_for("usual"))
    hollow = drawings_for(material)[name](material, PALETTE).data[0]
    assert hollow.marker.symbol == "circle-open"
    (exhibit,) = [part for part in document_of(material).exhibits if part.name == name]
    assert exhibit.table.columns[-1].title == "Round before"
    assert list(hollow.x) == [row.cells[-1].value for row in exhibit.table.rows]
    assert "hollow" in exhibit.basis


def test_a_round_that_is_not_comparable_leaves_no_mark():
    """What both rounds have in common gives this round another score than its report shows."""
    material = with_round_before(material_for("usual"), shift=0.2)
    (only,) = dimension_bars(material, PALETTE).data
    assert only.marker.symbol == "circle"


def test_why_there_is_no_score_breaks_into_lines_on_a_phone():
    layout = dimension_bars(material_for("everything hidden"), PALETTE).layout
    wide = [note.text for note in layout.annotations]
    assert wide == ["not scored, or too few answers to show"] * 4
    narrow = [note["text"].split("<br>") for note in layout.meta["narrow"]["annotations"]]
    assert [" ".join(lines) for lines in narrow] == wide
    assert max(len(line) for lines in narrow for line in lines) <= 28


def test_proof_that_holds_a_score_down_is_marked():
    material = sample_material(sample_release(facts=UNPROVEN))
    proofs, points = capability_bars(material, PALETTE, dimension="S").data
    held = [part for part in material.release.capabilities if part.cap_binds]
    assert [part.code for part in held] == ["S1", "S3"]
    assert list(proofs.x) == [part.evidence for part in held]
    assert list(proofs.text) == ["proof 1.0", "proof 1.0"]
    assert len(points.x) == 6


def test_counts_are_drawn_and_part_at_the_middle_of_level_three():
    material = material_for("usual")
    rows = {
        (material.wording.item(row.item), material.wording.group(row.group)): row
        for row in counted_answers(material.release, "C")
    }
    figure = distributions(material, PALETTE, dimension="C")
    names = [tuple(name.split("<br>")) for name in figure.layout.yaxis.ticktext]
    assert 0 < len(names) <= 9
    for level, trace in enumerate(figure.data, start=1):
        for place, start, length in zip(trace.y, trace.base, trace.x, strict=True):
            row = rows[names[place]]
            assert length * row.n == pytest.approx(row.counts[level - 1])
            if level == 3:
                assert start == pytest.approx(-length / 2)


def test_a_spread_is_drawn_for_nobody_who_may_not_see_numbers_of_people():
    names = set(drawings_for(material_for("usual", shows_people=False)))
    assert "capability_bars-S" in names
    assert not [name for name in names if name.startswith("distributions")]


def test_a_level_that_nobody_chose_has_no_bar():
    figure = distributions(material_for("all five"), PALETTE, dimension="S")
    assert [len(trace.x) for trace in figure.data[:4]] == [0, 0, 0, 0]
    assert len(figure.data[4].x) == 9


def test_the_verdict_to_go_by_is_darker():
    material = material_for("usual")
    confidence = material.release.verdict_confidence
    bars, labels = verdict_probabilities(material, PALETTE).data
    assert list(bars.x) == [part.share for part in confidence.shares if part.share]
    assert [text.strip() for text in labels.text] == [
        "0\u00a0%",
        "62\u00a0%",
        "38\u00a0%",
        "0\u00a0%",
        "0\u00a0%",
    ]
    assert list(bars.marker.color) == [PALETTE.levels[3], PALETTE.levels[1]]
    assert confidence.headline == "FIX"


def test_the_darker_verdict_is_that_of_the_report_whatever_comes_more_often():
    usual = release_of("usual")
    sure = dataclasses.replace(usual.verdict_confidence, borderline=False)
    material = sample_material(dataclasses.replace(usual, verdict_confidence=sure))
    assert usual.verdict.code == "PILOT"
    bars, _labels = verdict_probabilities(material, PALETTE).data
    assert list(bars.marker.color) == [PALETTE.levels[1], PALETTE.levels[3]]


def test_records_are_drawn_with_and_without_upkeep():
    material = material_for("usual")
    released = material.release.decay
    *_band, tended, untended = decay(material, PALETTE).data
    assert list(untended.y) == list(released.valid)
    assert tended.y[0] == released.valid[0]
    assert tended.y[-1] == pytest.approx(released.hold, abs=0.01)


def test_a_loss_that_no_upkeep_stops_has_no_line_with_upkeep():
    released = dataclasses.replace(release_of("usual").decay, upkeep=None)
    material = sample_material(dataclasses.replace(release_of("usual"), decay=released))
    assert "with upkeep" not in [trace.name for trace in decay(material, PALETTE).data]


def test_names_of_lines_keep_apart():
    released = dataclasses.replace(release_of("usual").decay, start=0.9, valid=(0.9,) * 13)
    material = sample_material(dataclasses.replace(release_of("usual"), decay=released))
    upper, lower = decay(material, PALETTE).layout.annotations
    assert upper.y - lower.y == pytest.approx(0.24)


@pytest.mark.parametrize(("level", "notice", "notes"), [
    (3.5, None, 1), (2.9, SequenceNotice.AHEAD, 1), (2.0, SequenceNotice.FAR_AHEAD, 2),
])  # fmt: skip
def test_technology_that_is_ahead_has_a_bar_and_far_ahead_a_warning(level, notice, notes):
    material = sample_material(
        sample_release(levels=everybody(level), facts={**FACTS, "S4d": 5}, spread=0.3)
    )
    technology = material.release.technology
    assert technology.notice is notice
    layout = sequencing(material, PALETTE).layout
    bars = [(shape.x0, shape.x1) for shape in layout.shapes if shape.line.width == 4]
    assert bars == ([(technology.foundation, technology.required)] if notice else [])
    said = [note.text for note in layout.annotations]
    warning = "Old organisation + new technology = expensive old organisation"
    assert said == ["what the stage needs", warning][:notes]


def test_no_more_than_nine_rows_stand_in_a_chart():
    for name, figure in drawn(material_for("usual")):
        rows = figure["layout"].get("yaxis", {}).get("ticktext", [])
        assert len(rows) <= 9 or name == "capability_heatmap", name
