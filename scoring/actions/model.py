"""Actions by capability and band, and what their effort means (method.md 3.12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scoring.limits import below


class Effort(StrEnum):
    """How long an action takes: weeks, a quarter, or longer."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


@dataclass(frozen=True, slots=True)
class EffortRule:
    """What an effort stands for.

    Attributes
    ----------
    weeks
        The longest it takes.
    rise
        By how many levels the capability may be expected to stand higher after a quarter.
        A planning assumption: no study known to us measures it.
    load
        Its part of what an organisation takes on in one quarter.
    """

    weeks: int
    rise: float
    load: int


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the scale: from the band before, up to but not including `below`.

    The last band has no upper end, and what stands there is only to be held.
    """

    code: str
    below: float | None


@dataclass(frozen=True, slots=True)
class Action:
    """What to do about a capability whose score lies in a band.

    `what` is one imperative sentence. `group` owns it, `role` says in words who that is.
    `proof` is what one could show once it is done, and `evidence` the fact of the capability
    that records it, with the `elements` of its checklist, counted from 1; None where the
    capability has no such fact.
    """

    capability: str
    band: str
    what: str
    group: str
    role: str
    effort: Effort
    proof: str
    evidence: str | None = None
    elements: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionLibrary:
    """All actions for one framework version: one for each capability and band.

    `quarter_load` is how much load of efforts one quarter takes.
    """

    framework: str
    version: int
    language: str
    bands: tuple[Band, ...]
    efforts: Mapping[Effort, EffortRule]
    quarter_load: int
    actions: Mapping[tuple[str, str], Action]

    def band_of(self, score: float) -> Band:
        """Return the band a score lies in."""
        return next(band for band in self.bands if band.below is None or below(score, band.below))

    def action_for(self, capability: str, score: float) -> Action:
        """Return what to do about a capability with a score; KeyError for an unknown one."""
        return self.actions[capability, self.band_of(score).code]

    def rise(self, action: Action) -> float:
        """Return the levels an action may lift its capability in a quarter; 0 in the last band."""
        return 0.0 if action.band == self.bands[-1].code else self.efforts[action.effort].rise
