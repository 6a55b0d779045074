"""R-DECAY: the method's examples, the closed form, and what an audit tells."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.decay import (
    LOW_PLANNING_LOSS,
    PLANNING_LOSS,
    checks_per_month,
    estimate_loss,
    needed_upkeep,
    project,
    wilson,
)

shares = st.floats(0, 1, allow_subnormal=False)


class TestProject:
    def test_unmanaged_at_three_percent(self):
        # method.md 3.11: 30.6 % a year, 8.7 % a quarter, half-life 22.8 months; not 36 %
        projection = project(1.0, PLANNING_LOSS)
        assert projection.lost_in_year == pytest.approx(0.306, abs=5e-4)
        assert projection.lost_in_quarter == pytest.approx(0.087, abs=5e-4)
        assert projection.half_life == pytest.approx(22.8, abs=0.05)
        assert projection.shares[12] == pytest.approx(0.97**12)
        assert projection.steady_state == 0

    def test_low_case(self):
        # method.md 3.11: 2.1 % a month = 22.5 % a year
        assert project(1.0, LOW_PLANNING_LOSS).lost_in_year == pytest.approx(0.225, abs=5e-4)

    @pytest.mark.parametrize(
        ("start", "upkeep", "after_a_year", "steady"),
        [(0.90, 0.0, 0.6245, 0.0), (0.70, 0.05, 0.6526, 0.625)],
    )
    def test_examples_of_the_method(self, start, upkeep, after_a_year, steady):
        projection = project(start, 0.03, upkeep, 12)
        assert len(projection.shares) == 13
        assert projection.shares[0] == pytest.approx(start)
        assert projection.shares[12] == pytest.approx(after_a_year, abs=5e-5)
        assert projection.steady_state == pytest.approx(steady)

    def test_nothing_changes_without_loss_and_upkeep(self):
        projection = project(0.8, 0.0, 0.0, 3)
        assert projection.shares == (0.8, 0.8, 0.8, 0.8)
        assert projection.steady_state == 0.8
        assert (projection.lost_in_quarter, projection.lost_in_year) == (0, 0)
        assert projection.half_life is None

    def test_everything_goes_bad_at_once(self):
        projection = project(0.8, 1.0, months=2)
        assert projection.shares == pytest.approx((0.8, 0, 0))
        assert projection.half_life == 0

    def test_no_month(self):
        assert project(0.8, 0.03, months=0).shares == (0.8,)

    def test_high_loss_and_upkeep_swing_around_the_steady_state(self):
        # .9 (.7) + .9 (.1) = .72; .72 (.7) + .9 (.28) = .756; V* = .9 / 1.2
        projection = project(0.9, 0.3, 0.9, 2)
        assert projection.shares == pytest.approx((0.9, 0.72, 0.756))
        assert projection.steady_state == pytest.approx(0.75)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((1.1, 0.03), "start must be from 0 to 1"),
            ((0.9, -0.03), "loss must be from 0 to 1"),
            ((0.9, 3), "loss must be from 0 to 1"),
            ((0.9, math.nan), "loss must be from 0 to 1"),
            ((0.9, 0.03, 1.5), "upkeep must be from 0 to 1"),
            ((0.9, 0.03, 0.0, -1), "months must be 0 or more"),
        ],
    )
    def test_nonsense_is_refused(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            project(*arguments)

    @settings(deadline=None)
    @given(shares, shares, shares, st.integers(0, 40))
    def test_agrees_with_the_closed_form(self, start, loss, upkeep, months):
        projection = project(start, loss, upkeep, months)
        steady = projection.steady_state
        expected = [steady + (start - steady) * (1 - loss - upkeep) ** t for t in range(months + 1)]
        assert projection.shares == pytest.approx(expected, abs=1e-9)
        assert all(0 <= share <= 1 for share in projection.shares)

    @settings(deadline=None)
    @given(shares, st.floats(0.001, 0.5))
    def test_half_is_left_after_the_half_life(self, start, loss):
        half_life = project(start, loss).half_life
        assert (1 - loss) ** half_life == pytest.approx(0.5)


class TestUpkeep:
    def test_ninety_percent_of_ten_thousand(self):
        # method.md 3.11: m = .27, 270 records a month
        assert needed_upkeep(0.03, 0.90) == pytest.approx(0.27)
        assert checks_per_month(10_000, 0.90, 0.03) == pytest.approx(270)

    def test_executive_page(self):
        # method.md 4.1: 48,000 contacts, 90 % at 3 % a month
        assert checks_per_month(48_000, 0.90, 0.03) == pytest.approx(1296)

    @pytest.mark.parametrize(
        ("loss", "target", "upkeep"),
        [
            (0.03, 1.0, None),
            (0.3, 0.9, None),
            (0.5, 0.5, 0.5),
            (1.0, 0.5, 1.0),
            (0.0, 1.0, 0.0),
            (0.03, 0.0, 0.0),
        ],
    )
    def test_limits(self, loss, target, upkeep):
        assert needed_upkeep(loss, target) == upkeep

    @pytest.mark.parametrize(("loss", "target"), [(-0.1, 0.5), (0.1, 1.5), (0.1, math.nan)])
    def test_shares_only(self, loss, target):
        with pytest.raises(ValueError, match="must be from 0 to 1"):
            needed_upkeep(loss, target)
        with pytest.raises(ValueError, match="must be from 0 to 1"):
            checks_per_month(10, target, loss)

    def test_no_negative_records(self):
        with pytest.raises(ValueError, match="records must be 0 or more"):
            checks_per_month(-1, 0.9, 0.03)

    @settings(deadline=None)
    @given(st.floats(0.001, 1), st.floats(0.01, 0.99))
    def test_holds_the_target(self, loss, target):
        upkeep = needed_upkeep(loss, target)
        if upkeep is None:
            assert project(target, loss, 1.0).steady_state < target
        else:
            assert project(target, loss, upkeep).steady_state == pytest.approx(target)


class TestAudit:
    def test_example_of_the_method(self):
        # method.md 3.11: k = 18, n = 150, M = 4
        share, loss = wilson(18, 150), estimate_loss(18, 150, 4)
        assert share.value == pytest.approx(0.12)
        assert (share.low, share.high) == pytest.approx((0.0773, 0.1817), abs=5e-5)
        assert loss.value == pytest.approx(0.0315, abs=5e-5)
        assert (loss.low, loss.high) == pytest.approx((0.0199, 0.0489), abs=5e-5)

    @pytest.mark.parametrize(
        ("bad", "checked", "low", "high"),
        [
            # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_wilson_as_published(self, bad, checked, low, high):
        interval = wilson(bad, checked)
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)

    def test_all_bad_is_the_mirror_of_none_bad(self):
        none, all_bad = wilson(0, 20), wilson(20, 20)
        assert none.low == 0.0
        assert (all_bad.low, all_bad.high) == (pytest.approx(1 - none.high), 1.0)
        assert estimate_loss(20, 20, 6).value == 1.0

    @pytest.mark.parametrize(
        ("bad", "checked", "months"), [(0, 0, 4), (5, 4, 4), (1, 10, 0), (1, 0, 4)]
    )
    def test_no_estimate(self, bad, checked, months):
        assert estimate_loss(bad, checked, months) is None

    @pytest.mark.parametrize(
        ("bad", "checked", "months"),
        [(-1, 10, 4), (1, -10, 4), (1, 10, -4), (1, 10, math.nan), (1, 10, math.inf)],
    )
    def test_negative_numbers_are_refused(self, bad, checked, months):
        with pytest.raises(ValueError, match="must be 0 or more"):
            estimate_loss(bad, checked, months)

    @pytest.mark.parametrize("confidence", [0, 1, 95])
    def test_confidence_is_a_share(self, confidence):
        with pytest.raises(ValueError, match="confidence must be between 0 and 1"):
            wilson(1, 10, confidence)

    @settings(deadline=None)
    @given(st.integers(1, 2000), st.integers(0, 2000), st.integers(1, 60))
    def test_limits_hold_the_estimate_and_it_leads_back_to_the_share(self, checked, bad, months):
        bad = min(bad, checked)
        loss = estimate_loss(bad, checked, months)
        assert 0 <= loss.low <= loss.value <= loss.high <= 1
        assert 1 - (1 - loss.value) ** months == pytest.approx(bad / checked)
