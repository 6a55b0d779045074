"""What a report is made from: a release, what came before it, and what the client entered.

Values alone: no database, no clock. Everything in it may be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reports.wording import Wording
from reports.workshops import Workshop
from scoring.actions import ActionLibrary
from scoring.change.released import ReleasedRoundChange
from scoring.release import FrameworkReference, Release
from scoring.release.parts import Limits
from scoring.verdict.terms import VerdictCode


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who was asked and when: names as the consultant gave them, the day the round closed."""

    client: str
    round: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class DataCosts:
    """What one wrong customer record costs the client, in a currency such as "EUR".

    The client's own figure: nothing in the release depends on it.
    """

    per_record: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class HistoryScore:
    """A score of one round on 1 to 5; None where its report does not show it."""

    score: float | None
    interval: Limits | None
    target: float


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """What the report of one round showed, this round's own included.

    Rounds of another framework version than the last one may rest on other questions; see
    `framework`. `dimensions` is by code.
    """

    round: str
    closed_on: date | None
    framework: FrameworkReference
    overall: HistoryScore
    dimensions: Mapping[str, HistoryScore]
    verdict: VerdictCode | None


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made from.

    `needed` are the answers each group must give for a verdict. `change` compares with the
    round before, `history` holds all rounds so far, the oldest first and this one last.
    `shows_people` is False for readers who are not to see how many people of each group
    took part: then no text, table or figure may hold such a number. `library` holds what to do
    about each capability, None where there is none for the framework. `workshops` are those that
    had shown answers when the report was asked for, the first one first.
    """

    occasion: Occasion
    release: Release
    wording: Wording
    needed: Mapping[str, int] = field(default_factory=dict)
    change: ReleasedRoundChange | None = None
    history: tuple[HistoryPoint, ...] = ()
    shows_people: bool = True
    library: ActionLibrary | None = None
    costs: DataCosts | None = None
    workshops: tuple[Workshop, ...] = ()


def history_point(release: Release, round: str, closed_on: date | None) -> HistoryPoint:
    """Return what a release adds to a trend."""
    overall = release.overall
    return HistoryPoint(
        round=round,
        closed_on=closed_on,
        framework=release.framework,
        overall=HistoryScore(overall.score, overall.interval, overall.target),
        dimensions={
            part.code: HistoryScore(part.score, part.interval, part.target)
            for part in release.dimensions
        },
        verdict=release.verdict.code if release.verdict else None,
    )
