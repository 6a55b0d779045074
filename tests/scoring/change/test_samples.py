"""Partly the same people: the published example, the limits of the formula, the split."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.change import (
    Decomposition,
    OverlappingChange,
    decompose,
    pair_up,
    partially_overlapping_t,
)
from scoring.change.independent import independent_change
from scoring.differences import moderated_variance, welch_t
from scoring.interval import Interval

# Derrick, Toher & White (2017), The Quantitative Methods for Psychology 13(2), 120-126; also
# the example of the R package Partiallyoverlapping.
ONLY_A = [20, 21, 16, 18, 14, 12, 14, 17]
PAIRED_A = [14, 15, 18, 20, 11, 19, 14, 15]
ONLY_B = [10, 16, 18, 16, 15, 14, 13, 10]
PAIRED_B = [15, 10, 15, 17, 13, 19, 12, 13]
MISSING = [math.nan] * 8
# Student (1908), R's `sleep`: the same ten people under two drugs.
SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

answer = st.integers(1, 5).map(float)
pairs = st.lists(st.tuples(answer, answer), max_size=10)
singles = st.lists(answer, max_size=8)


def published(**rules):
    return partially_overlapping_t(PAIRED_A, PAIRED_B, ONLY_A, ONLY_B, **rules)


class TestPublishedExample:
    def test_equal_variances(self):
        # As printed: t 2.4207, df 18.5, p .02597.
        result = published(equal_variances=True)
        assert result.t == pytest.approx(2.4207, abs=5e-5)
        assert result.df == pytest.approx(18.5)
        assert result.p == pytest.approx(0.02597, abs=5e-6)

    def test_equal_variances_as_a_limit(self):
        # The statistic is the same once a prior outweighs both samples with their pooled variance.
        a, b = np.array(ONLY_A + PAIRED_A), np.array(ONLY_B + PAIRED_B)
        pooled = (a.var(ddof=1) + b.var(ddof=1)) / 2
        assert published(prior=(pooled, 1e9)).t == pytest.approx(2.4207, abs=5e-5)

    def test_p(self):
        assert published().p == pytest.approx(0.026, abs=5e-4)

    def test_what_the_documentation_says_of_unequal_variances(self):
        result = published()
        assert result.t == pytest.approx(2.4191, abs=5e-5)
        assert result.df == pytest.approx(18.42, abs=5e-3)
        assert result.p == pytest.approx(0.0261, abs=5e-5)

    def test_unequal_variances(self):
        # By the printed formulas, from sums of squares by hand (n = 16, nc = na = nb = 8).
        v1, v2 = 133.75 / 15 / 16, 115.75 / 15 / 16
        r = 41.5 / math.sqrt(63.5 * 57.5)
        gamma = (v1 + v2) ** 2 / (v1**2 / 15 + v2**2 / 15)
        result = published()
        assert result.r == pytest.approx(r)
        assert result.value == pytest.approx(2.0)
        assert result.t == pytest.approx(2.0 / math.sqrt(v1 + v2 - r * math.sqrt(v1 * v2)))
        assert result.df == pytest.approx(7 + (gamma - 7) / 32 * 16)

    def test_values_side_by_side(self):
        stacked = partially_overlapping_t(
            ONLY_A + MISSING + PAIRED_A, [None] * 8 + ONLY_B + PAIRED_B
        )
        assert stacked.t == pytest.approx(published().t)
        assert (stacked.n_pairs, stacked.n_first_only, stacked.n_second_only) == (8, 8, 8)

    def test_linked_values(self):
        first = pair_up(
            PAIRED_A + ONLY_A,
            [*"abcdefgh", *[None] * 8],
            ONLY_B + PAIRED_B[::-1],
            [*"stuvwxyz", *"hgfedcba"],
        )
        assert partially_overlapping_t(*first).t == pytest.approx(published().t)

    def test_limits_and_mdc(self):
        result = published()
        assert result.mdc == pytest.approx(2.0974 * result.standard_error, abs=5e-4)
        assert (result.low, result.high) == pytest.approx((2 - result.mdc, 2 + result.mdc))

    def test_too_few_pairs_leave_the_correlation_out(self):
        result = published(least_pairs=9)
        assert result.r == 0
        assert result.standard_error == welch_t(PAIRED_A + ONLY_A, PAIRED_B + ONLY_B).standard_error

    def test_negative_correlation_is_left_out(self):
        assert partially_overlapping_t([1, 2, 3, 4, 5], [5, 4, 3, 2, 1]).r == 0


class TestLimits:
    def test_only_pairs_is_the_paired_t(self):
        # R: t.test(SLEEP_1, SLEEP_2, paired = TRUE): t = -4.0621, df = 9, p = 0.002833
        result = partially_overlapping_t(SLEEP_1, SLEEP_2)
        assert result.t == pytest.approx(-4.0621, abs=5e-5)
        assert result.df == pytest.approx(9)
        assert result.p == pytest.approx(0.002833, abs=5e-7)

    def test_no_pairs_is_welch(self):
        # R: t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, p = 0.07939
        result = partially_overlapping_t([], [], SLEEP_1, SLEEP_2)
        assert result.t == pytest.approx(-1.8608, abs=5e-5)
        assert result.df == pytest.approx(17.776, abs=5e-4)
        assert result.p == pytest.approx(0.07939, abs=5e-6)

    def test_no_pairs_and_equal_variances_is_student(self):
        # R: t.test(extra ~ group, data = sleep, var.equal = TRUE): df = 18, p = 0.07919
        result = partially_overlapping_t([], [], SLEEP_1, SLEEP_2, equal_variances=True)
        assert result.t == pytest.approx(-1.8608, abs=5e-5)
        assert result.df == pytest.approx(18)
        assert result.p == pytest.approx(0.07919, abs=5e-6)

    def test_variances_are_pooled_by_their_df(self):
        # 2 and 4 df
        result = partially_overlapping_t([], [], [1, 2, 3], [0, 1, 3, 3, 4.5], equal_variances=True)
        squares = 2 + np.var([0, 1, 3, 3, 4.5]) * 5
        assert result.standard_error == pytest.approx(math.sqrt(squares / 6 * (1 / 3 + 1 / 5)))

    def test_no_pairs_with_a_prior_is_the_independent_form(self):
        first, second = [2.0, 3.0, 5.0, 4.0], [1.0, 2.0, 2.0]
        rounds = [
            Interval(
                float(np.mean(x)),
                *(0.0, 0.0),
                math.sqrt(moderated_variance(float(np.var(x, ddof=1)), len(x), 0.7, 4) / len(x)),
                len(x) + 3.0,
            )
            for x in (first, second)
        ]
        expected = independent_change(*rounds)
        result = partially_overlapping_t([], [], first, second, prior=(0.7, 4))
        assert (result.standard_error, result.df, result.mdc) == pytest.approx(
            (expected.standard_error, expected.df, expected.mdc)
        )


class TestDegenerate:
    @pytest.mark.parametrize(
        ("first", "second", "value", "counts"),
        [
            ([], [], None, (0, 0, 0)),
            ([1, 2, 3], [None, None, None], None, (0, 3, 0)),
            ([4, None, None], [None, 1, 2], 2.5, (0, 1, 2)),
            ([4], [3], 1.0, (1, 0, 0)),
        ],
    )
    def test_nothing_to_go_by(self, first, second, value, counts):
        expected = OverlappingChange(value, *[None] * 7, 0.0, *counts)
        assert partially_overlapping_t(first, second) == expected

    def test_one_person_counts_with_a_prior(self):
        result = partially_overlapping_t([], [], [4.0], [1.0, 2.0], prior=(0.7, 4))
        assert result.standard_error == pytest.approx(math.sqrt(0.7 + (0.5 + 2.8) / 5 / 2))

    def test_one_pair_alone_has_no_df(self):
        result = partially_overlapping_t([4.0], [2.0], prior=(0.7, 4))
        assert (result.value, result.df, result.mdc) == (2.0, None, None)

    def test_one_person_and_a_prior_without_weight(self):
        assert partially_overlapping_t([], [], [4.0], [1, 2], prior=(0.7, 0)).mdc is None

    @pytest.mark.parametrize("first", [[2, 3, 4, 5, 4], [1.1, 2.1, 3.1, 4.1, 3.1]])
    def test_everybody_moved_alike(self, first):
        result = partially_overlapping_t(first, [1, 2, 3, 4, 3])
        assert (result.standard_error, result.mdc) == (0, 0)
        assert (result.low, result.high) == (result.value, result.value)
        assert (result.t, result.df, result.p) == (None, None, None)

    def test_nobody_differs(self):
        result = partially_overlapping_t([0.1] * 6, [0.4] * 6)
        assert (result.r, result.standard_error, result.mdc) == (0, 0, 0)
        assert result.value == pytest.approx(-0.3)

    def test_nobody_differs_but_a_prior_says_people_do(self):
        result = partially_overlapping_t([3] * 6, [4] * 6, prior=(0.7, 4))
        # s^2 = 2.8 / 9 on both sides
        assert result.standard_error == pytest.approx(math.sqrt(2 * 2.8 / 9 / 6))

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (([1, 2], [1]), "equal length"),
            (([[1, 2]], [[1, 2]]), "one dimension"),
            (([1, math.inf], [1, 2]), "infinite"),
            (([], [], [[1]], []), "one dimension"),
        ],
    )
    def test_nonsense_is_refused(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            partially_overlapping_t(*arguments)

    @pytest.mark.parametrize("prior", [(-0.7, 4), (0.7, -4)])
    def test_no_negative_prior(self, prior):
        with pytest.raises(ValueError, match="must be 0 or more"):
            published(prior=prior)


class TestProperties:
    @settings(deadline=None)
    @given(pairs, singles, singles)
    def test_order_only_turns_the_sign(self, both, only_first, only_second):
        first, second = [a for a, _ in both], [b for _, b in both]
        there = partially_overlapping_t(first, second, only_first, only_second)
        back = partially_overlapping_t(second, first, only_second, only_first)
        if there.value is not None:
            assert there.value == -back.value
        assert there.standard_error == pytest.approx(back.standard_error)
        assert there.df == pytest.approx(back.df)
        assert there.p == pytest.approx(back.p)

    @settings(deadline=None)
    @given(pairs, singles, singles)
    def test_links_never_widen_the_limits_by_their_correlation(self, both, only_first, only_second):
        first, second = [a for a, _ in both], [b for _, b in both]
        linked = partially_overlapping_t(first, second, only_first, only_second)
        unlinked = partially_overlapping_t([], [], first + only_first, second + only_second)
        if linked.standard_error is not None:
            assert linked.standard_error <= unlinked.standard_error + 1e-12

    @settings(deadline=None)
    @given(pairs.filter(bool), singles, singles)
    def test_df_lie_between_those_of_pairs_and_welch(self, both, only_first, only_second):
        first, second = [a for a, _ in both], [b for _, b in both]
        df = partially_overlapping_t(first, second, only_first, only_second).df
        if df is not None:
            welch = welch_t(first + only_first, second + only_second).df
            assert len(both) - 1 - 1e-9 <= df <= welch + 1e-9


def test_no_change_is_seldom_called_real():
    # 8 people twice and 6 once in each round, answers 1 to 5, nominal .05
    rng = np.random.default_rng(13)
    rounds, hits = 1500, 0
    for _ in range(rounds):
        own = rng.normal(3.0, 0.7, 20)
        now, before = np.clip(np.rint(own + rng.normal(0, 0.6, (2, 20))), 1, 5)
        result = partially_overlapping_t(
            now[:8], before[:8], now[8:14], before[14:], prior=(0.7, 4)
        )
        hits += abs(result.value) >= result.mdc
    assert 0 < hits / rounds <= 0.05


class TestDecompose:
    def test_by_hand(self):
        # all: 4 - 2.5; the same five: each rose by 1
        result = decompose([2, 3, 4, 3, 3, 9], [1, 2, 3, 2, 2, None], (), [5])
        assert result == Decomposition(4 - 2.5, 1.0, 0.5, 5)

    def test_too_few_pairs(self):
        assert decompose([2, 3], [1, 2], [5]) == Decomposition(10 / 3 - 1.5, None, None, 2)

    def test_no_pairs_at_all(self):
        result = decompose([], [], [4], [3], least_pairs=0)
        assert result == Decomposition(1.0, None, None, 0)

    def test_an_empty_round(self):
        assert decompose([1, 2], [None, None]) == Decomposition(None, None, None, 0)

    @settings(deadline=None)
    @given(st.lists(st.tuples(answer, answer), min_size=5, max_size=9), singles, singles)
    def test_the_parts_add_up(self, both, only_first, only_second):
        first, second = [a for a, _ in both], [b for _, b in both]
        result = decompose(first, second, only_first, only_second)
        assert result.panel + result.turnover == pytest.approx(result.total)
        if not only_first and not only_second:
            assert result.turnover == pytest.approx(0, abs=1e-12)


class TestPairUp:
    def test_same_person_same_place(self):
        first, second = pair_up([1, 2, 3], ["x", None, "y"], [4, 5], ["y", "z"])
        places = {tuple(map(str, place)) for place in zip(first, second, strict=True)}
        assert places == {("1.0", "nan"), ("2.0", "nan"), ("3.0", "4.0"), ("nan", "5.0")}

    def test_a_missing_value_keeps_its_person_out(self):
        result = partially_overlapping_t(*pair_up([None, 2], ["x", "y"], [4, 5], ["x", "y"]))
        assert (result.n_pairs, result.n_first_only, result.n_second_only) == (1, 0, 1)

    def test_nobody(self):
        first, second = pair_up([], [], [], [])
        assert (first.tolist(), second.tolist()) == ([], [])

    def test_several_without_link_are_several_people(self):
        first, second = pair_up([1, 2], [None, None], [3], [None])
        assert np.isnan(first).sum() == 1
        assert np.isnan(second).sum() == 2

    @pytest.mark.parametrize(
        ("values", "links", "message"),
        [([1, 2], ["x"], "one link for each"), ([1, 2], ["x", "x"], "must not occur twice")],
    )
    def test_nonsense_is_refused(self, values, links, message):
        with pytest.raises(ValueError, match=message):
            pair_up(values, links, [], [])
