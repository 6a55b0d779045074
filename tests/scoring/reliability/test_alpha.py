"""Cronbach's alpha against published values and the textbook formula."""

import csv
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring.reliability import Alpha, cronbach_alpha
from tests.scoring.reliability.published import ATTITUDE, QUIZ
from tests.scoring.test_lq2002 import ITEMS, SURVEY

NAN = float("nan")
ANSWERS = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, NAN])
matrices = hnp.arrays(float, st.tuples(st.integers(0, 10), st.integers(1, 5)), elements=ANSWERS)


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_attitude_data_are_the_published_ones():
    """Means of the R dataset attitude (Chatterjee and Price)."""
    means = [64.63, 66.60, 53.13, 56.37, 64.63, 74.77, 42.93]
    assert ATTITUDE.mean(axis=0) == pytest.approx(means, abs=5.1e-3)


def test_attitude():
    """R package psych, help page of alpha: raw alpha .84, Feldt .739 to .916, if dropped."""
    found = cronbach_alpha(ATTITUDE)
    assert (found.n, found.items) == (30, 7)
    assert (found.value, found.low, found.high) == pytest.approx((0.843, 0.739, 0.916), abs=5e-4)
    assert found.if_dropped == pytest.approx((0.81, 0.80, 0.83, 0.80, 0.80, 0.86, 0.84), abs=5.1e-3)


# Python package pingouin, help page of cronbach_alpha, data cronbach_wide_missing. Its interval
# for complete people counts the incomplete as well; here only the 9 complete ones count.
@pytest.mark.parametrize(
    ("missing", "value", "n"), [("pairwise", 0.732661, 12), ("listwise", 0.801695, 9)]
)
def test_missing_answers(missing, value, n):
    found = cronbach_alpha(QUIZ, missing)
    assert (found.value, found.n) == (pytest.approx(value, abs=5e-7), n)


def test_interval_with_missing_answers():
    """Python package pingouin, help page of cronbach_alpha: .435 to .909."""
    found = cronbach_alpha(QUIZ)
    assert (found.low, found.high) == pytest.approx((0.435, 0.909), abs=5.1e-4)


@pytest.mark.skipif(not SURVEY.is_file(), reason=f"{SURVEY} is not there")
def test_lq2002():
    """R package multilevel (Bliese): alpha of the eleven items on leadership is .9022."""
    with SURVEY.open(newline="") as file:
        matrix = [[int(row[item]) for item in ITEMS] for row in csv.DictReader(file)]
    assert cronbach_alpha(matrix).value == pytest.approx(0.9022, abs=5e-5)


def test_a_wider_confidence_has_wider_limits():
    narrow, wide = (cronbach_alpha(ATTITUDE, confidence=c) for c in (0.8, 0.99))
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


def test_equal_items_are_perfectly_consistent():
    found = cronbach_alpha([[1, 1, 1], [3, 3, 3], [4, 4, 4]])
    assert (found.value, found.low, found.high) == pytest.approx((1.0, 1.0, 1.0))


def test_opposed_items_are_negative():
    found = cronbach_alpha([[1, 5], [2, 4], [3, 3], [4, 1]])
    assert found.value < -1
    assert found.if_dropped == (None, None)


@pytest.mark.parametrize(
    ("matrix", "n", "items"),
    [
        ([], 0, 1),
        (np.empty((0, 3)), 0, 3),
        (np.empty((3, 0)), 0, 0),
        ([1, 2, 3], 3, 1),
        ([[1, 2, 3]], 1, 3),
        ([[2, 2], [2, 2], [2, 2]], 3, 2),
        ([[0.1, 4.1]] * 6, 6, 2),
        ([[1, 5], [2, 4], [3, 3]], 3, 2),
        ([[0.1, 0.9], [0.3, 0.7], [0.7, 0.3]], 3, 2),
        ([[1, NAN], [2, NAN], [NAN, NAN]], 2, 2),
        ([[1, NAN], [2, 3], [NAN, 4]], 3, 2),
    ],
)
def test_undefined(matrix, n, items):
    assert cronbach_alpha(matrix) == Alpha(None, None, None, n, items, (None,) * items)


def test_an_item_nobody_answered_can_be_dropped():
    found = cronbach_alpha(np.column_stack([ATTITUDE, np.full(30, NAN)]))
    assert found.value is None
    assert found.if_dropped[-1] == cronbach_alpha(ATTITUDE).value


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"missing": "mean"}, "'mean'"),
        ({"confidence": 1.0}, "between 0 and 1"),
        ({"confidence": NAN}, "between 0 and 1"),
        ({"matrix": [[[1.0]]]}, "dimensions"),
    ],
)
def test_wrong_input(arguments, message):
    with pytest.raises(ValueError, match=message):
        cronbach_alpha(**{"matrix": ATTITUDE, **arguments})


@given(matrices)
def test_listwise_is_the_textbook_formula_over_complete_people(matrix):
    complete = matrix[~np.isnan(matrix).any(axis=1)]
    n, k = complete.shape
    found = cronbach_alpha(matrix, "listwise")
    assert (found.n, found.items) == (n, k)
    total = complete.sum(axis=1)
    if n < 2 or k < 2 or np.ptp(total) == 0:
        assert found.value is None
        return
    variances = complete.var(axis=0, ddof=1).sum()
    assert found.value == pytest.approx(k / (k - 1) * (1 - variances / total.var(ddof=1)), abs=1e-9)


@given(matrices)
def test_pairwise_uses_the_covariance_of_each_pair(matrix):
    found = cronbach_alpha(matrix)
    k = matrix.shape[1]
    covariance = np.full((k, k), NAN)
    for i in range(k):
        for j in range(k):
            both = matrix[~np.isnan(matrix[:, i]) & ~np.isnan(matrix[:, j])]
            if len(both) > 1:
                covariance[i, j] = np.cov(both[:, i], both[:, j])[0, 1]
    total = covariance.sum()
    if k < 2 or np.isnan(total) or total <= 1e-8:
        assert found.value is None
    else:
        expected = k / (k - 1) * (1 - np.trace(covariance) / total)
        assert found.value == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(matrices.filter(lambda matrix: not np.isnan(matrix).any()))
def test_dropping_an_item_is_leaving_it_out(matrix):
    found = cronbach_alpha(matrix)
    for item, value in enumerate(found.if_dropped):
        alone = cronbach_alpha(np.delete(matrix, item, axis=1)).value
        assert value == (None if alone is None else pytest.approx(alone, abs=1e-9))
