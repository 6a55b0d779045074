"""Where business and IT see the same thing differently, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.story.gap_labels import is_established
from reports.story.numbers import MATERIAL, level
from reports.story.unproven import side_name
from reports.wording import Wording
from scoring.framework import Side
from scoring.release import Release
from scoring.release.parts import ReleasedGap

MOST = 7


def largest_gaps(release: Release, most: int = MOST) -> tuple[ReleasedGap, ...]:
    """The gaps with the largest distance, in either direction."""
    return tuple(sorted(release.gaps, key=lambda gap: -abs(gap.gap))[:most])


def has_sides(wording: Wording) -> bool:
    """Whether the framework asks a business side and an IT side at all."""
    return {group.side for group in wording.framework.groups} >= set(Side)


def gap_finding(release: Release, wording: Wording) -> str:
    """The widest gap, or that there is none worth a discussion."""
    widest = largest_gaps(release, 1)
    absent = [side for side in Side if not wording.is_side_asked(side)]
    if not widest and absent:
        return _("Business and IT cannot be compared: %(side)s was not asked in this round.") % {
            "side": side_name(absent[0])
        }
    if not widest:
        return _("Business and IT cannot be compared: one side has too few answers to show.")
    if abs(widest[0].gap) < MATERIAL:
        return _("Business and IT see things much alike: no average is half a level apart.")
    shown = largest_gaps(release, len(release.gaps))
    established = [gap for gap in shown if gap.label is None or is_established(gap.label)]
    if not established:
        return _("No gap between business and IT is established; some are worth discussing.")
    return gap_sentence(established[0], wording)


def people_on_sides(release: Release, wording: Wording) -> str:
    """How many people stand behind the comparison; nothing when a count is hidden."""
    sides = {group.code: group.side for group in wording.framework.groups}
    counts = dict.fromkeys(Side, 0)
    for group in release.response:
        side = sides[group.group]
        if side is None or group.group in wording.absent:
            continue
        if group.n is None:
            return ""
        counts[side] += group.n
    return _("%(business)s people in business, %(it)s in IT.") % {
        "business": counts[Side.BUSINESS],
        "it": counts[Side.IT],
    }


def gap_sentence(gap: ReleasedGap, wording: Wording) -> str:
    """A gap as two numbers, the side that comes off worse first."""
    words = {
        "capability": wording.capability(gap.capability),
        "it": level(gap.it),
        "business": level(gap.business),
    }
    if gap.gap < 0:
        return _("IT rates “%(capability)s” %(it)s on average, business %(business)s.") % words
    return _("Business rates “%(capability)s” %(business)s on average, IT %(it)s.") % words
