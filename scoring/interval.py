"""An estimate with the range that is plausible beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the limits of its confidence interval, all in the same unit.

    `standard_error` and `df` (degrees of freedom) are those of the estimate; None where
    the limits do not come from a standard error. Where nothing was sampled the standard
    error is 0 and both limits equal the value.
    """

    value: float
    low: float
    high: float
    standard_error: float | None = None
    df: float | None = None

    def __float__(self) -> float:
        return self.value

    def held_to(self, highest: float) -> Interval:
        """Return the interval of an estimate that cannot pass a limit known for certain."""
        return replace(
            self,
            value=min(self.value, highest),
            low=min(self.low, highest),
            high=min(self.high, highest),
        )

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2.0
