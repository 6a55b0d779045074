"""What each group answered, counted: all that scores and their uncertainty rest on.

Counts and sums of products are whole numbers, so the order of ballots changes no digit of
any score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from scoring.answers import Answers
from scoring.framework import LEVELS
from scoring.layout import Bools, Floats, Ints, Layout

MIDDLE = (LEVELS + 1) // 2
# Few enough that sums of products of levels stay exact in single precision.
ROWS = 8192

Levels = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Counts by g groups, i items, c capabilities and d dimensions; see `Layout`.

    Parameters
    ----------
    counts
        How many answers score each level, 1 to 5; shape (g, i, 5).
    chosen, dont_know, not_applicable
        How many chose a level, did not know, found the item not applicable; (g, i).
    people
        How many gave at least one item a level: a ballot of nothing but "don't know",
        "not applicable", blanks and texts speaks for nobody; (g,).
    answering
        How many have a valid answer to at least one item; (g,).
    capability_people, dimension_people
        How many have a valid answer to at least one of its items; (g, c), (g, d).
    low_people, high_people
        How many of the people of a capability have a mean nearest to level 1 or 2, to
        level 4 or 5; (g, c).
    scatter
        Sums over people of products of their deviations from the group's item means,
        where both items are answered; (g, i, i).
    """

    counts: Ints
    chosen: Ints
    dont_know: Ints
    not_applicable: Ints
    people: Ints
    answering: Ints
    capability_people: Ints
    dimension_people: Ints
    low_people: Ints
    high_people: Ints
    scatter: Floats

    @property
    def n(self) -> Ints:
        """Valid answers; (g, i)."""
        n: Ints = self.counts.sum(axis=2)
        return n


def scored_levels(layout: Layout, answers: Answers) -> Levels:
    """Turn answers into scores: reversed items as 6 - x, a lowest "don't know" as 1.

    Returns
    -------
    ndarray
        Levels 1 to 5, 0 where there is none; shape (respondents, i).
    """
    turned = layout.is_reversed & (answers.levels > 0)
    scored = np.where(turned, np.int8(LEVELS + 1) - answers.levels, answers.levels)
    scored[answers.dont_know & layout.is_lowest] = 1
    return scored


def tally(layout: Layout, answers: Answers, scored: Levels) -> Tallies:
    """Count answers and the levels they score, from `scored_levels`."""
    parts = [
        _tally_group(layout, answers, scored, people)
        for people in members(answers.group, len(answers.groups))
    ]
    names = [field.name for field in fields(Tallies)]
    return Tallies(**{name: np.stack([getattr(part, name) for part in parts]) for name in names})


def members(group: NDArray[np.intp], count: int) -> list[NDArray[np.intp]]:
    """Return the rows of the people of each group."""
    order = np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(1, count))
    return np.split(order, ends)


def people_behind(layout: Layout, answers: Answers, scored: Levels, shown: Bools) -> Ints:
    """Count the people with a valid answer to one of the items shown of their group.

    Parameters
    ----------
    shown
        Which items count in each group; shape (g, i).

    Returns
    -------
    ndarray
        People by group and capability; shape (g, c).
    """
    belongs = layout.capability_members.astype(np.float32)
    counts = np.zeros((len(answers.groups), belongs.shape[1]), dtype=np.int64)
    for group, people in enumerate(members(answers.group, len(answers.groups))):
        if shown[group].any():
            for rows in blocks(people):
                valid = ((scored[rows] > 0) & shown[group]).astype(np.float32)
                counts[group] += (valid @ belongs > 0).sum(axis=0)
    return counts


def blocks(rows: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """Cut rows into pieces small enough to be turned into floats."""
    for start in range(0, len(rows), ROWS):
        yield rows[start : start + ROWS]


def _tally_group(
    layout: Layout, answers: Answers, scored: Levels, people: NDArray[np.intp]
) -> Tallies:
    """Tally the people of one group; the shapes lack the axis of groups."""
    items = len(layout.asked)
    of_capability = layout.capability_members.astype(np.float32)
    of_dimension = layout.dimension_members.astype(np.float32)
    places = np.arange(items) * (LEVELS + 1)
    counts = np.zeros((items, LEVELS), dtype=np.int64)
    chosen, dont_know, not_applicable = np.zeros((3, items), dtype=np.int64)
    choosing, answering = np.zeros((2, 1), dtype=np.int64)
    in_capability, low, high = np.zeros((3, of_capability.shape[1]), dtype=np.int64)
    in_dimension = np.zeros(of_dimension.shape[1], dtype=np.int64)
    products = np.zeros((2 * items, 2 * items))
    for rows in blocks(people):
        levels, block = answers.levels[rows], scored[rows]
        found = np.bincount((block + places).ravel(), minlength=items * (LEVELS + 1))
        counts += found.reshape(items, LEVELS + 1)[:, 1:]
        given = levels > 0
        chosen += given.sum(axis=0)
        choosing += given.any(axis=1).sum()
        answering += (block > 0).any(axis=1).sum()
        dont_know += answers.dont_know[rows].sum(axis=0)
        not_applicable += answers.not_applicable[rows].sum(axis=0)
        valid = (block > 0).astype(np.float32)
        centred = np.where(block > 0, block - np.int8(MIDDLE), 0).astype(np.float32)
        both = np.hstack([centred, valid])
        products += both.T @ both
        answered, total = valid @ of_capability, centred @ of_capability
        in_capability += (answered > 0).sum(axis=0)
        low += (2 * total < -answered).sum(axis=0)
        high += ((2 * total >= answered) & (answered > 0)).sum(axis=0)
        in_dimension += (valid @ of_dimension > 0).sum(axis=0)
    return Tallies(
        counts=counts,
        chosen=chosen,
        dont_know=dont_know,
        not_applicable=not_applicable,
        people=choosing[0],
        answering=answering[0],
        capability_people=in_capability,
        dimension_people=in_dimension,
        low_people=low,
        high_people=high,
        scatter=_scatter(products, items),
    )


def _scatter(products: Floats, items: int) -> Floats:
    """Centre sums of products: answers less the middle level stand before their validity."""
    level, valid = slice(None, items), slice(items, None)
    n = products[valid, valid].diagonal()
    totals = products[level, valid].diagonal()
    means = np.divide(totals, n, out=np.zeros(items), where=n > 0)
    crossed = means[:, np.newaxis] * products[valid, level]
    scatter: Floats = (
        products[level, level]
        - crossed
        - crossed.T
        + np.outer(means, means) * products[valid, valid]
    )
    return scatter
