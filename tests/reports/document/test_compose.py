"""A document holds the same numbers as its release, and its chapters can be had one by one."""

from dataclasses import replace

import pytest

from reports.document import document_of, outline_of
from reports.document.parts import Comment
from tests.reports.document.releases import CASES, material_for
from tests.reports.rounds import sample_history
from tests.reports.samples import sample_material, sample_release


def test_the_numbers_of_a_table_are_those_of_the_release() -> None:
    released = sample_release()
    exhibit = document_of(sample_material(released)).summary.dimensions
    values = [row.cells[1].value for row in exhibit.table.rows]
    assert values == [part.score for part in released.dimensions]


def test_every_exhibit_is_there_once() -> None:
    names = [exhibit.name for exhibit in document_of(sample_material()).exhibits]
    assert "dimension_bars" in names
    assert len(names) == len(set(names))


def test_a_chapter_by_itself_is_the_one_of_the_whole_report() -> None:
    outline = outline_of(sample_material(history=sample_history(3)))
    whole = outline.document()
    assert [(entry.key, entry.page, entry.name) for entry in outline.entries] == [
        (chapter.key, chapter.page, chapter.name) for chapter in whole.chapters
    ]
    assert [outline.chapter(chapter.key) for chapter in whole.chapters] == list(whole.chapters)
    assert outline.summary() == whole.summary
    assert list(outline.exhibits()) == list(whole.exhibits)
    assert outline.chapter("nothing") is None


def test_an_outline_makes_no_chapter_that_nobody_opens() -> None:
    made: list[str] = []
    outline = outline_of(sample_material())
    watched = replace(
        outline,
        entries=tuple(
            replace(entry, title=lambda entry=entry: made.append(entry.key) or "")
            for entry in outline.entries
        ),
    )
    watched.chapter("gaps")
    next(watched.exhibits())
    assert made == ["gaps"]


@pytest.mark.parametrize("case", CASES)
def test_no_chapter_is_listed_that_has_nothing_in_it(case: str) -> None:
    assert all(chapter.blocks for chapter in document_of(material_for(case)).chapters)


def test_comments_stand_on_their_pages() -> None:
    comments = {"summary": Comment("One", "A"), "gaps": Comment("Two", "B")}
    document = replace(outline_of(sample_material()), comments=comments).document()
    assert document.summary.comments == (comments["summary"],)
    said = {chapter.key: chapter.comments for chapter in document.chapters if chapter.comments}
    assert said == {"gaps": (comments["gaps"],)}
