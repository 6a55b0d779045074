"""The XmR chart: a published series, and when there is none."""

import math

import pytest

from scoring.change import XmrLimits, xmr_limits


def test_published_series():
    # NIST/SEMATECH e-Handbook 6.3.2.2: ten batches, limits 45.8159 and 55.8041 (with 3/1.128)
    batches = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    limits = xmr_limits(batches)
    assert limits.mean == pytest.approx(50.81)
    assert limits.moving_range == pytest.approx(1.8778, abs=5e-5)
    assert (limits.low, limits.high) == pytest.approx((45.8159, 55.8041), abs=1e-3)


def test_by_hand():
    # ranges 1, 1, 2, 2: mean 1.5
    limits = xmr_limits([3, 4, 3, 5, 3])
    assert limits.low == pytest.approx(3.6 - 2.66 * 1.5)
    assert limits.high == pytest.approx(3.6 + 2.66 * 1.5)


@pytest.mark.parametrize("values", [[], [3, 4, 3, 5], [3, 4, None, 3, 5]])
def test_too_few_rounds(values):
    assert xmr_limits(values) is None


def test_a_round_without_value_is_left_out():
    assert xmr_limits([3, None, 4, 3, 5, 3]) == xmr_limits([3, 4, 3, 5, 3])


def test_a_level_series_has_no_width():
    assert xmr_limits([3.0] * 5) == XmrLimits(3.0, 3.0, 3.0, 0.0)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_values_are_finite(value):
    with pytest.raises(ValueError, match="values must be finite"):
        xmr_limits([3, 4, 3, 5, value])


def test_a_range_needs_two():
    with pytest.raises(ValueError, match="needs two rounds"):
        xmr_limits([3], least_rounds=1)
