"""What an audience sees is listed part by part; what is not listed stays out of sight."""

import json
import re
from dataclasses import fields, replace

import pytest
from django.conf import settings

from reports.audiences import FIGURES, VIEWS, Part, View, cut_figures, cut_story
from reports.enums import Audience
from reports.figures.drawing import draw, drawings_for
from reports.story.page import Story, tell
from tests.reports.samples import sample_material, sample_release, sample_wording

# What every reader sees before the parts, and what is no part but markup.
AROUND = {
    "reports/_kept.html",
    "reports/_trail.html",
    "reports/_opening.html",
    "reports/_plotly_styles.html",
}
NOTHING = View(parts=(), has_participation=False)


@pytest.fixture(scope="module")
def story() -> Story:
    return tell(sample_release(), sample_wording(), {"it": 8})


@pytest.fixture(scope="module")
def figures() -> dict:
    return draw(sample_material())


def test_every_audience_has_a_view() -> None:
    assert VIEWS.keys() == set(Audience)


def test_every_part_has_a_template_of_its_own() -> None:
    for part in Part:
        assert (settings.BASE_DIR / "templates" / part.template).is_file()


def test_every_figure_belongs_to_a_part() -> None:
    assert {*FIGURES.values()} == {*drawings_for(sample_material())}


def test_somebody_has_decided_about_every_part_of_the_report_page() -> None:
    page = (settings.BASE_DIR / "templates/reports/report.html").read_text()
    included = re.findall(r'{% include "([^"]+)"', page)
    assert [part for part in included if part not in AROUND] == [part.template for part in Part]


def test_the_steering_group_sees_what_the_report_page_shows(story, figures) -> None:
    view = VIEWS[Audience.STEERING]
    assert view.parts == tuple(Part)
    assert cut_story(view, story) == story
    assert cut_figures(view, figures) == figures


def test_nobody_has_a_part_that_the_steering_group_lacks() -> None:
    steering = VIEWS[Audience.STEERING]
    for view in VIEWS.values():
        assert set(view.parts) <= set(steering.parts)
        assert view.has_participation <= steering.has_participation


def test_the_team_lacks_numbers_of_people_and_nothing_else(story) -> None:
    cut = cut_story(VIEWS[Audience.TEAM], story)
    changed = {
        part.name for part in fields(Story) if getattr(cut, part.name) != getattr(story, part.name)
    }
    assert changed == {"response", "gap_people", "capabilities"}
    cells = [cell for table in cut.capabilities for line in table.lines for cell in line.cells]
    assert {cell.n for cell in cells} == {None}
    assert [cell.mean for cell in cells] == [
        cell.mean for table in story.capabilities for line in table.lines for cell in line.cells
    ]


def test_who_sees_no_part_gets_no_part(story, figures) -> None:
    cut = cut_story(NOTHING, replace(story, shortages=("IT: 2 more answers are needed.",)))
    assert (cut.shortages, cut.response, cut.gaps, cut.gap_sentences) == ((), (), (), ())
    assert (cut.gap_finding, cut.gap_people, cut.capability_finding) == ("", "", "")
    assert (cut.group_names, cut.capabilities, cut.technology) == ((), (), None)
    assert cut_figures(NOTHING, figures) == {}


def test_a_figure_nobody_has_placed_is_shown_to_nobody(figures) -> None:
    for view in VIEWS.values():
        assert "new_figure" not in cut_figures(view, {**figures, "new_figure": {}})


def test_figures_are_cut_without_changing_those_of_others(figures) -> None:
    before = json.dumps(figures)
    cut_figures(VIEWS[Audience.TEAM], figures)
    assert json.dumps(figures) == before
