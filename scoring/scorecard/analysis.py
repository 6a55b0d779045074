"""What else a round tells: how answers were given, what weights change, decay, priorities."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.interval import Interval


@dataclass(frozen=True, slots=True)
class FlaggedBallots:
    """How many ballots carry a flag (method.md 3.6); one ballot may carry several."""

    same_option: int
    fast: int
    dont_know: int
    any: int


@dataclass(frozen=True, slots=True)
class Acquiescence:
    """A group's leaning to agree, whatever is said: mean agreement as chosen, minus 3.

    `n` counts answers to agreement items; `flagged` tells whether the index is far from 0.
    """

    group: str
    n: int
    index: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """How answers were given; nothing is dropped for it."""

    flagged: FlaggedBallots
    acquiescence: tuple[Acquiescence, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The scores under another choice: other weights, a group or flagged ballots left out.

    `name` is "default", "people" (every person weighs the same), "without" (`group` is
    left out) or "unflagged". `dimensions` are in the order of the framework.
    """

    name: str
    group: str | None
    overall: float | None
    dimensions: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class DecayScore:
    """R-DECAY: how customer records go bad without upkeep (method.md 3.11).

    Shares are of 1, `loss` and `upkeep` are a month. The loss is the client's own, with
    its 95 % limits, where `from_audit`; else it is a planning assumption, whose limits are
    the low case and the assumption itself. `start` is the share of records found right,
    None where nobody counted: the projection then starts at 1 and tells what becomes of
    the records that are right today. `valid` is the share right after 0, 1, ... months
    without upkeep, `half_life` the months after which half of them are gone. `upkeep` is
    the share of bad records to mend to hold `hold`, None where that cannot be done;
    `checks_per_month` the records to check for it, None where their number is unknown.
    """

    loss: Interval
    from_audit: bool
    start: float | None
    valid: tuple[float, ...]
    lost_in_quarter: float
    lost_in_year: float
    half_life: float | None
    hold: float
    upkeep: float | None
    records: int | None
    checks_per_month: float | None
