"""The figures show the release's numbers, all of them that may be shown, and nothing else."""

import dataclasses
import json
from html import unescape

import pytest

from reports.figures import theme
from reports.figures.capability_heatmap import capability_heatmap
from reports.figures.dimension_bars import dimension_bars
from reports.figures.drawing import draw, drawings_for
from reports.figures.gap_dumbbell import gap_dumbbell
from reports.figures.sequencing import sequencing
from reports.wording import one_decimal
from scoring.release.parts import ReleasedGap
from tests.reports.samples import (
    FACTS,
    HEADCOUNTS,
    PEOPLE,
    everybody,
    sample_material,
    sample_release,
    sample_wording,
)

PALETTE = theme.LIGHT
WORDING = sample_wording()
NOBODY = dict.fromkeys(PEOPLE, 0)

EXTREMES = {
    "usual": {},
    "all one": {"levels": everybody(1), "spread": 0},
    "all five": {"levels": everybody(5), "spread": 0},
    "nobody": {"people": NOBODY, "facts": {}},
    "facts only": {"people": NOBODY},
    "everything hidden": {"people": dict.fromkeys(PEOPLE, 2)},
    "no IT side": {"people": {**PEOPLE, "it": 0}, "headcounts": {**HEADCOUNTS, "it": 0}},
    "no facts": {"facts": {}},
    "consumers": {"client_type": "b2c"},
}


def test_dimension_bars_are_the_scores():
    release = sample_release()
    (points,) = dimension_bars(sample_material(release), PALETTE).data
    assert list(points.x) == [part.score for part in release.dimensions]
    assert list(points.text) == [str(one_decimal(part.score)) for part in release.dimensions]


def test_each_dimension_has_its_target():
    release = sample_release()
    shapes = dimension_bars(sample_material(release), PALETTE).layout.shapes
    targets = [shape.x0 for shape in shapes if shape.y0 != shape.y1]
    assert targets == [part.target for part in release.dimensions]


def test_heatmap_cells_are_the_shown_cells():
    release = sample_release()
    figure = capability_heatmap(sample_material(release), PALETTE)
    drawn = [text for trace in figure.data for text in trace.text or ()]
    shown = [
        str(one_decimal(cell.mean)) if cell.about is None else f"≈ {cell.about}"
        for cell in release.cells
        if cell.n is not None
    ]
    assert any(cell.about for cell in release.cells)
    assert sorted(drawn) == sorted(shown)


def test_hidden_cells_are_hatched_and_hold_no_number():
    release = sample_release(people={**PEOPLE, "it": 4})
    figure = capability_heatmap(sample_material(release), PALETTE)
    hatched = [trace for trace in figure.data if trace.marker.pattern.shape == "/"]
    hidden = [
        cell
        for cell in release.cells
        if cell.mean is None and WORDING.is_asked(cell.group, cell.capability)
    ]
    assert sum(len(trace.y) for trace in hatched) == len(hidden) > 0
    assert [trace.text for trace in hatched] == [None] * len(hatched)
    assert {text.split(": ")[1] for trace in hatched for text in trace.hovertext} == {
        "too few answers to show"
    }


def test_dumbbell_shows_the_widest_gaps_first():
    release = sample_release()
    business, it, *_key = gap_dumbbell(sample_material(release), PALETTE).data
    widest = sorted(release.gaps, key=lambda gap: -abs(gap.gap))[:7]
    assert list(business.x) == [gap.business for gap in widest]
    assert list(it.x) == [gap.it for gap in widest]
    assert (business.marker.symbol, it.marker.symbol) == ("circle", "diamond")


def test_numbers_near_an_edge_keep_out_of_the_names():
    gaps = [("A1", 1.0, 5.0), ("A2", 1.2, 4.8), ("S1", 2.0, 4.0)]
    parts = tuple(ReleasedGap(code, low, high, high - low) for code, low, high in gaps)
    business, it, *_key = gap_dumbbell(
        sample_material(dataclasses.replace(sample_release(), gaps=parts)), PALETTE
    ).data
    assert list(business.textposition) == ["top right", "top right", "middle left"]
    assert list(it.textposition) == ["bottom left", "bottom left", "middle right"]


def test_the_name_of_the_target_is_below_the_last_mark():
    layout = dimension_bars(sample_material(), PALETTE).layout
    targets = [note for note in layout.annotations if note.text.startswith("target")]
    assert [(note.text, round(note.y, 2)) for note in targets] == [("target 3.5", 3.24)]


def test_a_dimension_without_facts_is_not_called_hidden():
    layout = dimension_bars(
        sample_material(sample_release(facts={}, client_type="b2c")), PALETTE
    ).layout
    assert "not scored: facts are missing" in [note.text for note in layout.annotations]


def test_sequencing_sets_the_stage_against_strategy_and_culture():
    release = sample_release()
    needed, there = sequencing(sample_material(release), PALETTE).data
    assert list(needed.x) == [1.0, 1.5, 2.0, 2.5, 3.0, 3.5]
    assert list(there.x) == [part.score for part in release.dimensions[:2]]
    assert list(there.y) == [FACTS["S4d"]] * 2


@pytest.mark.parametrize("case", EXTREMES)
def test_every_release_can_be_drawn(case):
    release = sample_release(**EXTREMES[case])
    figures = draw(sample_material(release))
    assert figures.keys() == drawings_for(sample_material(release)).keys()
    for schemes in figures.values():
        assert schemes.keys() == {"light", "dark"}


def test_figures_without_anything_to_show_are_left_out():
    assert list(drawings_for(sample_material(sample_release(**EXTREMES["nobody"])))) == [
        "dimension_bars",
        "capability_heatmap",
        "decay",
    ]


def test_the_figures_hold_lists_and_no_encoded_arrays():
    assert '"bdata"' not in json.dumps(draw(sample_material()))


@pytest.mark.parametrize("label", ["Vereinigte Donau-Dampfschifffahrts-AG 40", "R&D <b>x</b> 'y'"])
def test_group_names_are_wrapped_and_have_no_markup(label):
    figure = capability_heatmap(sample_material(wording=sample_wording(it=label)), PALETTE)
    tick = figure.layout.xaxis.ticktext[-1]
    lines = [unescape(line) for line in tick.split("<br>")]
    assert "<b>" not in tick
    assert max(map(len, lines)) <= 16
    assert len(lines) <= 2
    said = "".join(lines).replace(" ", "")
    assert label.replace(" ", "").startswith(said.removesuffix("…"))
    hovers = [text for trace in figure.data for text in trace.hovertext]
    assert any(theme.escaped(label) in text for text in hovers)


def test_both_schemes_draw_the_same_numbers():
    figures = draw(sample_material())
    for schemes in figures.values():
        light, dark = schemes["light"]["data"], schemes["dark"]["data"]
        assert [trace.get("x") for trace in light] == [trace.get("x") for trace in dark]
        assert [trace.get("text") for trace in light] == [trace.get("text") for trace in dark]


def test_a_narrow_screen_changes_only_what_exists():
    """Each path of the narrow layout leads to something the figure sets."""
    for schemes in draw(sample_material()).values():
        layout = schemes["light"]["layout"]
        for path in layout["meta"]["narrow"]:
            part = layout
            for key in path.split(".")[:-1]:
                part = part[key]
