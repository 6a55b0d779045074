"""The first steps as a list of actions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.parts import ActionLine, ActionList
from reports.material import Material
from reports.story.steps import MOST, StepLine, step_lines


def action_list(material: Material, most: int = MOST) -> ActionList | None:
    """Return what to do first, the most urgent first; None where nothing can be advised."""
    steps = step_lines(material.release, material.wording)[:most]
    if not steps:
        return None
    return ActionList(
        title=_("What to do first"),
        basis=_("The lowest part of each capability, one level up."),
        actions=tuple(map(_line, steps)),
    )


def _line(step: StepLine) -> ActionLine:
    return ActionLine(
        capability=step.capability,
        dimension=step.dimension,
        stands=step.stands,
        what=step.sentence,
        owner="",
        effort="",
        effort_words="",
        when="",
        evidence="",
        why=step.why,
    )
