"""Where those above and those below see the same thing differently, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.gap_labels import is_established
from reports.story.gaps import MOST
from reports.story.numbers import MATERIAL, level, listed
from reports.wording import Wording
from scoring.release import GapLabel, Release
from scoring.release.parts import ReleasedHierarchyGap
from scoring.verdict.terms import ReasonKind


def widest_hierarchy_gaps(release: Release, most: int = MOST) -> tuple[ReleasedHierarchyGap, ...]:
    """The gaps with the largest distance, in either direction."""
    return tuple(sorted(release.hierarchy_gaps, key=lambda gap: -abs(gap.gap))[:most])


def upper_name(gap: ReleasedHierarchyGap, wording: Wording) -> str:
    """What those above are called in this round."""
    return listed([wording.group(code) for code in gap.upper_groups])


def lower_name(gap: ReleasedHierarchyGap, wording: Wording) -> str:
    """What those below are called in this round."""
    return listed([wording.group(code) for code in gap.lower_groups])


def hierarchy_finding(release: Release, wording: Wording) -> str:
    """The widest established gap; else that there is none, or that none can be shown."""
    gaps = widest_hierarchy_gaps(release)
    if not gaps:
        return _("Those above and those below cannot be compared: too few answers to show.")
    established = [gap for gap in gaps if is_established(gap.label)]
    if established:
        return hierarchy_sentence(established[0], wording)
    names = {"upper": upper_name(gaps[0], wording), "lower": lower_name(gaps[0], wording)}
    if abs(gaps[0].gap) < MATERIAL:
        return _("%(upper)s and %(lower)s see things much alike.") % names
    return _("No gap between %(upper)s and %(lower)s is established.") % names


def hierarchy_sentence(gap: ReleasedHierarchyGap, wording: Wording) -> str:
    """A gap as two numbers."""
    return _("On “%(capability)s”, %(upper)s see level %(high)s on average, %(lower)s %(low)s.") % {
        "capability": wording.capability(gap.capability),
        "upper": upper_name(gap, wording),
        "high": level(gap.upper),
        "lower": lower_name(gap, wording),
        "low": level(gap.lower),
    }


def blocking_sentence(release: Release, wording: Wording) -> str:
    """That gaps between above and below hold the verdict back; nothing where they do not."""
    large = [gap for gap in _large_and_critical(release, wording) if not gap.is_discussed]
    rule = wording.framework.hierarchy
    if rule is not None and len(large) >= rule.critical:
        return ngettext(
            "On %(number)s topic that matters here, those above see at least a whole level more "
            "than those below. Until both have talked it through, the verdict cannot be “Proceed”.",
            "On %(number)s topics that matter here, those above see at least a whole level more "
            "than those below. Until both have talked them through, the verdict cannot be "
            "“Proceed”.",
            len(large),
        ) % {"number": len(large)}
    reasons = release.verdict.reasons if release.verdict else ()
    if any(reason.kind is ReasonKind.HIERARCHY_GAP for reason in reasons):
        return _(
            "Those above see things far brighter than those below. "
            "Until both have talked it through, the verdict cannot be “Proceed”."
        )
    return ""


def discussed_sentences(release: Release, wording: Wording) -> tuple[str, ...]:
    """Which gaps between above and below a room has talked over, so that they block nothing."""
    discussed = [gap for gap in _large_and_critical(release, wording) if gap.is_discussed]
    if not discussed:
        return ()
    sentence = ngettext(
        "A workshop has talked %(topics)s over. This gap does not hold the verdict back any more.",
        "Workshops have talked these over: %(topics)s. "
        "These gaps do not hold the verdict back any more.",
        len(discussed),
    )
    topics = [f"“{wording.capability(gap.capability)}”" for gap in discussed]
    return (sentence % {"topics": listed(topics)},)


def _large_and_critical(release: Release, wording: Wording) -> list[ReleasedHierarchyGap]:
    rule = wording.framework.hierarchy
    watched = rule.capabilities if rule else ()
    return [
        gap
        for gap in release.hierarchy_gaps
        if gap.label is GapLabel.LARGE and gap.gap > 0 and gap.capability in watched
    ]
