"""The verdict in words: one sentence, why, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.absence import absence_sentence
from reports.story.numbers import below_limit, level, listed, quoted
from reports.story.shown_verdict import is_more_cautious, shown_verdict
from reports.story.unproven import unproven_sentence
from reports.story.verdict_names import verdict_name
from reports.wording import Wording
from scoring.framework.rules import VerdictRules
from scoring.release import GateStatus, Release
from scoring.verdict.terms import Reason, ReasonKind, Rule, Verdict, VerdictCode

# How many dimensions and gates the first screen names.
GATE_KINDS = {ReasonKind.GATE_FAILED, ReasonKind.GATE_UNPROVEN, ReasonKind.GATE_WARNED}


@dataclass(frozen=True, slots=True)
class VerdictStory:
    """The first screen: the verdict's sentence, its reason, obstacles, and terms of a pilot.

    `code`, `name` and `headline` are of the verdict shown, which in a close case is more
    cautious than that of the rules; `reason` then says so.
    """

    code: VerdictCode
    name: str
    headline: str
    reason: str
    obstacles: tuple[str, ...]
    terms: tuple[str, ...]
    outlook: str


def verdict_story(release: Release, wording: Wording) -> VerdictStory | None:
    """Tell the verdict; None for a framework that has no rules for one."""
    verdict, rules = release.verdict, wording.framework.verdict
    if verdict is None or rules is None:
        return None
    shown = shown_verdict(release) or verdict.code
    return VerdictStory(
        code=shown,
        name=_name(verdict, shown),
        headline=_headline(verdict, shown),
        reason=_reason(release, wording, verdict, rules),
        obstacles=tuple(_obstacles(release, wording, verdict)),
        terms=_pilot_terms(release, rules) if shown is VerdictCode.PILOT else (),
        outlook=_outlook(release, wording, verdict),
    )


def _name(verdict: Verdict, shown: VerdictCode) -> str:
    if verdict.rule is Rule.UNSCORED:
        return _("No verdict yet")
    return verdict_name(shown)


def _headline(verdict: Verdict, shown: VerdictCode) -> str:
    if verdict.rule is Rule.UNSCORED:
        return ngettext(
            "There is no verdict yet: one dimension cannot be scored.",
            "There is no verdict yet: %(number)s dimensions cannot be scored.",
            len(verdict.dimensions_missing),
        ) % {"number": len(verdict.dimensions_missing)}
    return verdict_headline(shown)


def verdict_headline(code: VerdictCode) -> str:
    """A verdict in one sentence."""
    return {
        VerdictCode.INSUFFICIENT: _("There are too few answers yet for a verdict."),
        VerdictCode.STOP: _("Stop here, and put no more money into technology for now."),
        VerdictCode.FIX: _("Fix the foundations first, and then spend on technology."),
        VerdictCode.PILOT: _("Start small: one pilot, kept apart from the rest."),
        VerdictCode.CONDITIONS: _("Go ahead, and settle what is still open by a set date."),
        VerdictCode.PROCEED: _("Go ahead: the foundations for CRM are in place."),
    }[code]


def _reason(release: Release, wording: Wording, verdict: Verdict, rules: VerdictRules) -> str:
    tell: dict[Rule, Callable[[], str]] = {
        Rule.RESPONSE: lambda: _too_few(release, wording),
        Rule.UNSCORED: lambda: _unscored(release, verdict, wording),
        Rule.STOP_GATES: lambda: _stop_gates(verdict, wording),
        Rule.STOP_FOUNDATION: lambda: _stop_foundation(verdict, wording),
        Rule.STOP_SEQUENCE: lambda: _stop_sequence(verdict, wording),
        Rule.PROCEED: lambda: (
            _("Every dimension reaches %(minimum)s and every gate is passed.")
            % {"minimum": level(rules.proceed_minimum)}
        ),
        Rule.CONDITIONS: lambda: _conditions(verdict, rules, wording),
        Rule.PILOT: lambda: _pilot(release, wording, rules),
        Rule.FIX: lambda: _fix(release, verdict, rules),
    }
    said = tell[verdict.rule]()
    if not is_more_cautious(release):
        return said
    narrow = _("The rules give “%(name)s” by a narrow margin, so the more cautious one is shown.")
    return f"{narrow % {'name': verdict_name(verdict.code)}} {said}"


def _too_few(release: Release, wording: Wording) -> str:
    absent = _short_groups(release, wording, is_asked=False)
    short = _short_groups(release, wording, is_asked=True)
    said = []
    if short:
        said.append(
            _("A fair picture needs more answers from %(groups)s.") % {"groups": listed(short)}
        )
    if absent:
        said.append(
            ngettext(
                "A fair picture needs %(groups)s, and that group was not asked.",
                "A fair picture needs %(groups)s, and these groups were not asked.",
                len(absent),
            )
            % {"groups": listed(absent)}
        )
    return " ".join(said) or _("Fewer people than may be shown stand behind a dimension.")


def _short_groups(release: Release, wording: Wording, *, is_asked: bool) -> list[str]:
    return [
        wording.group(group.group)
        for group in release.response
        if not group.met and (group.group not in wording.absent) is is_asked
    ]


def _unscored(release: Release, verdict: Verdict, wording: Wording) -> str:
    return " ".join(
        absence_sentence(part, wording)
        for part in release.dimensions
        if part.code in verdict.dimensions_missing
    )


def _outlook(release: Release, wording: Wording, verdict: Verdict) -> str:
    """What a new round needs for a verdict; nothing where there is one."""
    if verdict.code is not VerdictCode.INSUFFICIENT:
        return ""
    needs = []
    absent = _short_groups(release, wording, is_asked=False)
    if absent:
        needs.append(_("in which %(groups)s must be asked") % {"groups": listed(absent)})
    if any(part.missing_items for part in release.dimensions):
        needs.append(_("with all facts entered before it is closed"))
    if _short_groups(release, wording, is_asked=True) or not needs:
        needs.insert(0, _("with more answers"))
    return _("A verdict needs a new round, %(needs)s.") % {"needs": listed(needs)}


def _stop_gates(verdict: Verdict, wording: Wording) -> str:
    stands = [
        f"{quoted(wording.gate(reason.code))} ({level(reason.value)})"
        for reason in verdict.reasons
        if reason.code and reason.value is not None
    ]
    limit = next((reason.limit for reason in verdict.reasons if reason.limit), None)
    if len(stands) < len(verdict.reasons) or limit is None:
        return _("The two things that everything else rests on are missing.")
    return _("%(gates)s both stand below %(limit)s, and everything else rests on them.") % {
        "gates": listed(stands),
        "limit": level(limit),
    }


def _stop_foundation(verdict: Verdict, wording: Wording) -> str:
    limit = verdict.reasons[0].limit
    return _(
        "%(dimensions)s both stand below %(limit)s: "
        "there is little yet that technology could build on."
    ) % {"dimensions": _with_scores(verdict.reasons, wording), "limit": level(limit or 0)}


def _stop_sequence(verdict: Verdict, wording: Wording) -> str:
    low = [reason for reason in verdict.reasons if reason.kind is ReasonKind.DIMENSION_BELOW]
    return _(
        "%(dimension)s is low, and technology is %(lag)s levels ahead of the organisation."
    ) % {"dimension": _with_scores(low, wording), "lag": level(verdict.lag or 0)}


def _conditions(verdict: Verdict, rules: VerdictRules, wording: Wording) -> str:
    warned = len(verdict.gates_warned)
    reached = _("Every dimension reaches %(minimum)s and no gate fails.") % {
        "minimum": level(rules.conditions_minimum)
    }
    if {reason.kind for reason in verdict.reasons} == {ReasonKind.HIERARCHY_GAP}:
        return f"{reached} {hierarchy_gap_sentence(wording)}"
    if not warned:
        return f"{reached} " + _("Some dimensions do not reach %(minimum)s yet.") % {
            "minimum": level(rules.proceed_minimum)
        }
    return f"{reached} " + ngettext(
        "%(gates)s gate needs more before it is safe.",
        "%(gates)s gates need more before it is safe.",
        warned,
    ) % {"gates": warned}


def hierarchy_gap_sentence(wording: Wording) -> str:
    """Say that those above see much more than those below."""
    rule = wording.framework.hierarchy
    above = rule.upper if rule else ()
    return _(
        "%(groups)s see things far brighter than the people below them. "
        "Both have to talk about that first."
    ) % {"groups": listed([wording.group(code) for code in above])}


def _pilot(release: Release, wording: Wording, rules: VerdictRules) -> str:
    strategy = next(
        (part.score for part in release.dimensions if part.code == rules.strategy), None
    )
    return _(
        "%(strategy)s stands at %(score)s, no gate fails, and one unit is ready to try. "
        "The organisation as a whole is not there yet."
    ) % {"strategy": wording.dimension(rules.strategy), "score": level(strategy or 0)}


def _fix(release: Release, verdict: Verdict, rules: VerdictRules) -> str:
    low, blocked = len(verdict.dimensions_below), _blocked_gates(verdict)
    dimensions = ngettext(
        "%(low)s of %(all)s dimensions stands below %(minimum)s",
        "%(low)s of %(all)s dimensions stand below %(minimum)s",
        low,
    ) % {"low": low, "all": len(release.dimensions), "minimum": level(rules.fix_minimum)}
    gates = ngettext(
        "%(blocked)s of %(all)s gates is not passed",
        "%(blocked)s of %(all)s gates are not passed",
        blocked,
    ) % {"blocked": blocked, "all": _gates_that_apply(release)}
    said = [part for part, number in ((dimensions, low), (gates, blocked)) if number]
    if not said:
        return _("Not everything that a pilot or a start needs is in place.")
    return listed(said) + "."


def _blocked_gates(verdict: Verdict) -> int:
    return len({*verdict.gates_failed, *verdict.gates_unproven, *verdict.gates_warned})


def _gates_that_apply(release: Release) -> int:
    return sum(gate.status is not GateStatus.NOT_APPLICABLE for gate in release.gates)


def _with_scores(reasons: Iterable[Reason], wording: Wording) -> str:
    return listed(
        [
            f"{wording.dimension(reason.code)} ({below_limit(reason.value, reason.limit)})"
            for reason in reasons
            if reason.code and reason.value is not None and reason.limit is not None
        ]
    )


def _obstacles(release: Release, wording: Wording, verdict: Verdict) -> Iterable[str]:
    for reason in verdict.reasons:
        sentence = _obstacle(release, wording, reason)
        if sentence:
            yield sentence


def _obstacle(release: Release, wording: Wording, reason: Reason) -> str | None:
    if reason.kind is ReasonKind.DIMENSION_BELOW and reason.code and reason.value is not None:
        return _("%(dimension)s stands at %(score)s on average; %(limit)s is needed.") % {
            "dimension": wording.dimension(reason.code),
            "score": below_limit(reason.value, reason.limit or 0),
            "limit": level(reason.limit or 0),
        }
    if reason.kind is ReasonKind.DIMENSION_MISSING and reason.code:
        code = reason.code
        missing = next(part for part in release.dimensions if part.code == code)
        return absence_sentence(missing, wording)
    if reason.kind in GATE_KINDS and reason.code:
        unproven = reason.kind is ReasonKind.GATE_UNPROVEN
        return _unproven(release, wording, reason.code) if unproven else _open_gate(wording, reason)
    if reason.kind is ReasonKind.TECHNOLOGY_AHEAD:
        return _("Technology is %(lag)s levels ahead of the organisation.") % {
            "lag": level(reason.value or 0)
        }
    if reason.kind is ReasonKind.HIERARCHY_GAP:
        return hierarchy_gap_sentence(wording)
    if reason.kind is ReasonKind.NO_PILOT_UNIT and release.pilot is not None:
        return _("No unit is ready for a pilot: %(there)s of %(needed)s conditions are met.") % {
            "there": release.pilot.elements or 0,
            "needed": release.pilot.needed,
        }
    return None


def _open_gate(wording: Wording, reason: Reason) -> str:
    sentence = wording.framework.gate(reason.code or "").failed
    if reason.value is None or reason.limit is None:
        return sentence
    stands = _("The gate stands at %(score)s; %(limit)s is needed.") % {
        "score": below_limit(reason.value, reason.limit),
        "limit": level(reason.limit),
    }
    return f"{sentence} {stands}"


def _unproven(release: Release, wording: Wording, code: str) -> str:
    missing = next((gate.missing for gate in release.gates if gate.code == code), ())
    if not missing:
        return wording.framework.gate(code).failed
    said = _("The gate “%(gate)s” is not proven.") % {"gate": wording.gate(code)}
    return f"{said} {unproven_sentence(release, wording, missing)}"


def _pilot_terms(release: Release, rules: VerdictRules) -> tuple[str, ...]:
    """What a decoupled pilot must keep to (method, 3.10)."""
    strategy = next(
        (part.score for part in release.dimensions if part.code == rules.strategy), None
    )
    terms = [
        _("One unit, for two quarters at most."),
        _("A measure and its value today are written down before the start."),
        _("A rule says beforehand when to grow the pilot and when to stop it."),
        _("It is named how the pilot's tools will join the main systems."),
        _("Culture is measured in the unit at the start and the end, beside a similar unit."),
    ]
    if strategy is not None and strategy < rules.fix_minimum:
        terms.append(_("No public channel to customers is part of it."))
    return tuple(terms)
