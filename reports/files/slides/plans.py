"""Which native chart shows which exhibit: the one place that knows the exhibits by name.

An exhibit that is not named here is shown as a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from reports.document.parts import Table


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
    SOFT = "soft"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Series:
    """A column of the exhibit's table by its title in English, and what its colour says."""

    title: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart of an exhibit.

    Without `series` all its columns of numbers but `left_out` are shown, in `tones` one after
    the other. `has_interval` draws "From" and "To" at the first series. `is_by_round` shows only
    rows that are rounds. Of more rows than `most_rows` further slides show the next ones, up
    to `most_slides`.
    """

    kind: Kind
    series: tuple[Series, ...] = ()
    scale: Scale = Scale.LEVELS
    has_interval: bool = False
    is_by_round: bool = False
    left_out: tuple[str, ...] = ()
    tones: tuple[Tone, ...] = (Tone.LEAD, Tone.BUSINESS, Tone.IT, Tone.SOFT, Tone.PALE)
    most_rows: int = 10
    most_slides: int = 1


SCORES = (
    Series(_("Score"), Tone.LEAD),
    Series(_("Round before"), Tone.PALE),
    Series(_("Target"), Tone.TARGET),
)
PLANS: Mapping[str, Plan] = {
    "dimension_bars": Plan(Kind.BARS, SCORES, has_interval=True),
    "dimension_radar": Plan(Kind.RADAR, SCORES),
    "capability_bars": Plan(Kind.BARS, SCORES, has_interval=True),
    "capability_heatmap": Plan(Kind.HEATMAP),
    "distributions": Plan(
        Kind.STACK,
        scale=Scale.COUNTS,
        left_out=(_("Don't know"),),
        tones=(Tone.LEVEL,),
        most_rows=9,
    ),
    "gap_dumbbell": Plan(
        Kind.DUMBBELL,
        (Series(_("Business"), Tone.BUSINESS), Series(_("IT"), Tone.IT)),
        most_rows=7,
    ),
    "hierarchy_dumbbell": Plan(
        Kind.DUMBBELL,
        (Series(_("Above"), Tone.UPPER), Series(_("Below"), Tone.LOWER)),
        most_rows=7,
    ),
    "priorities": Plan(
        Kind.BARS,
        (
            Series(_("Gap"), Tone.LEAD),
            Series(_("Leverage"), Tone.PALE),
            Series(_("Ease"), Tone.TARGET),
        ),
        Scale.SHARES,
        most_rows=7,
    ),
    "sequencing": Plan(Kind.BARS, tones=(Tone.PALE, Tone.LEAD, Tone.BUSINESS)),
    "verdict_probabilities": Plan(Kind.BARS, (Series(_("Share"), Tone.LEAD),), Scale.SHARES),
    "decay": Plan(Kind.LINES, scale=Scale.SHARES, left_out=(_("Months from today"),)),
    "trend": Plan(Kind.LINES, is_by_round=True),
    "trend_limits": Plan(Kind.LINES, is_by_round=True),
}
LIMITS = (_("From"), _("To"))


@dataclass(frozen=True, slots=True)
class Layout:
    """A plan for one table: columns by number, their tones, and those of the interval.

    The first `names` columns together name a row.
    """

    columns: tuple[int, ...]
    tones: tuple[Tone, ...]
    names: int
    interval: tuple[int, int] | None = None


def plan_of(name: str) -> Plan | None:
    """Return the plan for an exhibit by its name ("capability_bars-S"), or None for a table."""
    return PLANS.get(name.partition("-")[0])


def layout_of(plan: Plan, table: Table) -> Layout:
    """Find a plan's columns in a table, whose titles are in the active language."""
    places = {column.title: number for number, column in enumerate(table.columns) if number}
    if plan.series:
        named = [(places.get(gettext(part.title)), part.tone) for part in plan.series]
        found = [(place, tone) for place, tone in named if place is not None]
    else:
        left_out = {gettext(title) for title in plan.left_out}
        numbers = [
            number
            for number, column in enumerate(table.columns)
            if number and column.is_number and column.title not in left_out
        ]
        found = list(zip(numbers, cycle(plan.tones), strict=False))
    limits = tuple(places[gettext(title)] for title in LIMITS if gettext(title) in places)
    interval = (limits[0], limits[1]) if plan.has_interval and len(limits) == 2 else None
    first = next((n for n, column in enumerate(table.columns) if n and column.is_number), 1)
    return Layout(
        tuple(place for place, _tone in found),
        tuple(tone for _place, tone in found),
        first,
        interval,
    )
