"""R-DECAY on a scorecard (method.md 3.11)."""

from dataclasses import replace

import pytest

from scoring import Answers, Scorecard, ScoreOptions, score
from scoring.interval import Interval


def decay(framework, facts, records=None):
    card = score(
        framework,
        Answers.from_ballots(framework, []),
        facts,
        options=ScoreOptions(records=records),
    )
    assert Scorecard.from_json(card.to_json()) == card
    return card.decay


def audit(bad, checked, months):
    return {"Q2c": {"bad": bad, "checked": checked, "months": months}}


def test_the_planning_assumption(crm_readiness):
    """Published in 3.11: 3 % a month loses 30.6 % a year and 8.7 % a quarter; half in 22.8 months.
    Hold 90 %: m = .27.
    """
    found = decay(crm_readiness, {})
    assert (found.from_audit, found.start, found.records) == (False, None, None)
    assert found.loss == Interval(0.03, 0.021, 0.03)
    assert found.valid[0] == 1.0
    assert len(found.valid) == 13
    assert found.valid[12] == pytest.approx(0.97**12, abs=1e-12)
    assert found.lost_in_year == pytest.approx(0.306, abs=5e-4)
    assert found.lost_in_quarter == pytest.approx(0.087, abs=5e-4)
    assert found.half_life == pytest.approx(22.8, abs=0.05)
    assert found.upkeep == pytest.approx(0.27, abs=1e-12)
    assert found.checks_per_month is None


def test_records_to_check(crm_readiness):
    """Published: 270 of 10,000 (3.11), 1,296 of 48,000 (4.1)."""
    assert decay(crm_readiness, {}, 10_000).checks_per_month == pytest.approx(270)
    assert decay(crm_readiness, {}, 48_000).checks_per_month == pytest.approx(1296)
    assert decay(crm_readiness, {}, 0).checks_per_month == 0.0


def test_from_90_percent_right(crm_readiness):
    """Published: V0 = .90, d = .03, no upkeep: .6245 after 12 months."""
    found = decay(crm_readiness, {"Q1d": 90})
    assert found.start == 0.9
    assert found.valid[12] == pytest.approx(0.6245, abs=5e-5)


def test_the_clients_own_count_wins(crm_readiness):
    """Published: 18 of 150 in 4 months: d .0315 (.0199 to .0489)."""
    found = decay(crm_readiness, audit(18, 150, 4))
    assert found.from_audit
    limits = (found.loss.value, found.loss.low, found.loss.high)
    assert limits == pytest.approx((0.0315, 0.0199, 0.0489), abs=5e-5)
    assert found.valid[1] == pytest.approx(1 - found.loss.value, abs=1e-12)


@pytest.mark.parametrize(
    "facts",
    [
        {"Q2c": "na"},
        {"Q2c": None},
        audit(5, 0, 4),  # nothing checked
        audit(0, 0, 0),
        audit(18, 150, 0),  # no time went by
        audit(151, 150, 4),  # more wrong than checked
    ],
)
def test_an_audit_that_tells_nothing(crm_readiness, facts):
    assert decay(crm_readiness, facts) == decay(crm_readiness, {})


@pytest.mark.parametrize(
    ("facts", "loss", "half_life", "upkeep"),
    [
        (audit(0, 150, 4), 0.0, None, 0.0),
        (audit(150, 150, 4), 1.0, 0.0, None),
        (audit(1, 1, 1e-9), 1.0, 0.0, None),
        (audit(0, 1e12, 1e12), 0.0, None, 0.0),
    ],
)
def test_nothing_lost_and_all_lost(crm_readiness, facts, loss, half_life, upkeep):
    found = decay(crm_readiness, facts, 100)
    assert found.from_audit
    assert (found.loss.value, found.half_life, found.upkeep) == (loss, half_life, upkeep)
    assert 0 <= found.loss.low <= loss <= found.loss.high <= 1


@pytest.mark.parametrize(("percent", "start"), [(0, 0.0), (100, 1.0), ("na", None), (None, None)])
def test_the_share_found_right(crm_readiness, percent, start):
    found = decay(crm_readiness, {"Q1d": percent})
    assert found.start == start
    assert found.valid[0] == (1.0 if start is None else start)


def test_no_rule_no_projection(small, crm_readiness):
    assert decay(small, {"Q2c": {"bad": 1, "checked": 9, "months": 2}}) is None
    assert decay(replace(crm_readiness, decay=None), {}) is None
