"""What closing a round now would cost: missing facts, and dimensions left without a score."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from assessments.models import Round
from assessments.selectors.facts import missing_facts
from assessments.selectors.frameworks import framework_of
from assessments.selectors.participation import Participation, participation_of
from scoring.framework import NOT_APPLICABLE, Capability, Dimension, Framework, Item


@dataclass(frozen=True, slots=True)
class ClosingOutlook:
    """What stands between a round and its verdict.

    `unscored` are titles of dimensions that would have a score with the missing facts and
    probably have none without; `blocked_gates` counts gates that rest on a missing fact;
    `absent` are groups without which no verdict is given and that the round does not ask.
    """

    participation: Participation
    missing_facts: int
    unscored: tuple[str, ...]
    blocked_gates: int
    absent: tuple[str, ...]

    @property
    def is_response_short(self) -> bool:
        return bool(self.absent or self.participation.short)


def closing_outlook(round: Round) -> ClosingOutlook:
    """Return what closing the round now would cost."""
    framework = framework_of(round.framework_version_id)
    participation = participation_of([round])[round.pk]
    asked = {group.code for group in participation.groups}
    missing = {item.code for item in missing_facts(round)}
    return ClosingOutlook(
        participation=participation,
        missing_facts=len(missing),
        unscored=tuple(
            dimension.title for dimension in _lost(round, framework, participation, missing)
        ),
        blocked_gates=sum(not missing.isdisjoint(gate.items) for gate in framework.gates),
        absent=tuple(
            group.title
            for group in framework.groups
            if group.quorum is not None and group.code not in asked
        ),
    )


def _lost(
    round: Round, framework: Framework, participation: Participation, missing: Set[str]
) -> list[Dimension]:
    """Dimensions that fall short for want of facts, by the rules of coverage (method, 3.4)."""
    client_type = round.assessment.client.client_type
    waived = set(round.facts.filter(value=NOT_APPLICABLE).values_list("item", flat=True))
    heard = {group.code for group in participation.groups if group.handed_in}

    def counts(item: Item) -> bool:
        return item.scored and framework.applies(item, client_type) and item.code not in waived

    def is_scored(dimension: Dimension, lacking: Set[str]) -> bool:
        covered = [
            part
            for part in dimension.capabilities
            if _coverage(part, counts, heard, lacking) >= framework.scoring.capability_coverage
        ]
        return len(covered) >= framework.scoring.dimension_capabilities

    return [
        dimension
        for dimension in framework.dimensions
        if is_scored(dimension, frozenset()) and not is_scored(dimension, missing)
    ]


def _coverage(
    part: Capability,
    counts: Callable[[Item], bool],
    heard: Set[str],
    lacking: Set[str],
) -> float:
    """The share of a capability's weight that will have a score."""
    concerned = [item for item in part.items if counts(item)]
    known = [
        item.weight
        for item in concerned
        if (item.code not in lacking if item.is_fact else not heard.isdisjoint(item.groups))
    ]
    total = sum(item.weight for item in concerned)
    return sum(known) / total if total else 0.0
