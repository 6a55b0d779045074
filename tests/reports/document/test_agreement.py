"""The page about agreement: labels and averages as released, the least agreed first."""

import pytest

from reports.document.agreement import agreement_chapters
from reports.document.parts import Chapter, Exhibit, Passage, Presence
from reports.material import Material
from reports.story.agreement import ORDER, least_agreed
from scoring.agreement.labels import Label
from tests.reports.document.releases import CASES, material_for, release_of
from tests.reports.samples import sample_wording


def chapter(material: Material) -> Chapter:
    (entry,) = agreement_chapters(material)
    return entry.chapter()


def exhibits(material: Material) -> tuple[Exhibit, Exhibit]:
    questions, capabilities = chapter(material).exhibits
    return questions, capabilities


@pytest.mark.parametrize("case", CASES)
def test_each_question_stands_there_as_released(case):
    questions, capabilities = exhibits(material_for(case))
    release = release_of(case)
    rows = [row for row in questions.table.rows if not row.is_heading]
    items = [item for item in release.items if not item.is_fact]
    assert [row.cells[1].value for row in rows] == [item.score for item in items]
    groups = list(sample_wording().groups)
    for row, item in zip(rows, items, strict=True):
        stands = dict(zip(groups, row.cells[3:], strict=True))
        cells = {cell.group: cell.about or cell.mean for cell in item.cells}
        assert {code: stands[code].value for code in cells} == cells
    scores = [part.score for part in release.capabilities if part.applies]
    assert [row.cells[1].value for row in capabilities.table.rows] == scores


@pytest.mark.parametrize("case", CASES)
def test_the_chart_has_few_rows_with_the_least_agreed_first(case):
    shown = least_agreed(release_of(case), sample_wording())
    assert len(shown) <= 9
    order = [ORDER[view.label] for view in shown]
    assert order == sorted(order)
    assert None not in [view.label for view in shown]


def test_labels_are_words():
    questions, _capabilities = exhibits(material_for("usual"))
    items = [item for item in release_of("usual").items if not item.is_fact]
    words = [row.cells[2].text for row in questions.table.rows if not row.is_heading]
    said = {Label.SHARED: "shared", Label.SPLIT: "split", Label.MIXED: "mixed", None: "–"}
    assert words == [said[item.agreement] for item in items]


def test_a_split_question_is_talked_about_and_a_shared_one_is_not():
    (topics,) = [
        block
        for block in chapter(material_for("usual")).blocks
        if isinstance(block, Passage) and block.title == "What to talk about"
    ]
    assert topics.sentences[0].startswith("“Who is in the room”: two camps. The average of 2.5")
    assert not [line for line in topics.sentences if "share a view" in line]


def test_what_is_hidden_has_no_number():
    questions, _capabilities = exhibits(material_for("everything hidden"))
    cells = [cell for row in questions.table.rows for cell in row.cells[1:]]
    assert {cell.value for cell in cells} == {None}
    assert Presence.HIDDEN in {cell.presence for cell in cells}
    assert not questions.has_chart
    assert questions.title == "How far people agree cannot be shown: too few answers."


def test_only_capabilities_that_can_be_judged_are_counted():
    assert exhibits(material_for("everything hidden"))[1].title == (
        "How far people agree cannot be shown: too few answers."
    )
    for case in ("usual", "groups hidden", "small groups"):
        labels = [part.agreement for part in release_of(case).capabilities if part.agreement]
        if labels:
            shared = labels.count(Label.SHARED)
            assert exhibits(material_for(case))[1].title.startswith(
                f"{shared} of {len(labels)} capabilit"
            )
