"""What a workshop should talk about first (method.md 4.2, point 3).

Items are ranked by how much people disagree, how much the item weighs, how near it is to a limit
of a gate and how many don't know. Where too few people have answered beforehand the gates come
first, in their order.

Two agendas of the same round, a person apart, would tell something of that person's answers: a
reason that comes or goes does. So an item moves only when nobody or at least k people have come
(`scoring/release/steps.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scoring.framework import LEVELS, Framework, Item
from scoring.release.live import Tally
from scoring.release.steps import may_follow

# Half of the people at each end of the scale.
GREATEST_VARIANCE = ((LEVELS - 1) / 2) ** 2
# From these on a reason is named: of 1, where 1 is the most there can be.
SPLIT = 0.35
NEAR_A_GATE = 0.8
UNSURE = 0.2


class Reason(StrEnum):
    """Why an item is worth the room's time."""

    SPLIT = "split"
    GATE = "gate"
    UNSURE = "unsure"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Topic:
    """An item of the agenda, how urgent it is compared with others, and why.

    `answers` is on how many answers that rests, "don't know" among them.
    """

    item: str
    urgency: float
    reasons: tuple[Reason, ...]
    answers: int = 0


def agenda(
    framework: Framework,
    items: Iterable[Item],
    tallies: Mapping[str, Mapping[str, Tally]],
    k: int,
    earlier: Mapping[str, Topic] | None = None,
) -> tuple[Topic, ...]:
    """Return the items in the order in which they should be talked about.

    Parameters
    ----------
    framework
        Whose gates count.
    items
        The items a room can vote on.
    tallies
        Answers given beforehand: item, group, votes.
    k
        Fewest people on whose answers the order of an item may rest.
    earlier
        The agenda of an earlier workshop of the same round, by item.

    Returns
    -------
    tuple of Topic
        The most urgent first; items of equal urgency in the order of the gates, then of the
        framework.
    """
    in_gates = [code for gate in framework.gates for code in gate.items]
    topics = [
        _in_steps(
            _topic(framework, item, sum(tallies.get(item.code, {}).values(), Tally()), k),
            (earlier or {}).get(item.code),
            k,
        )
        for item in items
    ]
    order = {code: place for place, code in enumerate(dict.fromkeys(in_gates))}
    return tuple(
        sorted(topics, key=lambda topic: (-topic.urgency, order.get(topic.item, len(order))))
    )


def _in_steps(now: Topic, before: Topic | None, k: int) -> Topic:
    """Return a topic as it is now, or as it was where the difference is that of a few people."""
    if before is None or before.answers < k or may_follow([now.answers - before.answers], k):
        return now
    return before


def _topic(framework: Framework, item: Item, tally: Tally, k: int) -> Topic:
    answers = tally.n + tally.unsure
    if answers < k or not tally.n:
        in_a_gate = any(item.code in gate.items for gate in framework.gates)
        urgency = item.weight * (2.0 if in_a_gate else 1.0)
        return Topic(item.code, urgency, (Reason.NOT_ASKED,), answers)
    split = _variance(tally) / GREATEST_VARIANCE
    near = max(
        (
            1 / (1 + abs(tally.mean - limit))
            for gate in framework.gates
            if item.code in gate.items
            for limit in (gate.pilot, gate.proceed)
        ),
        default=0.0,
    )
    unsure = tally.unsure / answers
    reasons = (
        (Reason.SPLIT, split >= SPLIT),
        (Reason.GATE, near >= NEAR_A_GATE),
        (Reason.UNSURE, unsure >= UNSURE),
    )
    return Topic(
        item=item.code,
        urgency=item.weight * (1 + split) * (1 + near) * (1 + unsure),
        reasons=tuple(reason for reason, holds in reasons if holds),
        answers=answers,
    )


def _variance(tally: Tally) -> float:
    squares = (n * (level - tally.mean) ** 2 for level, n in enumerate(tally.levels, 1))
    return sum(squares) / tally.n
