"""R-DECAY: how contact data goes bad, and what keeping it good takes (method.md 3.11).

Each month a share d (`loss`) of the good records goes bad, and a share m (`upkeep`) of the
bad ones is repaired: V_{t+1} = V_t (1 - d) + m (1 - V_t).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from scoring.framework.decay_rules import LOW_PLANNING_LOSS, PLANNING_LOSS
from scoring.interval import Interval

__all__ = [
    "LOW_PLANNING_LOSS",
    "PLANNING_LOSS",
    "Projection",
    "checks_per_month",
    "estimate_loss",
    "needed_upkeep",
    "project",
    "wilson",
]

MONTHS_IN_QUARTER = 3
MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Projection:
    """What becomes of the share of valid records.

    `shares` is the share at the start and after each month; `steady_state` V* is where it
    tends to. `lost_in_quarter`, `lost_in_year` and `half_life` (in months; None when
    nothing goes bad) are those of the valid records without any upkeep.
    """

    shares: tuple[float, ...]
    steady_state: float
    lost_in_quarter: float
    lost_in_year: float
    half_life: float | None


def project(start: float, loss: float, upkeep: float = 0.0, months: int = 12) -> Projection:
    """Project the share of valid records month by month.

    The same as V_t = V* + (V_0 - V*) (1 - d - m)^t with V* = m/(d + m). A share never leaves
    0 to 1. Where d + m is above 1 the shares swing around V* from month to month, by less
    and less unless both are 1.

    Parameters
    ----------
    start
        Share of valid records now.
    loss
        Share of valid records that go bad a month.
    upkeep
        Share of bad records repaired a month.
    months
        How far to look ahead.

    Raises
    ------
    ValueError
        When a share is not from 0 to 1, or `months` below 0.
    """
    for name, share in (("start", start), ("loss", loss), ("upkeep", upkeep)):
        _refuse_no_share(name, share)
    if months < 0:
        raise ValueError(f"months must be 0 or more, not {months}")
    steady = start if loss + upkeep == 0.0 else upkeep / (loss + upkeep)
    shares = [start]
    for _ in range(months):
        shares.append(shares[-1] * (1.0 - loss) + upkeep * (1.0 - shares[-1]))
    return Projection(
        shares=tuple(shares),
        steady_state=steady,
        lost_in_quarter=_lost(loss, MONTHS_IN_QUARTER),
        lost_in_year=_lost(loss, MONTHS_IN_YEAR),
        half_life=_half_life(loss),
    )


def needed_upkeep(loss: float, target: float) -> float | None:
    """Return the share of bad records to repair a month to hold a share of valid ones.

    m = d V*/(1 - V*). None when not even repairing all of them each month would do; that
    includes a target of 1 when anything goes bad.
    """
    _refuse_no_share("loss", loss)
    _refuse_no_share("target", target)
    if loss == 0.0:
        return 0.0
    lost, bad = loss * target, 1.0 - target
    return lost / bad if lost <= bad else None


def checks_per_month(records: int, target: float, loss: float) -> float:
    """Return how many records to verify again a month to hold a share valid: N V* d."""
    _refuse_no_share("loss", loss)
    _refuse_no_share("target", target)
    if records < 0:
        raise ValueError(f"records must be 0 or more, not {records}")
    return records * target * loss


def wilson(bad: int, checked: int, confidence: float = 0.95) -> Interval | None:
    """Return a share with its Wilson (1927) score interval.

    None when nothing was checked or more was bad than checked: there is no estimate.

    Raises
    ------
    ValueError
        For a negative number, or a confidence not between 0 and 1.
    """
    if bad < 0 or checked < 0:
        raise ValueError("numbers of records must be 0 or more")
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence must be between 0 and 1, not {confidence}")
    if checked == 0 or bad > checked:
        return None
    share = bad / checked
    z = float(ndtri(0.5 + confidence / 2.0))
    weight = z * z / checked
    centre = (share + weight / 2.0) / (1.0 + weight)
    margin = z * math.sqrt(share * (1.0 - share) / checked + weight / checked / 4.0)
    half_width = margin / (1.0 + weight)
    low = 0.0 if bad == 0 else centre - half_width
    high = 1.0 if bad == checked else centre + half_width
    return Interval(share, low, high)


def estimate_loss(
    bad: int, checked: int, months: float, confidence: float = 0.95
) -> Interval | None:
    """Return the share lost a month, from an audit of records that were all good before.

    d = 1 - (1 - p)^(1/M), with the Wilson limits of p carried through.

    Parameters
    ----------
    bad, checked
        How many of the records checked are bad.
    months
        Since all of them were good.
    confidence
        Two-sided.

    Returns
    -------
    Interval or None
        None without records or time, or with more bad than checked.

    Raises
    ------
    ValueError
        For a negative number, or a confidence not between 0 and 1.
    """
    if not 0.0 <= months < math.inf:
        raise ValueError(f"months must be 0 or more, not {months}")
    share = wilson(bad, checked, confidence)
    if share is None or months == 0.0:
        return None
    return Interval(
        _monthly(share.value, months), _monthly(share.low, months), _monthly(share.high, months)
    )


def _monthly(share: float, months: float) -> float:
    return 1.0 - math.pow(1.0 - share, 1.0 / months)


def _lost(loss: float, months: int) -> float:
    return 1.0 - (1.0 - loss) ** months


def _half_life(loss: float) -> float | None:
    if loss == 0.0:
        return None
    return 0.0 if loss == 1.0 else -math.log(2.0) / math.log1p(-loss)


def _refuse_no_share(name: str, value: float) -> None:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"{name} must be from 0 to 1, not {value}")
