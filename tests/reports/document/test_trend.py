"""The page about change: only what is more than chance, with the numbers of the releases."""

import dataclasses

import pytest

from reports.document.parts import Chapter, Exhibit, Passage
from reports.document.trend import trend_chapters
from reports.material import Material
from scoring.change.labels import ChangeLabel
from scoring.change.results import Notice, NoticeKind, NoticePart
from scoring.change.xmr import xmr_limits
from tests.reports.document.releases import material_for
from tests.reports.rounds import sample_change, sample_history
from tests.reports.samples import FACTS, LEVELS

HIGHER = {
    group: {code: min(5.0, level + 0.9) for code, level in levels.items()}
    for group, levels in LEVELS.items()
}


@pytest.fixture(scope="module")
def same():
    return sample_change()


@pytest.fixture(scope="module")
def risen():
    return sample_change(after=HIGHER, facts_before={**FACTS, "Q1b": 40, "S1b": 1})


def material(rounds: int = 2, **parts) -> Material:
    return material_for("usual", history=sample_history(rounds), **parts)


def chapter(given: Material) -> Chapter:
    (entry,) = trend_chapters(given)
    return entry.chapter()


def exhibit(page: Chapter, name: str) -> Exhibit | None:
    return next((part for part in page.exhibits if part.name == name), None)


def passage(page: Chapter, title: str) -> tuple[str, ...]:
    return next(
        (
            part.sentences
            for part in page.blocks
            if isinstance(part, Passage) and part.title == title
        ),
        (),
    )


@pytest.mark.parametrize("rounds", [0, 1])
def test_a_first_round_has_no_trend(rounds):
    assert not list(trend_chapters(material(rounds)))


@pytest.mark.parametrize("rounds", [2, 5, 8])
def test_each_round_stands_there_as_its_report_shows_it(rounds, same):
    given = material(rounds, change=same)
    shown = exhibit(chapter(given), "trend")
    rows = [[cell.value for cell in row.cells[1:6]] for row in shown.table.rows]
    assert rows[:rounds] == [
        [point.overall.score, *(point.dimensions[code].score for code in "SCQA")]
        for point in given.history
    ]
    parts = [same.overall, *same.dimensions]
    assert rows[rounds:] == [[part.change for part in parts], [part.mdc for part in parts]]


def test_no_change_is_called_none(same):
    page = chapter(material(change=same))
    assert page.title.startswith("No detectable change since Q1 2025:")
    assert passage(page, "What moved")[-1] == (
        "No detectable change: Strategy, Culture, Data quality and Business and IT together."
    )


def test_a_real_rise_is_said_with_its_numbers(risen):
    page = chapter(material(change=risen))
    overall = risen.overall
    assert overall.label is ChangeLabel.REAL
    assert page.title == (
        f"The average of all rose from {overall.before} to {overall.after} since Q1 2025: "
        "more than chance."
    )
    culture = next(part for part in risen.dimensions if part.code == "C")
    assert (
        f"“Culture” rose from {culture.before} to {culture.after}; "
        f"from {culture.mdc} on it is more than chance."
    ) in passage(page, "What moved")


def test_every_change_stands_in_a_table_as_released(risen):
    rows = exhibit(chapter(material(change=risen)), "changes").table.rows
    parts = [risen.overall, *risen.dimensions, *risen.capabilities]
    assert [[cell.value for cell in row.cells[1:5]] for row in rows] == [
        [part.before, part.after, part.change, part.mdc] for part in parts
    ]


def test_facts_and_gates_and_the_verdict_are_told(risen):
    page = chapter(material(change=risen))
    assert "“Records with all key fields”: 40\u00a0% before, 72\u00a0% now." in passage(
        page, "Facts that changed"
    )
    assert "“The problem in writing”: 1 of 4 points before, 3 of 4 points now." in passage(
        page, "Facts that changed"
    )
    verdict, *gates = passage(page, "The verdict and the gates")
    assert "(" in verdict
    assert len(gates) == len(risen.verdict.gates) > 0


def test_people_who_learn_more_may_rate_lower(same):
    notice = Notice(NoticeKind.RESPONSE_SHIFT, (NoticePart("Q"),))
    changed = dataclasses.replace(same, notices=(notice,))
    assert any(
        "People who learn more may rate lower" in line
        for line in passage(chapter(material(change=changed)), "How to read this")
    )


def test_without_a_comparison_nothing_is_called_a_change():
    page = chapter(material())
    assert page.title == "How the scores moved since Q1 2025 cannot be told from chance."
    assert exhibit(page, "changes") is None


def test_usual_ups_and_downs_from_five_rounds_on():
    assert exhibit(chapter(material(4)), "trend_limits") is None
    given = material(8)
    shown = exhibit(chapter(given), "trend_limits")
    limits = xmr_limits([point.overall.score for point in given.history])
    low, mean, high = (row.cells[1].value for row in shown.table.rows[-3:])
    assert (low, mean, high) == pytest.approx((limits.low, limits.mean, limits.high), abs=0.051)


def test_other_questions_break_the_series():
    history = sample_history(8, version_from=4)
    page = chapter(material_for("usual", history=history))
    assert exhibit(page, "trend").notes == (
        "The line breaks where the questions changed: Q1 2026.",
    )
    assert exhibit(page, "trend_limits") is None


def test_a_hidden_round_has_no_number():
    page = chapter(material_for("usual", history=sample_history(3, hidden=(1,))))
    row = exhibit(page, "trend").table.rows[1]
    assert [cell.value for cell in row.cells] == [None] * 7
