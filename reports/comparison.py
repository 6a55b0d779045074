"""What may be shown of earlier rounds beside a report, and its plain form for the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.material import HistoryPoint, HistoryScore
from scoring.change.released import ReleasedRoundChange
from scoring.json_form import from_plain, to_plain
from scoring.release import FrameworkReference
from scoring.verdict.terms import VerdictCode

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The change since the round before, and all rounds so far with this one as the last.

    `reports` are the ids of the earlier reports it rests on, the oldest first: when one of them
    is replaced, it has to be made anew.
    """

    reports: tuple[str, ...]
    change: ReleasedRoundChange | None
    history: tuple[HistoryPoint, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as plain JSON types, with `schema` 1."""
        return {
            "schema": SCHEMA,
            "reports": list(self.reports),
            "change": None if self.change is None else self.change.to_json(),
            "history": [_plain_point(point) for point in self.history],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Comparison:
        """Rebuild a comparison.

        Raises
        ------
        ValueError
            For another schema or another shape.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"expected a comparison of schema {SCHEMA}")
        change = plain["change"]
        return cls(
            reports=tuple(plain["reports"]),
            change=None if change is None else ReleasedRoundChange.from_json(change),
            history=tuple(map(_point, plain["history"])),
        )


def _plain_point(point: HistoryPoint) -> dict[str, Any]:
    return {
        "round": point.round,
        "closed_on": None if point.closed_on is None else point.closed_on.isoformat(),
        "framework": to_plain(point.framework),
        "overall": to_plain(point.overall),
        "dimensions": {code: to_plain(score) for code, score in point.dimensions.items()},
        "verdict": None if point.verdict is None else point.verdict.value,
    }


def _point(plain: Mapping[str, Any]) -> HistoryPoint:
    day, verdict = plain["closed_on"], plain["verdict"]
    return HistoryPoint(
        round=plain["round"],
        closed_on=None if day is None else date.fromisoformat(day),
        framework=from_plain(FrameworkReference, plain["framework"]),
        overall=from_plain(HistoryScore, plain["overall"]),
        dimensions={
            code: from_plain(HistoryScore, score) for code, score in plain["dimensions"].items()
        },
        verdict=None if verdict is None else VerdictCode(verdict),
    )
