"""The six intraclass correlations against published values and an independent ANOVA."""

import warnings
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring.reliability import Intraclass, intraclass
from tests.scoring.reliability.published import SHROUT_FLEISS

NAN = float("nan")


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_shrout_and_fleiss():
    """Shrout and Fleiss (1979), table 4."""
    found = astuple(intraclass(SHROUT_FLEISS))
    assert found[:6] == pytest.approx((0.17, 0.29, 0.71, 0.44, 0.62, 0.91), abs=5.1e-3)
    assert found[6:] == (6, 4)


def test_incomplete_targets_are_left_out():
    extra = np.vstack([SHROUT_FLEISS, [NAN, 1, 2, 3]])
    assert intraclass(extra) == intraclass(SHROUT_FLEISS)


def test_a_stricter_judge_counts_only_for_absolute_agreement():
    found = intraclass([[1, 2], [2, 3], [3, 4], [4, 5]])
    assert (found.icc_3_1, found.icc_3_k) == pytest.approx((1.0, 1.0))
    assert found.icc_1_1 < found.icc_2_1 < 1.0


@pytest.mark.parametrize(
    ("matrix", "n", "k"),
    [
        ([], 0, 1),
        ([1, 2, 3], 3, 1),
        ([[1, 2, 3]], 1, 3),
        ([[1, NAN], [2, 3], [NAN, NAN]], 1, 2),
        ([[0.1, 0.1], [0.1, 0.1], [0.1, 0.1]], 3, 2),
    ],
)
def test_undefined(matrix, n, k):
    assert intraclass(matrix) == Intraclass(None, None, None, None, None, None, n, k)


def test_targets_that_do_not_differ():
    found = intraclass([[0.1, 0.3], [0.3, 0.1]])
    assert (found.icc_1_1, found.icc_3_1) == pytest.approx((-1.0, -1.0))
    assert (found.icc_1_k, found.icc_2_k, found.icc_3_k) == (None, None, None)


def test_wrong_input():
    with pytest.raises(ValueError, match="dimensions"):
        intraclass([[[1]]])


@given(hnp.arrays(int, st.tuples(st.integers(2, 6), st.integers(2, 5)), elements=st.integers(1, 9)))
def test_formulas_of_the_article(ratings):
    n, k = ratings.shape
    grand = ratings.mean()
    targets = k * np.sum((ratings.mean(axis=1) - grand) ** 2)
    judges = n * np.sum((ratings.mean(axis=0) - grand) ** 2)
    total = np.sum((ratings - grand) ** 2)
    bms, jms = targets / (n - 1), judges / (k - 1)
    wms = (total - targets) / (n * (k - 1))
    ems = (total - targets - judges) / ((n - 1) * (k - 1))
    shares = [
        (bms - wms, bms + (k - 1) * wms),
        (bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        (bms - ems, bms + (k - 1) * ems),
        (bms - wms, bms),
        (bms - ems, bms + (jms - ems) / n),
        (bms - ems, bms),
    ]
    for value, (part, whole) in zip(astuple(intraclass(ratings))[:6], shares, strict=True):
        if whole > 1e-9:
            assert value == pytest.approx(part / whole, abs=1e-6)
        elif whole < -1e-9:
            assert value is None
