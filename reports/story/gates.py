"""The gates as a row of words, each with a mark."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.numbers import level
from reports.story.unproven import unproven_sentence
from reports.wording import Wording
from scoring.release import GateStatus, Release
from scoring.release.parts import ReleasedGate

JUDGED = {GateStatus.PASSED, GateStatus.WARNED, GateStatus.FAILED}


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate: its state (for the mark), what the state is called, and a business sentence."""

    state: str
    word: str
    title: str
    sentence: str
    detail: str


def gate_finding(release: Release) -> str:
    """How many gates are passed, of those that apply."""
    applying = [gate for gate in release.gates if gate.status is not GateStatus.NOT_APPLICABLE]
    if not any(gate.status in JUDGED for gate in applying):
        return _("No gate can be judged yet.")
    passed = sum(gate.status is GateStatus.PASSED for gate in applying)
    return ngettext(
        "%(passed)s of %(all)s gates is passed.", "%(passed)s of %(all)s gates are passed.",
        passed,
    ) % {"passed": passed, "all": len(applying)}  # fmt: skip


def gate_lines(release: Release, wording: Wording) -> tuple[GateLine, ...]:
    """The gates in the order of the framework; none is left out."""
    return tuple(_line(release, gate, wording) for gate in release.gates)


def _line(release: Release, gate: ReleasedGate, wording: Wording) -> GateLine:
    text = wording.framework.gate(gate.code)
    words = {
        None: ("hidden", _("Not shown"), _("Too few answers to show.")),
        GateStatus.PASSED: ("passed", _("Passed"), text.passed),
        GateStatus.WARNED: ("warned", _("Not quite"), text.failed),
        GateStatus.FAILED: ("failed", _("Not passed"), text.failed),
        GateStatus.UNPROVEN: (
            "unproven",
            _("Not proven"),
            unproven_sentence(release, wording, gate.missing),
        ),
        GateStatus.NOT_APPLICABLE: (
            "exempt",
            _("Does not apply"),
            _("This does not concern the client's kind of business."),
        ),
    }
    state, word, sentence = words[gate.status]
    return GateLine(state, word, text.title, sentence, _detail(gate))


def _detail(gate: ReleasedGate) -> str:
    if gate.value is None:
        return ""
    if gate.status in {GateStatus.FAILED, GateStatus.WARNED}:
        words = {"score": level(gate.value), "limit": level(gate.proceed)}
        if words["score"] == words["limit"]:
            return _("just under the %(limit)s needed") % words
        return _("%(score)s of the %(limit)s needed") % words
    return level(gate.value) if gate.status is GateStatus.PASSED else ""
