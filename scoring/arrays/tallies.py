"""What each group answered, counted: all that scores and their uncertainty rest on.

Counts and sums of products are whole numbers, so the order of ballots changes no digit of
any score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.answers import Answers
from scoring.arrays.layout import Bools, Floats, Ints, Layout
from scoring.framework import LEVELS

MIDDLE = (LEVELS + 1) // 2
# Few enough that sums of products of levels stay exact in single precision.
ROWS = 8192

# Answers counted by what was chosen: blank, a level, or one of these.
DONT_KNOW, NOT_APPLICABLE = LEVELS + 1, LEVELS + 2
CHOICES = LEVELS + 3

Levels = NDArray[np.int8]
Singles = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Counts by g groups, i items and c capabilities; see `Layout`.

    Parameters
    ----------
    counts
        How many answers score each level, 1 to 5; shape (g, i, 5).
    chosen, dont_know, not_applicable
        How many chose a level, did not know, found the item not applicable; (g, i).
    people
        How many gave at least one item a level: a ballot of nothing but "don't know",
        "not applicable", blanks and texts speaks for nobody; (g,).
    capability_people
        How many have a valid answer to at least one of its items; (g, c).
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
    capability_people: Ints
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
    groups, items = layout.asked_of.shape
    capabilities = len(layout.dimension_of)
    by_choice = np.zeros((groups, items, CHOICES), dtype=np.int64)
    by_person = np.zeros((groups, 1 + 3 * capabilities))
    products = np.zeros((groups, 2 * items, 2 * items))
    for rows in _blocks(len(answers)):
        by_choice += _choices(answers, rows, by_choice.shape)
        members = _members(answers, rows)
        valid = (scored[rows] > 0).astype(np.float32)
        centred = np.where(valid > 0, scored[rows] - np.float32(MIDDLE), np.float32(0))
        by_person += members @ _standing(layout, answers.levels[rows], valid, centred)
        both = np.hstack([centred, valid])
        for group in np.flatnonzero(members.any(axis=1)):
            mine = both[members[group] > 0]
            products[group] += mine.T @ mine
    chosen, dont_know = by_choice[:, :, 1 : LEVELS + 1], by_choice[:, :, DONT_KNOW]
    chose, *by_part = np.split(
        by_person.astype(np.int64), np.cumsum([1, *[capabilities] * 2]), axis=1
    )
    return Tallies(
        counts=_scored_counts(layout, chosen, dont_know),
        chosen=chosen.sum(axis=2),
        dont_know=dont_know,
        not_applicable=by_choice[:, :, NOT_APPLICABLE],
        people=chose[:, 0],
        capability_people=by_part[0],
        low_people=by_part[1],
        high_people=by_part[2],
        scatter=np.stack([_scatter(part, items) for part in products]),
    )


def people_behind(answers: Answers, scored: Levels, counts: Bools) -> Ints:
    """Count the people with a valid answer to an item that counts.

    Parameters
    ----------
    counts
        Which items count of which group in each of p parts; shape (p, g, i).

    Returns
    -------
    ndarray
        People by part and group; shape (p, g).
    """
    people = np.zeros(counts.shape[:2], dtype=np.int64)
    weights = counts.astype(np.float32)
    for rows in _blocks(len(answers)):
        valid = (scored[rows] > 0).astype(np.float32)
        members = _members(answers, rows) > 0
        for group in np.flatnonzero(members.any(axis=1)):
            people[:, group] += (valid[members[group]] @ weights[:, group].T > 0).sum(axis=0)
    return people


def _blocks(people: int) -> Iterator[slice]:
    """Cut respondents into pieces small enough to be turned into floats."""
    for start in range(0, people, ROWS):
        yield slice(start, start + ROWS)


def _members(answers: Answers, rows: slice) -> Singles:
    """Return who belongs to which group, as ones and zeros; shape (g, rows)."""
    numbers = np.arange(len(answers.groups))[:, np.newaxis]
    members: Singles = (answers.group[rows] == numbers).astype(np.float32)
    return members


def _choices(answers: Answers, rows: slice, shape: tuple[int, ...]) -> Ints:
    """Count, for each group and item, blanks, levels 1 to 5, "don't know", "not applicable"."""
    choice = answers.levels[rows] + DONT_KNOW * answers.dont_know[rows].view(np.int8)
    choice += NOT_APPLICABLE * answers.not_applicable[rows].view(np.int8)
    cell = (answers.group[rows][:, np.newaxis] * shape[1] + np.arange(shape[1])) * CHOICES
    cell += choice
    counts: Ints = np.bincount(cell.ravel(), minlength=math.prod(shape))
    return counts.reshape(shape)


def _scored_counts(layout: Layout, chosen: Ints, dont_know: Ints) -> Ints:
    """Turn counts of levels as chosen into counts of levels as scored; shape (g, i, 5)."""
    counts = np.where(layout.is_reversed[:, np.newaxis], chosen[:, :, ::-1], chosen)
    counts[:, :, 0] += np.where(layout.is_lowest, dont_know, 0)
    return counts


def _standing(layout: Layout, levels: Levels, valid: Singles, centred: Singles) -> Singles:
    """Return where each person counts.

    Columns: chose a level; then for each capability: answered it, stands low in it, stands
    high in it.
    """
    answered = valid @ layout.capability_members.astype(np.float32)
    total = 2 * (centred @ layout.capability_members.astype(np.float32))
    return np.hstack(
        [
            (levels > 0).any(axis=1, keepdims=True),
            answered > 0,
            total < -answered,
            (total >= answered) & (answered > 0),
        ]
    ).astype(np.float32)


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
