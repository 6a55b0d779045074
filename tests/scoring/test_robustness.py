"""Thin, odd and extreme rounds: no exception, no warning, no NaN."""

import warnings

import pytest

from scoring import Answers, Scorecard, ScoreOptions, recommend, score
from scoring.framework import DontKnow, Framework
from scoring.release import Release, release
from scoring.verdict_terms import Rule


def everybody(framework, value, people=5, groups=None):
    """Every group answers the same thing to everything it is asked."""
    return [
        (group.code, {item.code: chosen(item, value) for item in asked(framework, group.code)})
        for group in framework.groups
        if groups is None or group.code in groups
        for _ in range(people)
    ]


def asked(framework, group):
    return [item for item in framework.items_for(group) if not item.is_text]


def chosen(item, value):
    return "na" if value == "dk" and item.dont_know is DontKnow.NONE else value


def cases():
    yield "nobody", [], {}
    yield "nobody, facts", [], {"S1b": 4, "S4d": 2, "Q3b": 6}
    yield "one person", [("it", {"S1a": 3})], {}
    yield "one blank ballot", [("it", {})], {}
    for value in (1, 5, "dk", "na"):
        yield f"all {value}", value, {}
    for group in ("executives", "it"):
        yield f"only {group}", [(group, {"S1a": 4, "A1a": 2})] * 6, {"S1b": 1}
    facts = ("S1b", "S6c", "S4d", "Q1c", "Q2c", "Q3b", "Q5b", "A1c")
    yield "all facts na", 3, dict.fromkeys(facts, "na")
    yield "all facts none", 3, dict.fromkeys(facts)


@pytest.mark.parametrize(("given", "facts"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
@pytest.mark.parametrize("client_type", ["b2b", "b2c"])
def test_thin_and_extreme_rounds(small, given, facts, client_type):
    ballots = given if isinstance(given, list) else everybody(small, given)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        card = score(
            small,
            Answers.from_ballots(small, ballots),
            facts,
            options=ScoreOptions(client_type=client_type),
        )
    assert Scorecard.from_json(card.to_json()) == card
    assert "NaN" not in card.as_text()
    released = release(card, 5)
    assert Release.from_json(released.to_json()) == released
    recommend(small, released)


def test_nobody_is_too_little_evidence(small):
    card = score(small, Answers.from_ballots(small, []), {})
    assert card.verdict.rule is Rule.RESPONSE
    assert card.overall.score is None
    assert {part.score for part in card.capabilities} == {None}
    assert [group.n for group in card.response] == [0, 0, 0, 0]


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_constant_round_scores_exactly_that(small, level):
    answers = Answers.from_ballots(small, everybody(small, level, people=7))
    card = score(small, answers, {})
    for item in card.items:
        expected = None if item.is_fact else float(6 - level if item.code == "C1b" else level)
        assert item.score == expected


def test_all_dont_know_scores_only_what_one_should_know(small):
    card = score(small, Answers.from_ballots(small, everybody(small, "dk")), {})
    assert {item.code for item in card.items if item.score is not None} == {"S1c"}


def test_a_framework_without_rules_has_scores_only(small, ballots, facts):
    spec = small.to_spec()
    for key in ("verdict", "gates", "technology", "pilot"):
        del spec[key]
    for group in spec["groups"]:
        del group["quorum"]
    bare = Framework.from_spec(spec)
    card = score(bare, Answers.from_ballots(bare, ballots), facts)
    assert (card.verdict, card.technology, card.pilot, card.gates) == (None, None, None, ())
    assert card.reportable
    assert card.dimensions[1].level == 3
    released = release(card, 3)
    assert (released.verdict, released.gates) == (None, ())
    # A4 has the largest gap, but an item of it is the word of two people: none is named.
    assert recommend(bare, released, 1)[0].capability == "A1"


def test_technology_without_a_verdict_has_a_stage_but_no_lag(small, ballots, facts):
    spec = small.to_spec()
    del spec["verdict"]
    bare = Framework.from_spec(spec)
    technology = score(bare, Answers.from_ballots(bare, ballots), facts).technology
    assert (technology.stage, technology.required, technology.lag) == (3, 2.5, None)


@pytest.mark.parametrize("weight", [0.0, 1e-9, 1e9])
def test_odd_weights(small, ballots, facts, weight):
    options = ScoreOptions(group_weights={"it": weight, "business": weight})
    card = score(small, Answers.from_ballots(small, ballots), facts, options=options)
    assert all(1 <= item.score <= 5 for item in card.items if item.score is not None)
