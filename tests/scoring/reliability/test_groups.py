"""ICC(1) and ICC(2) against published values and sums of squares by hand."""

import csv
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.reliability import icc1, icc2, intraclass
from tests.scoring.reliability.published import SHROUT_FLEISS
from tests.scoring.test_lq2002 import ITEMS, SURVEY

NAN = float("nan")


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.skipif(not SURVEY.is_file(), reason=f"{SURVEY} is not there")
def test_lq2002():
    """R package multilevel (Bliese): mean of the eleven items on leadership, 49 companies."""
    with SURVEY.open(newline="") as file:
        rows = list(csv.DictReader(file))
    values = [np.mean([int(row[item]) for item in ITEMS]) for row in rows]
    companies = [row["COMPID"] for row in rows]
    assert icc1(values, companies) == pytest.approx(0.0880, abs=5e-5)
    assert icc2(values, companies) == pytest.approx(0.8008, abs=5e-5)


def test_groups_of_one_size_have_the_first_intraclass_correlations():
    """Shrout and Fleiss (1979): ICC(1,1) = .17, ICC(1,4) = .44."""
    values, targets = SHROUT_FLEISS.ravel(), np.repeat(np.arange(6), 4)
    found = intraclass(SHROUT_FLEISS)
    assert icc1(values, targets) == pytest.approx(found.icc_1_1, abs=1e-12)
    assert icc2(values, targets) == pytest.approx(found.icc_1_k, abs=1e-12)


def test_unequal_groups_by_hand():
    """Means 2, 6 and 4 of 4, 2 and 2 people about 3.5: SSB 22, SSW 10."""
    values = [1, 2, 3, 2, 4, 8, NAN, 4, 9, 4]
    groups = ["a", "a", "a", "a", "b", "b", "b", "c", None, "c"]
    between, within, size = 22 / 2, 10 / 5, 8 / 3
    assert icc1(values, groups) == pytest.approx(
        (between - within) / (between + (size - 1) * within), abs=1e-12
    )
    assert icc2(values, groups) == pytest.approx((between - within) / between, abs=1e-12)


def test_negative_values_are_shown():
    values, groups = [1, 5, 1, 5.5], [1, 1, 2, 2]
    assert icc1(values, groups) == pytest.approx(-0.99, abs=0.01)
    assert icc2(values, groups) < -100


def test_equal_means():
    values, groups = [0.1, 0.3, 0.3, 0.1, 0.2, 0.2], ["a", "a", "b", "b", "c", "c"]
    assert icc1(values, groups) == pytest.approx(-1.0)
    assert icc2(values, groups) is None


def test_nothing_differs_within_groups():
    values, groups = [0.1, 0.1, 0.1, 0.7, 0.7], [0, 0, 0, 1, 1]
    assert (icc1(values, groups), icc2(values, groups)) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("values", "groups"),
    [
        ([], []),
        ([1], ["a"]),
        ([1, 2, 3], ["a", "a", "a"]),
        ([1, 2, 3], ["a", "b", "c"]),
        ([0.1, 0.1, 0.1, 0.1], ["a", "a", "b", "b"]),
        ([1, NAN, 3, NAN], ["a", "a", "b", "b"]),
        ([1, 2, 3, 4], ["a", "a", NAN, None]),
    ],
)
def test_undefined(values, groups):
    assert (icc1(values, groups), icc2(values, groups)) == (None, None)


@pytest.mark.parametrize(
    ("values", "groups", "message"),
    [
        ([1, 2], ["a"], "a group for each"),
        ([[1], [2]], ["a", "b"], "one list"),
        ([1, float("inf")], ["a", "b"], "finite"),
    ],
)
def test_wrong_input(values, groups, message):
    with pytest.raises(ValueError, match=message):
        icc1(values, groups)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3)), min_size=2, max_size=30))
def test_the_second_is_the_first_stepped_up(people):
    """ICC(2) is the Spearman-Brown reliability of k people (Bliese 2000)."""
    values, groups = zip(*people, strict=True)
    first, second = icc1(values, groups), icc2(values, groups)
    if second is None:
        return
    k = len(people) / len(set(groups))
    assert second * (1 + (k - 1) * first) == pytest.approx(k * first, abs=1e-9)
    assert icc1([3 - 2 * v for v in values], groups) == pytest.approx(first, abs=1e-9)
