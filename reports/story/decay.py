"""How customer records go bad, in records and in money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from reports.material import DataCosts
from reports.story.numbers import percent, with_percent_sign
from scoring.release import DecayScore, Release

__all__ = ["DataCosts", "DecayStory", "decay_story"]

MONTHS_IN_YEAR = 12
HUNDRED = 100
# A sum that rests on assumptions: more digits than these would promise too much.
DIGITS_OF_A_SUM = 2


@dataclass(frozen=True, slots=True)
class DecayStory:
    """What goes bad, what keeping records good takes, what it costs, and how it is known.

    `upkeep` is empty where nothing goes bad; `money` where that is so, and where the client
    entered no costs or no number of records.
    """

    loss: str
    upkeep: str
    money: str
    source: str

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.loss, self.upkeep, self.money, self.source)))


def decay_story(
    release: Release, closed_on: date | None, costs: DataCosts | None = None
) -> DecayStory | None:
    """Tell what becomes of customer records without upkeep.

    Parameters
    ----------
    closed_on
        When the round closed: the months are counted from then. None tells no month by name.
    costs
        What one wrong record costs, where the client entered it.

    Returns
    -------
    DecayStory or None
        None for a framework without the rule and for a release of schema 1.
    """
    decay = release.decay
    if decay is None:
        return None
    return DecayStory(
        loss=_loss(decay, closed_on),
        upkeep=_upkeep(decay),
        money=_money(decay, costs),
        source=_source(decay),
    )


def _loss(decay: DecayScore, closed_on: date | None) -> str:
    if decay.loss.value <= 0:
        return _("Of the records that were checked, none went wrong.")
    words = {
        "loss": _fine_percent(decay.loss.value),
        "wrong": percent(_wrong(decay)),
        "when": _when(decay, closed_on),
        "records": _whole(decay.records or 0),
    }
    if decay.start is not None:
        return " ".join([_today(decay.start), _of_all(decay, words)])
    if decay.records:
        return (
            _(
                "Without upkeep, %(loss)s go wrong each month. If all %(records)s contacts were "
                "right today, %(wrong)s of them would be wrong %(when)s."
            )
            % words
        )
    return (
        _(
            "Without upkeep, %(loss)s go wrong each month: of the contacts that are right today, "
            "%(wrong)s are wrong %(when)s."
        )
        % words
    )


def _today(start: float) -> str:
    return _("Today %(right)s of the contacts are right.") % {"right": percent(start)}


def _of_all(decay: DecayScore, words: Mapping[str, str]) -> str:
    if decay.records:
        return (
            _(
                "Without upkeep, %(loss)s of these go wrong each month, and %(wrong)s of "
                "%(records)s contacts are wrong %(when)s."
            )
            % words
        )
    return (
        _(
            "Without upkeep, %(loss)s of these go wrong each month, and %(wrong)s of all "
            "contacts are wrong %(when)s."
        )
        % words
    )


def _when(decay: DecayScore, closed_on: date | None) -> str:
    """Until when is looked ahead, as it ends a sentence."""
    months = len(decay.valid) - 1
    if closed_on is None:
        return _("%(months)s months from now") % {"months": months}
    years, month = divmod(closed_on.month - 1 + months, MONTHS_IN_YEAR)
    until = date(closed_on.year + years, month + 1, 1)
    return _("by %(month)s") % {"month": date_format(until, "F Y")}


def _upkeep(decay: DecayScore) -> str:
    if decay.loss.value <= 0:
        return ""
    words = {"hold": percent(decay.hold)}
    if decay.upkeep is None:
        return _("No upkeep can hold %(hold)s at such a loss.") % words
    if decay.checks_per_month is None or not decay.records:
        words["checks"] = number_format(
            _to(Decimal(str(decay.hold * decay.loss.value * HUNDRED)), "0.1"), 1
        )
        return (
            _("To hold %(hold)s, %(checks)s of every 100 contacts need a check each month.") % words
        )
    words["checks"] = _whole(decay.checks_per_month)
    return _("To hold %(hold)s, %(checks)s contacts need a check each month.") % words


def _money(decay: DecayScore, costs: DataCosts | None) -> str:
    if costs is None or not decay.records or decay.loss.value <= 0:
        return ""
    wrong = Decimal(decay.records) * Decimal(str(_wrong(decay)))
    total = _about(wrong * costs.per_record)
    if total <= 0:
        return ""
    return _(
        "At %(currency)s %(cost)s for each wrong contact, that is about %(currency)s %(total)s."
    ) % {
        "currency": costs.currency,
        "cost": number_format(costs.per_record, 2, force_grouping=True),
        "total": _whole(total),
    }


def _source(decay: DecayScore) -> str:
    if decay.from_audit:
        return _(
            "The loss is your own: a check of your records puts it between %(low)s and "
            "%(high)s a month."
        ) % {"low": _fine_percent(decay.loss.low), "high": _fine_percent(decay.loss.high)}
    return _(
        "The loss is an assumption for planning; others reckon with %(low)s a month. "
        "A check of your own records would replace it."
    ) % {"low": _fine_percent(decay.loss.low)}


def _wrong(decay: DecayScore) -> float:
    """Return the share that is wrong at the end, of all or of those that are right today."""
    return 1.0 - decay.valid[-1]


def _fine_percent(share: float) -> str:
    """A share of 1 in percent, with one decimal where it is not whole."""
    number = _to(Decimal(str(share * HUNDRED)), "0.1")
    return with_percent_sign(
        number_format(number, 0 if number == number.to_integral_value() else 1)
    )


def _whole(number: float | Decimal) -> str:
    """A number without decimals, in groups of three digits."""
    return number_format(_to(Decimal(str(number)), "1"), 0, force_grouping=True)


def _about(amount: Decimal) -> Decimal:
    """An amount to its first two digits, and not finer than whole units."""
    if amount < HUNDRED:
        return _to(amount, "1")
    unit = Decimal(1).scaleb(amount.adjusted() - DIGITS_OF_A_SUM + 1)
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


def _to(number: Decimal, step: str) -> Decimal:
    return number.quantize(Decimal(step), ROUND_HALF_UP)
