"""Differences between groups: published values, the method's table, and properties."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.differences import (
    MeanDifference,
    benjamini_hochberg,
    combined,
    difference,
    hedges_g,
    hedges_g_of_samples,
    known_values,
    label_gap,
    moderated_variance,
    pooled_variance,
    t_interval,
    t_margin,
    two_sided_p,
    welch_t,
)
from scoring.framework.statistics import GapRules
from scoring.interval import Interval
from scoring.scorecard.views import GapLabel

# Student (1908): extra hours of sleep of ten people under each of two drugs; R's `sleep`.
SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
# Benjamini & Hochberg (1995), section 3.2: 15 p values of a trial of thrombolysis.
TRIAL = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459),
    *(0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]

answers = st.lists(st.integers(1, 5).map(float), min_size=2, max_size=12)
errors = st.lists(
    st.tuples(st.floats(0.1, 2), st.floats(0.01, 2), st.floats(1, 50)), min_size=1, max_size=6
)


class TestWelch:
    def test_sleep_data(self):
        # R: t.test(extra ~ group, data = sleep)
        result = welch_t(SLEEP_1, SLEEP_2)
        assert result.value == pytest.approx(-1.58)
        assert result.t == pytest.approx(-1.8608, abs=5e-5)
        assert result.df == pytest.approx(17.776, abs=5e-4)
        assert result.p == pytest.approx(0.07939, abs=5e-6)
        assert (result.low, result.high) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)
        assert result.standard_error == pytest.approx(-1.58 / -1.8608, abs=5e-5)

    def test_missing_values_are_left_out(self):
        assert welch_t([*SLEEP_1, math.nan], [None, *SLEEP_2]) == welch_t(SLEEP_1, SLEEP_2)

    @pytest.mark.parametrize(
        ("a", "b", "value"),
        [
            ([], [1, 2], None),
            ([math.nan], [1, 2], None),
            ([3], [1, 2], 1.5),
            ([1, 2], [3], -1.5),
        ],
    )
    def test_too_few_values_give_no_test(self, a, b, value):
        assert welch_t(a, b) == MeanDifference(value, None, None, None, None, None, None)

    def test_samples_that_do_not_vary_have_no_test(self):
        result = welch_t([0.1, 0.1, 0.1], [0.4, 0.4])
        assert result == MeanDifference(
            result.value, result.value, result.value, None, None, None, 0
        )
        assert result.value == pytest.approx(-0.3)

    def test_one_sample_that_does_not_vary_leaves_the_df_of_the_other(self):
        assert welch_t([3, 3, 3], [1, 2, 4, 5]).df == pytest.approx(3)

    @pytest.mark.parametrize("sample", [[[1, 2], [3, 4]], [1, math.inf], 3])
    def test_what_is_no_sample_is_refused(self, sample):
        with pytest.raises(ValueError, match="sample"):
            welch_t(sample, [1, 2])

    @pytest.mark.parametrize("confidence", [0, 1, 95, math.nan])
    def test_confidence_is_a_share(self, confidence):
        with pytest.raises(ValueError, match="confidence must be between 0 and 1"):
            welch_t(SLEEP_1, SLEEP_2, confidence)

    @settings(deadline=None)
    @given(answers, answers)
    def test_order_only_turns_the_sign(self, a, b):
        there, back = welch_t(a, b), welch_t(b, a)
        assert there.value == -back.value
        assert there.p == pytest.approx(back.p)
        assert there.low == pytest.approx(-back.high)

    @settings(deadline=None)
    @given(answers, answers, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
    def test_the_limits_leave_out_zero_exactly_when_p_says_so(self, a, b, confidence):
        result = welch_t(a, b, confidence)
        if result.p is None:
            assert result.standard_error == 0
        elif abs(result.p - (1 - confidence)) > 1e-9:
            assert (result.low > 0 or result.high < 0) == (result.p < 1 - confidence)


def test_known_values_keep_their_order():
    assert known_values([3, None, math.nan, 1]).tolist() == [3, 1]


class TestCombined:
    def test_by_hand(self):
        # SE^2 = .25 (.16) + .25 (.36) = .13; df = .0169 / (.0016/4 + .0081/9)
        standard_error, df = combined([(0.5, 0.4, 4), (0.5, 0.6, 9)])
        assert standard_error == pytest.approx(math.sqrt(0.13))
        assert df == pytest.approx(0.0169 / 0.0013)

    @pytest.mark.parametrize("estimates", [[], [(1, 0, None), (0.5, 0, 3)], [(0, 0.4, 4)]])
    def test_no_error_has_no_df(self, estimates):
        assert combined(estimates) == (0, None)

    def test_an_estimate_without_error_changes_nothing(self):
        assert combined([(1, 0.3, 7), (1, 0, None)]) == pytest.approx((0.3, 7))

    def test_many_df_stay_many(self):
        assert combined([(1, 0.3, math.inf), (1, 0.4, math.inf)]) == (0.5, math.inf)

    @pytest.mark.parametrize("estimate", [(1, -0.1, 3), (1, math.nan, 3), (1, math.inf, 3)])
    def test_no_negative_error(self, estimate):
        with pytest.raises(ValueError, match="a standard error must be 0 or more"):
            combined([estimate])

    @pytest.mark.parametrize("df", [None, 0, -1, math.nan])
    def test_an_error_needs_df(self, df):
        with pytest.raises(ValueError, match="needs degrees of freedom above 0"):
            combined([(1, 0.1, df)])

    @settings(deadline=None)
    @given(errors)
    def test_df_lie_between_the_fewest_and_all(self, estimates):
        _, df = combined(estimates)
        dfs = [df for _, _, df in estimates]
        assert min(dfs) - 1e-9 <= df <= sum(dfs) + 1e-9


class TestDifference:
    FIRST = Interval(3.9, 3.5, 4.3, 0.2, 6)
    SECOND = Interval(2.2, 1.8, 2.6, 0.2, 6)

    def test_equal_errors_add_their_df(self):
        result = difference(self.FIRST, self.SECOND)
        assert result.value == pytest.approx(1.7)
        assert result.standard_error == pytest.approx(math.sqrt(0.08))
        assert result.df == pytest.approx(12)
        # t table: 1.782 at 95 % and 12 df
        assert result.half_width == pytest.approx(1.782 * math.sqrt(0.08), abs=2e-4)

    def test_agrees_with_welch(self):
        parts = [
            Interval(np.mean(s), 0, 0, np.std(s, ddof=1) / math.sqrt(10), 9)
            for s in (SLEEP_1, SLEEP_2)
        ]
        result, welch = difference(*parts, confidence=0.95), welch_t(SLEEP_1, SLEEP_2)
        assert (result.low, result.high) == pytest.approx((welch.low, welch.high))
        assert two_sided_p(result) == pytest.approx(welch.p)

    def test_two_certain_values(self):
        exact = [Interval(4, 4, 4, 0), Interval(2.5, 2.5, 2.5, 0)]
        assert difference(*exact) == Interval(1.5, 1.5, 1.5, 0, None)

    def test_limits_that_come_from_elsewhere_are_refused(self):
        with pytest.raises(ValueError, match="both estimates need a standard error"):
            difference(self.FIRST, Interval(0.12, 0.08, 0.18))

    @pytest.mark.parametrize(
        ("interval", "p"),
        [
            (Interval(0.5, 0.5, 0.5, 0), 0),
            (Interval(0, 0, 0, 0), 1),
            (Interval(1e-12, 0, 0, 0), 1),
            (Interval(0, -1, 1, 0.5, 8), 1),
            (Interval(0.12, 0.08, 0.18), None),
            (Interval(0.12, 0.08, 0.18, 0.02), None),
        ],
    )
    def test_p(self, interval, p):
        assert two_sided_p(interval) == p

    def test_margin_needs_df(self):
        with pytest.raises(ValueError, match="needs degrees of freedom above 0"):
            t_margin(0.1, None, 0.9)


class TestHedges:
    def test_borenstein(self):
        # Borenstein, Hedges, Higgins & Rothstein (2009), chapter 4: means 103 and 100,
        # SD 5.5 and 4.5, 50 people each: d = .5970, J = .9923, g = .5924.
        variance = pooled_variance([(5.5**2, 49), (4.5**2, 49)])
        assert math.sqrt(variance) == pytest.approx(5.0249, abs=5e-5)
        assert 3 / math.sqrt(variance) == pytest.approx(0.5970, abs=5e-5)
        assert hedges_g(103 - 100, 50, 50, variance) == pytest.approx(0.5924, abs=5e-5)

    def test_raw_samples_by_hand(self):
        # means 2 and 4, variances 1 and 4 (2 df each): s_p^2 = 2.5; J = 1 - 3/15 = .8
        assert hedges_g_of_samples([1, 2, 3], [2, 4, 6]) == pytest.approx(-1.6 / math.sqrt(2.5))

    def test_one_against_many_has_the_variance_of_the_many(self):
        # variance 2.5 with 4 df, difference 2; J = 1 - 3/15
        assert hedges_g_of_samples([5], [1, 2, 3, 4, 5]) == pytest.approx(1.6 / math.sqrt(2.5))

    @pytest.mark.parametrize(
        ("a", "b"), [([], []), ([], [1, 2, 3]), ([1], [2]), ([3, 3], [4, 4]), ([1], [math.nan, 2])]
    )
    def test_not_defined(self, a, b):
        assert hedges_g_of_samples(a, b) is None

    @pytest.mark.parametrize(("n_a", "n_b", "variance"), [(1, 1, 1), (0, 2, 1), (4, 4, 0)])
    def test_not_defined_by_numbers(self, n_a, n_b, variance):
        assert hedges_g(1, n_a, n_b, variance) is None

    @pytest.mark.parametrize(("n_a", "variance"), [(-1, 1), (3, -1), (3, math.nan)])
    def test_nonsense_is_refused(self, n_a, variance):
        with pytest.raises(ValueError, match="must be 0 or more"):
            hedges_g(1, n_a, 3, variance)

    def test_nothing_to_pool(self):
        assert pooled_variance([]) is None
        assert pooled_variance([(1, 0)]) is None

    @pytest.mark.parametrize("part", [(-1, 3), (1, -3), (math.nan, 3)])
    def test_no_negative_variance(self, part):
        with pytest.raises(ValueError, match="must be 0 or more"):
            pooled_variance([part])


class TestBenjaminiHochberg:
    def test_published_trial(self):
        # The paper rejects the four smallest at q = .05; adjusted values as R's p.adjust.
        q_values = benjamini_hochberg(TRIAL)
        assert [q <= 0.05 for q in q_values] == [True] * 4 + [False] * 11
        assert q_values == pytest.approx(
            [
                *(0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645),
                *(0.0765, 0.486, 0.58118182, 0.714875, 0.75323077, 0.81321429, 1.0),
            ],
            abs=1e-8,
        )

    def test_given_order_and_unknown_ones_stay(self):
        assert benjamini_hochberg([0.04, None, 0.01]) == (0.04, None, 0.02)

    @pytest.mark.parametrize("p_values", [[], [None, None]])
    def test_nothing_to_adjust(self, p_values):
        assert benjamini_hochberg(p_values) == tuple(p_values)

    @pytest.mark.parametrize("p", [-0.1, 1.1, math.nan])
    def test_what_is_no_p_is_refused(self, p):
        with pytest.raises(ValueError, match="a p value must be from 0 to 1"):
            benjamini_hochberg([0.5, p])

    @settings(deadline=None)
    @given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.floats(0.01, 0.99))
    def test_rejects_what_the_step_up_rule_rejects(self, p_values, level):
        # The procedure itself: reject up to the largest i with p_(i) <= i q / m.
        count = len(p_values)
        ordered = sorted(p_values)
        scaled = [p * (count / rank) for rank, p in enumerate(ordered, 1)]
        passing = [p for p, bound in zip(ordered, scaled, strict=True) if bound <= level]
        rejected = [bool(passing) and p <= max(passing) for p in p_values]
        assert [q <= level for q in benjamini_hochberg(p_values)] == rejected

    @settings(deadline=None)
    @given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
    def test_never_below_p_and_in_the_order_of_p(self, p_values):
        q_values = benjamini_hochberg(p_values)
        assert all(p <= q <= 1 for p, q in zip(p_values, q_values, strict=True))
        by_p = [q for _, q in sorted(zip(p_values, q_values, strict=True))]
        assert by_p == sorted(by_p)


class TestLabel:
    @pytest.mark.parametrize(
        ("value", "low", "high", "q", "label"),
        [
            # method.md 3.9
            (1.0, 0.5, 1.5, 0.10, GapLabel.LARGE),
            (-1.7, -2.2, -1.2, 0.001, GapLabel.LARGE),
            (0.9999, 0.5, 1.5, 0.10, GapLabel.ESTABLISHED),
            (0.5, 0.1, 0.9, 0.10, GapLabel.ESTABLISHED),
            (0.5, 0.1, 0.9, 0.1001, GapLabel.WORTH_DISCUSSING),
            (-1.4, -3.0, 0.2, 0.3, GapLabel.WORTH_DISCUSSING),
            (0.0, -0.49, 0.49, 0.9, GapLabel.NONE_MATERIAL),
            (0.3, 0.2, 0.4, 0.01, GapLabel.NONE_MATERIAL),
            (0.0, -0.5, 0.49, 0.9, GapLabel.NOT_KNOWN),
            (0.0, -0.49, 0.5, 0.9, GapLabel.NOT_KNOWN),
            (0.49, 0.1, 0.9, 0.01, GapLabel.NOT_KNOWN),
            (1.7, 0.9, 2.5, None, GapLabel.NOT_KNOWN),
            (0.0, -0.2, 0.2, None, GapLabel.NONE_MATERIAL),
            # rounding never decides
            (0.5 - 1e-12, 0.1, 0.9, 0.1 + 1e-12, GapLabel.ESTABLISHED),
            (0.0, -0.5 + 1e-12, 0.4, 0.9, GapLabel.NOT_KNOWN),
        ],
    )
    def test_table(self, value, low, high, q, label):
        assert label_gap(Interval(value, low, high), q, GapRules()) is label

    def test_the_rules_decide(self):
        strict = GapRules(material=0.2, large=0.4, q=0.01)
        assert label_gap(Interval(0.45, 0.1, 0.8), 0.01, strict) is GapLabel.LARGE
        assert label_gap(Interval(0.45, 0.1, 0.8), 0.05, strict) is GapLabel.WORTH_DISCUSSING

    @settings(deadline=None)
    @given(st.floats(-4, 4), st.floats(0, 3), st.floats(0, 1))
    def test_direction_does_not_matter(self, value, half_width, q):
        there = Interval(value, value - half_width, value + half_width)
        back = Interval(-value, -value - half_width, -value + half_width)
        assert label_gap(there, q, GapRules()) is label_gap(back, q, GapRules())


class TestModeratedVariance:
    def test_by_hand(self):
        # ((4 - 1) 1.5 + 4 .7) / 7
        assert moderated_variance(1.5, 4, 0.7, 4) == pytest.approx(7.3 / 7)

    def test_three_equal_answers_do_not_claim_certainty(self):
        assert moderated_variance(0.0, 3, 0.7, 4) == pytest.approx(2.8 / 6)

    @pytest.mark.parametrize("variance", [None, math.nan, 99.0])
    def test_one_person_has_the_prior(self, variance):
        assert moderated_variance(variance, 1, 0.7, 4) == pytest.approx(0.7)

    def test_element_by_element(self):
        result = moderated_variance(np.array([1.5, np.nan]), np.array([4, 1]), 0.7, 4)
        assert result.tolist() == pytest.approx([7.3 / 7, 0.7])

    def test_no_prior_is_the_sample_itself(self):
        assert moderated_variance(1.5, 4, 0.7, 0) == 1.5

    @pytest.mark.parametrize(
        ("variance", "n", "prior_variance", "prior_df", "message"),
        [
            (-1, 3, 0.7, 4, "must be 0 or more"),
            (None, 3, 0.7, 4, "must be 0 or more"),
            (1, 3, -0.7, 4, "must be 0 or more"),
            (1, 3, 0.7, -4, "must be 0 or more"),
            (1, 0, 0.7, 4, "at least one person"),
            (1, 1, 0.7, 0, "without a prior"),
        ],
    )
    def test_nonsense_is_refused(self, variance, n, prior_variance, prior_df, message):
        with pytest.raises(ValueError, match=message):
            moderated_variance(variance, n, prior_variance, prior_df)

    @settings(deadline=None)
    @given(st.floats(0, 4), st.integers(1, 200), st.floats(0, 4), st.floats(0.5, 20))
    def test_lies_between_both_variances(self, variance, n, prior_variance, prior_df):
        result = moderated_variance(variance, n, prior_variance, prior_df)
        own = prior_variance if n == 1 else variance
        assert min(own, prior_variance) - 1e-9 <= result <= max(own, prior_variance) + 1e-9


# method.md 3.5: 90 % half-width of one group mean, all of a closed group and without
@pytest.mark.parametrize(
    ("n", "half_width", "census"),
    [
        (3, 0.94, 0.59),
        (4, 0.79, 0.50),
        (5, 0.70, 0.44),
        (8, 0.53, 0.34),
        (10, 0.47, 0.30),
        (15, 0.37, 0.24),
        (20, 0.32, 0.20),
        (40, 0.22, 0.14),
    ],
)
def test_half_widths_of_the_method(n, half_width, census):
    variance = moderated_variance(0.7, n, 0.7, 4)
    for reduction, expected in ((1.0, half_width), (1 - 0.6, census)):
        interval = t_interval(3.0, math.sqrt(variance / n * reduction), n + 3, 0.90)
        assert interval.half_width == pytest.approx(expected, abs=0.005)
