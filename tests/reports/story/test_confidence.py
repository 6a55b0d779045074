"""How sure a verdict is: in how many of 100 plausible cases it would be the same."""

from dataclasses import replace

import pytest

from reports.story.confidence import confidence_sentence
from scoring.verdict.terms import ORDER, VerdictCode, VerdictConfidence, VerdictShare
from tests.reports.story.rounds import round_of

FIX, PILOT = VerdictCode.FIX, VerdictCode.PILOT


def said(shown, *, borderline=False, headline=FIX, **shares):
    parts = tuple(VerdictShare(code, shares.get(code.value, 0.0)) for code in ORDER)
    top = max(parts, key=lambda part: part.share)
    confidence = VerdictConfidence(2000, 1, parts, top.code, top.share, borderline, headline)
    release = round_of("usual")
    verdict = replace(release.verdict, code=shown)
    return confidence_sentence(replace(release, verdict=verdict, verdict_confidence=confidence))


def test_a_sure_verdict():
    assert said(FIX, FIX=0.81, PILOT=0.19) == (
        "81 of 100 plausible sets of scores lead to this verdict."
    )


def test_a_verdict_that_few_cases_share():
    assert said(PILOT, FIX=0.81, PILOT=0.19) == (
        "Only 19 of 100 plausible sets of scores lead to this verdict, "
        "81 to “Fix foundations first”."
    )


@pytest.mark.parametrize(
    ("given", "end"),
    [
        (FIX, "The more cautious of the two is shown."),
        (PILOT, "The more cautious of the two is shown."),
        (
            VerdictCode.STOP,
            "The rules give a more cautious verdict than both, and that one is shown.",
        ),
    ],
)
def test_a_close_verdict(given, end):
    assert said(given, borderline=True, FIX=0.38, PILOT=0.62) == (
        "This is close: 62 of 100 plausible sets of scores lead to “Decoupled pilot”, "
        f"38 to “Fix foundations first”. {end}"
    )


@pytest.mark.parametrize(
    ("headline", "other"),
    [
        (PILOT, "Proceed with conditions"),
        (FIX, "Fix foundations first"),
    ],
)
def test_of_equal_percents_the_one_that_the_headline_was_chosen_from(headline, other):
    found = said(PILOT, borderline=True, headline=headline, FIX=0.31, PILOT=0.38, CONDITIONS=0.31)
    assert f"38 of 100 plausible sets of scores lead to “Decoupled pilot”, 31 to “{other}”" in found


@pytest.mark.parametrize("name", ["nothing", "first schema"])
def test_nothing_where_it_is_not_known(name):
    assert confidence_sentence(round_of(name)) == ""
