"""The page about workshops: survey, votes and agreed level, and no number of votes."""

import json
import re
from dataclasses import replace

import pytest
from django.utils import translation

from reports.content_hash import content_hash
from reports.document import document_of, outline_of
from reports.document.parts import Chapter, Exhibit, Page, Passage, Presence
from reports.document.workshop import workshop_chapters
from reports.files.data import json_of
from reports.files.long_table import readings
from reports.workshops import Agreed, Discussed
from tests.reports.document.releases import CASES, material_for, odd_names
from tests.reports.files.documents import COLOPHON
from tests.reports.rooms import (
    AGREED,
    FIRST,
    HIDDEN,
    OF_ALL,
    OF_THREE,
    SECOND,
    TOGETHER,
    vote_of,
    workshop,
)
from tests.reports.samples import sample_material

FLAG = "above the first vote"


def chapter(*workshops, case: str = "usual", **parts) -> Chapter:
    (entry,) = workshop_chapters(material_for(case, workshops=workshops, **parts))
    return entry.chapter()


def rows(page: Chapter, number: int = 1) -> list[list[str]]:
    """The rows of a workshop's table as text; a heading has one."""
    table = next(each for each in page.exhibits if each.name == f"workshop-{number}").table
    return [[cell.text for cell in row.cells] for row in table.rows]


def cells(page: Chapter, name: str):
    table = next(each for each in page.exhibits if each.name == "workshop-1").table
    return next(row.cells for row in table.rows if row.cells[0].text == name and row.cells[1:])


def passage(page: Chapter, title: str) -> Passage | None:
    found = (block for block in page.blocks if isinstance(block, Passage) and block.title == title)
    return next(found, None)


def test_without_a_workshop_there_is_no_page() -> None:
    assert not list(workshop_chapters(sample_material()))
    assert Page.WORKSHOP not in {entry.page for entry in outline_of(sample_material()).entries}


def test_survey_votes_and_agreed_level_stand_beside_each_other() -> None:
    material = material_for("usual")
    item = next(each for each in material.release.items if each.code == OF_ALL)
    page = chapter(workshop(Discussed(OF_ALL, FIRST, SECOND, AGREED)))
    names = material.wording.groups
    business = next(cell for cell in item.cells if cell.group == "business")
    assert rows(page) == [
        [material.wording.item(OF_ALL)],
        ["All together", str(item.score), "", "", "3"],
        [names["executives"], "about 4", "about level 4", "about level 3", ""],
        [names["business"], str(business.mean), "most at level 2", "most at level 3", ""],
        [names["it"], "about 3", "about level 1", "about level 2", ""],
        [
            f"{names['business']} and {names['it']}",
            "",
            f"{names['business']} half a level higher",
            f"{names['business']} half a level higher",
            "",
        ],
    ]
    assert cells(page, "All together")[4].value == 3
    assert cells(page, "All together")[4].note == f"2 people disagreed; {FLAG}"


def test_what_is_hidden_is_said_to_be_hidden() -> None:
    page = chapter(workshop(Discussed(OF_ALL, HIDDEN, TOGETHER, None)))
    _heading, everybody = rows(page)
    assert everybody[2:] == ["–", "about level 2", ""]
    assert cells(page, "All together")[2].presence is Presence.HIDDEN
    page = chapter(workshop(), case="everything hidden")
    for exhibit in page.exhibits:
        survey = {row.cells[1].text for row in exhibit.table.rows if row.cells[1:]}
        assert survey <= {"–", ""}


def test_a_group_shown_in_one_vote_only_has_no_level_in_the_other() -> None:
    page = chapter(workshop(Discussed(OF_ALL, TOGETHER, SECOND, None)))
    shown = {row[0]: row[2:4] for row in rows(page)}
    assert shown["All together"] == ["about level 2", ""]
    assert shown[material_for("usual").wording.group("it")] == ["–", "about level 2"]


def test_several_levels_may_be_chosen_most() -> None:
    even = vote_of(business=(0, 3, 0, 3, 2), it=(6, 0, 0, 0, 0))
    page = chapter(workshop(Discussed(OF_THREE, even, None, None)))
    assert "most at levels 2, 4 and 5" in {row[2] for row in rows(page) if row[2:]}


def test_who_agreed_above_the_first_vote_is_told_so() -> None:
    question = material_for("usual").wording.item(OF_ALL)
    page = chapter(workshop())
    assert page.title == ("On 1 question the room agreed on a level or more above its first vote.")
    assert passage(page, "Above the first vote").sentences == (
        f"“{question}”: the room agreed on level 3, a level or more above its first vote.",
    )
    calm = chapter(workshop(Discussed(OF_ALL, FIRST, None, replace(AGREED, is_above_votes=False))))
    assert calm.title == "The room voted on 1 question and agreed on a level."
    assert passage(calm, "Above the first vote") is None
    assert not any(
        FLAG in cell.note for row in next(calm.exhibits).table.rows for cell in row.cells
    )


