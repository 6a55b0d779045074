"""What a release concludes: how sure the verdict is, steps up, findings, priorities.

Each of these follows from numbers; it is shown only where these numbers are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from scoring.findings import Finding, Fired
from scoring.framework import ConditionKind, When
from scoring.priorities import PERCENT, Priority
from scoring.release import numbers
from scoring.release.coarse import FEWEST_COUNTED, one_decimal, percent
from scoring.release.crowds import Crowds
from scoring.release.numbers import Number, NumberKind
from scoring.release.parts import ReleasedCapability, ReleasedGate
from scoring.release.shown import Shown
from scoring.scorecard import (
    Acquiescence,
    DecayScore,
    ItemGroup,
    ItemScore,
    Quality,
    Scorecard,
    Sensitivity,
)
from scoring.verdict.terms import (
    Move,
    MoveKind,
    StepUp,
    VerdictConfidence,
)

COUNTED = {
    ConditionKind.LEVELS_SHARE_ABOVE,
    ConditionKind.SAME_ANSWER_BELOW,
    ConditionKind.DONT_KNOW_GIVEN,
    ConditionKind.DONT_KNOW_AT_LEAST,
    ConditionKind.MEDIAN_AT_MOST,
    ConditionKind.SPLIT,
}
SHARES = {
    ConditionKind.LEVELS_SHARE_ABOVE,
    ConditionKind.SAME_ANSWER_BELOW,
    ConditionKind.DONT_KNOW_AT_LEAST,
    ConditionKind.PROBLEM_SHARE_BELOW,
}
WHOLE_LEVEL_SCALE = 4.0


def release_confidence(card: Scorecard, *, is_whole: bool) -> VerdictConfidence | None:
    """Show how sure the verdict is, where no dimension is hidden; in whole percents."""
    confidence = card.verdict_confidence
    if confidence is None or not is_whole:
        return None
    return replace(
        confidence,
        shares=tuple(replace(part, share=percent(part.share)) for part in confidence.shares),
        top_share=percent(confidence.top_share),
    )


def release_steps(
    card: Scorecard,
    capabilities: Iterable[ReleasedCapability],
    gates: Iterable[ReleasedGate],
    *,
    is_whole: bool,
) -> tuple[StepUp, ...]:
    """Show ways to a better verdict that move only what is shown."""
    if not is_whole:
        return ()
    starts: dict[tuple[bool, str], float] = {
        (False, part.code): part.score for part in capabilities if part.score is not None
    }
    starts |= {(True, gate.code): gate.value for gate in gates if gate.value is not None}
    named = {gate.code for gate in gates if gate.status is not None}
    steps = []
    for step in card.steps_up:
        moves = [_move(move, starts, named) for move in step.moves]
        known = tuple(move for move in moves if move is not None)
        if len(known) == len(moves):
            steps.append(replace(step, moves=known, cost=one_decimal(step.cost)))
    return tuple(steps)


def release_findings(
    card: Scorecard, shown: Shown, gates: Iterable[ReleasedGate], crowds: Crowds
) -> tuple[Finding, ...]:
    """Show findings by those of their conditions that look only at what is shown.

    A finding that needs all of its conditions is shown with all of them or not at all.
    """
    look = _Look(card, shown, gates, crowds)
    found = []
    for finding in card.findings:
        fired = tuple(filter(None, map(look.at, finding.conditions)))
        is_complete = len(fired) == len(finding.conditions)
        if fired and (is_complete or finding.when is When.ANY):
            found.append(replace(finding, conditions=fired))
    return tuple(found)


def release_priorities(
    card: Scorecard, capabilities: Iterable[ReleasedCapability]
) -> tuple[Priority, ...]:
    """Show priorities of capabilities that are shown, worked out from what is shown of them."""
    parts = {part.code: part for part in capabilities if part.score is not None}
    exact = {part.code: part.score for part in card.capabilities}
    known = [part for part in card.priorities if part.capability in parts]
    return tuple(
        _priority(part, rank, parts, exact[part.capability] or 0.0)
        for rank, part in enumerate(known, start=1)
    )


def release_sensitivity(card: Scorecard, crowds: Crowds) -> tuple[Sensitivity, ...]:
    """Show what other weights change, where no cell of the round rests on fewer than k people.

    Scores without flagged ballots are left out: their distance to the others is that of a
    few people.
    """
    if not crowds.are_all_enough(card.items):
        return ()
    return tuple(
        replace(
            part,
            overall=one_decimal(part.overall),
            dimensions=tuple(one_decimal(score) for score in part.dimensions),
        )
        for part in card.sensitivity
        if part.name != "unflagged"
    )


def release_quality(card: Scorecard, crowds: Crowds) -> Quality:
    """Show leanings to agree of groups of at least k people; of flags only crowds of k."""
    flagged = card.quality.flagged
    return Quality(
        flagged=replace(
            flagged,
            **{
                name: 0 if crowds.are_few(count) else count
                for name, count in (
                    ("same_option", flagged.same_option),
                    ("fast", flagged.fast),
                    ("dont_know", flagged.dont_know),
                    ("any", flagged.any),
                )
            },
        ),
        acquiescence=tuple(
            replace(part, index=one_decimal(part.index))
            for part in card.quality.acquiescence
            if _is_crowd(card, part, crowds)
        ),
    )


def release_decay(card: Scorecard) -> DecayScore | None:
    """Show the decay of records: facts and assumptions, nobody's answers."""
    return card.decay


