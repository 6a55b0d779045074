"""A framework as arrays: which group answers which item, and where each item counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.framework import DontKnow, Framework, Item, ItemType, Side

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AGREEMENT = (ItemType.AGREEMENT, ItemType.AGREEMENT_REVERSED)
NO_SIDE = -1
LAYOUTS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The scored items of a framework for one kind of client.

    There are s scored items, among them i asked of respondents (the columns of
    `Answers`) in g groups; they form c capabilities and d dimensions, all in the order of
    the framework.

    Parameters
    ----------
    scored
        The scored items; length s.
    asked
        Where the items asked of respondents stand among the scored ones; shape (i,).
    asked_of
        Whether a group is asked an item; shape (g, i).
    is_reversed, is_lowest, is_anchored, is_agreement
        Turned before scoring; "don't know" scores 1; anchored; an agreement item; (i,).
    applies, is_fact, weight
        Whether an item concerns this kind of client, is a fact, and what it weighs; (s,).
    capability, dimension
        Number of the capability and dimension of each scored item; (s,).
    dimension_of
        Number of the dimension of each capability; (c,).
    side
        Side of each group, as a number in `Side`, -1 for none; (g,).
    side_shares
        Share of each side in each dimension; NaN where a dimension has no sides; (d, 2).
    columns
        The items asked of respondents; length i.
    asking
        Who is asked which of the items that apply here; shape (g, i).
    capability_members, dimension_members
        Which column belongs to which capability and dimension, as ones and zeros; (i, c),
        (i, d).
    capability_parts, dimension_parts
        Which scored item belongs to which capability, (s, c), and which capability to which
        dimension, (c, d).
    """

    framework: Framework
    client_type: str
    scored: tuple[Item, ...]
    asked: NDArray[np.intp]
    asked_of: Bools
    is_reversed: Bools
    is_lowest: Bools
    is_anchored: Bools
    is_agreement: Bools
    applies: Bools
    is_fact: Bools
    weight: Floats
    capability: NDArray[np.intp]
    dimension: NDArray[np.intp]
    dimension_of: NDArray[np.intp]
    side: NDArray[np.intp]
    side_shares: Floats
    columns: tuple[Item, ...]
    asking: Bools
    capability_members: Floats
    dimension_members: Floats
    capability_parts: Floats
    dimension_parts: Floats


@lru_cache(maxsize=LAYOUTS)
def lay_out(framework: Framework, client_type: str) -> Layout:
    """Lay a framework out for one kind of client; those used last are kept."""
    scored = tuple(item for item in framework.items if item.scored)
    columns = tuple(item for item in scored if item.is_perception)
    capabilities = {part.code: number for number, part in enumerate(framework.capabilities)}
    dimensions = {part.code: number for number, part in enumerate(framework.dimensions)}
    asked = np.flatnonzero([item.is_perception for item in scored])
    asked_of = np.array(
        [[group.code in item.groups for item in columns] for group in framework.groups],
        dtype=np.bool_,
    ).reshape(len(framework.groups), len(columns))
    applies = _flags(framework.applies(item, client_type) for item in scored)
    capability = _numbers(capabilities[item.capability] for item in scored)
    dimension = _numbers(dimensions[item.dimension] for item in scored)
    dimension_of = _numbers(
        number for number, part in enumerate(framework.dimensions) for _ in part.capabilities
    )
    return Layout(
        framework=framework,
        client_type=client_type,
        scored=scored,
        asked=asked,
        asked_of=asked_of,
        is_reversed=_flags(item.is_reversed for item in columns),
        is_lowest=_flags(item.dont_know is DontKnow.LOWEST for item in columns),
        is_anchored=_flags(item.type is ItemType.ANCHORED for item in columns),
        is_agreement=_flags(item.type in AGREEMENT for item in columns),
        applies=applies,
        is_fact=_flags(item.is_fact for item in scored),
        weight=np.array([item.weight for item in scored], dtype=np.float64),
        capability=capability,
        dimension=dimension,
        dimension_of=dimension_of,
        side=_numbers(_side(group.side) for group in framework.groups),
        side_shares=np.array(
            [
                [np.nan] * len(Side) if part.sides is None else list(map(part.sides.share, Side))
                for part in framework.dimensions
            ]
        ),
        columns=columns,
        asking=asked_of & applies[asked],
        capability_members=_members(capability[asked], len(capabilities)),
        dimension_members=_members(dimension[asked], len(dimensions)),
        capability_parts=_members(capability, len(capabilities)),
        dimension_parts=_members(dimension_of, len(dimensions)),
    )


def _members(numbers: NDArray[np.intp], count: int) -> Floats:
    belongs: Floats = (numbers[:, np.newaxis] == np.arange(count)).astype(np.float64)
    return belongs


def _side(side: Side | None) -> int:
    return NO_SIDE if side is None else list(Side).index(side)


def _flags(values: Iterable[bool]) -> Bools:
    return np.array(list(values), dtype=np.bool_)


def _numbers(values: Iterable[int]) -> NDArray[np.intp]:
    return np.array(list(values), dtype=np.intp)
