"""The first steps: what to do next, where it matters most."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.capabilities import cap_sentence
from reports.story.numbers import distance, listed
from reports.wording import Wording
from scoring.recommendations import Recommendation, recommend
from scoring.release import Release
from scoring.release.parts import ReleasedCapability

MOST = 5


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: the capability, where it stands in words, and what to do."""

    capability: str
    dimension: str
    stands: str
    sentence: str
    why: str


def step_lines(release: Release, wording: Wording) -> tuple[StepLine, ...]:
    """The first recommendations, most urgent first."""
    found = recommend(wording.framework, release, MOST)
    parts = {part.code: part for part in release.capabilities}
    return tuple(_line(step, parts[step.capability], wording) for step in found)


def _line(step: Recommendation, part: ReleasedCapability, wording: Wording) -> StepLine:
    return StepLine(
        capability=wording.capability(step.capability),
        dimension=wording.dimension(step.dimension),
        stands=_("“%(item)s” stands at level %(level)s of 5: %(name)s") % {
            "item": wording.item(step.item),
            "level": step.level,
            "name": wording.level(step.level),
        },
        sentence=step.improvement,
        why=_why(step, part, wording),
    )  # fmt: skip


def _why(step: Recommendation, part: ReleasedCapability, wording: Wording) -> str:
    if step.gates:
        gates = listed([f"“{wording.gate(code)}”" for code in step.gates])
        return _("It opens the gate %(gates)s.") % {"gates": gates}
    gap = distance(part.target, part.score or 0)
    why = _("The capability is %(gap)s below its target.") % {"gap": gap}
    return f"{why} {cap_sentence(part, wording)}" if part.cap_binds else why
