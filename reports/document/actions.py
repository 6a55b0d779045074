"""What to do first as a list of actions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.parts import ActionList
from reports.material import Material
from reports.story.steps import action_lines

# How many of them the summary has room for.
FIRST = 3


def action_list(material: Material, most: int | None = FIRST) -> ActionList | None:
    """Return what to do, the most urgent first; None where nothing can be advised."""
    lines = action_lines(material.release, material.wording, material.library, most=most)
    if not lines:
        return None
    return ActionList(
        title=_("What to do first"),
        basis=_("What lifts each capability a level, where that matters most."),
        actions=lines,
    )
