"""A figure recoloured for the dark scheme is the figure that would be drawn in it."""

import pytest

from reports.figures import theme
from reports.figures.dark_scheme import in_dark
from reports.figures.drawing import drawings_for
from reports.material import DataCosts
from tests.reports.rounds import sample_change, sample_history
from tests.reports.samples import PEOPLE, sample_material, sample_release


@pytest.mark.parametrize(
    "people", [PEOPLE, dict.fromkeys(PEOPLE, 2)], ids=["usual", "everything hidden"]
)
def test_recoloured_is_as_drawn(people):
    material = sample_material(
        sample_release(people=people),
        history=sample_history(5, hidden=(1,)),
        change=sample_change(),
        costs=DataCosts(12, "EUR"),
    )
    drawings = drawings_for(material)
    assert len(drawings) > 5
    for name, drawing in drawings.items():
        light = drawing(material, theme.LIGHT).to_plotly_json()
        dark = drawing(material, theme.DARK).to_plotly_json()
        assert light != dark, name
        assert in_dark(light) == dark, name


def test_a_name_that_looks_like_a_colour_stays():
    figure = {
        "data": [{"name": "#1d2329", "text": ["#1d2329"], "marker": {"color": ["#1d2329"]}}],
        "layout": {"meta": {"narrow": {"marker.color": "#1d2329"}}},
    }
    assert in_dark(figure) == {
        "data": [{"name": "#1d2329", "text": ["#1d2329"], "marker": {"color": ["#e9e6df"]}}],
        "layout": {"meta": {"narrow": {"marker.color": "#e9e6df"}}},
    }
