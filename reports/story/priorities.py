"""What to work on first, and what has to wait for what, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.material import Material
from reports.story.numbers import listed, quoted
from reports.story.shown_verdict import shown_verdict
from reports.story.verdict import verdict_story
from reports.wording import Wording
from scoring.priorities import Priority
from scoring.release import Release
from scoring.verdict.terms import ReasonKind, VerdictCode

MOST = 9
# When a condition is proposed to be met: a quarter after the round.
QUARTER = timedelta(days=91)


def first_priorities(release: Release) -> tuple[Priority, ...]:
    """What to begin with, in the order in which to begin it."""
    return release.priorities[:MOST]


def priority_finding(release: Release, wording: Wording) -> str:
    """The first capability to work on."""
    if not release.priorities:
        scored = any(part.score is not None for part in release.capabilities)
        if scored:
            return _("Every capability that can be shown has reached its target.")
        return _("What to work on first cannot be said: no capability can be shown.")
    first = release.priorities[0]
    return _("Begin with “%(capability)s”.") % {"capability": wording.capability(first.capability)}


def waiting_sentences(priorities: Iterable[Priority], wording: Wording) -> Iterator[str]:
    """Yield what has to wait, and for what."""
    for part in priorities:
        if part.waits_for:
            names = [quoted(wording.capability(code)) for code in part.waits_for]
            yield _("“%(capability)s” waits for %(first)s.") % {
                "capability": wording.capability(part.capability),
                "first": listed(names),
            }


def ease_word(ease: float) -> str:
    """How easy something is, in one word."""
    if ease > 0.9:
        return _("easy")
    return _("medium") if ease > 0.5 else _("hard")


def pilot_terms(material: Material) -> tuple[str, ...]:
    """What a pilot must keep to; nothing for another verdict."""
    story = verdict_story(material.release, material.wording)
    return story.terms if story else ()


def conditions(material: Material) -> tuple[str, ...]:
    """What has to be settled, each with a proposed date; nothing for another verdict."""
    verdict = material.release.verdict
    if verdict is None or shown_verdict(material.release) is not VerdictCode.CONDITIONS:
        return ()
    framework = material.wording.framework
    settled = [
        _("“%(gate)s”: %(failed)s")
        % {"gate": framework.gate(code).title, "failed": framework.gate(code).failed}
        for code in verdict.gates_warned
    ]
    if any(reason.kind is ReasonKind.HIERARCHY_GAP for reason in verdict.reasons):
        settled.append(_("Those above and those below talk through what they see differently."))
    return tuple(f"{condition} {_day(material)}" for condition in settled)


def _day(material: Material) -> str:
    """By when a condition is to be met, as a proposal."""
    closed_on = material.occasion.closed_on
    if closed_on is None:
        return _("Agree on the day by which it is settled.")
    return _("Proposed day by which it is settled: %(day)s.") % {
        "day": date_format(closed_on + QUARTER)
    }
