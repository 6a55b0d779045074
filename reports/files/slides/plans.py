"""Which native chart shows which exhibit: the one place that knows the exhibits by name.

An exhibit that is not named here is shown as a table. Columns are counted as in its table, the
first one (0) names the rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The native charts we make; each stays editable with its data in a workbook."""

    BARS = "bars"
    STACK = "stack"
    LINES = "lines"
    DUMBBELL = "dumbbell"
    RADAR = "radar"
    HEATMAP = "heatmap"


class Scale(StrEnum):
    """The axis of values."""

    LEVELS = "levels"
    SHARES = "shares"
    COUNTS = "counts"


class Tone(StrEnum):
    """What a series' colour says."""

    LEAD = "lead"
    PALE = "pale"
    TARGET = "target"
    BUSINESS = "business"
    IT = "it"
    UPPER = "upper"
    LOWER = "lower"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart of an exhibit: its columns as series, each with a tone.

    `interval` are the columns with the lower and the upper limit of the first series. Of more
    rows than `most_rows` further slides show the next ones, up to `most_slides`.
    """

    kind: Kind
    columns: tuple[int, ...]
    tones: tuple[Tone, ...] = ()
    scale: Scale = Scale.LEVELS
    interval: tuple[int, int] | None = None
    most_rows: int = 10
    most_slides: int = 1


PLANS: Mapping[str, Plan] = {
    "dimension_bars": Plan(Kind.BARS, (1, 2), (Tone.LEAD, Tone.TARGET)),
    "gap_dumbbell": Plan(Kind.DUMBBELL, (1, 2), (Tone.BUSINESS, Tone.IT), most_rows=7),
    "hierarchy_dumbbell": Plan(Kind.DUMBBELL, (1, 2), (Tone.UPPER, Tone.LOWER), most_rows=7),
    "priorities": Plan(
        Kind.BARS, (2, 3, 4), (Tone.LEAD, Tone.PALE, Tone.TARGET), Scale.SHARES, most_rows=7
    ),
}


def plan_of(name: str) -> Plan | None:
    """Return the plan for an exhibit by its name, or None for a table."""
    return PLANS.get(name)
