"""The rounds so far: which of them can be compared, and the usual ups and downs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from reports.material import HistoryPoint, HistoryScore, Material
from reports.story.numbers import level
from reports.wording import Wording, one_decimal
from scoring.change.xmr import xmr_limits
from scoring.framework import LEVELS

LEAST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """The overall score (`code` is None) or a dimension over the rounds."""

    code: str | None
    title: str
    scores: tuple[HistoryScore | None, ...]


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Between which values the overall score goes up and down without a cause of its own.

    With one decimal and within the scale. `first` is the place of the first round that counts:
    all later ones have the same questions.
    """

    first: int
    low: float
    mean: float
    high: float


def has_trend(material: Material) -> bool:
    """Whether there are rounds to compare."""
    return len(material.history) > 1


def trend_lines(history: Sequence[HistoryPoint], wording: Wording) -> tuple[Line, ...]:
    """The overall score and the dimensions of the newest framework, round by round."""
    overall = Line(None, _("Overall"), tuple(point.overall for point in history))
    dimensions = (
        Line(
            part.code,
            part.title,
            tuple(point.dimensions.get(part.code) for point in history),
        )
        for part in wording.framework.dimensions
    )
    return overall, *dimensions


def runs(history: Sequence[HistoryPoint]) -> Iterator[range]:
    """Yield stretches of rounds with the same questions, the oldest first."""
    start = 0
    for _framework, points in groupby(history, key=lambda point: point.framework):
        end = start + len(list(points))
        yield range(start, end)
        start = end


def usual_range(history: Sequence[HistoryPoint]) -> UsualRange | None:
    """Return the limits of an XmR chart of the overall score (method.md 3.13).

    They rest on what the reports of the rounds with today's questions show; None from fewer
    than five of them.
    """
    if not history:
        return None
    *_earlier, last = runs(history)
    limits = xmr_limits([history[place].overall.score for place in last], LEAST_ROUNDS)
    if limits is None:
        return None
    return UsualRange(
        first=last.start,
        low=_held(limits.low),
        mean=_held(limits.mean),
        high=_held(limits.high),
    )


def usual_finding(history: Sequence[HistoryPoint]) -> str:
    """Whether a round lies outside the usual ups and downs; nothing where there are none yet."""
    usual = usual_range(history)
    if usual is None:
        return ""
    outside = [
        point.round
        for point in history[usual.first :]
        if point.overall.score is not None and not usual.low <= point.overall.score <= usual.high
    ]
    words = {"low": level(usual.low), "high": level(usual.high)}
    if not outside:
        return _("Every round lies within the usual ups and downs, %(low)s to %(high)s.") % words
    return _("Outside the usual ups and downs of %(low)s to %(high)s: %(rounds)s.") % {
        **words,
        "rounds": ", ".join(outside),
    }


def _held(value: float) -> float:
    return float(one_decimal(min(float(LEVELS), max(1.0, value))))
