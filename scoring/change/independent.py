"""Change between two rounds whose people cannot be linked."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.differences import difference, t_margin, t_p
from scoring.interval import Interval


@dataclass(frozen=True, slots=True)
class IndependentChange:
    """First estimate minus second, with its limits and the minimal detectable change.

    When neither estimate has an error the change is certain: `df` and `p` are None, `mdc`
    is 0 and both limits equal the value.
    """

    value: float
    low: float
    high: float
    standard_error: float
    df: float | None
    p: float | None
    mdc: float


def independent_change(
    first: Interval, second: Interval, confidence: float = 0.95
) -> IndependentChange:
    """Return first minus second as if different people had answered.

    SE^2 = SE_1^2 + SE_2^2 with Satterthwaite df; MDC = t SE. Conservative when some people
    answered twice, since their answers go together.

    Raises
    ------
    ValueError
        When the limits of one estimate do not come from a standard error.
    """
    interval = difference(first, second, confidence)
    standard_error, df = interval.standard_error or 0.0, interval.df
    return IndependentChange(
        value=interval.value,
        low=interval.low,
        high=interval.high,
        standard_error=standard_error,
        df=df,
        p=None if df is None else t_p(interval.value / standard_error, df),
        mdc=t_margin(standard_error, df, confidence),
    )
