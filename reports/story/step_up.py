"""What it takes to come one step up, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.numbers import below_limit, level
from reports.story.shown_verdict import is_more_cautious
from reports.story.verdict_names import verdict_name
from reports.wording import Wording
from scoring.release import Release
from scoring.verdict.terms import Move, MoveKind, StepUp, VerdictCode


@dataclass(frozen=True, slots=True)
class Way:
    """Moves that together lead to a better verdict, a sentence for each."""

    leads_to: str
    sentences: tuple[str, ...]


def ways_up(release: Release, wording: Wording) -> tuple[Way, ...]:
    """All ways that may be shown, the cheapest first; none leads from the best verdict."""
    return tuple(_way(step, wording) for step in release.steps_up)


def step_up_sentence(release: Release, wording: Wording) -> str:
    """The cheapest way one step up; empty where there is no verdict to lift."""
    verdict = release.verdict
    if verdict is None or verdict.code in {VerdictCode.INSUFFICIENT, VerdictCode.PROCEED}:
        return ""
    ways = ways_up(release, wording)
    if not ways:
        return _("We found no one or two steps that alone lead to a better verdict.")
    leads = _("This leads to “%(verdict)s”.") % {"verdict": ways[0].leads_to}
    return " ".join([*_beginning(release, verdict.code), *ways[0].sentences, leads])


def _beginning(release: Release, by_rules: VerdictCode) -> Iterator[str]:
    """Say where steps begin that do not begin at the verdict shown."""
    if is_more_cautious(release):
        yield _("The rules give “%(verdict)s”, and the way up begins there.") % {
            "verdict": verdict_name(by_rules)
        }


def _way(step: StepUp, wording: Wording) -> Way:
    return Way(
        leads_to=verdict_name(step.leads_to),
        sentences=tuple(_move(move, wording) for move in step.moves),
    )


def _move(move: Move, wording: Wording) -> str:
    if move.kind is MoveKind.PILOT_UNIT:
        return _("Find a team that is ready for a pilot.")
    if move.kind is MoveKind.HIERARCHY_GAP:
        return _("Talk through with leaders and teams why they see things so differently.")
    code = move.code or ""
    if move.kind is MoveKind.CAPABILITY:
        return _("Raise “%(capability)s” from %(start)s to %(end)s.") % {
            "capability": wording.capability(code),
            "start": level(move.start or 0),
            "end": level(move.end or 0),
        }
    words = {"gate": wording.gate(code), "end": level(move.end or 0)}
    if move.kind is MoveKind.PROOF:
        return _("Bring what is missing for the gate “%(gate)s”, and reach %(end)s there.") % words
    if move.start is None:
        return _("Bring the gate “%(gate)s” to %(end)s.") % words
    words["start"] = below_limit(move.start, move.end or 0)
    return _("Bring the gate “%(gate)s” from %(start)s to %(end)s.") % words