def test_agreed_levels_stand_first_at_a_glance() -> None:
    page = chapter(workshop())
    first = next(page.exhibits)
    assert first.name == "workshop-agreed"
    assert [row.cells[2].value for row in first.table.rows] == [3, 2]
    assert [row.cells[3].text for row in first.table.rows] == [
        f"2 people disagreed; {FLAG}",
        "nobody disagreed",
    ]


def test_a_room_that_only_voted() -> None:
    page = chapter(workshop(Discussed(OF_ALL, FIRST, None, None)))
    assert page.title == "The room voted on 1 question and agreed on no level."
    assert [each.name for each in page.exhibits] == ["workshop-1"]
    assert passage(page, "What convinced the room") is None


def test_reasons_stand_with_their_questions_and_on_one_line() -> None:
    question = material_for("usual").wording.item(OF_ALL)
    given = passage(chapter(workshop()), "What convinced the room")
    assert given.entries == ((question, ": Sales showed the new list. IT had not known it."),)


def test_a_reason_of_any_length_and_kind_is_kept_whole() -> None:
    reason = "<b>Vertrag</b> %(x)s %s " * 40
    page = chapter(workshop(Discussed(OF_ALL, FIRST, None, replace(AGREED, reason=reason))))
    (sentence,) = passage(page, "What convinced the room").sentences
    assert sentence.endswith(" ".join(reason.split()))


def test_each_workshop_has_its_table_and_an_item_counts_once() -> None:
    again = Discussed(OF_ALL, SECOND, None, AGREED)
    page = chapter(workshop(), workshop(again, facilitators=()))
    names = [each.name for each in page.exhibits]
    assert names == ["workshop-agreed", "workshop-1", "workshop-2"]
    _agreed, first, second = (each.title for each in page.exhibits)
    assert first == "What the room said on 18 Nov 2026, led by Ada King"
    assert second == "What the room said on 18 Nov 2026"
    assert page.title.startswith("On 1 question ")


@pytest.mark.parametrize("case", CASES)
def test_the_page_can_be_made_of_every_release(case: str) -> None:
    page = chapter(workshop(), case=case, wording=odd_names())
    for block in page.blocks:
        said = block.sentences if isinstance(block, Passage) else (block.title, block.basis)
        assert all(said)
        assert not any("%(" in line or "None" in line for line in said)
        if isinstance(block, Exhibit):
            widths = {len(row.cells) for row in block.table.rows if not row.is_heading}
            assert widths == {len(block.table.columns)}


def test_nothing_else_in_the_report_changes() -> None:
    before, after = (
        document_of(sample_material(workshops=held)) for held in ((), (workshop(),))
    )  # fmt: skip
    assert before.summary == after.summary
    others = tuple(each for each in after.chapters if each.page is not Page.WORKSHOP)
    assert others == before.chapters


def test_no_medium_tells_how_high_a_bar_was() -> None:
    """Heights of bars tell how many voted; the room saw them, a reader needs them not."""
    bars = {bar for view in FIRST.groups for bar in view.bars or ()} - {0, 1, 2, 3, 4, 5}
    assert bars
    held = workshop(Discussed(OF_ALL, FIRST, None, None))
    material = sample_material(workshops=(held,))
    said = json.loads(json_of(document_of(material), material, COLOPHON))["workshops"]
    page = chapter(held)
    told = json.dumps([said, *rows(page)], default=str)
    assert not {str(bar) for bar in bars} & set(re.findall(r"\d+", told))
    assert said[0]["items"][0]["first"]["views"][0] == {
        "group": "business", "about": None, "most": [2],
    }  # fmt: skip


def test_the_long_table_has_a_row_for_each_level() -> None:
    material = sample_material(workshops=(workshop(),))
    found = [
        (each.code, each.group, each.measure, each.value)
        for each in readings(material)
        if each.what == "workshop"
    ]
    it = material.wording.group("it")
    assert (OF_ALL, it, "first vote, about level", 1) in found
    assert (OF_ALL, "", "agreed level", 3) in found
    assert (OF_ALL, "", "disagreed", 2) in found
    assert ("C1b", "", "first vote, about level", None) in found


def test_the_hash_hears_what_a_workshop_said_and_no_names() -> None:
    plain = content_hash("5", {}, None)
    held = workshop()
    hashes = {
        content_hash("5", {}, None, [each.to_json()])
        for each in (
            held,
            workshop(Discussed(OF_ALL, FIRST, None, Agreed(3, "Other.", 2, is_above_votes=True))),
            workshop(Discussed(OF_ALL, FIRST, None, Agreed(3, "Other.", 1, is_above_votes=True))),
            workshop(Discussed(OF_ALL, SECOND, None, None)),
        )
    }
    assert len(hashes | {plain}) == 5
    assert held.to_json() == replace(held, facilitators=()).to_json()
    assert content_hash("5", {}, None, []) == plain


def test_in_german() -> None:
    with translation.override("de"):
        page = chapter(workshop())
        assert page.name == "Workshop"
        assert "Stufe" in page.title
        assert {"etwa Stufe 4", "etwa Stufe 1"} <= {text for row in rows(page) for text in row}
