"""What the dimensions say: the finding as a sentence, and a row for each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.numbers import MATERIAL, level
from reports.wording import Wording
from scoring.release import Release
from scoring.scorecard import DimensionScore


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A dimension in words; `score` and `level` are None where nothing may be shown."""

    title: str
    question: str
    score: str | None
    level: str | None
    target: str


def dimension_finding(release: Release, wording: Wording) -> str:
    """The lowest and the highest dimension, unless they are too close to be told apart."""
    scored = [part for part in release.dimensions if part.score is not None]
    if not scored:
        return _("No dimension can be scored yet.")
    low, high = min(scored, key=_score), max(scored, key=_score)
    if len(scored) == 1:
        return _("%(dimension)s stands at %(score)s on average.") % {
            "dimension": wording.dimension(low.code),
            "score": level(_score(low)),
        }
    if _score(high) - _score(low) < MATERIAL:
        return _("The dimensions stand close together, from %(low)s to %(high)s on average.") % {
            "low": level(_score(low)),
            "high": level(_score(high)),
        }
    return _("%(lowest)s stands lowest at %(low)s on average, %(highest)s highest at %(high)s.") % {
        "lowest": wording.dimension(low.code),
        "low": level(_score(low)),
        "highest": wording.dimension(high.code),
        "high": level(_score(high)),
    }


def dimension_lines(release: Release, wording: Wording) -> tuple[DimensionLine, ...]:
    """A row for each dimension, in the order of the framework."""
    return tuple(
        DimensionLine(
            title=wording.dimension(part.code),
            question=wording.framework.dimension(part.code).question,
            score=None if part.score is None else level(part.score),
            level=None if part.level is None else wording.level(part.level),
            target=level(part.target),
        )
        for part in release.dimensions
    )


def _score(part: DimensionScore) -> float:
    return part.score or 0.0
