"""Where two sets of groups see a capability differently (method.md 3.9)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.arrays.averages import shares_of
from scoring.arrays.basis import Basis
from scoring.arrays.coefficients import cell_coefficients
from scoring.arrays.composites import composite
from scoring.arrays.estimates import known
from scoring.arrays.layout import Bools, Floats, Ints
from scoring.arrays.uncertainty import Errors, GroupErrors, combine, margins
from scoring.differences import (
    benjamini_hochberg,
    hedges_g,
    label_gap,
    two_sided_p,
)
from scoring.framework import Side
from scoring.interval import Interval
from scoring.scorecard import Gap, GapPair


def perception_gaps(
    basis: Basis, least_people: int, discussed: Set[str] = frozenset()
) -> tuple[Gap, ...]:
    """Compare IT with the business side, and those above with those below.

    A gap needs at least `least_people` on both of its sides. Where those below are fewer,
    others are taken with them. Between above and below it is told which capabilities were
    `discussed`.
    """
    sides = list(Side)
    it, business = (basis.layout.side == sides.index(side) for side in (Side.IT, Side.BUSINESS))
    found = _gaps(basis, GapPair.SIDES, it, business, least_people)
    rule = basis.layout.framework.hierarchy
    if rule is None:
        return found
    upper, lower, otherwise = (
        _are(basis, codes) for codes in (rule.upper, rule.lower, rule.otherwise)
    )
    enough = basis.tallies.people[lower].sum() >= least_people
    below = lower if enough else otherwise
    apart = _gaps(basis, GapPair.HIERARCHY, upper, below, least_people)
    return found + tuple(replace(gap, is_discussed=gap.capability in discussed) for gap in apart)


def _are(basis: Basis, codes: Collection[str]) -> Bools:
    return np.array([code in codes for code in basis.answers.groups])


def _gaps(
    basis: Basis, pair: GapPair, first: Bools, second: Bools, least_people: int
) -> tuple[Gap, ...]:
    """Compare two sets of groups on the items that both were asked and answered.

    A capability makes a gap where at least `least_people` of each set answered one of these
    items. Items rated by each side about the other are not shared, so they make no gap. Inside a
    set the groups share each item as the round weighs them.
    """
    contributes = basis.contributes
    heard = (np.any(contributes[groups], axis=0) for groups in (first, second))
    shared: Bools = np.logical_and(*heard)
    weights: Floats = _within(basis, first, shared) + _within(basis, second, shared)
    counts: Bools = weights > 0
    coefficients = cell_coefficients(basis, np.broadcast_to(shared, counts.shape)) * weights
    made = composite(basis, coefficients)
    people, errors = made.people, made.errors
    counting = errors.share > 0
    comparison = _Comparison(
        pair=pair,
        sets=(first, second),
        views=tuple(
            np.einsum("cgi,gi->c", coefficients[:, groups], basis.means[groups])
            for groups in (first, second)
        ),
        items=np.any(coefficients > 0, axis=1),
        counting=counting,
        people=np.where(counting, people, 0),
        pooled=_pooled_variance(errors, counting),
        errors=combine(errors),
    )
    enough = np.all(
        [comparison.people[:, groups].sum(axis=1) >= least_people for groups in comparison.sets],
        axis=0,
    )
    found = np.flatnonzero(comparison.items.any(axis=1) & enough)
    return tuple(_described(basis, comparison, found))


@dataclass(frozen=True, slots=True, eq=False)
class _Comparison:
    """Two sets of groups on every capability.

    Parameters
    ----------
    sets
        Which groups belong to the first and to the second set; (g,) each.
    views
        Mean of each set in each capability; (c,) each.
    items
        Which items count in each capability; (c, i).
    counting, people
        Which groups count in it, and with how many people; (c, g).
    pooled
        Variance between people inside the groups; (c,).
    errors
        Errors of first minus second.
    """

    pair: GapPair
    sets: tuple[Bools, Bools]
    views: tuple[Floats, ...]
    items: Bools
    counting: Bools
    people: Ints
    pooled: Floats
    errors: Errors


def _pooled_variance(errors: GroupErrors, counting: Bools) -> Floats:
    """Return the groups' moderated variances, pooled by their df."""
    df = np.where(counting, errors.df, 0.0)
    total = df.sum(axis=1)
    pooled: Floats = np.divide(
        (df * errors.variance).sum(axis=1), total, out=np.zeros_like(total), where=total > 0
    )
    return pooled


def _described(basis: Basis, comparison: _Comparison, found: NDArray[np.intp]) -> Iterator[Gap]:
    capabilities, codes = basis.layout.framework.capabilities, basis.answers.groups
    columns = [item.code for item in basis.layout.columns]
    first, second = (view[found].tolist() for view in comparison.views)
    n_first, n_second = (
        comparison.people[:, groups].sum(axis=1)[found].tolist() for groups in comparison.sets
    )
    groups = [_codes(comparison.counting[found] & chosen, codes) for chosen in comparison.sets]
    items = _codes(comparison.items[found], columns)
    pooled = comparison.pooled[found].tolist()
    differences = _differences(basis, comparison, found)
    p_values = [two_sided_p(difference) or 0.0 for difference in differences]
    q_values = benjamini_hochberg(p_values)
    for number, capability in enumerate(found.tolist()):
        difference, q = differences[number], q_values[number] or 0.0
        effect = hedges_g(difference.value, n_first[number], n_second[number], pooled[number])
        yield Gap(
            pair=comparison.pair,
            capability=capabilities[capability].code,
            items=items[number],
            first_groups=groups[0][number],
            second_groups=groups[1][number],
            first=first[number],
            second=second[number],
            difference=difference,
            n_first=n_first[number],
            n_second=n_second[number],
            effect=effect,
            p=p_values[number],
            q=q,
            label=label_gap(difference, q, basis.rules.gaps),
        )


def _differences(basis: Basis, comparison: _Comparison, found: NDArray[np.intp]) -> list[Interval]:
    errors = comparison.errors.of(found)
    value = (comparison.views[0] - comparison.views[1])[found]
    margin = margins(errors, basis.rules.uncertainty.confidence)
    columns = (value, value - margin, value + margin, errors.standard_error)
    rows = zip(*(column.tolist() for column in columns), known(errors.df), strict=True)
    return [
        Interval(number, low, high, standard_error, df)
        for number, low, high, standard_error, df in rows
    ]


def _codes(chosen: Bools, codes: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the codes chosen in each row."""
    return [
        tuple(code for code, counts in zip(codes, row, strict=True) if counts)
        for row in chosen.tolist()
    ]


def _within(basis: Basis, groups: Bools, shared: Bools) -> Floats:
    """Return the share of each group inside its set, in the shared items; shape (g, i)."""
    counts = basis.contributes & groups[:, np.newaxis] & shared
    weights = np.where(counts, basis.weights[:, np.newaxis], 0.0)
    return shares_of(weights, axis=0)
