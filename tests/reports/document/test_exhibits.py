"""Exhibits and figures belong together, whatever a release holds."""

import pytest

from reports.document import document_of
from reports.figures.drawing import drawings_for
from tests.reports.document.releases import CASES, material_for
from tests.reports.rounds import sample_history


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("shows_people", [True, False])
def test_every_chart_has_a_drawing_and_the_other_way_round(case: str, shows_people: bool) -> None:
    material = material_for(case, shows_people=shows_people)
    charts = {exhibit.name for exhibit in document_of(material).exhibits if exhibit.has_chart}
    assert charts == set(drawings_for(material))


@pytest.mark.parametrize("rounds", [2, 8])
def test_so_have_the_charts_of_rounds(rounds: int) -> None:
    material = material_for("usual", history=sample_history(rounds))
    charts = {exhibit.name for exhibit in document_of(material).exhibits if exhibit.has_chart}
    assert "trend" in charts
    assert charts == set(drawings_for(material))
