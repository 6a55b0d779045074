"""Plotly takes over without a jump: it draws nothing more than 2 px from where our SVG has it."""

import copy

import pytest

from reports.figures import theme
from reports.figures.capability_heatmap import capability_heatmap
from reports.figures.drawing import draw
from tests.reports.rounds import sample_history
from tests.reports.samples import PEOPLE, sample_material, sample_release, sample_wording
from tests.reports.svg.specimens import SPECIMENS
from tests.reports.svg.takeover import NARROW, WIDE, blank_page, differences

pytestmark = pytest.mark.browser

LONG = "Vertriebsinnendienstmitarbeitende & <IT> Süd"
ARABIC = "قسم المبيعات والتسويق 2026"


@pytest.fixture(scope="module")
def page(chromium):
    page = blank_page(chromium)
    yield page
    page.close()


@pytest.fixture(scope="module")
def figures():
    """Every figure that the product draws, with names that are hard to set."""
    wording = sample_wording(it=LONG, frontline=ARABIC)
    material = sample_material(wording=wording, history=sample_history(9))
    return {name: schemes["light"] for name, schemes in draw(material).items()}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_products_figures_stay_where_they_are(page, figures, width):
    jumps = {name: differences(page, figure, width) for name, figure in figures.items()}
    assert {name: found for name, found in jumps.items() if found} == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_hidden_cells_stay_where_they_are(page, width):
    material = sample_material(sample_release(people={**PEOPLE, "executives": 4}))
    figure = capability_heatmap(material, theme.LIGHT).to_plotly_json()
    assert differences(page, figure, width) == []


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
