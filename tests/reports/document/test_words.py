"""Every sentence of these pages is easy to read, and none is left half made."""

import re
from collections.abc import Iterator

import pytest

from reports.document.agreement import agreement_chapters
from reports.document.gaps import gap_chapters
from reports.document.method import method_chapters
from reports.document.parts import Chapter, Exhibit, Passage
from reports.document.priorities import priority_chapters
from reports.document.trend import trend_chapters
from reports.document.workshop import workshop_chapters
from tests.reports.document.releases import CASES, material_for
from tests.reports.rooms import workshop
from tests.reports.rounds import sample_change, sample_history
from tests.scoring.readability import readability_index

MAKERS = (
    gap_chapters,
    agreement_chapters,
    workshop_chapters,
    priority_chapters,
    trend_chapters,
    method_chapters,
)
QUOTED = re.compile(r"“[^”]*”")
# Reading age of about 14 on average, as for the sentences of the rules.
EASY = 8.5


@pytest.fixture(scope="module")
def change():
    return sample_change()


def chapters(case: str, change) -> list[Chapter]:
    material = material_for(case, history=sample_history(8), change=change, workshops=(workshop(),))
    return [entry.chapter() for maker in MAKERS for entry in maker(material)]


def said(chapter: Chapter) -> Iterator[str]:
    yield chapter.title
    for block in chapter.blocks:
        if isinstance(block, Passage):
            yield from block.sentences
        elif isinstance(block, Exhibit):
            yield from (block.title, block.basis, *block.notes)


@pytest.mark.parametrize("case", CASES)
def test_no_sentence_is_empty_or_half_made(case, change):
    for chapter in chapters(case, change):
        for block in chapter.blocks:
            sentences = block.sentences if isinstance(block, Passage) else (block.title,)
            assert all(sentences), (chapter.key, block)
        for line in said(chapter):
            assert "%(" not in line
            assert "None" not in line
            assert "!" not in line


def test_the_pages_are_easy_to_read(change):
    lines = {
        QUOTED.sub("this", line)
        for case in CASES
        for chapter in chapters(case, change)
        for line in said(chapter)
        if line
    }
    marks = [readability_index(line) for line in lines]
    assert sum(marks) / len(marks) <= EASY
