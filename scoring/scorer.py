"""The whole way from answers and facts to a scorecard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.answers import Answers
from scoring.basis import Basis, lay_basis
from scoring.capability_scores import score_capability
from scoring.dimension_scores import score_dimension, score_overall
from scoring.facts import check_facts, whole_fact
from scoring.framework import Framework
from scoring.gate_scores import score_gate
from scoring.group_means import GroupMeans
from scoring.item_scores import score_items
from scoring.options import ScoreOptions
from scoring.responses import check_headcounts, group_response
from scoring.scorecard import (
    DimensionScore,
    FrameworkReference,
    GateScore,
    GroupResponse,
    GroupWeight,
    PilotScore,
    Scorecard,
    TechnologyScore,
)
from scoring.verdict import decide
from scoring.verdict_terms import Verdict, sequence_notice, technology_lag


def score(
    framework: Framework,
    answers: Answers,
    facts: Mapping[str, object],
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
        Scores on 1 to 5, indices 0 to 100, None where something is not scored. Nothing
        is rounded.

    Raises
    ------
    ValueError
        For answers of another framework version, a fact, headcount or option that cannot
        be. `FactError` names the item of a fact.
    """
    settings = options or ScoreOptions()
    heads = headcounts or {}
    _check_answers(framework, answers)
    check_facts(framework, facts)
    check_headcounts(framework, heads)
    weights = settings.weights(framework)
    means = GroupMeans(framework, answers)
    basis = lay_basis(framework, means, facts, weights, settings.client_type)
    items = score_items(basis)
    capabilities = tuple(
        score_capability(basis, capability, items) for capability in framework.capabilities
    )
    gates = tuple(score_gate(basis, gate, items) for gate in framework.gates)
    dimensions = tuple(
        score_dimension(framework, dimension, capabilities, gates)
        for dimension in framework.dimensions
    )
    response = _response(basis, heads)
    reportable = all(group.met for group in response)
    pilot = _pilot(framework, facts)
    return Scorecard(
        framework=FrameworkReference(framework.slug, framework.version, framework.checksum),
        client_type=settings.client_type,
        group_weights=tuple(GroupWeight(code, weight) for code, weight in weights.items()),
        respondents=sum(means.people.values()),
        response=response,
        reportable=reportable,
        items=tuple(items.values()),
        capabilities=capabilities,
        dimensions=dimensions,
        overall=score_overall(framework, dimensions),
        gates=gates,
        technology=_technology(framework, facts, dimensions),
        pilot=pilot,
        verdict=_verdict(framework, facts, dimensions, gates, reportable, pilot),
    )


def _check_answers(framework: Framework, answers: Answers) -> None:
    items = tuple(item.code for item in framework.respondent_items if item.is_perception)
    groups = tuple(group.code for group in framework.groups)
    if (answers.items, answers.groups) != (items, groups):
        raise ValueError("these answers belong to another framework version")


def _response(basis: Basis, headcounts: Mapping[str, int | None]) -> tuple[GroupResponse, ...]:
    return tuple(
        group_response(
            group,
            basis.means.people[group.code],
            headcounts.get(group.code),
            basis.framework.scoring.small_group_share,
        )
        for group in basis.framework.groups
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


def _verdict(
    framework: Framework,
    facts: Mapping[str, object],
    dimensions: Sequence[DimensionScore],
    gates: Sequence[GateScore],
    reportable: bool,
    pilot: PilotScore | None,
) -> Verdict | None:
    if framework.verdict is None:
        return None
    technology = framework.technology
    return decide(
        dimensions={part.code: part.score for part in dimensions},
        gates={gate.code: gate.value for gate in gates},
        technology_stage=whole_fact(facts, technology.item) if technology else None,
        pilot_unit=pilot is not None and pilot.unit,
        rules=framework.verdict,
        reportable=reportable,
        unproven=[gate.code for gate in gates if gate.missing],
    )
