"""In which quarter to take up which action, by order, effort and what it waits for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from scoring.actions import Action, ActionLibrary

WEEKS_IN_QUARTER = 13


class Quarter(StrEnum):
    """When to begin: a hint, no plan; what is not for the next quarter is for later."""

    THIS = "this"
    NEXT = "next"
    LATER = "later"


QUARTERS = tuple(Quarter)


def plan_quarters(
    actions: Iterable[tuple[str, tuple[str, ...], Action | None]],
    library: ActionLibrary | None,
) -> dict[str, Quarter]:
    """Place each action in the first quarter that has room for it.

    Parameters
    ----------
    actions
        Capability, the capabilities it waits for, and its action, the first to begin first.
    library
        Says how long an effort takes and how much a quarter holds. Without it nothing is
        placed.

    Returns
    -------
    dict
        Quarter by capability. What waits for something begins once that is done: still in
        the same quarter after an action of weeks, one quarter later after one that takes a
        quarter, and so on.
    """
    if library is None:
        return {}
    load = dict.fromkeys(QUARTERS, 0)
    starts: dict[str, Quarter] = {}
    done: dict[str, int] = {}
    for capability, waits_for, action in actions:
        if action is None:
            continue
        rule = library.efforts[action.effort]
        earliest = max((done[code] for code in waits_for if code in done), default=0)
        start = next(
            (
                quarter
                for quarter in QUARTERS[earliest:]
                if quarter is Quarter.LATER or load[quarter] + rule.load <= library.quarter_load
            ),
            Quarter.LATER,
        )
        load[start] += rule.load
        starts[capability] = start
        done[capability] = QUARTERS.index(start) + rule.weeks // WEEKS_IN_QUARTER
    return starts
