"""Plotly takes over without a jump: it draws nothing more than 2 px from where our SVG has it."""

import copy

import pytest

from reports.figures.drawing import draw
from tests.reports.rounds import sample_change, sample_history
from tests.reports.samples import PEOPLE, sample_material, sample_release, sample_wording
from tests.reports.svg.specimens import SPECIMENS
from tests.reports.svg.takeover import NARROW, WIDE, blank_page, differences

pytestmark = pytest.mark.browser

LONG = "Vertriebsinnendienstmitarbeitende & <IT> Süd"
ARABIC = "قسم المبيعات والتسويق 2026"
# Everything that the product draws; those of a dimension's page by their kind.
KINDS = {
    "agreement", "capability_bars", "capability_heatmap", "decay", "dimension_bars",
    "dimension_radar", "distributions", "gap_dumbbell", "hierarchy_dumbbell", "priorities",
    "sensitivity", "sequencing", "trend", "trend_limits", "verdict_probabilities",
}  # fmt: skip


@pytest.fixture(scope="module")
def page(chromium):
    page = blank_page(chromium)
    yield page
    page.close()


@pytest.fixture(scope="module")
def figures():
    """Figures with everything shown, and with hidden cells and names that are hard to set."""
    usual = sample_material(history=sample_history(8), change=sample_change())
    hard = sample_material(
        sample_release(people={**PEOPLE, "executives": 4}),
        wording=sample_wording(it=LONG, frontline=ARABIC),
        history=sample_history(5, hidden=(1,), version_from=2),
    )
    return {
        f"{case}: {name}": schemes["light"]
        for case, material in (("usual", usual), ("hard", hard))
        for name, schemes in draw(material).items()
    }


def test_all_kinds_of_figures_are_compared(figures):
    assert {name.split(": ")[1].split("-")[0] for name in figures} == KINDS


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_products_figures_stay_where_they_are(page, figures, width):
    found = {name: differences(page, figure, width) for name, figure in figures.items()}
    assert {name: jumps for name, jumps in found.items() if jumps} == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", SPECIMENS)
def test_everything_that_is_understood_stays_where_it_is(page, name, width):
    assert differences(page, SPECIMENS[name](), width) == []


def test_the_comparison_sees_a_jump(page):
    """What moves, is missing or is too much is found: else the tests above would prove nothing."""
    figure = SPECIMENS["columns"]()
    moved = copy.deepcopy(figure)
    moved["data"][0]["y"][1] = 6.5
    moved["layout"]["xaxis"]["ticktext"][0] = "Once"
    found = [
        line.split(" at ")[0].split(" from ")[0] for line in differences(page, figure, WIDE, moved)
    ]
    assert sorted(set(found)) == ["missing: One", "moved: 6", "moved: path", "too much: Once"]
