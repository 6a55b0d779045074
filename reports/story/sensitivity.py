"""What other weights would change: the range of the overall score, in words (method.md 3.3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.story.numbers import level
from reports.wording import Wording
from scoring.release import Release

DEFAULT = "default"
PEOPLE = "people"


def choice_names(release: Release, wording: Wording) -> tuple[str, ...]:
    """What each choice of weights is called, in the order of the release."""
    return tuple(_name(part.name, part.group, wording) for part in release.sensitivity)


def sensitivity_finding(release: Release) -> str:
    """Between which values the overall score would lie; nothing where no choice is shown."""
    scores = [part.overall for part in release.sensitivity if part.overall is not None]
    if len(scores) < 2:
        return ""
    low, high = min(scores), max(scores)
    if level(low) == level(high):
        return _("Other weights would not change the average of all: %(score)s.") % {
            "score": level(low)
        }
    return _("With other weights the average of all would lie between %(low)s and %(high)s.") % {
        "low": level(low),
        "high": level(high),
    }


def _name(name: str, group: str | None, wording: Wording) -> str:
    if group is not None:
        return _("Without %(group)s") % {"group": wording.group(group)}
    if name == PEOPLE:
        return _("Every person counts the same")
    return _("As in this report")
