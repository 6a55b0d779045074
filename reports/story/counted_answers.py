"""How a group's answers to a question spread over the five levels, where they may be counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.wording import Wording
from scoring.agreement.labels import Label
from scoring.release import Release

# Rows of a chart; the table has all.
MOST = 9


@dataclass(frozen=True, slots=True)
class CountedAnswers:
    """One group's answers to one question: `counts` of the levels 1 to 5, at least one."""

    item: str
    group: str
    counts: tuple[int, ...]
    dont_know_share: float | None
    agreement: Label | None

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def low(self) -> int:
        return sum(self.counts[:2])

    @property
    def high(self) -> int:
        return sum(self.counts[3:])

    @property
    def division(self) -> float:
        """The smaller of the shares at the two ends: 0.5 where two camps divide everybody."""
        return min(self.low, self.high) / self.n


def counted_answers(release: Release, dimension: str | None = None) -> tuple[CountedAnswers, ...]:
    """Every question and group whose answers are counted out, in the order of the framework."""
    inside = {part.code for part in release.capabilities if dimension in {None, part.dimension}}
    return tuple(
        CountedAnswers(item.code, cell.group, cell.counts, cell.dont_know_share, cell.agreement)
        for item in release.items
        if item.capability in inside
        for cell in item.cells
        if sum(cell.counts)
    )


def most_divided(rows: tuple[CountedAnswers, ...]) -> tuple[CountedAnswers, ...]:
    """The rows of the chart: those whose people are furthest apart, the most divided first."""
    return tuple(sorted(rows, key=lambda row: -row.division)[:MOST])


def division_finding(rows: tuple[CountedAnswers, ...], wording: Wording) -> str:
    """Where two camps stand against each other, or that there are none."""
    split = [row for row in most_divided(rows) if row.agreement is Label.SPLIT]
    if not split:
        return _("On no question does a group fall into two camps.")
    first = split[0]
    return _(
        "%(group)s fall into two camps on “%(item)s”: %(low)s of %(n)s at level 1 or 2, "
        "%(high)s at 4 or 5."
    ) % {
        "group": wording.group(first.group),
        "item": wording.item(first.item),
        "low": first.low,
        "n": first.n,
        "high": first.high,
    }
