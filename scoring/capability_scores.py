"""Capability scores K_c: perception, evidence, the cap between them (method.md 3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring.averages import weighted_mean
from scoring.basis import Basis
from scoring.framework import Capability, Item
from scoring.indices import index
from scoring.limits import below, reaches
from scoring.scorecard import CapabilityGroup, CapabilityScore, ItemScore
from scoring.sides import compare_sides


def score_capability(
    basis: Basis, capability: Capability, items: Mapping[str, ItemScore]
) -> CapabilityScore:
    """Score one capability from the scores of all items, by code.

    A fact answered "na" drops out of the weight that a score must cover. The evidence
    part stays visible even where the capability itself is not scored.
    """
    rules = basis.framework.scoring
    concerned = [
        item
        for item in capability.items
        if item.scored and basis.applies(item) and item.code not in basis.exempt_facts
    ]
    asked = [item for item in concerned if item.is_perception]
    dimension = capability.items[0].dimension
    coverage = _coverage(concerned, items)
    evidence = _mean([item for item in concerned if item.is_evidence], items)
    covered = reaches(coverage, rules.capability_coverage) and dimension not in basis.one_sided
    uncapped = _mean(concerned, items) if covered else None
    score, cap_binds = _capped(uncapped, evidence, rules.evidence_cap)
    held_up = score is None and dimension not in basis.one_sided
    return CapabilityScore(
        code=capability.code,
        dimension=dimension,
        applies=bool(concerned),
        score=score,
        index=index(score),
        target=rules.target,
        perception=_mean(asked, items),
        evidence=evidence,
        uncapped=uncapped,
        cap_binds=cap_binds,
        coverage=coverage,
        groups=_group_cells(basis, asked),
        sides=compare_sides(basis, asked),
        missing_facts=_missing_facts(basis, concerned, items) if held_up else (),
    )


def _mean(concerned: Iterable[Item], items: Mapping[str, ItemScore]) -> float | None:
    """Return the weighted mean of the items with a score."""
    return weighted_mean(
        (item.weight, score) for item in concerned if (score := items[item.code].score) is not None
    )


def _coverage(concerned: Iterable[Item], items: Mapping[str, ItemScore]) -> float:
    total = sum(item.weight for item in concerned)
    scored = sum(item.weight for item in concerned if items[item.code].score is not None)
    return scored / total if total else 0.0


def _missing_facts(
    basis: Basis, concerned: Iterable[Item], items: Mapping[str, ItemScore]
) -> tuple[str, ...]:
    """Return the facts without a value, if the capability could be scored with them."""
    total = with_facts = 0.0
    missing = []
    for item in concerned:
        is_missing = items[item.code].score is None
        if is_missing and item.is_fact:
            missing.append(item.code)
        total += item.weight
        with_facts += item.weight if item.is_fact or not is_missing else 0.0
    enough = total and reaches(with_facts / total, basis.framework.scoring.capability_coverage)
    return tuple(missing) if enough else ()


def _capped(
    uncapped: float | None, evidence: float | None, cap: float
) -> tuple[float | None, bool]:
    """Hold a claim to at most `cap` levels above its evidence, if there is any."""
    if uncapped is None or evidence is None or not below(evidence + cap, uncapped):
        return uncapped, False
    return evidence + cap, True


def _group_cells(basis: Basis, asked: list[Item]) -> tuple[CapabilityGroup, ...]:
    """Return each group's mean over the items it answered, linear in its item means."""
    answering = basis.means.people_answering([item.code for item in asked])
    cells = []
    for group in (group.code for group in basis.framework.groups):
        mine = [item for item in asked if group in item.groups]
        if not mine:
            continue
        mean = weighted_mean(
            (item.weight, mean)
            for item in mine
            if (mean := basis.means.cell(group, item.code).mean) is not None
        )
        weight = basis.weights[group]
        cells.append(CapabilityGroup(group=group, mean=mean, n=answering[group], weight=weight))
    return tuple(cells)
