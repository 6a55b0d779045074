"""What a round may set when its answers are scored."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass

from scoring.framework import CLIENT_TYPES, Framework


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """Settings of one scoring.

    Parameters
    ----------
    client_type
        "b2b", "b2c" or "both"; a client of both kinds is treated like b2b.
    group_weights
        Weight of each group by code, 0 or more; groups left out weigh 1, and None means
        1 for all (method.md 3.3). A group of weight 0 is counted but moves no composite.
        In a dimension with sides the weights act inside each side, whose share is fixed.
    seed
        Seed of the draws behind the verdict's confidence; the same gives the same shares.
    least_people
        Fewest people a gap between groups may rest on, on each of its sides.
    discussed
        Codes of the capabilities a room has talked over; a hierarchy gap on one of them no
        longer blocks.
    problems
        How many people named each problem, as a consultant coded their own words; None
        when nobody coded them.
    records
        How many customer records there are; None where unknown.
    ease
        Ease of lifting a capability by code, 1 hard to 3 easy, where it differs from the
        framework's.
    """

    client_type: str = "b2b"
    group_weights: Mapping[str, float] | None = None
    seed: int = 0
    least_people: int = 1
    discussed: Set[str] = frozenset()
    problems: Mapping[str, int] | None = None
    records: int | None = None
    ease: Mapping[str, int] | None = None

    def __post_init__(self) -> None:
        """Refuse what no framework could take.

        Raises
        ------
        ValueError
            For an unknown client type, or a number that is not whole or too small.
        """
        if self.client_type not in CLIENT_TYPES:
            raise ValueError(f"client_type must be one of {', '.join(CLIENT_TYPES)}")
        _refuse_unless_whole("seed", self.seed, 0)
        _refuse_unless_whole("least_people", self.least_people, 1)
        if self.records is not None:
            _refuse_unless_whole("records", self.records, 0)
        for label, people in (self.problems or {}).items():
            _refuse_unless_whole(f"the people of {label}", people, 0)

    def weights(self, framework: Framework) -> dict[str, float]:
        """Return the weight of every group of a framework.

        Raises
        ------
        ValueError
            For an unknown group, or a weight that is negative or not finite.
        """
        weights = {group.code: 1.0 for group in framework.groups}
        for code, weight in (self.group_weights or {}).items():
            if code not in weights:
                raise ValueError(f"unknown group {code}")
            if not math.isfinite(weight) or weight < 0:
                raise ValueError(f"the weight of {code} must be 0 or more")
            weights[code] = float(weight)
        return weights


def _refuse_unless_whole(name: str, number: object, least: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < least:
        raise ValueError(f"{name} must be a whole number from {least} on")
