"""The verdict: which of six answers the scores and gates lead to, and why (method.md 3.10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from scoring.framework.rules import GateLimits, VerdictRules
from scoring.limits import below, is_on_scale, reaches
from scoring.verdict.clauses import (
    Situation,
    cannot_pilot,
    lacks_foundation,
    misses_conditions,
    misses_pilot,
    misses_proceed,
    outruns_foundation,
)
from scoring.verdict.terms import (
    Reason,
    ReasonKind,
    Rule,
    Verdict,
    VerdictCode,
    sequence_notice,
    technology_lag,
)

LOWEST, HIGHEST = 1.0, 5.0
METHOD = VerdictRules()


def decide(  # noqa: PLR0913 - everything method.md 3.10 decides by
    *,
    dimensions: Mapping[str, float | None],
    gates: Mapping[str, float | None],
    technology_stage: int | None = None,
    pilot_unit: bool = False,
    critical_hierarchy_gap: bool = False,
    rules: VerdictRules | None = None,
    reportable: bool = True,
    unproven: Collection[str] = (),
) -> Verdict:
    """Decide by the first clause of method.md 3.10 that holds.

    Parameters
    ----------
    dimensions
        Score (1 to 5) of each dimension by code; None or absent when not scored.
    gates
        Value (1 to 5) of each gate by code; None or absent when it does not apply.
    technology_stage
        T, 0 to 5; None when unknown, and then no rule about the sequence fires.
    pilot_unit
        Whether a pilot unit exists.
    critical_hierarchy_gap
        Whether two or more large gaps between executives and frontline are open.
    rules
        Numbers to decide by; the method's own when None.
    reportable
        Whether response suffices (method.md 3.7(9)).
    unproven
        Gates of which a part is missing: below both limits, whatever their value.

    Returns
    -------
    Verdict
        Always one. No increase of a score or gate, no lower stage and no gained pilot
        unit leads to a worse one.

    Raises
    ------
    ValueError
        For a gate the rules do not know, a score outside 1 to 5, a stage outside 0 to 5.
    """
    case = _case(rules or METHOD, dimensions, gates, frozenset(unproven), technology_stage)
    rule, reasons = _first_clause(case, reportable, critical_hierarchy_gap, pilot_unit)
    return Verdict(
        code=VerdictCode(rule.partition(".")[0].upper()),
        rule=rule,
        reasons=tuple(reasons),
        dimensions_missing=case.missing,
        dimensions_below=tuple(
            code for code in case.rules.dimensions if case.is_below(code, case.rules.fix_minimum)
        ),
        gates_failed=case.codes(ReasonKind.GATE_FAILED),
        gates_unproven=case.codes(ReasonKind.GATE_UNPROVEN),
        gates_warned=case.codes(ReasonKind.GATE_WARNED),
        lag=case.lag,
        sequence=sequence_notice(case.lag, case.rules.technology),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything a clause looks at; `findings` are gates below a limit, by dimension."""

    rules: VerdictRules
    scores: Mapping[str, float]
    gates: Mapping[str, float | None]
    missing: tuple[str, ...]
    findings: tuple[tuple[GateLimits, Reason], ...]
    lag: float | None

    def codes(self, kind: ReasonKind) -> tuple[str, ...]:
        return tuple(gate.code for gate, reason in self.findings if reason.kind is kind)

    def is_below(self, code: str, limit: float) -> bool:
        return code in self.scores and below(self.scores[code], limit)


def _case(
    rules: VerdictRules,
    dimensions: Mapping[str, float | None],
    gates: Mapping[str, float | None],
    unproven: frozenset[str],
    stage: int | None,
) -> _Case:
    _refuse_nonsense(rules, dimensions, gates, unproven, stage)
    codes = rules.dimensions
    scores = {code: value for code in codes if (value := dimensions.get(code)) is not None}
    strategy, culture = scores.get(rules.strategy), scores.get(rules.culture)
    foundation = None if strategy is None or culture is None else min(strategy, culture)
    findings = [
        (gate, reason)
        for gate in rules.gates
        if (reason := _gate_reason(gate, gates.get(gate.code), gate.code in unproven))
    ]
    findings.sort(key=lambda finding: _position(codes, finding[0].dimension))
    return _Case(
        rules=rules,
        scores=scores,
        gates=gates,
        missing=tuple(code for code in codes if code not in scores),
        findings=tuple(findings),
        lag=technology_lag(stage, foundation, rules.technology),
    )


def _refuse_nonsense(
    rules: VerdictRules,
    dimensions: Mapping[str, float | None],
    gates: Mapping[str, float | None],
    unproven: frozenset[str],
    stage: int | None,
) -> None:
    unknown = {*gates, *unproven} - {gate.code for gate in rules.gates}
    if unknown:
        raise ValueError(f"unknown gate {min(unknown)}")
    for values in (dimensions, gates):
        for code, value in values.items():
            if value is not None and not is_on_scale(value, LOWEST, HIGHEST):
                raise ValueError(f"{code} must be from {LOWEST:g} to {HIGHEST:g}, not {value}")
    if stage is not None and rules.technology and not 0 <= stage < len(rules.technology.required):
        raise ValueError(f"there is no technology stage {stage}")


