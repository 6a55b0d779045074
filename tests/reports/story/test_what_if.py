"""What if, in words: every case the browser may have to say has a sentence, and each only once."""

from dataclasses import replace

import pytest
from django.utils import translation

from reports.story.verdict import verdict_story
from reports.story.what_if import no_what_if, what_if_story
from scoring.release import GateStatus, Release
from scoring.verdict.terms import ORDER, ReasonKind, Rule
from tests.reports.samples import everybody, sample_release, sample_wording


@pytest.fixture(scope="module")
def release():
    return sample_release()


@pytest.fixture
def story(release):
    return what_if_story(release, sample_wording())


def test_every_verdict_rule_and_reason_has_words(story):
    words = story.data["words"]
    assert set(words["verdicts"]) == set(ORDER)
    assert set(words["rules"]) == set(Rule) - {Rule.RESPONSE, Rule.UNSCORED}
    for_gates = {ReasonKind.GATE_FAILED, ReasonKind.GATE_UNPROVEN, ReasonKind.GATE_WARNED}
    for_no_verdict = {ReasonKind.RESPONSE, ReasonKind.DIMENSION_MISSING}
    assert set(words["reasons"]) == set(ReasonKind) - for_gates - for_no_verdict
    assert set(words["gates"]) == {gate["code"] for gate in story.data["gates"]}


def test_the_sentences_are_those_of_the_report(story, release):
    told = verdict_story(release, sample_wording())
    words = story.data["words"]
    assert words["verdicts"][told.code] == {"name": told.name, "headline": told.headline}
    # The usual sample is a close case: the report shows the more careful of two verdicts.
    assert story.name == "Decoupled pilot"
    assert told.name == "Fix foundations first"
    assert "The report shows the more careful “Fix foundations first”." in story.caution


def test_where_it_is_not_close_nothing_is_said_of_it():
    clear = sample_release(levels=everybody(5))
    story = what_if_story(clear, sample_wording())
    assert story.caution == ""
    assert story.name == verdict_story(clear, sample_wording()).name


def test_everything_that_is_shown_can_be_moved(story, release):
    shown = {part.code for part in release.capabilities if part.score is not None}
    assert {lever.code for board in story.boards for lever in board.levers} == shown
    applying = [gate for gate in release.gates if gate.status is not GateStatus.NOT_APPLICABLE]
    gates = [gate for board in story.boards for gate in board.gates] + [*story.other_gates]
    assert {gate.code for gate in gates} == {gate.code for gate in applying}
    assert all(gate.choices[0].value == "" for gate in gates)


def test_what_is_not_shown_is_named_and_cannot_be_moved(release):
    hidden = replace(
        release,
        capabilities=tuple(
            replace(part, score=None) if part.code == "S2" else part
            for part in release.capabilities
        ),
    )
    board = what_if_story(hidden, sample_wording()).boards[0]
    assert "S2" not in [lever.code for lever in board.levers]
    assert board.fixed == f"“{sample_wording().capability('S2')}”"


def test_numbers_for_the_machine_have_a_point_in_every_language(release):
    with translation.override("de"):
        story = what_if_story(release, sample_wording())
    lever = story.boards[0].levers[0]
    assert "." in lever.value
    assert "," in lever.stands
    assert story.data["words"]["decimal"] == ","
    assert all("," not in choice.value for choice in story.boards[0].gates[0].choices)


def test_without_a_start_it_says_why(release):
    hidden = replace(
        release, gates=tuple(replace(gate, status=None, value=None) for gate in release.gates)
    )
    assert what_if_story(hidden, sample_wording()) is None
    assert "Too few people stand behind one of the gates" in no_what_if(hidden)
    few: Release = sample_release(people={"executives": 1})
    assert what_if_story(few, sample_wording()) is None
    assert "no verdict yet" in no_what_if(few)
