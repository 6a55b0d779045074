"""What to do first, as a list of actions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.parts import ActionList
from reports.material import Material
from reports.story.steps import action_lines

MOST = 5


def action_list(material: Material, most: int = MOST) -> ActionList | None:
    """Return what to do, first things first; None where nothing can be advised."""
    lines = action_lines(material.release, material.wording, material.library, most=most)
    if not lines:
        return None
    return ActionList(
        title=_("What to do first"),
        basis=_("In the order in which to begin."),
        actions=lines,
    )


def actions_of(material: Material, dimension: str) -> ActionList | None:
    """Return what lifts a dimension: its own part of the same list."""
    title = material.wording.dimension(dimension)
    lines = tuple(
        line
        for line in action_lines(material.release, material.wording, material.library)
        if line.dimension == title
    )
    if not lines:
        return None
    return ActionList(
        title=_("What lifts %(dimension)s") % {"dimension": title},
        basis=_("In the order in which to begin."),
        actions=lines,
    )
