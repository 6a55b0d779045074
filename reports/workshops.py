"""What rooms did with the questions of a round, as its report tells it; values alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from scoring.json_form import to_plain
from scoring.release.live import LiveRelease


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a room agreed on, with its reason.

    `dissenting` people disagreed. `is_above_votes` where it is a level or more above the first
    vote, as far as that was shown.
    """

    level: int
    reason: str
    dissenting: int
    is_above_votes: bool


@dataclass(frozen=True, slots=True)
class Discussed:
    """A question a room voted on: both votes as they were shown, and what was agreed."""

    item: str
    first: LiveRelease | None
    second: LiveRelease | None
    agreed: Agreed | None

    @property
    def votes(self) -> tuple[LiveRelease, ...]:
        """The votes there were, the first one first."""
        return tuple(vote for vote in (self.first, self.second) if vote is not None)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop with its questions in the order in which they were discussed.

    `facilitators` are names; those of people who were erased are missing.
    """

    day: date
    facilitators: tuple[str, ...]
    items: tuple[Discussed, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what was said as plain JSON types; names of people are no part of it."""
        return {"day": self.day.isoformat(), "items": to_plain(self.items)}
