"""Explanations in words: what a number is made of, and what may not be said."""

from dataclasses import replace

import pytest

from reports.audiences import VIEWS, cut_explanation, may_explain
from reports.enums import Audience
from reports.story.explanation import explain, explanation_story
from scoring.release import Explained
from scoring.release.parts import Limits
from tests.reports.samples import PEOPLE, sample_release, sample_wording

BOARD, STEERING, TEAM = (
    VIEWS[audience] for audience in (Audience.BOARD, Audience.STEERING, Audience.TEAM)
)


@pytest.fixture(scope="module")
def release():
    return sample_release()


def told(release, code, view=None):
    explanation = explain(release, sample_wording(), code)
    if view is not None:
        explanation = cut_explanation(view, explanation)
    return explanation_story(explanation, release, sample_wording())


def sentences(story):
    return " ".join(sentence for step in story.sums for sentence in step.sentences)


def test_a_dimension_is_the_average_of_its_capabilities(release):
    story = told(release, "S")
    (step,) = story.sums
    score = release.dimensions[0].score
    assert f"{score} is the average of 6 capabilities, which all count alike." in step.sentences
    assert len(step.lines) == 6
    assert {line.share for line in step.lines} == {"17\u00a0%"}
    assert [line.code for line in step.lines] == ["S1", "S2", "S3", "S4", "S5", "S6"]


def test_a_claim_stands_at_most_one_level_above_the_proof(release):
    bound = sample_release(levels={group: dict.fromkeys("SCQA", 4.8) for group in PEOPLE})
    part = next(part for part in bound.capabilities if part.cap_binds)
    story = told(bound, part.code)
    rule = f"Claims stand at most 1.0 above the proof: {part.evidence} + 1.0 = {part.score}."
    assert rule in sentences(story)
    assert f"The lower of the two counts: {part.score}." in sentences(story)
    assert "is more than the proof carries" in sentences(story)


def test_a_question_is_made_of_the_groups_by_their_shares(release):
    item = next(
        item for item in release.items if item.cells and all(c.mean is not None for c in item.cells)
    )
    (step,) = told(release, item.code).sums
    assert [line.title for line in step.lines] == [
        sample_wording().group(cell.group) for cell in item.cells
    ]
    assert all("people" in line.note for line in step.lines)
    assert all("answers 1 to 5: " in line.note for line in step.lines)


def test_hidden_parts_stay_in_the_list_without_a_number():
    hidden = sample_release(people=PEOPLE | {"executives": 4})
    item = next(
        item
        for item in hidden.items
        if item.score is not None and any(cell.n is None for cell in item.cells)
    )
    story = told(hidden, item.code)
    (step,) = story.sums
    assert "too few answers to show" in [line.value for line in step.lines]
    assert "you cannot add it up yourself" in sentences(story)
    assert story.notes[-1] == "Nothing is shown that fewer than 5 people stand behind."


def test_a_difference_is_written_out(release):
    gap = next(gap for gap in release.gaps if gap.gap < 0)
    story = told(release, f"sides_gap-{gap.capability}")
    said = f"IT minus business: {gap.it} − {gap.business} = −{-gap.gap}."
    assert said in sentences(story)
    assert story.value == f"−{-gap.gap}"
    assert not [note for note in story.notes if "-" in note]


def test_a_difference_of_nothing_has_no_sign(release):
    gap = replace(release.gaps[0], gap=-0.0, interval=Limits(-0.4, -0.0))
    story = told(replace(release, gaps=(gap,)), f"sides_gap-{gap.capability}")
    assert story.value == "0.0"
    assert any(note.endswith("interval: −0.4 to 0.0.") for note in story.notes)


def test_it_is_said_where_shown_decimals_do_not_add_up(release):
    off = replace(release, overall=replace(release.overall, score=4.9))
    assert "a tenth more or less" in sentences(told(off, "overall"))


def test_a_gate_without_its_number_does_not_blame_few_answers(release):
    gates = tuple(replace(gate, value=None) for gate in release.gates)
    story = told(replace(release, gates=gates), "G7")
    assert story.value == "not shown"
    assert "what a few people said" in sentences(story)


# --- Audiences ------------------------------------------------------------------------------------


def test_the_team_reads_no_numbers_of_people(release):
    item = next(item for item in release.items if any(cell.n for cell in item.cells))
    whole, cut = told(release, item.code), told(release, item.code, TEAM)
    assert any("people" in line.note for line in whole.sums[0].lines)
    assert not any("people" in line.note for line in cut.sums[0].lines)
    assert not any("answers 1 to 5" in line.note for line in cut.sums[0].lines)
    assert [line.value for line in cut.sums[0].lines] == [
        line.value for line in whole.sums[0].lines
    ]


def test_the_board_is_told_only_of_what_it_sees():
    allowed = {kind for kind in Explained if kind in may_be_asked() and may_explain(BOARD, kind)}
    assert allowed == {Explained.OVERALL}
    assert all(may_explain(STEERING, kind) for kind in may_be_asked())


def may_be_asked():
    return {
        Explained.OVERALL,
        Explained.DIMENSION,
        Explained.CAPABILITY,
        Explained.ITEM,
        Explained.GATE,
        Explained.GAP,
    }
