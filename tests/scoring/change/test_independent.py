"""Change without links: the method's table of detectable changes, and its error rate."""

import math

import numpy as np
import pytest

from scoring.change import IndependentChange, independent_change
from scoring.differences import moderated_variance
from scoring.interval import Interval


def estimate(mean, variance, n, headcount=None, reliability=0.6):
    """A group mean with its moderated error, as method.md 3.5 has it."""
    share = n / headcount if headcount else 0.0
    moderated = moderated_variance(variance, n, 0.7, 4)
    return Interval(mean, mean, mean, math.sqrt(moderated / n * (1 - share * reliability)), n + 3.0)


# method.md 3.5, the two columns on the right
@pytest.mark.parametrize(
    ("n", "mdc", "census"),
    [
        (3, 1.49, 0.94),
        (4, 1.27, 0.80),
        (5, 1.12, 0.71),
        (8, 0.87, 0.55),
        (10, 0.77, 0.49),
        (15, 0.62, 0.39),
        (20, 0.53, 0.34),
        (40, 0.37, 0.24),
    ],
)
def test_detectable_changes_of_the_method(n, mdc, census):
    for headcount, expected in ((None, mdc), (n, census)):
        rounds = estimate(3.4, 0.7, n, headcount), estimate(3.1, 0.7, n, headcount)
        assert independent_change(*rounds).mdc == pytest.approx(expected, abs=0.005)


def test_value_limits_and_p():
    change = independent_change(Interval(3.4, 3, 3.8, 0.2, 6), Interval(3.0, 2.6, 3.4, 0.2, 6))
    assert change.value == pytest.approx(0.4)
    assert change.standard_error == pytest.approx(math.sqrt(0.08))
    assert change.df == pytest.approx(12)
    assert change.mdc == pytest.approx(2.179 * math.sqrt(0.08), abs=2e-4)  # t table, 12 df
    assert (change.low, change.high) == pytest.approx((0.4 - change.mdc, 0.4 + change.mdc))
    assert change.p == pytest.approx(0.1827, abs=5e-4)  # t = 1.4142


def test_facts_change_exactly():
    rounds = Interval(4, 4, 4, 0), Interval(2, 2, 2, 0)
    assert independent_change(*rounds) == IndependentChange(2, 2, 2, 0, None, None, 0)


def test_limits_that_come_from_elsewhere_are_refused():
    with pytest.raises(ValueError, match="both estimates need a standard error"):
        independent_change(Interval(3, 2, 4), Interval(3, 2, 4, 0.5, 5))


def share_called_real(rng, *, again, headcount, shift=0.0, rounds=1500):
    """How often a change of `shift` is called real when 40 of 120 people answer twice.

    `again` tells whether the same people answer in the second round. A score has variance
    .7, of which .6 is the person's own.
    """
    n, people = 40, 120
    hits = 0
    for _ in range(rounds):
        own = rng.normal(3.0, math.sqrt(0.7 * 0.6), people)
        scores = own + rng.normal(0.0, math.sqrt(0.7 * 0.4), (2, people))
        first = rng.permutation(people)[:n]
        second = first if again else rng.permutation(people)[:n]
        now, before = scores[0, first] + shift, scores[1, second]
        change = independent_change(
            estimate(now.mean(), now.var(ddof=1), n, headcount),
            estimate(before.mean(), before.var(ddof=1), n, headcount),
        )
        hits += abs(change.value) >= change.mdc
    return hits / rounds


@pytest.mark.parametrize(("again", "headcount"), [(True, 120), (True, None), (False, None)])
def test_no_change_is_seldom_called_real(again, headcount):
    # method.md 3.13: conservative at nominal .05
    assert share_called_real(np.random.default_rng(20), again=again, headcount=headcount) <= 0.05


def test_fresh_people_of_a_known_headcount_meet_the_nominal_rate():
    share = share_called_real(np.random.default_rng(21), again=False, headcount=120)
    assert share == pytest.approx(0.05, abs=3 * math.sqrt(0.05 * 0.95 / 1500))


def test_a_change_of_a_level_is_found():
    rng = np.random.default_rng(22)
    assert share_called_real(rng, again=False, headcount=None, shift=1.0, rounds=200) > 0.95
