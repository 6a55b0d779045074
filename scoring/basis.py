"""What every score of one round rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.facts import fact_levels
from scoring.framework import NOT_APPLICABLE, Dimension, Framework, Item
from scoring.group_means import GroupMeans


@dataclass(frozen=True, slots=True)
class Basis:
    """Group means, facts and settings of one round.

    `exempt_facts` were answered "na". `one_sided` are dimensions that compare two sides
    of which one gave no valid answer: nothing in them is scored across groups.
    """

    framework: Framework
    means: GroupMeans
    weights: Mapping[str, float]
    client_type: str
    fact_levels: Mapping[str, float | None]
    exempt_facts: frozenset[str]
    one_sided: frozenset[str]

    def applies(self, item: Item) -> bool:
        return self.framework.applies(item, self.client_type)

    def contributes(self, group: str, item: Item) -> bool:
        return _contributes(self.framework, self.means, self.weights, group, item)


def lay_basis(
    framework: Framework,
    means: GroupMeans,
    facts: Mapping[str, object],
    weights: Mapping[str, float],
    client_type: str,
) -> Basis:
    """Gather what the scores of a round rest on."""
    return Basis(
        framework=framework,
        means=means,
        weights=weights,
        client_type=client_type,
        fact_levels=fact_levels(framework, facts),
        exempt_facts=frozenset(code for code, raw in facts.items() if raw == NOT_APPLICABLE),
        one_sided=frozenset(
            dimension.code
            for dimension in framework.dimensions
            if _is_one_sided(framework, dimension, means, weights, client_type)
        ),
    )


def _is_one_sided(
    framework: Framework,
    dimension: Dimension,
    means: GroupMeans,
    weights: Mapping[str, float],
    client_type: str,
) -> bool:
    if dimension.sides is None:
        return False
    asked, heard = set(), set()
    for item in _asked_items(framework, dimension, client_type):
        for group in item.groups:
            side = framework.group(group).side
            asked.add(side)
            if _contributes(framework, means, weights, group, item):
                heard.add(side)
    return asked != heard


def _asked_items(framework: Framework, dimension: Dimension, client_type: str) -> Iterator[Item]:
    for capability in dimension.capabilities:
        for item in capability.items:
            if item.is_perception and framework.applies(item, client_type):
                yield item


def _contributes(
    framework: Framework,
    means: GroupMeans,
    weights: Mapping[str, float],
    group: str,
    item: Item,
) -> bool:
    """Tell whether a group has enough valid answers, and a weight, to count in an item."""
    enough = means.cell(group, item.code).n >= framework.scoring.minimum_answers
    return enough and weights[group] > 0
