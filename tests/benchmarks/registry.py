"""The list of benchmarks, and the lines they print."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured, beside its baseline; both in the same unit."""

    what: str
    ours: float
    baseline: str
    least: float
    unit: str = "ms"
    target: float | None = None

    def __str__(self) -> str:
        ratio = f"{self.ours / self.least:,.1f}" if self.least else "–"
        text = f"  {self.what:<62} {_number(self.ours):>9} {self.unit}"
        text += f"   {ratio:>8} × {self.baseline} ({_number(self.least)} {self.unit})"
        if self.target is not None:
            word = "met" if self.ours <= self.target else "MISSED"
            text += f"   target {_number(self.target)} {self.unit}: {word}"
        return text


Benchmark = Callable[[Path], Iterator[Line]]
BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(function: Benchmark) -> Benchmark:
    """Register a benchmark under its name; it gets an empty folder."""
    BENCHMARKS[function.__name__] = function
    return function


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
