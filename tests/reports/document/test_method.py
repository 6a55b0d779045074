"""The page about method: who answered, what is hidden, and what the report is not."""

import re

import pytest

from reports.document.method import method_chapters
from reports.document.parts import Chapter, Exhibit, Passage
from reports.material import Material
from tests.reports.document.releases import CASES, material_for, release_of


def chapter(material: Material) -> Chapter:
    (entry,) = method_chapters(material)
    return entry.chapter()


def exhibit(page: Chapter, name: str) -> Exhibit | None:
    return next((part for part in page.exhibits if part.name == name), None)


def said(page: Chapter) -> list[str]:
    return [
        line for part in page.blocks if isinstance(part, Passage) for line in part.sentences
    ]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_who_answered_is_said_as_released(case):
    table = exhibit(chapter(material_for(case)), "response").table
    assert [[cell.value for cell in row.cells[1:4]] for row in table.rows] == [
        [group.n, group.headcount, group.share] for group in release_of(case).response
    ]


@pytest.mark.parametrize("case", CASES)
def test_other_weights_stand_there_as_released(case):
    release = release_of(case)
    shown = exhibit(chapter(material_for(case)), "sensitivity")
    if not release.sensitivity:
        assert shown is None
        return
    assert [[cell.value for cell in row.cells[1:]] for row in shown.table.rows] == [
        [part.overall, *part.dimensions] for part in release.sensitivity
    ]


@pytest.mark.parametrize("case", CASES)
def test_readers_who_are_not_to_know_see_only_whether_it_is_enough(case):
    shown = exhibit(chapter(material_for(case, shows_people=False)), "response")
    assert {len(row.cells) for row in shown.table.rows} == {2}
    assert {row.cells[1].text for row in shown.table.rows} <= {"yes", "no"}
    texts = [shown.title, shown.basis, shown.alternative, *shown.notes]
    assert not [text for text in texts if re.search(r"\d", text)]


def test_what_is_hidden_is_said_once_and_why():
    assert "In this round nothing had to be hidden for that reason." in said(
        chapter(material_for("usual"))
    )
    hidden = said(chapter(material_for("small groups")))
    assert any("too few answers to show" in line for line in hidden)


def test_the_limits_are_stated():
    lines = " ".join(said(chapter(material_for("usual"))))
    assert "not a prediction of success" in lines
    assert "no sound figures of other organisations" in lines


def test_the_framework_can_be_told_by_its_checksum():
    checksum = release_of("usual").framework.checksum
    assert any(checksum[:12] in line for line in said(chapter(material_for("usual"))))
