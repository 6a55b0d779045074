"""Krippendorff's alpha against published values and pairs counted one by one."""

import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring.reliability import krippendorff_alpha
from tests.scoring.reliability.published import KRIPPENDORFF

NAN = float("nan")
LEVELS = ("nominal", "ordinal", "interval", "ratio")


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# Krippendorff (2011), Computing Krippendorff's alpha-reliability, data C.
@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_four_coders_twelve_units(level, published):
    assert krippendorff_alpha(KRIPPENDORFF, level) == pytest.approx(published, abs=5.1e-4)


def test_two_coders_two_values():
    """Krippendorff (2011), data A: .095."""
    coders = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
    assert krippendorff_alpha(coders) == pytest.approx(0.095, abs=5e-4)


def test_two_coders_five_values():
    """Krippendorff (2011), data B: letters a to e, .692."""
    first = [1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1]
    second = [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]
    assert krippendorff_alpha([first, second]) == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize("level", LEVELS)
def test_perfect_agreement(level):
    assert krippendorff_alpha([[1, 2, 3, NAN], [1, 2, NAN, 4]], level) == 1.0


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "matrix", [[], [1, 2, 3], [[1, 2, 3]], [[2, 2], [2, 2]], [[1, NAN], [NAN, 2]], [[NAN, NAN]] * 2]
)
def test_undefined(matrix, level):
    if np.ndim(matrix) == 1 and matrix:
        matrix = [matrix]
    assert krippendorff_alpha(matrix, level) is None


def test_zero_on_a_ratio_level():
    assert krippendorff_alpha([[0, 0, 1], [0, 0, 1]], "ratio") == 1.0


@pytest.mark.parametrize(
    ("matrix", "level", "message"),
    [
        ([[1, 2], [1, 2]], "rank", "'rank'"),
        ([[-1, 2], [1, 2]], "ratio", "not be negative"),
        ([[1, float("inf")]], "nominal", "finite"),
    ],
)
def test_wrong_input(matrix, level, message):
    with pytest.raises(ValueError, match=message):
        krippendorff_alpha(matrix, level)


def counted_alpha(matrix, level):
    """Compare every value with every other, within units and over all."""
    units = [[v for v in column if not np.isnan(v)] for column in matrix.T]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [value for unit in units for value in unit]

    def distance(a, b):
        if level == "nominal":
            return float(a != b)
        if level == "ordinal":
            low, high = min(a, b), max(a, b)
            between = sum(low <= value <= high for value in pooled)
            return (between - (pooled.count(a) + pooled.count(b)) / 2) ** 2 if a != b else 0.0
        if level == "interval":
            return (a - b) ** 2
        return ((a - b) / (a + b)) ** 2 if a + b else 0.0

    def apart(values):
        return sum(distance(a, b) for a, b in itertools.permutations(values, 2))

    n = len(pooled)
    if n < 2 or apart(pooled) == 0:
        return None
    observed = sum(apart(unit) / (len(unit) - 1) for unit in units) / n
    return 1 - observed / (apart(pooled) / (n * (n - 1)))


@given(
    hnp.arrays(
        float,
        st.tuples(st.integers(1, 5), st.integers(1, 7)),
        elements=st.sampled_from([0.0, 1.0, 2.0, 5.0, NAN, NAN]),
    ),
    st.sampled_from(LEVELS),
)
def test_pairs_counted_one_by_one(matrix, level):
    expected = counted_alpha(matrix, level)
    found = krippendorff_alpha(matrix, level)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))
