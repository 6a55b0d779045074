"""What the dimensions say: the finding as a sentence, and what holds a level down."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.numbers import MATERIAL, level, listed, quoted
from reports.wording import Wording
from scoring.release import Release, ReleasedDimension

FEWEST_AXES = 3


def dimension_finding(release: Release, wording: Wording) -> str:
    """The lowest and the highest dimension, unless they are too close to be told apart."""
    scored = [part for part in release.dimensions if part.score is not None]
    if not scored:
        return _("No dimension can be shown yet.")
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


def has_radar(release: Release) -> bool:
    """Whether the dimensions can be set around a point: three at least, and all scored."""
    scored = [part for part in release.dimensions if part.score is not None]
    return len(scored) == len(release.dimensions) >= FEWEST_AXES


def held_note(part: ReleasedDimension, wording: Wording) -> str:
    """Which gates hold a level below what the score would give; else nothing."""
    if not part.is_held:
        return ""
    names = [quoted(wording.gate(code)) for code in part.level_held_by]
    if not names:
        return _("held at this level by a gate that is not shown")
    return ngettext(
        "held at this level by the gate %(gates)s",
        "held at this level by the gates %(gates)s",
        len(names),
    ) % {"gates": listed(names)}


def _score(part: ReleasedDimension) -> float:
    return part.score or 0.0
