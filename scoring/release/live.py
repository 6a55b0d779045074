"""What a room may see of a vote: groups side by side, coarse enough to give nobody away.

Votes are shown live and answers to the same items in the report, so what is shown of a vote must
not become an equation: two of them, a person apart, would give that person's answer away. So a
bar stands for a range of two counts or more, also for somebody who adds all bars up, and below
eight people a group is shown by the level its answers are nearest to. What is left are
inequalities, as in a release's coarse cells (docs/decisions/0011, "Limits").

Two pictures of the same people, one of them missing in the second, are an equation all the same
where that person's bar changes. So beside a picture with bars another one, or counts, follow
only where nobody came or went, or at least k people did (`scoring/release/steps.py`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from scoring.framework import LEVELS
from scoring.release.coarse import DIGITS_OF_A_MEAN, FEWEST_COUNTED, level_near
from scoring.release.steps import may_follow
from scoring.release.suppression import hidden_groups

# A bar is one of about this many heights, and each stands for this many counts at least.
HEIGHTS = 10
FEWEST_BEHIND_A_BAR = 2
# From these distances between two means on, in levels.
HALF, WHOLE, TWO = 0.5, 1.0, 2.0

Codes = tuple[str, ...]


class Distance(StrEnum):
    """How far two views lie apart, in words."""

    SAME = "same"
    HALF = "half"
    LEVEL = "level"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of one group on one item.

    Parameters
    ----------
    levels
        Votes for each of the five levels, lowest first.
    unsure
        Votes "don't know"; "does not apply" counts nowhere.
    """

    levels: tuple[int, ...] = (0,) * LEVELS
    unsure: int = 0

    @property
    def n(self) -> int:
        """How many voted for a level."""
        return sum(self.levels)

    @property
    def mean(self) -> float:
        """The mean level, from 1 to 5; of nobody there is none."""
        return sum(level * n for level, n in enumerate(self.levels, 1)) / self.n

    def __add__(self, other: Tally) -> Tally:
        levels = tuple(a + b for a, b in zip(self.levels, other.levels, strict=True))
        return Tally(levels, self.unsure + other.unsure)


