"""The one page: all that executives are to see, with the numbers of the release and no others."""

import dataclasses
import re
from decimal import Decimal

import pytest

from reports.document.parts import Presence
from reports.document.summary import summary_of
from reports.material import DataCosts, Material
from scoring.change.labels import ChangeLabel
from scoring.change.released import ReleasedChange
from scoring.release import GapLabel
from tests.reports.document.releases import CASES, material_for, odd_names, release_of
from tests.reports.rounds import sample_change, sample_history
from tests.reports.samples import HEADCOUNTS, PEOPLE, sample_material, sample_release

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def texts(material: Material) -> list[str]:
    """Every text of the summary that a reader sees, its tables left out."""
    page = summary_of(material)
    passages = [part for part in (page.gap, page.changes) if part is not None]
    return [
        page.headline,
        page.reason,
        page.confidence,
        page.decay,
        page.owner,
        page.step_up,
        page.gates.title,
        *(exhibit.title for exhibit in page.exhibits),
        *(exhibit.alternative for exhibit in page.exhibits),
        *(sentence for passage in passages for sentence in passage.sentences),
        *page.footnotes,
    ]


def test_all_elements_are_there():
    page = summary_of(material_for("usual", history=sample_history(2), change=sample_change()))
    empty = [
        part.name
        for part in dataclasses.fields(page)
        if part.name != "comments" and not getattr(page, part.name)
    ]
    assert empty == []
    assert len(page.gates.gates) == 9
    assert len(page.actions.actions) == 3


@pytest.mark.parametrize("case", CASES)
def test_the_table_holds_the_dimensions_of_the_release(case):
    released = release_of(case)
    rows = summary_of(material_for(case)).dimensions.table.rows
    assert [row.cells[1].value for row in rows] == [part.score for part in released.dimensions]
    limits = [(part.interval.low, part.interval.high) if part.interval else (None, None)
              for part in released.dimensions]  # fmt: skip
    assert [(row.cells[2].value, row.cells[3].value) for row in rows] == limits
    assert [row.cells[4].value for row in rows] == [part.target for part in released.dimensions]
    assert [row.cells[5].value for row in rows] == [part.level for part in released.dimensions]


def test_a_score_opens_its_arithmetic():
    rows = summary_of(material_for("usual")).dimensions.table.rows
    assert [row.cells[1].explains for row in rows] == ["S", "C", "Q", "A"]


def test_a_dimension_that_is_not_shown_says_why():
    rows = summary_of(material_for("everything hidden")).dimensions.table.rows
    assert {row.cells[1].presence for row in rows} == {Presence.HIDDEN}
    assert {row.cells[1].note for row in rows} == {"not scored, or too few answers to show"}


def test_the_widest_established_gap_is_told_of_either_kind():
    released = release_of("usual")
    known = [
        gap
        for gap in (*released.gaps, *released.hierarchy_gaps)
        if gap.label in {GapLabel.LARGE, GapLabel.ESTABLISHED}
    ]
    widest = max(known, key=lambda gap: abs(gap.gap))
    sentence, amount = summary_of(material_for("usual")).gap.sentences
    assert (f"{widest.upper:.1f}", f"{widest.lower:.1f}") == ("4.0", "2.4")
    assert sentence == (
        "On “Reasons and help to use it”, Executives see level 4.0 on average, Frontline 2.4."
    )
    assert "1.0 to 2.2" in amount


def test_a_gap_that_may_be_chance_is_not_told():
    def doubtful(gaps):
        return tuple(
            dataclasses.replace(gap, label=GapLabel.WORTH_DISCUSSING) for gap in gaps
        )  # fmt: skip

    released = release_of("usual")
    released = dataclasses.replace(
        released,
        gaps=doubtful(released.gaps),
        hierarchy_gaps=doubtful(released.hierarchy_gaps),
    )
    page = summary_of(sample_material(released))
    assert page.gap.sentences == (
        "Of the gaps that can be shown, none is at least half a level wide and more than chance.",
    )


def test_hidden_groups_cannot_be_compared():
    page = summary_of(material_for("everything hidden"))
    assert page.gap.sentences == (
        "The views of groups cannot be compared: too few answers to show.",
    )


def test_a_first_round_has_no_changes():
    assert summary_of(material_for("usual", history=sample_history(1))).changes is None


