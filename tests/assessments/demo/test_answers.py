"""The generator: the same answers every time, all of them ones that people can give."""

import subprocess
import sys

import pytest

import scoring
from assessments.demo.answers import begun_answers, drawn_answers, drawn_days
from assessments.demo.nordhaven import NORDHAVEN
from assessments.demo.osterby import OSTERBY
from assessments.demo.story import ClientStory, RoundStory
from scoring import Answers, Scorecard, ScoreOptions
from scoring.framework import answer_problem, fact_problem
from tests.factories import built_in_framework

FRAMEWORK = built_in_framework()
STORIES = (NORDHAVEN, OSTERBY)
CHAPTERS = [(story, chapter) for story in STORIES for chapter in story.rounds]
NAMES = [f"{story.name} {chapter.quarters_ago}" for story, chapter in CHAPTERS]
each_chapter = pytest.mark.parametrize(("story", "chapter"), CHAPTERS, ids=NAMES)


def card(story: ClientStory, chapter: RoundStory) -> Scorecard:
    ballots = [
        (group, answers)
        for group, told in chapter.groups.items()
        for answers in drawn_answers(story, chapter, FRAMEWORK, group, told.answered)
    ]
    facts = {
        code: value.count("1")
        if isinstance(value, str) and FRAMEWORK.item(code).elements
        else value
        for code, value in chapter.facts.items()
    }
    headcounts = {group: told.headcount for group, told in chapter.groups.items()}
    options = ScoreOptions(story.client_type)
    answers = Answers.from_ballots(FRAMEWORK, ballots)
    return scoring.score(FRAMEWORK, answers, facts, headcounts, options)


@each_chapter
def test_every_answer_can_be_given(story: ClientStory, chapter: RoundStory) -> None:
    for group, told in chapter.groups.items():
        asked = {item.code for item in FRAMEWORK.items_for(group, story.client_type)}
        for answers in drawn_answers(story, chapter, FRAMEWORK, group, told.answered):
            assert answers.keys() <= asked
            for code, value in answers.items():
                assert answer_problem(FRAMEWORK.item(code), group, value) is None


@each_chapter
def test_every_fact_can_be_entered(story: ClientStory, chapter: RoundStory) -> None:
    for code, value in chapter.facts.items():
        item = FRAMEWORK.item(code)
        assert FRAMEWORK.applies(item, story.client_type)
        raw = value.count("1") if isinstance(value, str) and item.elements else value
        flags = [mark == "1" for mark in str(value)] if item.elements else None
        assert fact_problem(item, raw, flags) is None


@each_chapter
def test_nobody_is_short_of_people(story: ClientStory, chapter: RoundStory) -> None:
    for told in chapter.groups.values():
        assert told.answered + told.begun <= told.headcount


def test_the_same_answers_every_time_and_others_in_other_rounds() -> None:
    now, before = NORDHAVEN.rounds[1], NORDHAVEN.rounds[0]
    first = drawn_answers(NORDHAVEN, now, FRAMEWORK, "it", 7)
    assert drawn_answers(NORDHAVEN, now, FRAMEWORK, "it", 7) == first
    assert drawn_answers(NORDHAVEN, before, FRAMEWORK, "it", 7) != first


def test_people_who_have_begun_have_answered_the_first_capabilities_only() -> None:
    open_round = NORDHAVEN.rounds[2]
    order = [part.code for part in FRAMEWORK.capabilities_for("frontline", "b2b")]
    for answers, place in begun_answers(NORDHAVEN, open_round, FRAMEWORK, "frontline", 6):
        done = {FRAMEWORK.item(code).capability for code in answers}
        assert done
        assert done <= set(order[: order.index(place)])


def test_days_lie_in_the_round() -> None:
    days = drawn_days(NORDHAVEN, NORDHAVEN.rounds[0], "frontline", 200, 21)
    assert (min(days), max(days) <= 21, len(set(days)) > 10) == (0, True, True)


@pytest.mark.parametrize(
    ("story", "place", "verdict", "failed"),
    [
        (NORDHAVEN, 0, "FIX", ["G1", "G9"]),
        (NORDHAVEN, 1, "PILOT", []),
        (NORDHAVEN, 2, "INSUFFICIENT", []),
        (OSTERBY, 0, "STOP", ["G1", "G2", "G3", "G5", "G6", "G7"]),
    ],
    ids=NAMES,
)
def test_the_story_ends_as_told(
    story: ClientStory, place: int, verdict: str, failed: list[str]
) -> None:
    result = card(story, story.rounds[place])
    assert result.verdict is not None
    assert result.verdict.code == verdict
    assert [gate.code for gate in result.gates if gate.status == "failed"] == failed


def means(result: Scorecard, capability: str) -> dict[str, float]:
    [found] = [part for part in result.capabilities if part.code == capability]
    return {group.group: group.mean for group in found.groups if group.mean is not None}


def test_business_and_it_disagree_and_leaders_are_rosier_than_the_frontline() -> None:
    result = card(NORDHAVEN, NORDHAVEN.rounds[1])
    joint, offer = means(result, "A1"), means(result, "A6")
    assert joint["business"] - joint["it"] >= 0.8
    assert offer["it"] - offer["business"] >= 0.8
    for capability in ("C1", "C2", "C3", "C6", "Q1", "Q6"):
        seen = means(result, capability)
        assert seen["executives"] - seen["frontline"] >= 1.0


def test_the_change_between_the_past_rounds_is_modest() -> None:
    before, now = (card(NORDHAVEN, chapter) for chapter in NORDHAVEN.rounds[:2])
    for old, new in zip(before.dimensions, now.dimensions, strict=True):
        assert old.score is not None
        assert new.score is not None
        assert -0.1 <= new.score - old.score <= 0.6


def test_texts_are_varied_name_nobody_and_fit() -> None:
    for story in STORIES:
        assert len(set(story.texts)) == len(story.texts) >= 14
        assert all(len(text) <= 120 for text in story.texts)


def test_the_sign_ins_load_without_numpy() -> None:
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings';"
        "import django; django.setup(); import assessments.demo;"
        "sys.exit('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert done.returncode == 0
