"""A framework as plain JSON types, in the same shape as its file."""

from __future__ import annotations

from scoring.framework.model import Capability, Dimension, Gate, Group, Item
from scoring.framework.read_framework import SCHEMA
from scoring.framework.rules import ScoringRules, VerdictRules
from scoring.framework.spec_rules import Spec, optional_sections, present
from scoring.framework.version import Framework


def to_spec(framework: Framework) -> Spec:
    """Write every value out, so that a later default cannot change a stored version."""
    spec: Spec = {
        "schema": SCHEMA,
        "slug": framework.slug,
        "version": framework.version,
        "title": framework.title,
        "summary": framework.summary,
        "language": framework.language,
        "levels": [{"name": level.name, "meaning": level.meaning} for level in framework.levels],
        "scales": {scale.code: list(scale.labels) for scale in framework.scales},
        "groups": [_group(group) for group in framework.groups],
        "scoring": _scoring(framework.scoring),
        "dimensions": [_dimension(dimension) for dimension in framework.dimensions],
        "gates": [_gate(gate) for gate in framework.gates],
    }
    if framework.technology:
        spec["technology"] = {
            "item": framework.technology.item,
            "required": list(framework.technology.required),
            "ahead": framework.technology.ahead,
            "far_ahead": framework.technology.far_ahead,
        }
    if framework.pilot:
        spec["pilot"] = {"item": framework.pilot.item, "elements": framework.pilot.elements}
    if framework.verdict:
        spec["verdict"] = _verdict(framework.verdict)
    return spec | optional_sections(framework)


def _group(group: Group) -> Spec:
    quorum = group.quorum and {"people": group.quorum.people, "share": group.quorum.share}
    return present(
        code=group.code,
        short=group.short,
        title=group.title,
        choice=group.choice,
        side=group.side and str(group.side),
        quorum=quorum,
    )


def _scoring(rules: ScoringRules) -> Spec:
    return {
        "minimum_answers": rules.minimum_answers,
        "evidence_cap": rules.evidence_cap,
        "capability_coverage": rules.capability_coverage,
        "dimension_capabilities": rules.dimension_capabilities,
        "small_group_share": rules.small_group_share,
        "level_gate_cap": rules.level_gate_cap,
        "overall_above_weakest": rules.overall_above_weakest,
        "target": rules.target,
    }


def _dimension(dimension: Dimension) -> Spec:
    sides = dimension.sides and {"business": dimension.sides.business, "it": dimension.sides.it}
    return present(
        code=dimension.code,
        title=dimension.title,
        question=dimension.question,
        sides=sides,
        capabilities=[_capability(part) for part in dimension.capabilities],
    )


def _capability(capability: Capability) -> Spec:
    return present(
        code=capability.code,
        title=capability.title,
        summary=capability.summary,
        not_applicable_for=list(capability.not_applicable_for),
        items=[_item(item) for item in capability.items],
    )


def _item(item: Item) -> Spec:
    return present(
        code=item.code,
        title=item.title,
        type=str(item.type),
        question=item.question,
        help=item.help,
        groups=list(item.groups),
        fact_owner=list(item.fact_owner),
        dont_know=str(item.dont_know),
        scored=item.scored,
        weight=item.weight,
        scale=item.scale,
        anchors=list(item.anchors),
        improvements=list(item.improvements),
        elements=list(item.elements),
        unit=item.unit,
        better=item.better and str(item.better),
        limits=list(item.limits),
        bands=list(item.bands),
        options=list(item.options),
        parts=[{"name": p.name, "label": p.label, "unit": p.unit} for p in item.parts],
        not_applicable_for=list(item.not_applicable_for),
    )


def _gate(gate: Gate) -> Spec:
    return {
        "code": gate.code,
        "title": gate.title,
        "passed": gate.passed,
        "failed": gate.failed,
        "dimension": gate.dimension,
        "items": list(gate.items),
        "leave_out": list(gate.leave_out),
        "pilot": gate.pilot,
        "proceed": gate.proceed,
        "not_applicable_for": list(gate.not_applicable_for),
    }


def _verdict(rules: VerdictRules) -> Spec:
    return {
        "dimensions": {
            "strategy": rules.strategy,
            "culture": rules.culture,
            "data": rules.data,
            "alignment": rules.alignment,
        },
        "stop": {
            "gates": list(rules.stop_gates),
            "gate_below": rules.stop_gate_below,
            "foundation_below": rules.stop_foundation_below,
            "lag": rules.stop_lag,
        },
        "proceed": {"minimum": rules.proceed_minimum},
        "conditions": {
            "minimum": rules.conditions_minimum,
            "warnings": rules.conditions_warnings,
        },
        "pilot": {
            "strategy": rules.pilot_strategy,
            "alignment": rules.pilot_alignment,
            "data": rules.pilot_data,
            "culture": rules.pilot_culture,
        },
        "fix": {"minimum": rules.fix_minimum},
    }
