"""What a comparison of two rounds found, as plain values.

Like a scorecard it is computed before anything is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scoring.change.labels import ChangeLabel
from scoring.interval import Interval
from scoring.json_form import from_plain, to_plain
from scoring.scorecard import FrameworkReference, GateStatus
from scoring.verdict.terms import Rule, VerdictCode

SCHEMA = 1


class ChangeKind(StrEnum):
    """What changed."""

    OVERALL = "overall"
    DIMENSION = "dimension"
    CAPABILITY = "capability"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Change:
    """How one score moved between two rounds, like for like.

    `before` and `after` rest only on what both rounds have in common, so they may differ
    from the scores of the rounds themselves. `change` is after minus before with limits
    that are not held to the scale; its error is that of answers, facts add none. `mdc` is
    the minimal detectable change. `code` is None for the overall score.

    `linked` tells whether at least one group was compared person by person, `n_pairs` how
    many people gave a valid answer in both rounds, known to be the same and in the same
    group. `panel` is the change of those alone (facts included), `turnover` the rest of
    it: the effect of who came and went. Both are None unless every group that counts has
    enough pairs.
    """

    kind: ChangeKind
    code: str | None
    before: float
    after: float
    change: Interval
    mdc: float
    label: ChangeLabel
    linked: bool
    n_pairs: int
    panel: float | None
    turnover: float | None


@dataclass(frozen=True, slots=True)
class FactState:
    """A fact in one round: its number, whether it was answered "na", the level it earns.

    The number is a count of elements, a stage, or a value in the unit of the item. `level`
    is None for a fact that is not scored.
    """

    number: float | None
    not_applicable: bool
    level: float | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """How a fact moved. `change` is in levels, exact; None without a level in each round."""

    code: str
    before: FactState
    after: FactState
    change: float | None


@dataclass(frozen=True, slots=True)
class GateFlip:
    """A gate whose status is another one than before."""

    code: str
    before: GateStatus
    after: GateStatus


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """The verdicts of two rounds, each with the clause that decided, and the gates between.

    Verdicts and gates are those of the whole rounds, not only of what they have in common.
    """

    before: VerdictCode
    before_rule: Rule
    after: VerdictCode
    after_rule: Rule
    gates: tuple[GateFlip, ...]

    @property
    def is_changed(self) -> bool:
        return self.before is not self.after


class NoticeKind(StrEnum):
    """What a reader of the comparison must know.

    ITEMS_CHANGED: these items are not the same in both framework versions, so they are
    left out. ITEMS_IN_ONE_ROUND: these have a score in one round only. GROUPS_LEFT_OUT:
    these groups count in neither round. RESPONSE_SHIFT: these dimensions fell although
    their facts rose; people who know more may rate lower.
    """

    ITEMS_CHANGED = "items_changed"
    ITEMS_IN_ONE_ROUND = "items_in_one_round"
    GROUPS_LEFT_OUT = "groups_left_out"
    RESPONSE_SHIFT = "response_shift"


class Why(StrEnum):
    """Why something is left out."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"
    BELOW_QUORUM_BEFORE = "below_quorum_before"
    BELOW_QUORUM_AFTER = "below_quorum_after"


@dataclass(frozen=True, slots=True)
class NoticePart:
    """An item, group or dimension a notice is about; `why` where the kind does not say."""

    code: str
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know, and what it is about."""

    kind: NoticeKind
    parts: tuple[NoticePart, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(part.code for part in self.parts)


@dataclass(frozen=True, slots=True)
class RoundChange:
    """Everything that changed between two rounds (method.md 3.13).

    `groups` are those compared, `confidence` how sure limits and minimal detectable
    changes are. What is not scored in both rounds has no entry; `overall` is None then.
    `items` are those asked of respondents. `verdict` is None without a verdict in each
    round.
    """

    before: FrameworkReference
    after: FrameworkReference
    client_type: str
    confidence: float
    groups: tuple[str, ...]
    overall: Change | None
    dimensions: tuple[Change, ...]
    capabilities: tuple[Change, ...]
    items: tuple[Change, ...]
    facts: tuple[FactChange, ...]
    verdict: VerdictChange | None
    notices: tuple[Notice, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as plain JSON types, with `schema` 1."""
        return {"schema": SCHEMA, **to_plain(self)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> RoundChange:
        """Rebuild a comparison.

        Raises
        ------
        ValueError
            For another schema or another shape.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"expected a comparison of rounds of schema {SCHEMA}")
        return from_plain(cls, {name: part for name, part in plain.items() if name != "schema"})
