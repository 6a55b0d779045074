"""What to do, in words: action, owner, effort, the proof that closes it, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.capabilities import cap_sentence
from reports.story.numbers import below_limit, distance, level, listed, quoted
from reports.wording import Wording
from scoring.actions import Action, ActionLibrary, Effort
from scoring.quarters import Quarter
from scoring.recommendations import FirstStep, Recommendation, recommend
from scoring.release import Release
from scoring.release.parts import ReleasedCapability

HALF_LEVEL = 0.5


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing to do: what, who, how much work, and the proof that it is done.

    `effort` is S, M or L with its words in `effort_words`, `when` a hint at the quarter.
    `rise` says what the action may bring, `first_step` names the lowest question and how to
    lift it. What is not known is empty: a framework without a library of actions has no more
    than capability, where it stands, what to do and why.
    """

    capability: str
    dimension: str
    stands: str
    what: str
    owner: str
    effort: str
    effort_words: str
    when: str
    evidence: str
    why: str
    rise: str = ""
    first_step: str = ""


def action_lines(
    release: Release,
    wording: Wording,
    library: ActionLibrary | None = None,
    *,
    most: int | None = None,
) -> tuple[ActionLine, ...]:
    """What to do in the order in which to begin; `most` of it at most."""
    parts = {part.code: part for part in release.capabilities}
    return tuple(
        _line(step, parts[step.capability], wording, library)
        for step in recommend(wording.framework, release, library, most=most)
    )


def _line(
    step: Recommendation,
    part: ReleasedCapability,
    wording: Wording,
    library: ActionLibrary | None,
) -> ActionLine:
    action = step.action
    return ActionLine(
        capability=wording.capability(step.capability),
        dimension=wording.dimension(step.dimension),
        stands=_stands(step, wording),
        what=action.what if action else _improvement(step.first_step),
        owner=_owner(action, wording) if action else "",
        effort=str(action.effort) if action else "",
        effort_words=_effort_words(action, library) if action and library else "",
        when=_when(step.quarter) if step.quarter else "",
        evidence=_evidence(action, wording) if action else "",
        why=_why(step, part, wording),
        rise=_rise(step.rise),
        first_step=_first_step(step.first_step, wording) if action else "",
    )


def _stands(step: Recommendation, wording: Wording) -> str:
    first = step.first_step
    if step.action is None and first is not None:
        return _("“%(item)s” stands at level %(level)s of 5: %(name)s.") % {
            "item": wording.item(first.item),
            "level": first.level,
            "name": wording.level(first.level),
        }
    if step.gap <= 0:
        return _("It stands at %(score)s, and has reached its target.") % {
            "score": level(step.score)
        }
    return _("It stands at %(score)s on average; the target is %(target)s.") % {
        "score": below_limit(step.score, step.target),
        "target": level(step.target),
    }


def _improvement(first: FirstStep | None) -> str:
    return first.improvement if first else ""


def _first_step(first: FirstStep | None, wording: Wording) -> str:
    if first is None:
        return ""
    return _("A first step at “%(item)s”, now at level %(level)s of 5: %(improvement)s") % {
        "item": wording.item(first.item),
        "level": first.level,
        "improvement": first.improvement,
    }


def _owner(action: Action, wording: Wording) -> str:
    return _("%(group)s: %(role)s") % {
        "group": wording.group(action.group),
        "role": action.role,
    }


def _effort_words(action: Action, library: ActionLibrary) -> str:
    if action.effort is Effort.SMALL:
        weeks = library.efforts[action.effort].weeks
        return ngettext("up to %(weeks)s week", "up to %(weeks)s weeks", weeks) % {"weeks": weeks}
    if action.effort is Effort.MEDIUM:
        return _("about a quarter")
    return _("longer than a quarter")


def _when(quarter: Quarter) -> str:
    return {
        Quarter.THIS: _("this quarter"),
        Quarter.NEXT: _("next quarter"),
        Quarter.LATER: _("later"),
    }[quarter]


def _evidence(action: Action, wording: Wording) -> str:
    if action.evidence is None:
        return action.proof
    recorded = _("It counts as the fact “%(fact)s”.") % {"fact": wording.item(action.evidence)}
    return f"{action.proof} {recorded}"


def _rise(levels: float) -> str:
    if levels <= 0:
        return ""
    if levels == HALF_LEVEL:
        return _("In a quarter it may bring about half a level.")
    if levels == 1:
        return _("In a quarter it may bring up to one level.")
    return _("In a quarter it may bring up to %(levels)s levels.") % {"levels": level(levels)}


def _why(step: Recommendation, part: ReleasedCapability, wording: Wording) -> str:
    said = []
    if step.gates:
        gates = listed([quoted(wording.gate(code)) for code in step.gates])
        said.append(
            ngettext(
                "It helps to pass the gate %(gates)s.",
                "It helps to pass the gates %(gates)s.",
                len(step.gates),
            )
            % {"gates": gates}
        )
    elif step.gap > 0:
        gap = distance(step.target, step.score)
        said.append(_("The capability is %(gap)s below its target.") % {"gap": gap})
    if part.cap_binds:
        said.append(cap_sentence(part, wording))
    if step.waits_for:
        before = listed([quoted(wording.capability(code)) for code in step.waits_for])
        said.append(_("It comes after %(before)s.") % {"before": before})
    return " ".join(said)