def _gate_reason(gate: GateLimits, value: float | None, is_unproven: bool) -> Reason | None:
    if value is not None and below(value, gate.pilot):
        return Reason(ReasonKind.GATE_FAILED, gate.code, value, gate.pilot)
    if is_unproven:
        return Reason(ReasonKind.GATE_UNPROVEN, gate.code, value, gate.pilot)
    if value is not None and below(value, gate.proceed):
        return Reason(ReasonKind.GATE_WARNED, gate.code, value, gate.proceed)
    return None


def _position(codes: tuple[str, ...], dimension: str) -> int:
    return codes.index(dimension) if dimension in codes else len(codes)


def _first_clause(
    case: _Case, reportable: bool, hierarchy_gap: bool, pilot_unit: bool
) -> tuple[Rule, list[Reason]]:
    rules = case.rules
    if case.missing or not reportable:
        return _insufficient(case, reportable)
    situation = _situation(case, hierarchy_gap, pilot_unit)
    stop = _stop(case, situation)
    if stop is not None:
        return stop
    if not misses_proceed(situation, rules):
        return Rule.PROCEED, []
    if not misses_conditions(situation, rules):
        return Rule.CONDITIONS, list(_held_back(case, rules.proceed_minimum, hierarchy_gap))
    reasons = list(_held_back(case, rules.fix_minimum, hierarchy_gap))
    if not misses_pilot(situation, rules):
        return Rule.PILOT, reasons
    if not cannot_pilot(situation, rules):
        reasons.append(Reason(ReasonKind.NO_PILOT_UNIT))
    return Rule.FIX, reasons


def _situation(case: _Case, hierarchy_gap: bool, pilot_unit: bool) -> Situation:
    rules = case.rules
    warnings = len(case.codes(ReasonKind.GATE_WARNED))
    low_stop_gates = len(_low_stop_gates(case))
    return Situation(
        strategy=case.scores[rules.strategy],
        culture=case.scores[rules.culture],
        data=case.scores[rules.data],
        alignment=case.scores[rules.alignment],
        stop_gates=0 < low_stop_gates == len(rules.stop_gates),
        far_ahead=case.lag is not None and reaches(case.lag, rules.stop_lag),
        blocked=len(case.findings) > warnings,
        warnings=warnings,
        hierarchy_gap=hierarchy_gap,
        no_pilot_unit=not pilot_unit,
    )


def _insufficient(case: _Case, reportable: bool) -> tuple[Rule, list[Reason]]:
    reasons = [Reason(ReasonKind.DIMENSION_MISSING, code) for code in case.missing]
    if reportable:
        return Rule.UNSCORED, reasons
    return Rule.RESPONSE, [Reason(ReasonKind.RESPONSE), *reasons]


def _low_stop_gates(case: _Case) -> list[Reason]:
    limit = case.rules.stop_gate_below
    return [
        Reason(ReasonKind.GATE_FAILED, code, value, limit)
        for code in case.rules.stop_gates
        if (value := case.gates.get(code)) is not None and below(value, limit)
    ]


def _stop(case: _Case, situation: Situation) -> tuple[Rule, list[Reason]] | None:
    rules = case.rules
    if situation.stop_gates:
        return Rule.STOP_GATES, _low_stop_gates(case)
    low = [
        Reason(ReasonKind.DIMENSION_BELOW, code, case.scores[code], rules.stop_foundation_below)
        for code in (rules.strategy, rules.culture)
        if case.is_below(code, rules.stop_foundation_below)
    ]
    if lacks_foundation(situation, rules):
        return Rule.STOP_FOUNDATION, low
    if outruns_foundation(situation, rules):
        ahead = Reason(ReasonKind.TECHNOLOGY_AHEAD, None, case.lag, rules.stop_lag)
        return Rule.STOP_SEQUENCE, [*low, ahead]
    return None


def _held_back(case: _Case, minimum: float, hierarchy_gap: bool) -> Iterator[Reason]:
    """Name what holds back more: low dimensions and gates in the order of the dimensions."""
    codes = case.rules.dimensions
    for code in codes:
        if case.is_below(code, minimum):
            yield Reason(ReasonKind.DIMENSION_BELOW, code, case.scores[code], minimum)
        yield from (reason for gate, reason in case.findings if gate.dimension == code)
    yield from (reason for gate, reason in case.findings if gate.dimension not in codes)
    if hierarchy_gap:
        yield Reason(ReasonKind.HIERARCHY_GAP)
