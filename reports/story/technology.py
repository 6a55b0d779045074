"""Technology against strategy and culture, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.numbers import distance, level
from reports.wording import Wording
from scoring.release import Release
from scoring.verdict.terms import SequenceNotice


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of technology and the foundation it needs."""

    title: str
    needed: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class TechnologyStory:
    """The finding, what it is compared with, and every stage."""

    finding: str
    explanation: str
    lines: tuple[StageLine, ...]
    has_stage: bool


def technology_story(release: Release, wording: Wording) -> TechnologyStory | None:
    """Tell whether technology is ahead; None for a framework without stages."""
    technology = wording.framework.technology
    if technology is None or release.technology is None:
        return None
    stage = release.technology.stage
    return TechnologyStory(
        finding=_finding(release),
        explanation=_explanation(release, wording),
        lines=tuple(
            StageLine(title, level(needed), number == stage)
            for number, (title, needed) in enumerate(
                zip(wording.stages, technology.required, strict=True)
            )
        ),
        has_stage=stage is not None,
    )


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
