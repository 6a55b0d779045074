"""Thin, odd and extreme rounds: no exception, no warning, no NaN."""

import json
import warnings
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from scoring import AnswerError, Answers, Scorecard, ScoreOptions, recommend, score
from scoring.framework import DontKnow, Framework
from scoring.release import Release, release
from scoring.verdict.terms import Rule

SCHEMA = Path(__file__).parents[2] / "docs/scorecard.schema.json"
FACTS = ("S1b", "S6c", "S4d", "Q1c", "Q2c", "Q3b", "Q5b", "A1c")


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))


def quietly(framework, ballots, facts=None, heads=None, seconds=None, **options):
    """Score with warnings as errors; the card must survive its own JSON."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answers = Answers.from_ballots(framework, ballots)
        if seconds is not None:
            answers = replace(answers, seconds=np.array(seconds))
        card = score(framework, answers, facts or {}, heads, ScoreOptions(**options))
    assert Scorecard.from_json(json.loads(card.as_text())) == card
    return card


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
    yield "all facts na", 3, dict.fromkeys(FACTS, "na")
    yield "all facts none", 3, dict.fromkeys(FACTS)


def heads_of(kind, framework):
    known = {"unknown": None, "nobody": 0, "fewer than answered": 1, "many": 10**9}
    return {group.code: known[kind] for group in framework.groups}


@pytest.mark.parametrize(("given", "facts"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
@pytest.mark.parametrize("client_type", ["b2b", "b2c"])
@pytest.mark.parametrize("heads", ["unknown", "nobody", "fewer than answered", "many"])
def test_thin_and_extreme_rounds(small, validator, given, facts, client_type, heads):
    ballots = given if isinstance(given, list) else everybody(small, given)
    card = quietly(small, ballots, facts, heads_of(heads, small), client_type=client_type)
    validator.validate(card.to_json())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        released = release(card, 5)
        assert Release.from_json(released.to_json()) == released
        recommend(small, released)


@pytest.mark.parametrize("value", [None, 1, 3, 5, "dk", "na"])
@pytest.mark.parametrize("people", [0, 1, 9])
def test_the_whole_framework_alike(crm_readiness, validator, value, people):
    card = quietly(crm_readiness, everybody(crm_readiness, value, people), {"S4d": 5})
    validator.validate(card.to_json())


@pytest.mark.parametrize(
    "facts",
    [
        {"Q2c": {"bad": 9, "checked": 3, "months": 2}},
        {"Q2c": {"bad": 1, "checked": 3, "months": 0}},
        {"Q2c": {"bad": 0, "checked": 0, "months": 0}},
        {"Q2c": {"bad": 3, "checked": 3, "months": 1e-300}},
        {"Q2c": {"bad": 1e12, "checked": 1e12, "months": 1e12}},
        {"Q2c": {"bad": 0.4, "checked": 0.5, "months": 2.5}},
        {"Q1d": 0, "S4b": 100, "Q1c": 100.0, "Q5b": 0},
    ],
    ids=str,
)
@pytest.mark.parametrize("records", [None, 0, 10**12])
def test_extreme_facts(crm_readiness, validator, facts, records):
    card = quietly(crm_readiness, everybody(crm_readiness, 3), facts, records=records)
    validator.validate(card.to_json())


def test_facts_alone(crm_readiness, validator):
    """Every fact at its worst and at its best, and not a single answer."""
    facts = {item.code: 0 for item in crm_readiness.facts if not item.parts}
    validator.validate(quietly(crm_readiness, [], facts).to_json())


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
    assert (card.verdict_confidence, card.steps_up) == (None, ())
    assert card.reportable
    assert card.dimensions[1].level == 3
    released = release(card, 3)
    assert (released.verdict, released.gates) == (None, ())
    # A4 has the largest gap, but an item of it is the word of two people: none is named.
    assert recommend(bare, released, most=1)[0].capability == "A1"


@pytest.mark.parametrize(
    "sections",
    [("statistics",), ("comparisons", "findings"), ("priorities",), ("decay",), ("findings",)],
)
def test_a_framework_without_some_sections(crm_readiness, validator, sections):
    spec = crm_readiness.to_spec()
    for section in sections:
        del spec[section]
    card = quietly(Framework.from_spec(spec), everybody(crm_readiness, 3), {"S4d": 3})
    validator.validate(card.to_json())


def test_without_statistics_the_methods_own_numbers_hold(crm_readiness):
    bare = replace(crm_readiness, statistics=None)
    ballots = everybody(crm_readiness, 4) + everybody(crm_readiness, 2, people=3)
    one, other = quietly(bare, ballots), quietly(crm_readiness, ballots)
    assert replace(one, framework=other.framework) == other


def test_technology_without_a_verdict_has_a_stage_but_no_lag(small, ballots, facts):
    spec = small.to_spec()
    del spec["verdict"]
    bare = Framework.from_spec(spec)
    technology = score(bare, Answers.from_ballots(bare, ballots), facts).technology
    assert (technology.stage, technology.required, technology.lag) == (3, 2.5, None)


@pytest.mark.parametrize("weight", [0.0, 1e-9, 1e9])
@pytest.mark.parametrize("groups", [("it",), ("it", "business"), ("executives", "frontline")])
def test_odd_weights(small, ballots, facts, weight, groups):
    card = quietly(small, ballots, facts, group_weights=dict.fromkeys(groups, weight))
    assert all(1 <= item.score <= 5 for item in card.items if item.score is not None)


def test_nobody_weighs_anything(small, ballots, facts):
    weights = {group.code: 0.0 for group in small.groups}
    card = quietly(small, ballots, facts, group_weights=weights)
    assert {item.score for item in card.items if not item.is_fact} == {None}
    assert card.gaps == ()
    assert card.respondents == 10


def test_extreme_seconds(small, ballots, facts):
    seconds = [0.0, np.nan, np.inf, 1e-300, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]
    assert quietly(small, ballots, facts, seconds=seconds).quality.flagged.fast == 2


def test_sixty_groups(small):
    spec = small.to_spec()
    extra = [f"team-{number}" for number in range(56)]
    spec["groups"] += [{"code": code, "title": code, "side": "business"} for code in extra]
    item = spec["dimensions"][0]["capabilities"][0]["items"][0]
    item["groups"] = [*item["groups"], *extra]
    framework = Framework.from_spec(spec)
    ballots = [(code, {"S1a": 1 + number % 5}) for number, code in enumerate(extra)]
    card = quietly(framework, everybody(framework, 4, people=2) + ballots)
    assert len(framework.groups) == 60
    assert len(card.item("S1a").groups) == 59
    assert sum(cell.weight for cell in card.item("S1a").groups) == pytest.approx(1.0)


@pytest.fixture(scope="module")
def crowd(crm_readiness):
    """100,000 ballots: a few hundred different ones, over and over."""
    random = np.random.default_rng(11)
    different = [
        (
            group.code,
            {
                item.code: int(random.integers(1, 6))
                for item in asked(crm_readiness, group.code)
                if random.random() < 0.9
            },
        )
        for group in crm_readiness.groups
        for _ in range(100)
    ]
    return different * 250


def test_a_hundred_thousand_respondents(crm_readiness, crowd):
    card = quietly(crm_readiness, crowd, {"S4d": 3}, dict.fromkeys(("it", "frontline"), 25_000))
    assert card.respondents == 100_000
    few = quietly(crm_readiness, crowd[:400], {"S4d": 3})
    assert [item.score for item in card.items] == [item.score for item in few.items]
    assert card.overall.interval.half_width < few.overall.interval.half_width / 10


@pytest.mark.parametrize(
    ("group", "item", "value", "reason"),
    [
        ("it", "Z9", 3, "the item Z9 is unknown"),
        ("it", "C3a", 3, "C3a is not asked of the group it"),
        ("it", "S1b", 3, "S1b is a fact, not asked of respondents"),
        ("it", "S1a", 6, "S1a"),
        ("it", "S1a", 0, "S1a"),
        ("it", "S1a", -1, "S1a"),
        ("it", "S1a", True, "S1a"),
        ("it", "S1a", 3.0, "S1a"),
        ("it", "S1a", 3.5, "S1a"),
        ("it", "S1a", "5", "S1a"),
        ("it", "S1a", "DK", "S1a"),
        ("it", "S1a", [3], "S1a"),
        ("it", "S1a", {"level": 3}, "S1a"),
        ("it", "S1a", float("nan"), "S1a"),
        ("executives", "S5b", "dk", "S5b"),
    ],
)
def test_an_impossible_answer_is_named(small, group, item, value, reason):
    ballots = [("it", {"S1a": 3}), (group, {"S1a": 2} | {item: value})]
    with pytest.raises(AnswerError) as caught:
        Answers.from_ballots(small, ballots)
    assert (caught.value.respondent, caught.value.item) == (2, item)
    assert reason in caught.value.reason
    assert str(caught.value) == f"Respondent 2: {caught.value.reason}"


def test_an_unknown_group_is_named(small):
    with pytest.raises(AnswerError, match=r"^Respondent 1: the group board is unknown") as caught:
        Answers.from_ballots(small, [("board", {"S1a": 3})])
    assert (caught.value.respondent, caught.value.item) == (1, "")


@pytest.mark.parametrize("values", [np.ones((2, 3)), np.ones(3), np.ones((0, 0))])
def test_a_matrix_of_another_shape(small, values):
    with pytest.raises(ValueError, match="expected 2 x 2 values"):
        Answers.from_matrix(small, ["it", "it"], values, ["S1a", "A1a"])


@pytest.mark.parametrize("value", [0.0, 6.0, 2.5, np.inf, -np.inf])
def test_a_matrix_with_an_impossible_level(small, value):
    with pytest.raises(AnswerError, match=r"^Respondent 2: "):
        Answers.from_matrix(small, ["it", "it"], [[3.0], [value]], ["S1a"])
