"""Who is believed to own CRM is said as far as it is released, and no further."""

from dataclasses import replace

import pytest

from reports.story.ownership import owner_sentence
from scoring.release.parts import ReleasedItemCell
from tests.reports.story.rounds import WORDING, round_of

HEAD = "The head of one business department answers for it"


def with_answers(*counts, release=None):
    """A release in which the groups' answers on the owner are these; () is hidden."""
    release = release or round_of("large")
    cells = tuple(
        ReleasedItemCell(group, 3.0, None, sum(given) or None, given, None, None)
        for group, given in zip(WORDING.groups, counts, strict=True)
    )
    items = tuple(
        replace(item, cells=cells) if item.code == "S3a" else item for item in release.items
    )
    return replace(release, items=items, findings=())


AGREED = with_answers((0, 0, 9, 1, 0), (0, 1, 9, 0, 0), (1, 0, 8, 1, 0), (2, 0, 8, 0, 0))
SPLIT = with_answers((4, 2, 4, 0, 0), (2, 4, 4, 0, 0), (3, 3, 4, 0, 0), (3, 3, 4, 0, 0))


def test_what_most_say_with_how_many():
    assert owner_sentence(AGREED, WORDING) == (
        f"Who answers for CRM? 34 of 40 (85\u00a0%) say: “{HEAD}”."
    )


def test_where_people_do_not_agree():
    assert owner_sentence(SPLIT, WORDING) == (
        "People do not agree on who answers for CRM. "
        f"The most frequent answer is “{HEAD}”, from 16 of 40 (40\u00a0%)."
    )


@pytest.mark.parametrize("release", [AGREED, SPLIT])
def test_readers_who_see_no_people_see_shares(release):
    said = owner_sentence(release, WORDING, shows_people=False)
    assert "40" not in said.replace("40\u00a0%", "")
    assert "%" in said


def test_one_hidden_group_hides_the_sum():
    """Known sums and known parts would give the hidden part."""
    release = with_answers((0, 0, 9, 1, 0), (0, 1, 9, 0, 0), (1, 0, 8, 1, 0), ())
    said = owner_sentence(release, WORDING)
    score = next(item.score for item in release.items if item.code == "S3a")
    assert said == (
        f"“Owner of the results” stands at {score} on average; single answers cannot be shown."
    )


def test_a_group_that_was_not_asked_is_no_hidden_one():
    release = with_answers((0, 0, 9, 1, 0), (0, 1, 9, 0, 0), (1, 0, 8, 1, 0), ())
    wording = replace(WORDING, absent=frozenset({"it"}))
    assert "26 of 30" in owner_sentence(release, wording)


def test_the_share_of_the_finding_where_answers_are_hidden():
    assert owner_sentence(round_of("usual"), WORDING) == (
        "Only 56\u00a0% give the same answer to the question who answers for CRM."
    )


@pytest.mark.parametrize("name", ["nothing", "first schema"])
def test_an_honest_sentence_where_nothing_is_released(name):
    assert owner_sentence(round_of(name), WORDING) == (
        "Who answers for CRM cannot be told: there are too few answers to show."
    )


def test_a_framework_without_the_question_says_nothing():
    framework = replace(WORDING.framework, findings=None)
    assert owner_sentence(AGREED, replace(WORDING, framework=framework)) == ""
