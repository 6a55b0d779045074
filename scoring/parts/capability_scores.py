"""Capability scores K_c: perception, evidence, the cap between them (method.md 3.4, 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from scoring.arrays.averages import mean_of
from scoring.arrays.basis import Basis
from scoring.arrays.composites import Composite, Composites
from scoring.arrays.composition import Composition
from scoring.arrays.estimates import bounds_between, known
from scoring.arrays.uncertainty import combine, intervals
from scoring.interval import Interval
from scoring.limits import reaches
from scoring.parts.agreement_views import AgreementViews
from scoring.parts.indices import index
from scoring.scorecard import CapabilityGroup, CapabilityScore


def score_capabilities(
    basis: Basis,
    made: Composites,
    bounds: tuple[Composition, Composition],
    views: AgreementViews,
) -> tuple[CapabilityScore, ...]:
    """Describe every capability.

    The evidence part stays visible even where the capability itself is not scored.
    """
    scored, layout = basis.composition, basis.layout
    scores, perception, evidence, uncapped = map(
        known, (scored.capabilities, scored.perception, scored.evidence, scored.uncapped)
    )
    found = _intervals(basis, made.capabilities)
    limits = bounds_between(scored.capabilities, *(part.capabilities for part in bounds))
    groups = list(_groups(basis, made.cells, views))
    binds, coverage = scored.cap_binds.tolist(), scored.coverage.tolist()
    applies = np.bincount(layout.capability, basis.concerned) > 0
    one_sided = basis.one_sided[layout.dimension_of].tolist()
    target = layout.framework.scoring.target
    return tuple(
        CapabilityScore(
            code=capability.code,
            dimension=capability.items[0].dimension,
            applies=bool(applies[number]),
            score=(score := scores[number]),
            index=index(score),
            target=target,
            interval=found[number],
            bounds=limits[number],
            perception=perception[number],
            evidence=evidence[number],
            uncapped=uncapped[number],
            cap_binds=binds[number],
            coverage=coverage[number],
            agreement=views.capabilities[number],
            groups=groups[number],
            missing_facts=_missing_facts(basis, number)
            if score is None and not one_sided[number]
            else (),
        )
        for number, capability in enumerate(layout.framework.capabilities)
    )


def _intervals(basis: Basis, made: Composite) -> list[Interval | None]:
    """Return the intervals of the capabilities; their limits pass through the evidence cap."""
    scored, rules = basis.composition, basis.rules.uncertainty
    cap = basis.layout.framework.scoring.evidence_cap
    found = intervals(scored.uncapped, combine(made.errors), rules)
    return [
        interval if interval is None or evidence is None else interval.held_to(evidence + cap)
        for interval, evidence in zip(found, known(scored.evidence), strict=True)
    ]


def _groups(
    basis: Basis, made: Composite, views: AgreementViews
) -> Iterator[tuple[CapabilityGroup, ...]]:
    """Yield each capability's cells: a group's mean over the items it answered."""
    layout, coefficients = basis.layout, made.coefficients
    asked = (layout.asking @ layout.capability_members > 0).T
    capabilities, groups = np.nonzero(asked)
    found = mean_of((coefficients * basis.means).sum(axis=2), coefficients.sum(axis=2))
    means = found[capabilities, groups]
    places = zip(groups.tolist(), capabilities.tolist(), strict=True)
    cells = map(
        CapabilityGroup,
        [basis.answers.groups[group] for group in groups],
        known(means),
        made.people[capabilities, groups].tolist(),
        basis.weights[groups].tolist(),
        intervals(means, made.errors.of_groups(capabilities, groups), basis.rules.uncertainty),
        [views.capability_groups[group][capability] for group, capability in places],
    )
    for width in asked.sum(axis=1).tolist():
        yield tuple(islice(cells, width))


def _missing_facts(basis: Basis, capability: int) -> tuple[str, ...]:
    """Return the facts without a value, if the capability could be scored with them."""
    layout = basis.layout
    mine = np.flatnonzero((layout.capability == capability) & basis.concerned)
    lacking = np.isnan(basis.composition.items[mine])
    total = layout.weight[mine].sum()
    with_facts = layout.weight[mine][layout.is_fact[mine] | ~lacking].sum()
    missing = mine[lacking & layout.is_fact[mine]].tolist()
    share = layout.framework.scoring.capability_coverage
    enough = total and reaches(with_facts / total, share)
    return tuple(layout.scored[number].code for number in missing) if enough else ()