def test_rounds_that_cannot_be_compared_say_so():
    page = summary_of(material_for("usual", history=sample_history(2)))
    assert page.changes.sentences == ("The scores of Q1 2025 cannot be compared with these.",)


def moved(code: str, change: float, label: ChangeLabel) -> ReleasedChange:
    return ReleasedChange(code, 2.5, round(2.5 + change, 1), change, None, 0.4, label)


def test_only_real_changes_are_told():
    change = dataclasses.replace(
        sample_change(),
        dimensions=(
            moved("S", 0.2, ChangeLabel.NOT_DISTINGUISHABLE),
            moved("Q", 0.6, ChangeLabel.REAL),
        ),
        capabilities=(moved("Q1", -0.9, ChangeLabel.REAL),),
        verdict=None,
    )
    page = summary_of(material_for("usual", change=change, history=sample_history(2)))
    first, second = page.changes.sentences
    assert "“Data quality” rose from 2.5 to 3.1" in first
    assert "“Records people can trust” fell from 2.5 to 1.6" in second


def test_another_verdict_is_told_first():
    page = summary_of(material_for("usual", change=sample_change(), history=sample_history(2)))
    assert page.changes.sentences[0] == (
        "By the rules the verdict went from “Decoupled pilot” to “Fix foundations first”."
    )


def test_without_a_real_change_that_is_what_is_said():
    change = dataclasses.replace(
        sample_change(),
        dimensions=(moved("S", 0.2, ChangeLabel.NOT_DISTINGUISHABLE),),
        capabilities=(),
        verdict=None,
    )
    page = summary_of(material_for("usual", change=change, history=sample_history(2)))
    assert page.changes.sentences == ("No detectable change of a score since Q1 2025.",)


def test_the_footnotes_say_who_answered_how_it_was_weighed_and_what_it_is_not():
    notes = summary_of(material_for("usual")).footnotes
    assert notes[0] == (
        "Who answered: Executives 5 of 6; Business managers 14 of 30; Frontline 60 of 160; "
        "IT 6 of 8."
    )
    assert notes[-1] == "This is not a prediction of success."
    assert any("checksum" in note for note in notes)
    assert any("With other weights" in note for note in notes)


def test_hidden_numbers_have_their_reason_in_the_footnotes():
    reason = "Some numbers are not shown: fewer than 5 people stand behind them"
    assert any(reason in note for note in summary_of(material_for("small groups")).footnotes)
    assert not any(reason in note for note in summary_of(material_for("usual")).footnotes)


def test_readers_who_may_not_see_numbers_of_people_do_not():
    """The numbers are unusual, so that they cannot stand there for another reason."""
    people = {**PEOPLE, "business": 17, "frontline": 67}
    released = sample_release(people=people)
    counts = {str(n) for n in (*people.values(), *HEADCOUNTS.values(), sum(people.values()))}
    counts = {count for count in counts if len(count) > 1}

    def said(shows_people: bool) -> set[str]:
        material = sample_material(released, shows_people=shows_people)
        return {number for text in texts(material) for number in NUMBER.findall(text)}

    assert counts & said(True)
    assert not counts & said(False)


@pytest.mark.parametrize("case", CASES)
def test_titles_hold_only_numbers_of_the_release(case):
    released = release_of(case)
    known = set(NUMBER.findall(released.as_text()))
    shown = {f"{float(number):.1f}" for number in known} | known
    counted = {str(number) for number in range(10)}
    page = summary_of(material_for(case))
    for title in (page.dimensions.title, page.gates.title, page.reason):
        assert set(NUMBER.findall(title)) <= shown | counted, title


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_a_headline_and_the_limit_of_all_limits(case):
    page = summary_of(material_for(case, wording=odd_names()))
    assert page.headline
    assert page.footnotes[-1] == "This is not a prediction of success."


def test_money_is_told_where_the_client_entered_costs():
    decay = dataclasses.replace(release_of("usual").decay, records=48_000)
    released = dataclasses.replace(release_of("usual"), decay=decay)
    costs = DataCosts(Decimal("12.50"), "EUR")
    assert "EUR 12.50" in summary_of(sample_material(released, costs=costs)).decay
    assert "EUR" not in summary_of(sample_material(released)).decay
