"""What the conditions of findings look at: scores and answers before anything is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


class GroupAnswers(Protocol):
    """One group's answers to one item.

    `counts` are the answers that score 1 to 5. A "don't know" that scores 1 is among
    them, and in `dont_know` as well.
    """

    @property
    def group(self) -> str: ...
    @property
    def mean(self) -> float | None: ...
    @property
    def dont_know(self) -> int: ...
    @property
    def counts(self) -> Sequence[int]: ...


class ScoredItem(Protocol):
    """An item's score, for a fact the level it earns, and the answers behind it.

    `split` tells whether people stand in two camps (method.md 3.8).
    """

    @property
    def score(self) -> float | None: ...
    @property
    def split(self) -> bool: ...
    @property
    def groups(self) -> Sequence[GroupAnswers]: ...


class ScoredCapability(Protocol):
    """A capability's score, and whether the evidence cap held it down."""

    @property
    def score(self) -> float | None: ...
    @property
    def cap_binds(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """One round, each part by its code; what is absent is not scored.

    `problems` counts the problem statements under each label they were given, None where
    nobody has sorted them. `side_gaps` holds the established gaps and no others: by
    capability, IT side minus business side.
    """

    client_type: str
    items: Mapping[str, ScoredItem]
    capabilities: Mapping[str, ScoredCapability]
    dimensions: Mapping[str, float | None]
    gates: Mapping[str, float | None]
    stage: int | None = None
    problems: Mapping[str, int] | None = None
    side_gaps: Mapping[str, float] = field(default_factory=dict)
