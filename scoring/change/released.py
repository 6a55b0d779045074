"""What of a comparison of two rounds may be shown (method.md 3.7(5), 3.13).

Both rounds have been released already, so a comparison must tell nothing new about either
of them: it shows a score only where both releases show it, and as they show it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scoring.change.labels import ChangeLabel
from scoring.change.results import (
    SCHEMA,
    Change,
    FactChange,
    GateFlip,
    Notice,
    RoundChange,
    VerdictChange,
)
from scoring.json_form import from_plain, to_plain
from scoring.limits import TOLERANCE
from scoring.release import Release
from scoring.release.coarse import limits, one_decimal
from scoring.release.crowds import crowds_of
from scoring.release.parts import Limits
from scoring.scorecard import FrameworkReference, ItemScore, Scorecard


@dataclass(frozen=True, slots=True)
class ReleasedChange:
    """How a score moved, with one decimal; `code` is None for the overall score.

    `change` is after minus before as they are shown. `mdc` is the minimal detectable change.
    """

    code: str | None
    before: float
    after: float
    change: float
    interval: Limits | None
    mdc: float
    label: ChangeLabel


@dataclass(frozen=True, slots=True)
class ReleasedRoundChange:
    """All that may be shown of the change between two rounds.

    `hidden` counts the scores that moved and are not shown. Panel and turnover are no part
    of it: with few people who came or went, they would be about these.
    """

    before: FrameworkReference
    after: FrameworkReference
    client_type: str
    confidence: float
    overall: ReleasedChange | None
    dimensions: tuple[ReleasedChange, ...]
    capabilities: tuple[ReleasedChange, ...]
    items: tuple[ReleasedChange, ...]
    hidden: int
    facts: tuple[FactChange, ...]
    verdict: VerdictChange | None
    notices: tuple[Notice, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as plain JSON types, with `schema` 1."""
        return {"schema": SCHEMA, **to_plain(self)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> ReleasedRoundChange:
        """Rebuild a comparison.

        Raises
        ------
        ValueError
            For another schema or another shape.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"expected a released comparison of schema {SCHEMA}")
        return from_plain(cls, {name: part for name, part in plain.items() if name != "schema"})


@dataclass(frozen=True, slots=True)
class ReleasedRound:
    """A round as it was computed, and what was shown of it."""

    card: Scorecard
    release: Release


def release_change(
    change: RoundChange, before: ReleasedRound, after: ReleasedRound
) -> ReleasedRoundChange:
    """Hide what a comparison would tell beyond the releases of its two rounds.

    A comparison rests on the items and groups that both rounds have in common. Where this
    leaves somebody out, its score is another one than the round's own, and the two together
    could be solved for who was left out. Such a score is shown only where every group that
    answered an item in it has at least k people there.

    Parameters
    ----------
    change
        What `compare_rounds` found.
    before, after
        The two rounds; each is looked at with the k of its own release.
    """
    sides = (_Side(before, "before"), _Side(after, "after"))

    def is_open(each: Change) -> bool:
        return all(side.shows(each) for side in sides)

    changes = [change.overall] if change.overall else []
    found = [*changes, *change.dimensions, *change.capabilities, *change.items]
    return ReleasedRoundChange(
        before=change.before,
        after=change.after,
        client_type=change.client_type,
        confidence=change.confidence,
        overall=next(iter(_shown(changes, is_open)), None),
        dimensions=_shown(change.dimensions, is_open),
        capabilities=_shown(change.capabilities, is_open),
        items=_shown(change.items, is_open),
        hidden=sum(not is_open(each) for each in found),
        facts=change.facts,
        verdict=_verdict(change.verdict, before.release, after.release),
        notices=change.notices,
    )


class _Side:
    """One of the two rounds, and whether it shows a score as the comparison has it."""

    def __init__(self, side: ReleasedRound, moment: str) -> None:
        card, released = side.card, side.release
        self._moment = moment
        self._items = card.items
        self._crowds = crowds_of(card, released.k)
        self._scores: dict[str | None, float | None] = {
            None: card.overall.score,
            **{part.code: part.score for part in card.dimensions},
            **{part.code: part.score for part in card.capabilities},
            **{item.code: item.score for item in card.items},
        }
        self._open: dict[str | None, bool] = {
            None: released.overall.score is not None,
            **{part.code: part.score is not None for part in released.dimensions},
            **{part.code: part.score is not None for part in released.capabilities},
            **{item.code: item.score is not None for item in released.items},
        }

    def shows(self, change: Change) -> bool:
        if not self._open.get(change.code, False):
            return False
        own, compared = self._scores[change.code], getattr(change, self._moment)
        is_same = own is not None and abs(own - compared) <= TOLERANCE
        return is_same or self._crowds.are_all_enough(self._below(change.code))

    def _below(self, code: str | None) -> list[ItemScore]:
        return [
            item
            for item in self._items
            if code is None or code in {item.code, item.capability, item.dimension}
        ]


def _shown(
    changes: list[Change] | tuple[Change, ...], is_open: Callable[[Change], bool]
) -> tuple[ReleasedChange, ...]:
    return tuple(_released(each) for each in changes if is_open(each))


def _released(change: Change) -> ReleasedChange:
    before, after = one_decimal(change.before), one_decimal(change.after)
    return ReleasedChange(
        code=change.code,
        before=before,
        after=after,
        change=one_decimal(after - before),
        interval=limits(change.change),
        mdc=one_decimal(change.mdc),
        label=change.label,
    )


def _verdict(change: VerdictChange | None, before: Release, after: Release) -> VerdictChange | None:
    """Show the verdicts as the releases have them, and the gates that both show."""
    if change is None or before.verdict is None or after.verdict is None:
        return None
    gates = [{gate.code: gate.status for gate in part.gates} for part in (before, after)]
    flips: tuple[GateFlip, ...] = tuple(
        flip for flip in change.gates if all(part.get(flip.code) is not None for part in gates)
    )
    return replace(
        change,
        before=before.verdict.code,
        before_rule=before.verdict.rule,
        after=after.verdict.code,
        after_rule=after.verdict.rule,
        gates=flips,
    )
