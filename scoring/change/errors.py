"""The error of a change, group by group, and the change of those who are in both rounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.answers import Answers
from scoring.arrays.layout import Bools, Floats, Ints
from scoring.arrays.uncertainty import Errors
from scoring.change.composites import Composites
from scoring.change.samples import ROUNDING
from scoring.limits import TOLERANCE

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What the people of each group who are in both rounds tell of p scores; (p, g).

    `n` are those with a valid answer in both, `r` the correlation of their values (0 where
    it is undefined or negative), `before` and `after` how far their mean lies from that of
    all people of the group.
    """

    n: Ints
    r: Floats
    before: Floats
    after: Floats


def find_pairs(before: Composites, after: Composites) -> Pairs:
    """Compare the people linked between rounds; who changed group is nobody's pair."""
    rows = _linked_rows(before.basis.answers, after.basis.answers)
    found = (_pairs_of_group(before, after, group, *pair) for group, pair in enumerate(rows))
    return Pairs(*(np.stack(part, axis=1) for part in zip(*found, strict=True)))


def change_errors(before: Composites, after: Composites, pairs: Pairs, least_pairs: int) -> Errors:
    """Return the error of after minus before, groups combined by Satterthwaite.

    A group with enough pairs counts by the partially overlapping form of
    `partially_overlapping_t`, without census correction, a group without by the errors of
    both rounds. Each round's variance is weighted by the group's own share in that round,
    which may have changed:

    a1^2 s1^2/n1 + a2^2 s2^2/n2 - 2 r a1 a2 s1 s2 nc/(n1 n2).
    """
    linked = pairs.n >= least_pairs
    overlap = _overlapping(before, after, pairs)
    apart = tuple(part.errors.share**2 * part.errors.squared_error for part in (before, after))
    parts = np.stack(
        [np.where(linked, overlap.standard_error**2, 0.0)]
        + [np.where(linked, 0.0, part) for part in apart]
    )
    df = np.stack([overlap.df, before.errors.df, after.errors.df])
    total = parts.sum(axis=(0, 2))
    doubt = np.divide(parts**2, df, out=np.zeros_like(parts), where=parts > 0).sum(axis=(0, 2))
    combined = np.divide(total**2, doubt, out=np.full_like(total, np.nan), where=doubt > 0)
    return Errors(np.sqrt(total), combined)


def panel_shift(before: Composites, after: Composites, pairs: Pairs) -> Floats:
    """Return what to add to the change of all to get that of people in both rounds; (p,)."""
    shift = after.errors.share * pairs.after - before.errors.share * pairs.before
    found: Floats = shift.sum(axis=1)
    return found


def _overlapping(before: Composites, after: Composites, pairs: Pairs) -> Errors:
    """Return the error of each group's part in the change; its df is 0 without pairs."""
    first, second = before.errors, after.errors
    n_1, n_2 = before.people.astype(np.float64), after.people.astype(np.float64)
    own_1 = first.share * np.sqrt(_ratio(first.variance, n_1))
    own_2 = second.share * np.sqrt(_ratio(second.variance, n_2))
    independent = own_1**2 + own_2**2
    shared = 2.0 * pairs.r * own_1 * own_2 * _ratio(pairs.n, np.sqrt(n_1 * n_2))
    squared = independent - shared
    squared = np.where(squared > ROUNDING * independent, squared, 0.0)
    gamma = _ratio(independent**2, _ratio(own_1**4, first.df) + _ratio(own_2**4, second.df))
    n_single = n_1 + n_2 - 2.0 * pairs.n
    df = pairs.n - 1.0 + _ratio((gamma - pairs.n + 1.0) * n_single, n_1 + n_2)
    return Errors(np.sqrt(squared), np.maximum(df, 0.0))


def _pairs_of_group(
    before: Composites, after: Composites, group: int, rows_before: Rows, rows_after: Rows
) -> tuple[Ints, Floats, Floats, Floats]:
    """Return the fields of `Pairs` for one group, in their order."""
    both = before.behind[rows_before] & after.behind[rows_after]
    n = both.sum(axis=0)
    mean_before, first = _centred(before.deviations(group, rows_before), both)
    mean_after, second = _centred(after.deviations(group, rows_after), both)
    spread_1, spread_2 = (first**2).sum(axis=0), (second**2).sum(axis=0)
    varies = (spread_1 > TOLERANCE) & (spread_2 > TOLERANCE)
    product, scale = (first * second).sum(axis=0), np.sqrt(spread_1 * spread_2)
    r = np.divide(product, scale, out=np.zeros_like(product), where=varies)
    return n, np.clip(r, 0.0, 1.0), mean_before, mean_after


def _centred(values: Floats, counted: Bools) -> tuple[Floats, Floats]:
    """Return each column's mean over the rows that count, and what is left of it there."""
    mean = _ratio(np.where(counted, values, 0.0).sum(axis=0), counted.sum(axis=0))
    return mean, np.where(counted, values - mean, 0.0)


def _linked_rows(before: Answers, after: Answers) -> list[tuple[Rows, Rows]]:
    """Return, for each group, the rows of the same people in both rounds."""
    first, second = _rows_by_link(before), _rows_by_link(after)
    same = [(first[key], second[key]) for key in first.keys() & second.keys()]
    pairs = np.array(sorted(same), dtype=np.intp).reshape(-1, 2)
    group = before.group[pairs[:, 0]]
    return [tuple(pairs[group == number].T) for number in range(len(before.groups))]


def _rows_by_link(answers: Answers) -> dict[tuple[int, str], int]:
    return {
        (group, link): row
        for row, (group, link) in enumerate(
            zip(answers.group.tolist(), answers.links or (), strict=False)
        )
        if link is not None
    }


def _ratio(numerator: Floats | Ints, denominator: Floats | Ints) -> Floats:
    """Divide, with 0 where nothing is there to divide by."""
    found: Floats = np.divide(
        numerator, denominator, out=np.zeros(np.shape(numerator)), where=denominator > 0
    )
    return found
