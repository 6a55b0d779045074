"""The verdict shown: that of the rules, and in a close case the more cautious one."""

from dataclasses import replace

import pytest

from reports.story.priorities import conditions, pilot_terms
from reports.story.shown_verdict import is_more_cautious, shown_verdict
from reports.story.verdict import verdict_story
from scoring.verdict.terms import ORDER, VerdictCode, VerdictConfidence, VerdictShare
from tests.reports.samples import sample_material, sample_release, sample_wording

FIX, PILOT, CONDITIONS = VerdictCode.FIX, VerdictCode.PILOT, VerdictCode.CONDITIONS


def close(given: VerdictCode, headline: VerdictCode, *, borderline: bool = True):
    """The sample round, of which the rules and the plausible scores say these verdicts."""
    release = sample_release()
    shares = tuple(VerdictShare(code, 1 / len(ORDER)) for code in ORDER)
    return replace(
        release,
        verdict=replace(release.verdict, code=given),
        verdict_confidence=VerdictConfidence(2000, 1, shares, PILOT, 0.5, borderline, headline),
    )


@pytest.mark.parametrize(
    ("given", "headline", "shown"),
    [(PILOT, FIX, FIX), (FIX, PILOT, FIX), (PILOT, PILOT, PILOT), (CONDITIONS, PILOT, PILOT)],
)
def test_a_close_case_shows_the_more_cautious_verdict(given, headline, shown):
    release = close(given, headline)
    assert shown_verdict(release) is shown
    assert is_more_cautious(release) is (given is not shown)


def test_a_clear_case_shows_what_the_rules_give():
    assert shown_verdict(close(PILOT, FIX, borderline=False)) is PILOT


def test_name_headline_and_terms_are_those_of_the_verdict_shown():
    told = verdict_story(close(PILOT, FIX), sample_wording())
    assert (told.name, told.headline) == (
        "Fix foundations first",
        "Fix the foundations first, and then spend on technology.",
    )
    assert told.reason.startswith("The rules give “Decoupled pilot” by a narrow margin")
    assert told.terms == ()


def test_conditions_are_listed_only_where_they_are_the_verdict_shown():
    material = sample_material(close(CONDITIONS, PILOT))
    assert conditions(material) == ()
    assert pilot_terms(material)
    assert conditions(sample_material(close(CONDITIONS, CONDITIONS)))


def test_without_plausible_scores_the_rules_decide():
    release = sample_release()
    assert shown_verdict(replace(release, verdict_confidence=None)) is release.verdict.code
    assert shown_verdict(replace(release, verdict=None)) is None