@dataclass(frozen=True, slots=True)
class LiveView:
    """What is shown of one group, or under no name of all together: bars, a level, or nothing.

    `bars` are about so many percent of those who chose a level, lowest level first; where a bar
    is 0, nobody did, or hardly anybody. `level` is given where bars are not.
    """

    group: str = ""
    bars: tuple[int, ...] | None = None
    level: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.bars is not None or self.level is not None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a room has seen of one group, and how many had chosen a level."""

    view: LiveView
    n: int


@dataclass(frozen=True, slots=True)
class LiveGap:
    """Two sides in comparison, by the groups shown of each: the higher one and how far it is."""

    higher: tuple[str, ...]
    lower: tuple[str, ...]
    distance: Distance


@dataclass(frozen=True, slots=True)
class LiveRelease:
    """All that a room may see of one vote.

    Either groups are shown, or all together, never both: the difference would be the group
    that is hidden.
    """

    groups: tuple[LiveView, ...]
    together: LiveView | None
    gaps: tuple[LiveGap, ...]

    @property
    def views(self) -> tuple[LiveView, ...]:
        """All views there are, that of all together the last."""
        return self.groups if self.together is None else (*self.groups, self.together)


def live_release(
    tallies: Mapping[str, Tally],
    k: int,
    sides: Sequence[tuple[Codes, Codes]] = (),
    headcounts: Mapping[str, int] | None = None,
    *,
    with_bars: bool = True,
) -> LiveRelease:
    """Return what may be shown of the votes on one item.

    Parameters
    ----------
    tallies
        Votes of each group that is asked the item.
    k
        Fewest people a shown figure may rest on.
    sides
        Pairs of sides to compare, each the codes of its groups.
    headcounts
        People of each group; a group of fewer than k people is never shown.
    with_bars
        False where answers of the same people were counted out before: then levels are shown.

    Raises
    ------
    ValueError
        When k is below 2: then nobody would be protected.
    """
    if k < 2:
        raise ValueError("k must be at least 2")
    people = {
        code: min(tally.n, (headcounts or {}).get(code, tally.n)) for code, tally in tallies.items()
    }
    hidden = hidden_groups(people, k)
    shown = {code for code, n in people.items() if n >= k and code not in hidden}
    groups = tuple(
        _view(tally, code, with_bars=with_bars) if code in shown else LiveView(code)
        for code, tally in tallies.items()
    )
    together = None
    if not shown:
        is_enough = sum(people.values()) >= k
        whole = sum(tallies.values(), Tally())
        has_bars = with_bars and _hides_enough(tallies)
        together = _view(whole, with_bars=has_bars) if is_enough else LiveView()
    compared = (
        (_shown(first, tallies, shown), _shown(second, tallies, shown)) for first, second in sides
    )
    gaps = tuple(_gap(first, second) for first, second in compared if first and second)
    return LiveRelease(groups, together, gaps)


def behind(released: LiveRelease, tallies: Mapping[str, Tally]) -> dict[str, int]:
    """Return how many had chosen a level, of each view that is shown."""
    return {view.group: _behind(view, tallies).n for view in released.views if view.is_shown}


def lowest_level_above(released: LiveRelease, tallies: Mapping[str, Tally]) -> int | None:
    """Return the lowest level that is one or more above the mean of those who are shown.

    6 where there is none on the scale; None where nobody is shown.
    """
    mean = mean_of(_behind(view, tallies) for view in released.views if view.is_shown)
    return None if mean is None else math.ceil(round(mean + 1, DIGITS_OF_A_MEAN))


def mean_of(tallies: Iterable[Tally]) -> float | None:
    """Return the mean of groups that weigh the same (method.md 3.3); None without votes."""
    means = [tally.mean for tally in tallies if tally.n]
    return sum(means) / len(means) if means else None


def may_be_counted_out(counts: Sequence[int], k: int, seen: Iterable[Seen]) -> bool:
    """Tell whether the answers of a group may be counted out beside what rooms saw of it.

    A bar stands for two counts or more. Beside exact counts of one person more or fewer it tells
    that person's answer, as soon as it is another bar. So either the room would have seen the
    same picture of these answers, or at least k people have come or gone.

    Parameters
    ----------
    counts
        How many chose each of the five levels, lowest first.
    """
    tally = Tally(tuple(counts))
    return all(
        may_follow([abs(tally.n - each.n)], k)
        and (tally.n != each.n or _looks_so(each.view, tally))
        for each in seen
    )


def _looks_so(view: LiveView, tally: Tally) -> bool:
    return _view(tally, view.group, with_bars=view.bars is not None) == view


def _view(tally: Tally, group: str = "", *, with_bars: bool = True) -> LiveView:
    ranges = [_range(count, tally.n) for count in tally.levels]
    can_be_added_up = not (
        sum(least for least, _most in ranges) < tally.n < sum(most for _least, most in ranges)
    )
    if not with_bars or tally.n < FEWEST_COUNTED or can_be_added_up:
        return LiveView(group, level=level_near(tally.mean))
    return LiveView(group, bars=tuple(_percent(*each, tally.n) for each in ranges))


def _hides_enough(tallies: Mapping[str, Tally]) -> bool:
    """Tell whether bars of all together say nothing of a few.

    Groups of 8 or more are counted out by a report. What is left of a bar when they are taken
    away is that of all others (docs/decisions/0011 (f)).
    """
    others = sum(tally.n for tally in tallies.values() if tally.n < FEWEST_COUNTED)
    return others == 0 or others >= FEWEST_COUNTED


def _behind(view: LiveView, tallies: Mapping[str, Tally]) -> Tally:
    return tallies[view.group] if view.group else sum(tallies.values(), Tally())


def _range(count: int, n: int) -> tuple[int, int]:
    """Return the counts, out of 0 to n, that are shown like this one."""
    width = max(FEWEST_BEHIND_A_BAR, -(-n // HEIGHTS))
    last = (n + 1) // width - 1
    place = min(count // width, last)
    return place * width, n if place == last else (place + 1) * width - 1


def _percent(least: int, most: int, n: int) -> int:
    return round(50 * (least + most) / n) if least else 0


def _shown(side: Codes, tallies: Mapping[str, Tally], shown: Set[str]) -> dict[str, Tally]:
    return {code: tallies[code] for code in side if code in shown}


def _gap(first: Mapping[str, Tally], second: Mapping[str, Tally]) -> LiveGap:
    difference = (mean_of(first.values()) or 0.0) - (mean_of(second.values()) or 0.0)
    higher, lower = (first, second) if difference >= 0 else (second, first)
    return LiveGap(tuple(higher), tuple(lower), _distance(abs(difference)))


def _distance(levels: float) -> Distance:
    if levels < HALF:
        return Distance.SAME
    if levels < WHOLE:
        return Distance.HALF
    return Distance.LEVEL if levels < TWO else Distance.TWO
