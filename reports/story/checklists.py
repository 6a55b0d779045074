"""What some findings add to their conditions: points to tick off, and names for what is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.numbers import level
from reports.wording import Wording
from scoring.findings import Finding
from scoring.framework import LEVELS, Item
from scoring.limits import below
from scoring.release import Release

LOADING = "R-LOAD"
TRUST = "R-AUTH"
RESISTANCE = "R-RESIST"

# What people need for a change, in the order in which it must be there (Hiatt 2006: awareness,
# desire, knowledge, ability, reinforcement), each with the question that stands for it.
BARRIERS = (
    ("awareness", "C2d"),
    ("desire", "C2a"),
    ("knowledge", "C4d"),
    ("ability", "C2b"),
    ("reinforcement", "C4c"),
)
# From here on a need counts as met: most people work that way (method.md 3.10).
MET = 3.0


@dataclass(frozen=True, slots=True)
class Checklist:
    """Points under a sentence; both are empty where a finding has none."""

    title: str = ""
    points: tuple[str, ...] = ()


def checklist(finding: Finding, release: Release, wording: Wording) -> Checklist:
    """Return what a finding adds; nothing for most."""
    maker = _MAKERS.get(finding.code)
    return maker(finding, release, wording) if maker else Checklist()


def _loading(finding: Finding, release: Release, wording: Wording) -> Checklist:
    """The points that a plan for loading data needs, and how many are on paper."""
    capabilities = {
        wording.framework.item(code).capability
        for condition in finding.conditions
        for code in condition.codes
    }
    fact = next(
        (
            item
            for item in wording.framework.facts
            if item.capability in capabilities and item.elements
        ),
        None,
    )
    if fact is None:
        return Checklist()
    there = _elements_there(fact, release)
    words = {"all": len(fact.elements), "there": there}
    if there is None:
        title = _("A plan for the first data has these %(all)s points:") % words
    else:
        title = _("%(there)s of these %(all)s points are on paper:") % words
    return Checklist(title, fact.elements)


def _elements_there(fact: Item, release: Release) -> int | None:
    """How many points of a checklist are there, which its level tells (method.md 3.2)."""
    score = next((item.score for item in release.items if item.code == fact.code), None)
    if score is None:
        return None
    return round((score - 1) * len(fact.elements) / (LEVELS - 1))


def _trust(finding: Finding, _release: Release, _wording: Wording) -> Checklist:
    """Which of the three obstacles to trust stand in the way."""
    words = {
        "authenticity": _("Authenticity: what we do differs from what we promise."),
        "asymmetry": _("Asymmetry: customers have little say and see little of their data."),
        "execution": _("Execution: service depends on the person or the site."),
    }
    names = dict.fromkeys(condition.name for condition in finding.conditions)
    points = tuple(words[name] for name in names if name in words)
    return Checklist(_("This stands in the way:"), points) if points else Checklist()


def _resistance(_finding: Finding, release: Release, wording: Wording) -> Checklist:
    """The first need of a change that is not met."""
    scores = {item.code: item.score for item in release.items}
    is_gapless = True
    for name, code in BARRIERS:
        if not wording.framework.has_item(code):
            return Checklist()
        score = scores.get(code)
        if score is not None and below(score, MET):
            return Checklist(_barrier(name, code, score, wording, is_gapless=is_gapless))
        is_gapless = is_gapless and score is not None
    return Checklist()


def _barrier(name: str, code: str, score: float, wording: Wording, *, is_gapless: bool) -> str:
    needs = {
        "awareness": _("First of all people have to see what the change is for."),
        "desire": _("First of all people have to want the change."),
        "knowledge": _("First of all people have to know how to work in the new way."),
        "ability": _("First of all people need room for the change."),
        "reinforcement": _("First of all pay and praise have to support the change."),
    }
    words = {"item": wording.item(code), "score": level(score)}
    said = [needs[name], _("“%(item)s” stands at %(score)s on average.") % words]
    if not is_gapless:
        said.append(_("Something that comes before has too few answers to show."))
    return " ".join(said)


_MAKERS: Mapping[str, Callable[[Finding, Release, Wording], Checklist]] = {
    LOADING: _loading,
    TRUST: _trust,
    RESISTANCE: _resistance,
}
