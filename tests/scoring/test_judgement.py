"""How sure a verdict is: what varies, how it varies together, and what that leads to (3.10)."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import stdtr

from scoring import Answers, ScoreOptions, score
from scoring.arrays.basis import lay_basis
from scoring.arrays.composites import composites
from scoring.arrays.layout import lay_out
from scoring.arrays.uncertainty import correlation
from scoring.framework import load
from scoring.framework.statistics import UncertaintyRules
from scoring.verdict.terms import VerdictCode
from tests.scoring.conftest import FRAMEWORKS
from tests.scoring.random_rounds import rounds

VIEWS = load(FRAMEWORKS / "two-views.yaml")
SMALL = load(FRAMEWORKS / "small.yaml")
RULES = UncertaintyRules()
# Three standard errors of a share of 2,000 draws, at most.
NEAR = 3 * math.sqrt(0.25 / 2000)


def everybody(people, **levels):
    """All groups answer 5 to everything but the items given: level by level in turn."""
    ballots = []
    for group in VIEWS.groups:
        for number in range(people):
            answers = {
                item.code: 1 if item.is_reversed else 5 for item in VIEWS.items_for(group.code)
            }
            for code, given_ in levels.items():
                if code in answers:
                    answers[code] = given_[number % len(given_)]
            ballots.append((group.code, answers))
    return ballots


def scored(ballots, facts=None, **options):
    answers = Answers.from_ballots(VIEWS, ballots)
    return score(VIEWS, answers, facts or {"S1c": 4}, options=ScoreOptions(**options))


def shares(card):
    return {part.code: part.share for part in card.verdict_confidence.shares if part.share}


def test_a_clear_verdict_is_not_borderline():
    card = scored(everybody(10))
    assert card.verdict.code is VerdictCode.PROCEED
    assert shares(card) == {VerdictCode.PROCEED: 1.0}
    confidence = card.verdict_confidence
    assert (confidence.borderline, confidence.headline) == (False, VerdictCode.PROCEED)
    assert (confidence.draws, confidence.top_share) == (2000, 1.0)


def test_on_the_edge_of_a_limit_the_more_cautious_verdict_is_the_headline():
    """Q rests on Q4a alone, and is 3.5: what PROCEED needs."""
    ballots = everybody(10, Q4a=[3, 4], Q1a=[None])
    card = scored(ballots)
    assert card.dimensions[2].score == 3.5
    assert card.verdict.code is VerdictCode.PROCEED
    assert shares(card) == {
        VerdictCode.PROCEED: pytest.approx(0.5, abs=NEAR),
        VerdictCode.CONDITIONS: pytest.approx(0.5, abs=NEAR),
    }
    confidence = card.verdict_confidence
    assert (confidence.borderline, confidence.headline) == (True, VerdictCode.CONDITIONS)


@pytest.mark.parametrize("levels", [[4, 4, 4, 3], [4, 4, 3, 3, 3], [5, 5, 2, 2, 3]])
def test_shares_are_those_of_the_t_distribution(levels):
    """Only Q is near a limit: PROCEED from 3.5 on, CONDITIONS from 3.0 on."""
    card = scored(everybody(20, Q4a=levels, Q1a=[None]), seed=7)
    interval = card.dimensions[2].interval

    def above(limit):
        return float(stdtr(interval.df, (interval.value - limit) / interval.standard_error))

    found = shares(card)
    proceed, conditions = VerdictCode.PROCEED, VerdictCode.CONDITIONS
    assert found.get(proceed, 0.0) == pytest.approx(above(3.5), abs=NEAR)
    assert found.get(conditions, 0.0) == pytest.approx(above(3.0) - above(3.5), abs=NEAR)


def test_a_gate_on_its_limit():
    """G1 is S1a alone: 3 passes, a hair less fails."""
    card = scored(everybody(10, S1a=[2, 4]))
    assert card.verdict.code is VerdictCode.PROCEED
    assert shares(card)[VerdictCode.FIX] == pytest.approx(0.5, abs=NEAR)
    assert card.verdict_confidence.headline is VerdictCode.FIX


def test_a_gate_does_not_hear_whom_it_leaves_out():
    """G7 leaves executives out: whatever they say of bad news, G7 stays clear of its limits."""
    ballots = [
        (group, answers | ({"C3a": 1} if group == "top" else {}))
        for group, answers in everybody(10)
    ]
    card = scored(ballots)
    assert card.item("C3a").score == pytest.approx(11 / 3)
    assert shares(card) == {VerdictCode.PROCEED: 1.0}


def test_facts_do_not_vary():
    """G2 rests on S1b, all 5, and on the proof S1c: 2 of 4 elements are exactly 3."""
    assert shares(scored(everybody(10), {"S1c": 2})) == {VerdictCode.PROCEED: 1.0}
    failed = shares(scored(everybody(10), {"S1c": 1}))
    assert failed == {VerdictCode.FIX: 1.0}


def test_a_missing_proof_is_never_drawn():
    card = scored(everybody(10), {"Q1c": 1})
    assert [gate.missing for gate in card.gates] == [(), ("S1c",), ()]
    assert shares(card) == {VerdictCode.FIX: 1.0}


def test_without_evidence_there_is_nothing_to_be_sure_of():
    card = scored([ballot for ballot in everybody(5) if ballot[0] != "it"])
    assert card.verdict.code is VerdictCode.INSUFFICIENT
    assert card.verdict_confidence is None


def parts_of(framework, ballots, facts, heads, options):
    """Coefficients of the dimensions with errors and correlation, as the scorecard has them."""
    answers = Answers.from_ballots(framework, ballots)
    weights = options.weights(framework)
    layout = lay_out(framework, options.client_type)
    basis = lay_basis(layout, answers, facts, heads, weights)
    made = composites(basis).dimensions
    return basis, made.coefficients, made.people, made.errors


def brute_force(basis, coefficients, people, errors):
    """Respondent by respondent: sum a_p a_q z_p z_q times the factors of their errors."""
    count = len(coefficients)
    covariance = np.zeros((count, count))
    variance = np.zeros(count)
    for group in range(len(basis.answers.groups)):
        values = np.zeros((count, 0))
        for row in np.flatnonzero(basis.answers.group == group):
            z = np.zeros(count)
            for part, column in itertools.product(range(count), range(coefficients.shape[2])):
                weight = coefficients[part, group, column]
                level = basis.scored[row, column]
                if weight and level:
                    answered = basis.tallies.n[group, column]
                    deviation = level - basis.means[group, column]
                    z[part] += weight * people[part, group] / answered * deviation
            values = np.column_stack([values, z])
        heads = basis.headcounts[group]
        for p, q in itertools.product(range(count), repeat=2):
            factor = 1.0
            for part in (p, q):
                n = people[part, group]
                if not n or not coefficients[part, group].sum():
                    factor = 0.0
                    continue
                fraction = min(n / heads, 1.0) if heads > 0 else 0.0
                df = n - 1 + RULES.prior_df
                factor *= math.sqrt((1 - fraction * RULES.reliability) / (n * df))
            covariance[p, q] += factor * float(values[p] @ values[q])
        variance += errors.share[:, group] ** 2 * errors.squared_error[:, group]
    spread = np.sqrt(np.outer(variance, variance))
    found = np.divide(covariance, spread, out=np.zeros_like(spread), where=spread > 0)
    np.fill_diagonal(found, 1.0)
    return found


@given(rounds(VIEWS))
@settings(max_examples=30, deadline=None)
def test_the_correlation_is_that_of_linearised_values(drawn):
    ballots, heads, options = drawn
    basis, coefficients, people, errors = parts_of(VIEWS, ballots, {"S1c": 3}, heads, options)
    found = correlation(basis.tallies, coefficients, people, errors)
    expected = brute_force(basis, coefficients, people, errors)
    assert found == pytest.approx(expected, abs=1e-9)
    assert np.linalg.eigvalsh(found).min() > -1e-9


def test_what_the_same_people_say_alike_varies_together():
    """40 of each group give C1a and Q4a, all that counts here, the same level."""
    ballots = [
        (group.code, {"C1a": level, "Q4a": level})
        for group in VIEWS.groups
        for level in (1, 2, 3, 4, 5) * 8
    ]
    basis, *parts = parts_of(VIEWS, ballots, {}, {}, ScoreOptions())
    # Sum of squares: 8 * (4 + 1 + 0 + 1 + 4) = 80. The prior adds 4 * .7 to each by itself.
    assert correlation(basis.tallies, *parts)[1, 2] == pytest.approx(80 / 82.8, abs=1e-9)


@given(rounds(SMALL))
@settings(max_examples=30, deadline=None)
def test_shares_add_up_and_the_headline_is_one_of_the_top_two(drawn):
    ballots, heads, options = drawn
    answers = Answers.from_ballots(SMALL, ballots + full_round())
    card = score(SMALL, answers, {"S4d": 2, "S6c": 4, "Q1c": 4}, heads, options)
    confidence = card.verdict_confidence
    if card.verdict.code is VerdictCode.INSUFFICIENT:
        assert confidence is None
        return
    assert sum(part.share for part in confidence.shares) == pytest.approx(1.0, abs=1e-12)
    ranked = sorted((part.share for part in confidence.shares), reverse=True)
    by_code = {part.code: part.share for part in confidence.shares}
    assert confidence.top_share == by_code[confidence.top] == ranked[0]
    assert by_code[confidence.headline] in ranked[:2]
    assert confidence.borderline == (ranked[0] < 0.7)


def full_round():
    return [
        (group.code, {item.code: 3 for item in SMALL.items_for(group.code) if not item.is_text})
        for group in SMALL.groups
        for _ in range(3)
    ]
