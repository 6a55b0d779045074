"""Where two sets of groups see a capability differently (method.md 3.9)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from scoring.basis import Basis
from scoring.coefficients import cell_coefficients
from scoring.differences import (
    benjamini_hochberg,
    hedges_g,
    label_gap,
    pooled_variance,
    two_sided_p,
)
from scoring.framework import Side
from scoring.interval import Interval
from scoring.layout import Bools, Floats
from scoring.scorecard import Gap, GapPair
from scoring.tallies import people_behind
from scoring.uncertainty import Errors, combine, linear_errors, margins


def perception_gaps(basis: Basis, least_people: int) -> tuple[Gap, ...]:
    """Compare IT with the business side, and those above with those below.

    A gap needs at least `least_people` on both of its sides. Where those below are fewer,
    others are taken with them.
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
    return found + _gaps(basis, GapPair.HIERARCHY, upper, below, least_people)


def _are(basis: Basis, codes: Collection[str]) -> Bools:
    return np.array([code in codes for code in basis.answers.groups])


def _gaps(
    basis: Basis, pair: GapPair, first: Bools, second: Bools, least_people: int
) -> tuple[Gap, ...]:
    """Compare two sets of groups on the items that both were asked and answered.

    Items rated by each side about the other are not shared, so they make no gap. Inside a
    set the groups share each item as the round weighs them.
    """
    if min(basis.tallies.people[groups].sum() for groups in (first, second)) < least_people:
        return ()
    contributes = basis.contributes
    heard = (np.any(contributes[groups], axis=0) for groups in (first, second))
    shared: Bools = np.logical_and(*heard)
    weights: Floats = _within(basis, first, shared) + _within(basis, second, shared)
    counts: Bools = weights > 0
    coefficients = cell_coefficients(basis, np.broadcast_to(shared, counts.shape)) * weights
    people = people_behind(basis.layout, basis.answers, basis.scored, counts).T
    rules = basis.rules.uncertainty
    errors = linear_errors(
        basis.tallies, coefficients, people, basis.headcounts, rules.capability_variance, rules
    )
    comparison = _Comparison(
        pair=pair,
        sets=(np.flatnonzero(first).tolist(), np.flatnonzero(second).tolist()),
        views=tuple(
            np.einsum("cgi,gi->c", coefficients[:, groups], basis.means[groups]).tolist()
            for groups in (first, second)
        ),
        items=np.any(coefficients > 0, axis=1).tolist(),
        people=people.tolist(),
        share=errors.share.tolist(),
        variance=errors.variance.tolist(),
        df=errors.df.tolist(),
    )
    return tuple(_described(basis, comparison, combine(errors)))


@dataclass(frozen=True, slots=True, eq=False)
class _Comparison:
    """Two sets of groups on every capability.

    Parameters
    ----------
    sets
        The numbers of the groups of each set.
    views
        Mean of each set in each capability.
    items
        Which items count in each capability; c rows of i.
    people, share, variance, df
        People, and what their errors rest on, by capability and group; c rows of g.
    """

    pair: GapPair
    sets: tuple[list[int], list[int]]
    views: tuple[list[float], ...]
    items: list[list[bool]]
    people: list[list[int]]
    share: list[list[float]]
    variance: list[list[float]]
    df: list[list[float]]

    def groups(self, capability: int, chosen: int) -> list[int]:
        """Return the groups of the first (0) or second (1) set that count."""
        return [group for group in self.sets[chosen] if self.share[capability][group] > 0]

    def n(self, capability: int, chosen: int) -> int:
        return sum(self.people[capability][group] for group in self.groups(capability, chosen))

    def effect(self, capability: int, difference: float) -> float | None:
        """Return Hedges g, the groups' moderated variances pooled by their df."""
        counting = self.groups(capability, 0) + self.groups(capability, 1)
        variance, df = self.variance[capability], self.df[capability]
        pooled = pooled_variance((variance[group], df[group]) for group in counting)
        if pooled is None:
            return None
        return hedges_g(difference, self.n(capability, 0), self.n(capability, 1), pooled)


def _described(basis: Basis, comparison: _Comparison, errors: Errors) -> Iterator[Gap]:
    framework, codes = basis.layout.framework, basis.answers.groups
    margin = margins(errors, basis.rules.uncertainty.confidence).tolist()
    first, second = comparison.views
    numbers = [number for number, items in enumerate(comparison.items) if any(items)]
    differences = [
        Interval(
            value := first[number] - second[number],
            value - margin[number],
            value + margin[number],
            float(errors.standard_error[number]),
            float(errors.df[number]),
        )
        for number in numbers
    ]
    p_values = [two_sided_p(difference) or 0.0 for difference in differences]
    q_values = benjamini_hochberg(p_values)
    for number, difference, p, q in zip(numbers, differences, p_values, q_values, strict=True):
        items = zip(basis.layout.columns, comparison.items[number], strict=True)
        yield Gap(
            pair=comparison.pair,
            capability=framework.capabilities[number].code,
            items=tuple(item.code for item, counts in items if counts),
            first_groups=tuple(codes[group] for group in comparison.groups(number, 0)),
            second_groups=tuple(codes[group] for group in comparison.groups(number, 1)),
            first=first[number],
            second=second[number],
            difference=difference,
            n_first=comparison.n(number, 0),
            n_second=comparison.n(number, 1),
            effect=comparison.effect(number, difference.value),
            p=p,
            q=p if q is None else q,
            label=label_gap(difference, q, basis.rules.gaps),
        )


def _within(basis: Basis, groups: Bools, shared: Bools) -> Floats:
    """Return the share of each group inside its set, in the shared items; shape (g, i)."""
    counts = basis.contributes & groups[:, np.newaxis] & shared
    weights = np.where(counts, basis.weights[:, np.newaxis], 0.0)
    total = weights.sum(axis=0)
    within: Floats = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return within
