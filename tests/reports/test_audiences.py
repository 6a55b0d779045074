"""What an audience sees is listed page by page; what is not listed stays out of sight."""

import json
import re

import pytest

from reports.audiences import VIEWS, View, cut_figure, cut_outline
from reports.document import Outline, outline_of
from reports.document.parts import Page
from reports.enums import Audience
from reports.figures.drawing import draw
from tests.reports.samples import sample_material

NOTHING = View(frozenset(), has_participation=False, has_files=False)


@pytest.fixture(scope="module")
def outline() -> Outline:
    return outline_of(sample_material())


@pytest.fixture(scope="module")
def heatmap() -> dict:
    return draw(sample_material())["capability_heatmap"]


def test_every_audience_has_a_view() -> None:
    assert VIEWS.keys() == set(Audience)


def test_the_steering_group_sees_what_members_see(outline, heatmap) -> None:
    view = VIEWS[Audience.STEERING]
    assert view.pages == set(Page)
    assert cut_outline(view, outline) == outline
    assert cut_figure(view, heatmap) == heatmap


def test_nobody_has_a_page_that_the_steering_group_lacks() -> None:
    steering = VIEWS[Audience.STEERING]
    for view in VIEWS.values():
        assert view.pages <= steering.pages
        assert view.has_participation <= steering.has_participation


def test_files_are_for_those_who_see_all_that_is_in_them() -> None:
    for view in VIEWS.values():
        assert not view.has_files or (view.pages == set(Page) and view.has_participation)


def test_who_sees_no_page_gets_no_chapter(outline) -> None:
    assert outline.document().chapters
    assert cut_outline(NOTHING, outline).document().chapters == ()


def test_numbers_of_people_are_cut_from_under_the_pointer(heatmap) -> None:
    before = json.dumps(heatmap)
    assert re.search(r"\d people", before)
    cut = cut_figure(VIEWS[Audience.TEAM], heatmap)
    assert not re.search(r"\d people", json.dumps(cut))
    assert [trace["x"] for trace in cut["light"]["data"]] == [
        trace["x"] for trace in heatmap["light"]["data"]
    ]
    assert json.dumps(heatmap) == before
