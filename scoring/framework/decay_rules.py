"""What the projection of decaying contact data rests on (method.md 3.11, R-DECAY)."""

from __future__ import annotations

from dataclasses import dataclass

# The numbers an audit of decay consists of: k bad of n checked after M months.
AUDIT_PARTS = ("bad", "checked", "months")

# Planning assumptions, both overruled by an audit of one's own data: a practitioner's figure
# of 2004, and the 2.1 % a month (22.5 % a year) that vendors widely quote.
PLANNING_LOSS = 0.03
LOW_PLANNING_LOSS = 0.021


@dataclass(frozen=True, slots=True)
class DecayRules:
    """The facts of R-DECAY and its planning assumptions.

    `audit` is the fact with the parts of `AUDIT_PARTS`, from which the client's own loss
    is estimated; `correct` is the percentage of contacts that are right today. `loss` and
    `low_loss` are the shares that go bad each month where nothing was audited: a
    practitioner's figure of 2004, and the lower one that vendors quote. `hold` is the
    share of right records whose upkeep is worked out, `months` how far is looked ahead.
    """

    audit: str
    correct: str
    loss: float = PLANNING_LOSS
    low_loss: float = LOW_PLANNING_LOSS
    hold: float = 0.90
    months: int = 12
