"""What may be entered for a fact, and which level it earns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from scoring.framework.answer_rules import NOT_APPLICABLE
from scoring.framework.model import ELEMENTS, LEVELS, Better, Item, ItemType
from scoring.framework.table import is_number

HUNDRED = 100.0
LARGEST = 1e12


def fact_problem(item: Item, raw: object, elements: Sequence[bool] | None = None) -> str | None:
    """Say why the value of a fact cannot be accepted, or None when it can.

    Parameters
    ----------
    item
        A fact.
    raw
        EVD4, EVD6: how many elements exist. NUM: a number in the item's unit; one with
        parts: a mapping from part name to number. SC: the stage, 0 to 5. Any fact: "na".
    elements
        Optionally, for EVD4 and EVD6, which elements exist: one flag for each, in order.

    Returns
    -------
    str or None
        A short English sentence naming the item, or None.
    """
    if not item.is_fact:
        return f"{item.code} is not a fact."
    if raw == NOT_APPLICABLE:
        return None
    if item.type in ELEMENTS:
        return _elements_problem(item, raw, elements)
    if item.type is ItemType.CHOICE:
        return _whole_problem(item, raw, len(item.options) - 1)
    if item.parts:
        return _parts_problem(item, raw)
    return _number_problem(item, raw)


def fact_level(item: Item, raw: object) -> float | None:
    """Return the level, 1 to 5, that a fact earns (method.md 3.2).

    EVD4 gives 1 + k and EVD6 1 + 4k/6 for k elements present; NUM gives the band. None
    for a fact that is not scored, not applicable or missing.

    Raises
    ------
    ValueError
        If the value is not one that `fact_problem` accepts.
    """
    if raw is None or raw == NOT_APPLICABLE or not item.scored:
        return None
    problem = fact_problem(item, raw)
    if problem is not None:
        raise ValueError(problem)
    value = cast("float", raw)
    if item.type in ELEMENTS:
        return 1.0 + (LEVELS - 1) * value / len(item.elements)
    return float(1 + sum(_reaches(item, value, limit) for limit in item.limits))


def _reaches(item: Item, value: float, limit: float) -> bool:
    return value < limit if item.better is Better.LOWER else value >= limit


def _elements_problem(item: Item, raw: object, elements: Sequence[bool] | None) -> str | None:
    count = len(item.elements)
    problem = _whole_problem(item, raw, count)
    if problem is None and elements is not None:
        if len(elements) != count:
            return f"{item.code} has {count} elements."
        if sum(map(bool, elements)) != raw:
            return f"{item.code} counts other elements than are marked."
    return problem


def _whole_problem(item: Item, raw: object, most: int) -> str | None:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= most:
        return f'{item.code} takes a whole number from 0 to {most}, or "na".'
    return None


def _number_problem(item: Item, raw: object) -> str | None:
    most = HUNDRED if is_percentage(item) else LARGEST
    if not is_number(raw) or not 0 <= raw <= most:
        upper = f"0 to {most:g}" if most == HUNDRED else "0 upwards"
        return f'{item.code} takes a number from {upper}, or "na".'
    return None


def _parts_problem(item: Item, raw: object) -> str | None:
    names = [part.name for part in item.parts]
    if not isinstance(raw, Mapping) or sorted(map(str, raw)) != sorted(names):
        return f"{item.code} takes one number for each of {', '.join(names)}."
    for name in names:
        if not is_number(raw[name]) or not 0 <= raw[name] <= LARGEST:
            return f"{item.code} takes a number from 0 upwards for {name}."
    return None


def is_percentage(item: Item) -> bool:
    """Tell whether the unit of a number is per cent, so that 100 is the most."""
    return item.unit is not None and item.unit.lower().startswith(("%", "percent", "per cent"))
