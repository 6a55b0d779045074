"""A whole framework version with the look-ups that pages and scores need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from scoring.framework.decay_rules import DecayRules
from scoring.framework.finding_rules import FindingRule
from scoring.framework.fingerprint import digest, fingerprint
from scoring.framework.model import (
    Capability,
    Dimension,
    Gate,
    Group,
    Item,
    Level,
    Scale,
    client_is_exempt,
)
from scoring.framework.priority_rules import PriorityRules
from scoring.framework.rules import PilotUnit, ScoringRules, Technology, VerdictRules
from scoring.framework.statistics import HierarchyRule, SidesRule, StatisticsRules


@dataclass(frozen=True, slots=True)
class Framework:
    """An immutable framework version, as read from its file or from its stored spec.

    A version without a section of rules has None there. Where the method gives numbers,
    those hold instead. A translation has the version it translates as `original`, and
    stands for it: its spec, checksum and fingerprints are those of the original.
    """

    slug: str
    version: int
    title: str
    summary: str
    language: str
    levels: tuple[Level, ...]
    scales: tuple[Scale, ...]
    groups: tuple[Group, ...]
    scoring: ScoringRules
    dimensions: tuple[Dimension, ...]
    gates: tuple[Gate, ...] = ()
    technology: Technology | None = None
    pilot: PilotUnit | None = None
    verdict: VerdictRules | None = None
    statistics: StatisticsRules | None = None
    hierarchy: HierarchyRule | None = None
    sides_rule: SidesRule | None = None
    priorities: PriorityRules | None = None
    decay: DecayRules | None = None
    findings: tuple[FindingRule, ...] | None = None
    original: Framework | None = field(repr=False, compare=False, default=None)
    _items: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    _capabilities: Mapping[str, Capability] = field(init=False, repr=False, compare=False)
    _checksum: str | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        capabilities = {
            capability.code: capability
            for dimension in self.dimensions
            for capability in dimension.capabilities
        }
        items = {item.code: item for part in capabilities.values() for item in part.items}
        object.__setattr__(self, "_capabilities", capabilities)
        object.__setattr__(self, "_items", items)

    def __hash__(self) -> int:
        return hash((self.slug, self.version))

    # Everything, in the order of the file.

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(self._items.values())

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        return tuple(self._capabilities.values())

    @property
    def respondent_items(self) -> tuple[Item, ...]:
        """Items that respondents answer, texts included."""
        return tuple(item for item in self._items.values() if not item.is_fact)

    @property
    def facts(self) -> tuple[Item, ...]:
        """Items answered once by a fact owner."""
        return tuple(item for item in self._items.values() if item.is_fact)

    @property
    def gate_items(self) -> tuple[Item, ...]:
        """Items that some gate rests on."""
        codes = {code for gate in self.gates for code in gate.items}
        return tuple(item for item in self._items.values() if item.code in codes)

    # One part by its code; an unknown code is a KeyError.

    def item(self, code: str) -> Item:
        return self._items[code]

    def has_item(self, code: str) -> bool:
        return code in self._items

    def capability(self, code: str) -> Capability:
        return self._capabilities[code]

    def dimension(self, code: str) -> Dimension:
        return _by_code(self.dimensions, code)

    def group(self, code: str) -> Group:
        return _by_code(self.groups, code)

    def gate(self, code: str) -> Gate:
        return _by_code(self.gates, code)

    def finding(self, code: str) -> FindingRule:
        return _by_code(self.findings or (), code)

    # What concerns whom.

    def applies(self, item: Item, client_type: str) -> bool:
        """Tell whether an item concerns a client of this type ("b2b", "b2c" or "both")."""
        exempt = self._capabilities[item.capability].not_applicable_for + item.not_applicable_for
        return not client_is_exempt(exempt, client_type)

    def items_for(self, group_code: str, client_type: str | None = None) -> tuple[Item, ...]:
        """Items a group answers, in order; with a client type, only those that apply to it."""
        self.group(group_code)
        return tuple(
            item
            for item in self._items.values()
            if group_code in item.groups
            and (client_type is None or self.applies(item, client_type))
        )

    def facts_for(self, group_code: str, client_type: str | None = None) -> tuple[Item, ...]:
        """Facts that somebody of a group owns, in order."""
        self.group(group_code)
        return tuple(
            item
            for item in self.facts
            if group_code in item.fact_owner
            and (client_type is None or self.applies(item, client_type))
        )

    def capabilities_for(
        self, group_code: str, client_type: str | None = None
    ) -> tuple[Capability, ...]:
        """Capabilities in which a group answers at least one item, in order."""
        codes = {item.capability for item in self.items_for(group_code, client_type)}
        return tuple(part for part in self._capabilities.values() if part.code in codes)

    def choices(self, item: Item) -> tuple[str, ...]:
        """Labels a respondent chooses from for the values 1 to 5; empty for a text or a fact.

        For a reversed agreement item these are the labels as asked: 5 is still the
        strongest agreement. Only the score turns it round.
        """
        if item.scale is not None:
            return _by_code(self.scales, item.scale).labels
        return () if item.is_fact else item.anchors

    def item_fingerprint(self, code: str) -> str:
        """Return what tells an item from a changed one: the same digits, the same item.

        Answers of two rounds compare only where the item is the same in both versions
        (method.md 3.13).
        """
        if self.original is not None:
            return self.original.item_fingerprint(code)
        item = self._items[code]
        return fingerprint(item, self.choices(item))

    # Storage. The reader and the writer import this class, so they are imported late.

    def to_spec(self) -> dict[str, object]:
        """Return the framework as plain JSON types, every default written out."""
        from scoring.framework.spec import to_spec

        return to_spec(self.original or self)

    @classmethod
    def from_spec(cls, spec: Mapping[str, object], source: str = "spec") -> Framework:
        """Rebuild a framework from `to_spec()`; a FrameworkError says what is wrong with it."""
        from scoring.framework.read_framework import read_framework

        return read_framework(spec, source)

    @property
    def checksum(self) -> str:
        """SHA-256, in hex, of the canonical JSON of the spec."""
        if self._checksum is None:
            object.__setattr__(self, "_checksum", digest(self.to_spec()))
        return cast("str", self._checksum)


Coded = TypeVar("Coded", Dimension, Group, Gate, Scale, FindingRule)


def _by_code(parts: tuple[Coded, ...], code: str) -> Coded:
    for part in parts:
        if part.code == code:
            return part
    raise KeyError(code)
