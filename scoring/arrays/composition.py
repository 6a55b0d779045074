"""From group means to item, capability, dimension and overall scores (method.md 3.2 to 3.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays.averages import DECIMALS, mean_of
from scoring.arrays.layout import Bools, Floats, Layout
from scoring.limits import TOLERANCE


@dataclass(frozen=True, slots=True, eq=False)
class Composition:
    """Scores on 1 to 5, NaN where there is none; s items, c capabilities, d dimensions.

    `coverage` is the share of a capability's item weight with a score, `uncapped` its
    score before the evidence cap. `loading` is what one level more on an item adds to its
    capability: nothing where the capability has no score; (..., s). Several compositions
    may stand beside each other: all shapes then begin alike.
    """

    items: Floats
    coverage: Floats
    perception: Floats
    evidence: Floats
    uncapped: Floats
    capabilities: Floats
    cap_binds: Bools
    dimensions: Floats
    overall: Floats
    loading: Floats


def item_means(means: Floats, shares: Floats) -> Floats:
    """Return each item's mean over groups, (..., i), from means and shares, (..., g, i)."""
    return mean_of((means * shares).sum(axis=-2), shares.sum(axis=-2))


def compose(layout: Layout, items: Floats, concerned: Bools, one_sided: Bools) -> Composition:
    """Make capabilities, dimensions and the overall score of item scores.

    Parameters
    ----------
    items
        Score of every scored item, NaN where there is none; shape (..., s).
    concerned
        Items that apply here: a fact answered "na" drops out of the weight that a score
        must cover; shape (s,).
    one_sided
        Dimensions in which nothing is scored; shape (..., d).
    """
    rules = layout.framework.scoring
    scored = concerned & ~np.isnan(items)
    weights = np.where(scored, layout.weight, 0.0)
    total = np.where(concerned, layout.weight, 0.0) @ layout.capability_parts
    covered = weights @ layout.capability_parts
    coverage = np.divide(covered, total, out=np.zeros_like(covered), where=total > 0)
    enough = (coverage >= rules.capability_coverage - TOLERANCE) & (covered > 0)
    enough &= ~one_sided[..., layout.dimension_of]
    values = np.where(scored, items, 0.0)
    of_facts = np.where(layout.is_fact, weights, 0.0)
    uncapped = _means(layout, values, weights, enough)
    evidence = _means(layout, values, of_facts)
    cap = evidence + rules.evidence_cap
    cap_binds = cap < uncapped - TOLERANCE
    capabilities = np.where(cap_binds, cap, uncapped)
    dimensions = _dimensions(layout, capabilities)
    of_item = layout.capability
    return Composition(
        items=items,
        coverage=coverage,
        perception=_means(layout, values, weights - of_facts),
        evidence=evidence,
        uncapped=uncapped,
        capabilities=capabilities,
        cap_binds=cap_binds,
        dimensions=dimensions,
        overall=dimensions.mean(axis=-1).round(DECIMALS),
        loading=np.divide(
            weights, covered[..., of_item], out=np.zeros_like(weights), where=enough[..., of_item]
        ),
    )


def _dimensions(layout: Layout, capabilities: Floats) -> Floats:
    scored = ~np.isnan(capabilities)
    count = scored @ layout.dimension_parts
    enough = count >= layout.framework.scoring.dimension_capabilities
    return mean_of(np.where(scored, capabilities, 0.0) @ layout.dimension_parts, count, enough)


def _means(layout: Layout, values: Floats, weights: Floats, enough: Bools | None = None) -> Floats:
    """Return weighted item means by capability, NaN where nothing is counted; (..., c)."""
    return mean_of(
        (weights * values) @ layout.capability_parts, weights @ layout.capability_parts, enough
    )
