"""What if, in words: what can be moved, and every sentence the browser may have to say.

The browser decides and never words anything itself: it is given sentences with names in braces
for what only it knows, so a sentence is written once for the report and the scenario.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from reports.story.gates import GateLine, gate_lines
from reports.story.numbers import level, listed, quoted
from reports.story.shown_verdict import is_more_cautious, shown_verdict
from reports.story.verdict import hierarchy_gap_sentence, verdict_headline
from reports.story.verdict_names import verdict_name
from reports.wording import Wording
from scoring.framework.rules import VerdictRules
from scoring.release import Release, ReleasedCapability
from scoring.verdict.terms import ORDER, ReasonKind, Rule, VerdictCode
from scoring.what_if import StartingDimension, StartingGate, WhatIf, what_if_of


@dataclass(frozen=True, slots=True)
class Lever:
    """A capability that can be moved: where it stands and should stand.

    `value` and `goal` are for the machine, with a point whatever the language.
    """

    code: str
    title: str
    value: str
    goal: str
    stands: str
    target: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from; the empty value leaves all as it was measured."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class GateChoice:
    """A gate and what it can be moved to."""

    code: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A dimension with all that can be moved in it; `fixed` names what cannot."""

    code: str
    title: str
    score: str
    levers: tuple[Lever, ...]
    fixed: str
    gates: tuple[GateChoice, ...]


@dataclass(frozen=True, slots=True)
class WhatIfStory:
    """The page: boards, the questions beside them, and what the browser needs to decide.

    `name` is that of the verdict by the rules, `caution` says where the report shows a more
    careful one. `data` is plain JSON.
    """

    name: str
    caution: str
    boards: tuple[Board, ...]
    other_gates: tuple[GateChoice, ...]
    stages: tuple[Choice, ...]
    has_pilot: bool
    pilot_unit: bool
    has_gap: bool
    data: Mapping[str, Any]


def _caution(release: Release, by_rules: VerdictCode) -> str:
    shown = shown_verdict(release)
    if shown is None or not is_more_cautious(release):
        return ""
    return _(
        "The rules give “%(rules)s” by a narrow margin, and this page begins there. "
        "The report shows the more careful “%(shown)s”."
    ) % {"rules": verdict_name(by_rules), "shown": verdict_name(shown)}


def what_if_story(release: Release, wording: Wording) -> WhatIfStory | None:
    """Tell what can be moved; None where there is nothing to start from."""
    what_if = what_if_of(wording.framework, release)
    if what_if is None:
        return None
    parts = {part.code: part for part in release.capabilities}
    gates = _gates(release, wording, what_if)
    dimensions = {gate.code: gate.dimension for gate in release.gates}
    codes = [part.code for part in what_if.dimensions]
    return WhatIfStory(
        name=verdict_name(what_if.released.code),
        caution=_caution(release, what_if.released.code),
        boards=tuple(
            _board(
                part,
                parts,
                wording,
                tuple(gate for gate in gates if dimensions[gate.code] == part.code),
            )
            for part in what_if.dimensions
        ),
        other_gates=tuple(gate for gate in gates if dimensions[gate.code] not in codes),
        stages=_stages(what_if, wording),
        has_pilot=release.pilot is not None,
        pilot_unit=what_if.pilot_unit,
        has_gap=what_if.critical_hierarchy_gap,
        data={**what_if.to_json(), "words": _words(what_if, wording)},
    )


def no_what_if(release: Release) -> str:
    """Say why there is nothing to start from."""
    if release.verdict is None or release.verdict.code is VerdictCode.INSUFFICIENT:
        return _("There is no verdict yet that a scenario could start from.")
    return _(
        "Too few people stand behind one of the gates to show it. "
        "A scenario would have to guess it, so there is none."
    )


# --- What can be moved ----------------------------------------------------------------------------


def _board(
    part: StartingDimension,
    capabilities: Mapping[str, ReleasedCapability],
    wording: Wording,
    gates: tuple[GateChoice, ...],
) -> Board:
    movable = {capability.code for capability in part.capabilities}
    fixed = [
        quoted(wording.capability(other.code))
        for other in capabilities.values()
        if other.dimension == part.code and other.applies and other.code not in movable
    ]
    return Board(
        code=part.code,
        title=wording.dimension(part.code),
        score=level(part.score),
        levers=tuple(
            Lever(
                code=capability.code,
                title=wording.capability(capability.code),
                value=f"{capability.score:.1f}",
                goal=f"{capability.target:.1f}",
                stands=level(capability.score),
                target=level(capability.target),
            )
            for capability in part.capabilities
        ),
        fixed=listed(fixed),
        gates=gates,
    )


def _gates(release: Release, wording: Wording, what_if: WhatIf) -> tuple[GateChoice, ...]:
    lines = {
        gate.code: line
        for gate, line in zip(release.gates, gate_lines(release, wording), strict=True)
    }
    limits = {gate.code: (gate.pilot, gate.proceed) for gate in release.gates}
    return tuple(
        GateChoice(
            code=gate.code,
            title=wording.gate(gate.code),
            choices=(_measured(lines[gate.code]), *_zones(gate, *limits[gate.code])),
        )
        for gate in what_if.gates
    )