def _is_crowd(card: Scorecard, part: Acquiescence, crowds: Crowds) -> bool:
    (n,) = (group.n for group in card.response if group.group == part.group)
    return crowds.people(part.group, n) >= max(crowds.k, FEWEST_COUNTED)


def _move(
    move: Move, starts: Mapping[tuple[bool, str], float], named: Collection[str]
) -> Move | None:
    """Return a move as it may be shown; None where it starts from something hidden."""
    if move.code is None:
        return move
    is_gate = move.kind in {MoveKind.GATE, MoveKind.PROOF}
    if is_gate and move.code not in named:
        return None
    start = starts.get((is_gate, move.code))
    if start is None and not is_gate:
        return None
    return replace(move, start=start, end=one_decimal(move.end))


def _priority(
    part: Priority, rank: int, parts: Mapping[str, ReleasedCapability], exact: float
) -> Priority:
    capability = parts[part.capability]
    target = one_decimal(exact + part.gap * WHOLE_LEVEL_SCALE)
    gap = percent(max(0.0, target - (capability.score or 0.0)) / WHOLE_LEVEL_SCALE)
    evidence = percent(part.evidence)
    return replace(
        part,
        rank=rank,
        gap=gap,
        evidence=evidence,
        priority=one_decimal(PERCENT * gap * part.leverage * part.ease * evidence),
        waits_for=tuple(code for code in part.waits_for if code in parts),
    )


class _Look:
    """Whether what a condition looks at is shown."""

    def __init__(
        self, card: Scorecard, shown: Shown, gates: Iterable[ReleasedGate], crowds: Crowds
    ) -> None:
        self._shown, self._crowds = shown, crowds
        self._items = {item.code: item for item in card.items}
        self._capabilities = {part.code for part in card.capabilities}
        self._dimensions = {part.code for part in card.dimensions}
        self._gates = {gate.code: gate for gate in gates}
        # How far technology is ahead tells the lowest of two dimensions.
        self._is_whole = all(
            part.score is None or numbers.dimension(part.code) in shown for part in card.dimensions
        )

    def at(self, fired: Fired) -> Fired | None:
        """Return a condition as it may be shown, None where it looks at something hidden."""
        if fired.kind is ConditionKind.CAP_BINDS:
            codes = tuple(code for code in fired.codes if numbers.capability(code) in self._shown)
            return replace(fired, codes=codes) if codes else None
        if not all(self._is_open(code, fired) for code in fired.codes):
            return None
        return replace(fired, value=self._value(fired))

    def _value(self, fired: Fired) -> float | None:
        if fired.kind is ConditionKind.GATE_BELOW:
            return self._gates[fired.codes[0]].value
        if fired.kind is ConditionKind.DONT_KNOW_GIVEN:
            return None
        return percent(fired.value) if fired.kind in SHARES else one_decimal(fired.value)

    def _is_open(self, code: str, fired: Fired) -> bool:
        if fired.kind is ConditionKind.SIDES_APART:
            return Number(NumberKind.SIDES_GAP, code) in self._shown
        if fired.kind is ConditionKind.TECHNOLOGY_AHEAD:
            return self._is_whole
        if fired.kind is ConditionKind.HIERARCHY_APART:
            return Number(NumberKind.HIERARCHY_GAP, code) in self._shown
        if code in self._gates:
            return self._gates[code].status is not None
        if code in self._items:
            return self._is_item_open(self._items[code], fired)
        if code in self._capabilities:
            return numbers.capability(code) in self._shown
        return code not in self._dimensions or numbers.dimension(code) in self._shown

    def _is_item_open(self, item: ItemScore, fired: Fired) -> bool:
        if item.is_fact:
            return True
        cells = list(_of_group(item.groups, fired.group))
        number = (
            numbers.item(item.code)
            if fired.group is None
            else numbers.item_cell(item.code, fired.group)
        )
        if number not in self._shown:
            return False
        return fired.kind not in COUNTED or (
            self._crowds.are_all_enough([replace(item, groups=tuple(cells))])
            and self._may_count(cells)
        )

    def _may_count(self, cells: Iterable[ItemGroup]) -> bool:
        """Tell whether a count over cells leaves no small one alone.

        What the larger groups answered is shown count by count, and may be taken away from it.
        """
        people = [self._crowds.people(cell.group, cell.n) for cell in cells]
        uncounted = sum(number for number in people if number < FEWEST_COUNTED)
        return sum(people) >= FEWEST_COUNTED and not 0 < uncounted < FEWEST_COUNTED


def _of_group(cells: Iterable[ItemGroup], group: str | None) -> Iterator[ItemGroup]:
    return (cell for cell in cells if group is None or cell.group == group)
