"""Everything computed for one round, before anything is hidden.

A scorecard never leaves the worker: what people see is its release.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scoring.json_form import from_plain, to_plain
from scoring.verdict_terms import SequenceNotice, Verdict

SCHEMA = 1


class GateStatus(StrEnum):
    """What a gate says.

    FAILED is below the value a pilot needs, WARNED below the value to proceed, UNPROVEN
    lacks a part that applies: a missing proof can't pass. A gate whose known parts are
    already too low has failed, whatever is missing.
    """

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    UNPROVEN = "unproven"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class FrameworkReference:
    """Which framework version a result belongs to."""

    slug: str
    version: int
    checksum: str


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """One group's answers to one item (method.md 3.2, 3.6).

    `mean` is on 1 to 5, `n` the valid answers in it (a "don't know" that scores 1 is
    one), `weight` the group's share of the item score, 0 when it does not contribute.
    `dont_know_share` is don't knows among all who took a stand: given a level or a don't
    know, but neither "not applicable" nor blank.
    """

    group: str
    mean: float | None
    n: int
    weight: float
    dont_know: int
    not_applicable: int
    dont_know_share: float | None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """An item's score M_i on 1 to 5; for a fact the level it earns, without groups."""

    code: str
    capability: str
    dimension: str
    is_fact: bool
    applies: bool
    score: float | None
    groups: tuple[ItemGroup, ...]


@dataclass(frozen=True, slots=True)
class CapabilityGroup:
    """A group's mean over the perception items of a capability it answered.

    `n` counts the people with at least one valid answer; people weigh the same inside
    each item, items by their weight. `weight` is the group's weight in the round.
    """

    group: str
    mean: float | None
    n: int
    weight: float


@dataclass(frozen=True, slots=True)
class SidesScore:
    """Business and IT side on the items both were asked and both answered.

    `gap` is IT minus business; the groups are those with an answer that counts.
    """

    items: tuple[str, ...]
    business_groups: tuple[str, ...]
    it_groups: tuple[str, ...]
    business: float
    it: float
    gap: float
    n_business: int
    n_it: int


@dataclass(frozen=True, slots=True)
class CapabilityScore:
    """K_c with its parts (method.md 3.4).

    `uncapped` is the mean of all scored items; `cap_binds` tells whether the evidence
    cap lowered it to `score`. `coverage` is the share of item weight with a score.
    `missing_facts` are facts without a value that would let it be scored; none where it
    is scored, or where answers are missing as well.
    """

    code: str
    dimension: str
    applies: bool
    score: float | None
    index: float | None
    target: float
    perception: float | None
    evidence: float | None
    uncapped: float | None
    cap_binds: bool
    coverage: float
    groups: tuple[CapabilityGroup, ...]
    sides: SidesScore | None
    missing_facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """D_d on 1 to 5, its index 0 to 100 and its level, capped by its gates.

    `level_held_by` are the gates without which the level would be higher. `missing_items`
    are, where there is no score, the facts without a value that leave capabilities
    unscored; if there are none, it is answers that are missing.
    """

    code: str
    score: float | None
    index: float | None
    level: int | None
    target: float
    level_held_by: tuple[str, ...] = ()
    missing_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverallScore:
    """O: the mean of the dimensions; its level is at most one above the weakest."""

    score: float | None
    index: float | None
    level: int | None
    target: float


@dataclass(frozen=True, slots=True)
class GateItem:
    """One part of a gate; `n` counts the answers in it, None for a fact.

    A part that does not apply to this kind of client is left out of the minimum.
    """

    item: str
    applies: bool
    score: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class GateScore:
    """A gate: the lowest of its known parts against its two limits."""

    code: str
    dimension: str
    status: GateStatus
    value: float | None
    pilot: float
    proceed: float
    items: tuple[GateItem, ...]
    leave_out: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TechnologyScore:
    """Stage T, the foundation R(T) it needs, min(S, C), and the lag between them."""

    stage: int | None
    required: float | None
    foundation: float | None
    lag: float | None
    notice: SequenceNotice | None


@dataclass(frozen=True, slots=True)
class PilotScore:
    """How many elements of a pilot unit exist, and whether that is enough."""

    elements: int | None
    needed: int
    unit: bool


@dataclass(frozen=True, slots=True)
class GroupResponse:
    """Participation of a group against its quorum (method.md 3.7(9)).

    `n` counts the people who gave at least one scored item a level. `share` is n over
    headcount, None when the headcount is unknown or 0; above 1 when more answered than
    were counted.
    """

    group: str
    n: int
    headcount: int | None
    share: float | None
    people_needed: int | None
    share_needed: float | None
    met: bool


@dataclass(frozen=True, slots=True)
class GroupWeight:
    """The weight used for a group."""

    group: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All results of one round.

    `respondents` are the people of all groups' `response`: ballots without any level on a
    scored item do not count.
    """

    framework: FrameworkReference
    client_type: str
    group_weights: tuple[GroupWeight, ...]
    respondents: int
    response: tuple[GroupResponse, ...]
    reportable: bool
    items: tuple[ItemScore, ...]
    capabilities: tuple[CapabilityScore, ...]
    dimensions: tuple[DimensionScore, ...]
    overall: OverallScore
    gates: tuple[GateScore, ...]
    technology: TechnologyScore | None
    pilot: PilotScore | None
    verdict: Verdict | None

    def to_json(self) -> dict[str, Any]:
        """Return the scorecard as plain JSON types, with `schema` 1."""
        return {"schema": SCHEMA, **to_plain(self)}

    def as_text(self) -> str:
        """Return the scorecard as JSON text, the same for the same results."""
        return json.dumps(self.to_json(), sort_keys=True, allow_nan=False, ensure_ascii=False)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Scorecard:
        """Rebuild a scorecard.

        Raises
        ------
        ValueError
            For another schema or another shape.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"expected a scorecard of schema {SCHEMA}")
        return from_plain(cls, {name: part for name, part in plain.items() if name != "schema"})
