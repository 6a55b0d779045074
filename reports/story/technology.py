"""Technology against strategy and culture, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.numbers import distance, level
from reports.wording import Wording
from scoring.release import Release
from scoring.verdict.terms import SequenceNotice


@dataclass(frozen=True, slots=True)
class TechnologyStory:
    """The finding, and what it is compared with."""

    finding: str
    explanation: str


def technology_story(release: Release, wording: Wording) -> TechnologyStory | None:
    """Tell whether technology is ahead; None for a framework without stages."""
    if wording.framework.technology is None or release.technology is None:
        return None
    return TechnologyStory(_finding(release), _explanation(release, wording))


def _finding(release: Release) -> str:
    technology = release.technology
    if technology is None or technology.stage is None:
        return _("It is not entered yet how far technology has come.")
    if technology.lag is None:
        return _("Technology cannot be compared with the organisation yet.")
    lag = {"lag": distance(technology.required or 0, technology.foundation or 0)}
    if technology.notice is SequenceNotice.FAR_AHEAD:
        text = _(
            "Technology is %(lag)s levels ahead: that is how an expensive old organisation begins."
        )
        return text % lag
    if technology.notice is SequenceNotice.AHEAD:
        return _("Technology is %(lag)s levels ahead of the organisation.") % lag
    if (technology.required or 0) > (technology.foundation or 0):
        return _("Technology is only a little ahead of the organisation: %(lag)s levels.") % lag
    return _("Technology is not ahead of the organisation.")


def _explanation(release: Release, wording: Wording) -> str:
    technology, rules = release.technology, wording.framework.verdict
    if technology is None or technology.stage is None:
        return _("It is one of the facts. The report can be compared once it is entered.")
    stage = wording.stages[technology.stage]
    if technology.foundation is None or technology.required is None or rules is None:
        return stage
    return _(
        "%(stage)s This stage needs %(needed)s; the lower of %(strategy)s and %(culture)s "
        "stands at %(foundation)s on average."
    ) % {
        "stage": stage,
        "needed": level(technology.required),
        "strategy": wording.dimension(rules.strategy),
        "culture": wording.dimension(rules.culture),
        "foundation": level(technology.foundation),
    }