def _measured(line: GateLine) -> Choice:
    state = f"{line.word} · {line.detail}" if line.detail else line.word
    return Choice("", _("As measured: %(state)s") % {"state": state})


def _zones(gate: StartingGate, pilot: float, proceed: float) -> list[Choice]:
    found = []
    for place, low in enumerate(gate.zones):
        words = {"low": level(low)}
        if low >= proceed:
            text = _("%(low)s or more: passed") % words
        elif low >= pilot:
            text = _("From %(low)s: not quite, enough for a pilot") % words
        elif place == 0:
            text = _("Below %(high)s: not passed") % {"high": level(gate.zones[1])}
        else:
            text = _("From %(low)s: not passed") % words
        found.append(Choice(f"{low:g}", text))
    return found


def _stages(what_if: WhatIf, wording: Wording) -> tuple[Choice, ...]:
    if what_if.technology_stage is None:
        return ()
    return tuple(
        Choice(str(number), _("As measured: %(state)s") % {"state": words})
        if number == what_if.technology_stage
        else Choice(str(number), words)
        for number, words in enumerate(wording.stages)
    )


# --- What the browser may have to say -------------------------------------------------------------


def _words(what_if: WhatIf, wording: Wording) -> dict[str, Any]:
    return {
        "decimal": get_format("DECIMAL_SEPARATOR"),
        "levels": [wording.level(number) for number in range(1, 6)],
        "verdicts": {
            code.value: {"name": verdict_name(code), "headline": verdict_headline(code)}
            for code in ORDER
        },
        "rules": {rule.value: words for rule, words in _rules(what_if.rules, wording).items()},
        "reasons": {kind.value: words for kind, words in _reasons(wording).items()},
        "just_under": _("just under %(limit)s") % {"limit": "{limit}"},
        "gates": {
            gate.code: {
                "title": wording.gate(gate.code),
                "open": wording.framework.gate(gate.code).failed,
                "unproven": _("The gate “%(gate)s” is not proven.")
                % {"gate": wording.gate(gate.code)},
            }
            for gate in what_if.gates
        },
        "names": {
            **{part.code: wording.dimension(part.code) for part in what_if.dimensions},
            **{
                part.code: wording.capability(part.code)
                for dimension in what_if.dimensions
                for part in dimension.capabilities
            },
        },
        "stands": _("The gate stands at %(score)s; %(limit)s is needed.")
        % {"score": "{score}", "limit": "{limit}"},
        "change": _("%(name)s: from %(start)s to %(end)s")
        % {"name": "{name}", "start": "{start}", "end": "{end}"},
        "choice": _("%(name)s: %(chosen)s") % {"name": "{name}", "chosen": "{chosen}"},
        "unmoved": _("Nothing is moved: this is the verdict as measured."),
        "same": _("The verdict stays as measured."),
        "other": _("Measured: %(name)s.") % {"name": verdict_name(what_if.released.code)},
        "free": _("Nothing stands in the way."),
    }


def _rules(rules: VerdictRules, wording: Wording) -> dict[Rule, str]:
    """Return each clause in words, told from its numbers."""
    strategy, culture = wording.dimension(rules.strategy), wording.dimension(rules.culture)
    foundation = level(rules.stop_foundation_below)
    return {
        Rule.STOP_GATES: _(
            "%(gates)s both stand below %(limit)s, and everything else rests on them."
        )
        % {
            "gates": listed([quoted(wording.gate(code)) for code in rules.stop_gates]),
            "limit": level(rules.stop_gate_below),
        },
        Rule.STOP_FOUNDATION: _(
            "%(dimensions)s both stand below %(limit)s: "
            "there is little yet that technology could build on."
        )
        % {"dimensions": listed([strategy, culture]), "limit": foundation},
        Rule.STOP_SEQUENCE: _(
            "%(strategy)s or %(culture)s stands below %(limit)s, "
            "and technology is at least %(lag)s levels ahead."
        )
        % {
            "strategy": strategy,
            "culture": culture,
            "limit": foundation,
            "lag": level(rules.stop_lag),
        },
        Rule.PROCEED: _("Every dimension reaches %(minimum)s and every gate is passed.")
        % {"minimum": level(rules.proceed_minimum)},
        Rule.CONDITIONS: _("Every dimension reaches %(minimum)s and no gate fails.")
        % {"minimum": level(rules.conditions_minimum)},
        Rule.PILOT: _(
            "No gate fails, one unit is ready to try, and the dimensions reach what a pilot needs."
        ),
        Rule.FIX: _("Not everything that a pilot or a start needs is in place."),
    }


def _reasons(wording: Wording) -> dict[ReasonKind, str]:
    """Return what can stand in the way, but for gates, which have sentences of their own."""
    return {
        ReasonKind.DIMENSION_BELOW: _(
            "%(dimension)s stands at %(score)s on average; %(limit)s is needed."
        )
        % {"dimension": "{name}", "score": "{score}", "limit": "{limit}"},
        ReasonKind.TECHNOLOGY_AHEAD: _("Technology is %(lag)s levels ahead of the organisation.")
        % {"lag": "{score}"},
        ReasonKind.HIERARCHY_GAP: hierarchy_gap_sentence(wording),
        ReasonKind.NO_PILOT_UNIT: _("No unit is ready for a pilot."),
    }
