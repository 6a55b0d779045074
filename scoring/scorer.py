"""The whole way from answers and facts to a scorecard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.answer_input import asked_items, plain
from scoring.answers import Answers
from scoring.arrays.basis import Basis, lay_basis
from scoring.arrays.composites import composites
from scoring.arrays.layout import Layout, lay_out
from scoring.facts import check_facts, whole_fact
from scoring.framework import Framework
from scoring.options import ScoreOptions
from scoring.parts.agreement_views import agreement_views
from scoring.parts.capability_scores import score_capabilities
from scoring.parts.data_decay import project_decay
from scoring.parts.dimension_scores import score_dimensions, score_overall
from scoring.parts.dont_know import bounding_compositions
from scoring.parts.gate_scores import score_gates
from scoring.parts.item_scores import score_items
from scoring.parts.judgement import Case, Judged
from scoring.parts.perception_gaps import perception_gaps
from scoring.parts.quality import judge_quality
from scoring.parts.responses import checked_headcounts, group_response
from scoring.parts.round_findings import has_critical_gap, round_findings
from scoring.parts.sensitivity import sensitivity_strip
from scoring.priorities import Priority, Standing, prioritise
from scoring.scorecard import (
    CapabilityScore,
    DimensionScore,
    FrameworkReference,
    GateScore,
    GateStatus,
    GroupResponse,
    GroupWeight,
    PilotScore,
    Scorecard,
    TechnologyScore,
)
from scoring.verdict.terms import Verdict, VerdictCode, sequence_notice, technology_lag


def score(
    framework: Framework,
    answers: Answers,
    facts: Mapping[str, object] | None = None,
    headcounts: Mapping[str, int | None] | None = None,
    options: ScoreOptions | None = None,
) -> Scorecard:
    """Score one round (method.md 3.2 to 3.4, 3.7(9), 3.10).

    Parameters
    ----------
    framework
        The framework version the round was asked with.
    answers
        Answers of the respondents, built from the same version.
    facts
        Raw value of each fact by item code: number of elements, number, stage, mapping
        of parts, or "na"; see `scoring.framework.fact_problem`. Missing ones are absent
        or None.
    headcounts
        People invited by group code; None or absent where unknown.
    options
        Client type and group weights; defaults when None.

    Returns
    -------
    Scorecard
        Scores on 1 to 5, to 12 decimals, indices 0 to 100; None where something is not
        scored.

    Raises
    ------
    ValueError
        For answers of another framework version, a fact, headcount or option that cannot
        be. `FactError` names the item of a fact.
    """
    settings = options or ScoreOptions()
    weights = settings.weights(framework)
    layout = lay_out(framework, settings.client_type)
    _check_answers(framework, answers, layout)
    facts = {code: plain(value) for code, value in (facts or {}).items()}
    check_facts(framework, facts)
    heads = checked_headcounts(framework, headcounts or {})
    basis = lay_basis(layout, answers, facts, heads, weights)
    made, views, bounds = composites(basis), agreement_views(basis), bounding_compositions(basis)
    items = score_items(basis, bounds, views)
    capabilities = score_capabilities(basis, made, bounds, views)
    gates = score_gates(basis, items)
    dimensions = score_dimensions(basis, made, capabilities, gates, bounds)
    gaps = perception_gaps(basis, settings.least_people, settings.discussed)
    technology = _technology(framework, facts, dimensions)
    pilot = _pilot(framework, facts)
    response = _response(basis, heads)
    reportable = all(group.met for group in response)
    judged = Judged()
    if framework.verdict is not None:
        judged = Case(
            basis=basis,
            dimensions_made=made.dimensions,
            rules=framework.verdict,
            capabilities=capabilities,
            gates=gates,
            technology_stage=technology.stage if technology else None,
            pilot_unit=pilot is not None and pilot.unit,
            critical_hierarchy_gap=has_critical_gap(framework.hierarchy, gaps),
            reportable=reportable,
        ).judged(settings.seed)
    return Scorecard(
        framework=FrameworkReference(framework.slug, framework.version, framework.checksum),
        client_type=settings.client_type,
        confidence=basis.rules.uncertainty.confidence,
        evidence_cap=framework.scoring.evidence_cap,
        group_weights=tuple(GroupWeight(code, weight) for code, weight in weights.items()),
        respondents=int(basis.tallies.people.sum()),
        response=response,
        reportable=reportable,
        items=items,
        capabilities=capabilities,
        dimensions=dimensions,
        overall=score_overall(basis, made, dimensions, bounds),
        gates=gates,
        gaps=gaps,
        technology=technology,
        pilot=pilot,
        verdict=judged.verdict,
        verdict_confidence=judged.confidence,
        steps_up=judged.steps_up,
        findings=round_findings(
            framework,
            client_type=settings.client_type,
            items=items,
            capabilities=capabilities,
            dimensions=dimensions,
            gates=gates,
            gaps=gaps,
            technology=technology,
            problems=settings.problems,
        ),
        sensitivity=sensitivity_strip(basis),
        quality=judge_quality(basis),
        decay=project_decay(framework, facts, settings.records),
        priorities=_priorities(framework, capabilities, gates, judged.verdict, settings),
    )


def _check_answers(framework: Framework, answers: Answers, layout: Layout) -> None:
    groups = tuple(group.code for group in framework.groups)
    if (answers.items, answers.groups) != (asked_items(framework), groups):
        raise ValueError("these answers belong to another framework version")
    given = (answers.levels > 0) | answers.dont_know
    if (given & ~layout.asked_of[answers.group]).any():
        raise ValueError("a group has answered an item that it is not asked")


def _response(basis: Basis, headcounts: Mapping[str, int | None]) -> tuple[GroupResponse, ...]:
    framework = basis.layout.framework
    share = framework.scoring.small_group_share
    return tuple(
        group_response(group, people, headcounts.get(group.code), share)
        for group, people in zip(framework.groups, basis.tallies.people.tolist(), strict=True)
    )


def _technology(
    framework: Framework, facts: Mapping[str, object], dimensions: Sequence[DimensionScore]
) -> TechnologyScore | None:
    technology = framework.technology
    if technology is None:
        return None
    stage = whole_fact(facts, technology.item)
    foundation = _foundation(framework, dimensions)
    lag = technology_lag(stage, foundation, technology)
    return TechnologyScore(
        stage=stage,
        required=None if stage is None else technology.required[stage],
        foundation=foundation,
        lag=lag,
        notice=sequence_notice(lag, technology),
    )


def _foundation(framework: Framework, dimensions: Sequence[DimensionScore]) -> float | None:
    """Return min(S, C); only a framework with a verdict says which dimensions these are."""
    rules = framework.verdict
    if rules is None:
        return None
    scores = [part.score for part in dimensions if part.code in (rules.strategy, rules.culture)]
    known = [score for score in scores if score is not None]
    return min(known) if len(known) == len(scores) else None


def _pilot(framework: Framework, facts: Mapping[str, object]) -> PilotScore | None:
    pilot = framework.pilot
    if pilot is None:
        return None
    elements = whole_fact(facts, pilot.item)
    return PilotScore(elements, pilot.elements, (elements or 0) >= pilot.elements)


def _priorities(
    framework: Framework,
    capabilities: Sequence[CapabilityScore],
    gates: Sequence[GateScore],
    verdict: Verdict | None,
    settings: ScoreOptions,
) -> tuple[Priority, ...]:
    rules = framework.priorities
    if rules is None:
        return ()
    closed = {GateStatus.FAILED, GateStatus.UNPROVEN}
    failing = {
        framework.item(code).capability
        for gate in gates
        if gate.status in closed
        for code in framework.gate(gate.code).items
    }
    return prioritise(
        [
            Standing(
                code=part.code,
                score=part.score,
                half_width=None if part.interval is None else part.interval.half_width,
                target=part.target,
            )
            for part in capabilities
        ],
        rules=rules,
        failing=failing,
        aim=VerdictCode.PROCEED if verdict is None else verdict.code,
        ease=settings.ease or {},
    )
