"""Omega against matrices with a known factor and an independent search."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from scoring.reliability import cronbach_alpha, omega_total
from tests.scoring.reliability.published import ATTITUDE, QUIZ

NAN = float("nan")
PEOPLE = 40


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def answers_with(covariance, seed=1):
    """Return answers whose sample covariance is exactly the given one."""
    k = len(covariance)
    raw = np.random.default_rng(seed).normal(size=(PEOPLE, k))
    raw -= raw.mean(axis=0)
    white = np.linalg.solve(np.linalg.cholesky(np.cov(raw.T)), raw.T).T
    return white @ np.linalg.cholesky(covariance).T


def one_factor(loadings, uniquenesses):
    return np.outer(loadings, loadings) + np.diag(uniquenesses)


loadings = st.lists(st.floats(0.3, 2.0), min_size=3, max_size=6)


@settings(max_examples=50, deadline=None)
@given(loadings, st.data())
def test_an_exact_factor_is_found(loading, data):
    sizes = st.lists(st.floats(0.2, 2.0), min_size=len(loading), max_size=len(loading))
    unique = data.draw(sizes)
    answers = answers_with(one_factor(loading, unique))
    expected = sum(loading) ** 2 / (sum(loading) ** 2 + sum(unique))
    assert omega_total(answers) == pytest.approx(expected, abs=1e-7)
    standardised = np.array(loading) / np.sqrt(np.square(loading) + unique)
    common = standardised.sum() ** 2
    assert omega_total(answers, of="correlation") == pytest.approx(
        common / (common + (1 - standardised**2).sum()), abs=1e-7
    )


def test_equal_loadings_give_alpha():
    """McDonald (1999), chapter 6: of essentially tau-equivalent items omega is alpha."""
    answers = answers_with(one_factor([0.8] * 4, [0.3, 0.6, 0.9, 1.2]))
    assert omega_total(answers) == pytest.approx(cronbach_alpha(answers).value, abs=1e-9)


def test_a_reversed_item_takes_away():
    loading = np.array([0.8, 0.7, -0.6])
    answers = answers_with(one_factor(loading, [0.3, 0.4, 0.5]))
    assert omega_total(answers) == pytest.approx(0.81 / (0.81 + 1.2), abs=1e-7)


def least_squares_omega(covariance, seed):
    """Search the bounded least-squares loadings with a general optimiser."""
    deviations = np.sqrt(np.diagonal(covariance))
    pairs = np.triu_indices(len(covariance), 1)

    def loss(loading):
        return np.sum((covariance - np.outer(loading, loading))[pairs] ** 2)

    rng = np.random.default_rng(seed)
    bounds = [(-d, d) for d in deviations]
    options = {"ftol": 1e-15, "gtol": 1e-12, "maxiter": 5000}
    runs = (
        minimize(
            loss, rng.uniform(-1, 1, len(deviations)) * deviations, bounds=bounds, options=options
        )
        for _ in range(10)
    )
    found = min(runs, key=lambda run: run.fun).x
    common = found.sum() ** 2
    return common / (common + np.sum(deviations**2 - found**2))


@pytest.mark.parametrize("seed", range(6))
def test_real_residuals(seed):
    rng = np.random.default_rng(seed)
    answers = rng.normal(size=(60, 1)) + rng.normal(size=(60, 5)) * rng.uniform(0.5, 2, 5)
    expected = least_squares_omega(np.cov(answers.T), seed)
    assert omega_total(answers) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("seed", range(6))
def test_a_weak_factor_ends_in_no_local_minimum(seed):
    answers = np.random.default_rng(seed).normal(size=(12, 4))
    expected = least_squares_omega(np.cov(answers.T), seed)
    assert omega_total(answers) == pytest.approx(expected, abs=1e-4)


def test_attitude():
    assert omega_total(ATTITUDE / 10) == pytest.approx(
        least_squares_omega(np.cov(ATTITUDE.T / 10), 1), abs=1e-5
    )
    assert omega_total(ATTITUDE, of="correlation") == pytest.approx(
        least_squares_omega(np.corrcoef(ATTITUDE.T), 1), abs=1e-5
    )


def test_a_heywood_case_has_no_negative_uniqueness():
    """Unbounded, the first loading would be sqrt(.8 * .8 / .4) = 1.26 of 1."""
    correlation = np.array([[1.0, 0.8, 0.8], [0.8, 1.0, 0.4], [0.8, 0.4, 1.0]])
    expected = least_squares_omega(correlation, 1)
    assert omega_total(answers_with(correlation)) == pytest.approx(expected, abs=1e-5)
    assert omega_total(answers_with(correlation)) < 1.0


def test_missing_answers():
    complete = QUIZ[~np.isnan(QUIZ).any(axis=1)]
    assert omega_total(QUIZ, "listwise") == omega_total(complete)
    assert omega_total(QUIZ) != omega_total(QUIZ, "listwise")


def test_a_constant_item_adds_nothing():
    answers = answers_with(one_factor([0.8, 0.7, 0.6], [0.3, 0.4, 0.5]))
    with_constant = np.column_stack([answers, np.full(PEOPLE, 3.3)])
    assert omega_total(with_constant) == pytest.approx(omega_total(answers), abs=1e-12)


def test_unrelated_items_share_nothing():
    square = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
    assert omega_total(square) == 0.0


@pytest.mark.parametrize(
    "matrix",
    [
        [],
        [1, 2, 3],
        [[1, 2], [2, 4], [3, 3]],
        [[1, 2, 3]],
        [[2, 2, 2], [2, 2, 2]],
        [[1, 2, 5], [2, 4, 5], [3, 3, 5]],
        [[1, 2, NAN], [2, 4, NAN], [3, 3, 1]],
        [[1, 1, 1], [1, 1, -1], [-1, -1, 1], [-1, -1, -1]],
    ],
)
def test_undefined(matrix):
    assert omega_total(matrix) is None


@pytest.mark.parametrize(
    ("arguments", "message"), [({"missing": "mean"}, "'mean'"), ({"of": "distance"}, "'distance'")]
)
def test_wrong_input(arguments, message):
    with pytest.raises(ValueError, match=message):
        omega_total(ATTITUDE, **arguments)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 6), st.integers(2, 12))
def test_between_0_and_1(seed, items, people):
    answers = np.random.default_rng(seed).integers(1, 6, (people, items))
    value = omega_total(answers)
    assert value is None or 0.0 <= value <= 1.0
