"""The report as JSON: the release as it is, and nothing of people for those not to see it."""

import json

import pytest

from reports.document import document_of
from reports.files.data import json_of
from reports.material import history_point
from scoring.release import Release
from tests.reports.files.slides.decks import COLOPHON
from tests.reports.samples import sample_material


def content(material) -> dict:
    return json.loads(json_of(document_of(material), material, COLOPHON))


@pytest.fixture(scope="module")
def material():
    return sample_material()


def test_the_release_comes_back_as_it_was(material):
    found = content(material)
    assert Release.from_json(found["release"]) == material.release
    assert found["hash"] == COLOPHON.hash
    assert found["occasion"] == {
        "client": "Hanseatic Tools", "round": "Q4 2026", "closed_on": "2026-11-20",
    }  # fmt: skip
    assert found["framework"]["checksum"] == material.release.framework.checksum
    assert found["names"]["groups"]["it"] == material.wording.group("it")


def test_history_has_every_round(material):
    point = history_point(material.release, "Q3 2026", None)
    found = content(sample_material(material.release, history=(point,)))["history"]
    assert found[0]["round"] == "Q3 2026"
    assert found[0]["overall"]["score"] == material.release.overall.score
    assert found[0]["dimensions"]["S"]["score"] == material.release.dimensions[0].score


def test_no_number_of_people_for_readers_who_are_not_to_see_it(material):
    hidden = sample_material(material.release, shows_people=False)
    release = Release.from_json(content(hidden)["release"])
    assert {cell.n for cell in release.cells} == {None}
    assert {cell.counts for item in release.items for cell in item.cells} == {()}
    assert {group.headcount for group in release.response} == {None}
    assert release.respondents is None
    assert release.dimensions == material.release.dimensions


def test_the_same_report_gives_the_same_bytes(material):
    document = document_of(material)
    assert json_of(document, material, COLOPHON) == json_of(document, material, COLOPHON)
