"""The table of answers a room sees, and what the facilitator is told to ask."""

from dataclasses import replace

import pytest

from assessments.enums import VotePhase
from assessments.models import AgreedLevel, Round, Session
from assessments.selectors.languages import GroupNames
from assessments.selectors.workshops.snapshots import Snapshot
from assessments.views.workshops.answers import (
    SHORTEST_SCALE,
    agreed_label,
    answers_shown,
    level_shown,
)
from scoring.framework import Item
from scoring.release.live import Distance, LiveGap, LiveRelease, LiveView
from tests.assessments.workshops.room import ASKED_OF_ALL
from tests.factories import built_in_framework

GROUPS = ("executives", "business", "frontline", "it")
WORDS = ("one", "two", "three", "four", "five")
BARS = (10, 20, 60, 10, 0)


def release(**views: LiveView) -> LiveRelease:
    given = {view.group: view for view in views.values()}
    groups = tuple(given.get(code, LiveView(code)) for code in GROUPS)
    return LiveRelease(groups, None, (LiveGap(("it",), ("business",), Distance.LEVEL),))


FIRST = release(a=LiveView("business", bars=BARS), b=LiveView("it", level=4))
SECOND = release(a=LiveView("business", level=3), b=LiveView("executives", level=5))


def snapshot(item: Item | None = None, **parts) -> Snapshot:
    names = {code: GroupNames(code, code.title(), "") for code in GROUPS}
    session = Session(round=Round())
    whole = Snapshot(
        session=session,
        item=item or built_in_framework().item(ASKED_OF_ALL),
        choices=WORDS,
        labels=WORDS,
        groups=names,
        first=None,
        second=None,
        agreed=None,
    )
    return replace(whole, **parts)


def test_nothing_is_shown_before_the_answers_are():
    assert answers_shown(snapshot()) is None
    assert level_shown(snapshot()) is None


def test_compared_groups_stand_side_by_side():
    answers = answers_shown(snapshot(first=FIRST))
    assert [column.code for column in answers.columns] == [
        "business",
        "it",
        "executives",
        "frontline",
    ]
    assert [column.is_hidden for column in answers.columns] == [False, False, True, True]
    assert [row.label for row in answers.rows] == list(WORDS)
    assert answers.longest == max(BARS)
    assert not answers.is_compared


def test_a_small_group_stands_at_one_answer_and_a_hidden_one_at_none():
    answers = answers_shown(snapshot(first=FIRST))
    marks = {
        column.code: [row.cells[place].marks for row in answers.rows]
        for place, column in enumerate(answers.columns)
    }
    assert [len(each) for each in marks["it"]] == [0, 0, 0, 1, 0]
    assert marks["it"][3][0].percent is None
    assert marks["executives"] == marks["frontline"] == [()] * 5
    assert [each[0].percent for each in marks["business"]] == list(BARS)
    words = [str(each[0].words) for each in marks["business"]]
    assert words == ["a few", "some", "most", "a few", "hardly anybody"]


def test_second_vote_stands_beside_the_first():
    answers = answers_shown(snapshot(first=FIRST, second=SECOND))
    assert answers.is_compared
    business = answers.rows[2].cells[0]
    assert [(mark.phase, mark.percent, mark.is_hollow) for mark in business.marks] == [
        (VotePhase.BLIND, 60, True),
        (VotePhase.SECOND, None, False),
    ]
    it, executives = answers.columns[1:3]
    assert (it.is_hidden, it.notes) == (False, ("Second vote: too few answers to show",))
    assert executives.notes == ("First vote: too few answers to show",)
    assert [(gap.title, gap.is_earlier) for gap in answers.gaps] == [
        ("Second vote", False),
        ("First vote", True),
    ]


def test_name_of_a_vote_stands_once_before_its_gaps():
    twice = replace(FIRST, gaps=FIRST.gaps * 2)
    answers = answers_shown(snapshot(first=twice, second=SECOND))
    assert [gap.title for gap in answers.gaps] == ["Second vote", "First vote", ""]


def test_a_group_of_another_framework_has_no_mark_of_its_own():
    known = answers_shown(snapshot(first=FIRST)).columns[0]
    assert known.has_mark
    assert not replace(known, code="sales").has_mark


def test_all_together_are_one_column():
    together = LiveRelease(tuple(map(LiveView, GROUPS)), LiveView(bars=(0, 30, 30, 30, 10)), ())
    answers = answers_shown(snapshot(first=together))
    assert [(column.code, column.name) for column in answers.columns] == [("", "All together")]
    assert answers.longest == SHORTEST_SCALE


def test_statement_that_counts_the_other_way_keeps_the_order_in_which_it_was_asked():
    items = built_in_framework().items
    turned = next(item for item in items if item.is_reversed)
    shown = snapshot(turned, labels=WORDS[::-1], first=FIRST)
    answers = answers_shown(shown)
    assert [row.label for row in answers.rows] == list(WORDS)
    # IT is at level 4, which is the second of the answers as they were asked.
    assert [len(row.cells[1].marks) for row in answers.rows] == [0, 1, 0, 0, 0]


def test_agreed_level_is_marked_in_the_table():
    shown = snapshot(first=FIRST, agreed=AgreedLevel(level=2))
    assert [row.is_agreed for row in answers_shown(shown).rows] == [
        False,
        True,
        False,
        False,
        False,
    ]
    assert agreed_label(shown) == "two"
    assert agreed_label(snapshot()) == ""


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [(FIRST, None, 3), (FIRST, SECOND, 3), (release(), None, None)],
)
def test_level_in_the_middle_of_what_is_shown(first, second, level):
    assert level_shown(snapshot(first=first, second=second)) == level
