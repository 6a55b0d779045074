"""Plotly takes over without a jump: it draws nothing more than 2 px from where our SVG has it."""

import copy

import pytest

from reports.figures import theme
from reports.figures.drawing import drawings_for
from tests.reports.samples import PEOPLE, sample_release, sample_wording
from tests.reports.svg.specimens import SPECIMENS
from tests.reports.svg.takeover import NARROW, WIDE, blank_page, differences

pytestmark = pytest.mark.browser

LONG = "Vertriebsinnendienstmitarbeitende & <IT> Süd"
ARABIC = "قسم المبيعات والتسويق 2026"
FIGURES = ["dimension_bars", "capability_heatmap", "gap_dumbbell", "sequencing"]


@pytest.fixture(scope="module")
def page(chromium):
    page = blank_page(chromium)
    yield page
    page.close()


@pytest.fixture(scope="module")
def figures():
    """Every figure that the product draws, with hidden cells and names that are hard to set."""
    release = sample_release(people={**PEOPLE, "executives": 4})
    wording = sample_wording(it=LONG, frontline=ARABIC)
    return {
        name: drawing(release, wording, theme.LIGHT).to_plotly_json()
        for name, drawing in drawings_for(release).items()
    }


def test_all_figures_of_the_product_are_compared(figures):
    assert sorted(figures) == sorted(FIGURES)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", FIGURES)
def test_the_products_figures_stay_where_they_are(page, figures, name, width):
    assert differences(page, figures[name], width) == []


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
