"""R-DECAY: what becomes of customer records without upkeep (method.md 3.11)."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.decay import checks_per_month, estimate_loss, needed_upkeep, project
from scoring.framework import Framework
from scoring.framework.decay_rules import AUDIT_PARTS
from scoring.interval import Interval
from scoring.scorecard import DecayScore

PER_CENT = 100.0


def project_decay(
    framework: Framework, facts: Mapping[str, object], records: int | None
) -> DecayScore | None:
    """Project the share of records that are right; None for a framework without the rule."""
    rules = framework.decay
    if rules is None:
        return None
    audited = _audited_loss(facts.get(rules.audit))
    loss = audited or Interval(rules.loss, rules.low_loss, rules.loss)
    start = _share(facts.get(rules.correct))
    projection = project(1.0 if start is None else start, loss.value, months=rules.months)
    return DecayScore(
        loss=loss,
        from_audit=audited is not None,
        start=start,
        valid=projection.shares,
        lost_in_quarter=projection.lost_in_quarter,
        lost_in_year=projection.lost_in_year,
        half_life=projection.half_life,
        hold=rules.hold,
        upkeep=needed_upkeep(loss.value, rules.hold),
        records=records,
        checks_per_month=None
        if records is None
        else checks_per_month(records, rules.hold, loss.value),
    )


def _audited_loss(audit: object) -> Interval | None:
    """Return the client's own loss a month; None where the audit gives no estimate."""
    if not isinstance(audit, Mapping):
        return None
    bad, checked, months = (audit[part] for part in AUDIT_PARTS)
    return estimate_loss(int(bad), int(checked), months)


def _share(percent: object) -> float | None:
    return percent / PER_CENT if isinstance(percent, int | float) else None
