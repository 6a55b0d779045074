"""Exhibits and figures belong together, whatever a release holds."""

import pytest

from reports.document import document_of
from reports.document.parts import Page
from reports.figures.drawing import drawings_for
from tests.reports.document.releases import CASES, material_for

# Their figures are made elsewhere.
OTHERS = {Page.GAPS, Page.AGREEMENT, Page.PRIORITIES, Page.TREND, Page.METHOD}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("shows_people", [True, False])
def test_every_chart_has_a_drawing_and_the_other_way_round(case: str, shows_people: bool) -> None:
    material = material_for(case, shows_people=shows_people)
    document = document_of(material)
    others = {
        exhibit.name
        for chapter in document.chapters
        if chapter.page in OTHERS
        for exhibit in chapter.exhibits
    }
    charts = {exhibit.name for exhibit in document.exhibits if exhibit.has_chart}
    assert charts - others == set(drawings_for(material)) - others
