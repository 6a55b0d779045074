"""The errors of everything that is made of several items, worked out together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays.basis import Basis
from scoring.arrays.coefficients import (
    capability_coefficients,
    cell_coefficients,
    dimension_coefficients,
)
from scoring.arrays.layout import Bools, Floats, Ints
from scoring.arrays.tallies import people_behind
from scoring.arrays.uncertainty import GroupErrors, combine, linear_errors, margins


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """Some scores made of several items.

    Parameters
    ----------
    coefficients
        Weight of each group's mean of each item in each score; shape (p, g, i).
    people
        People of each group with a valid answer to an item that counts; shape (p, g).
    errors
        Errors of the groups' means.
    """

    coefficients: Floats
    people: Ints
    errors: GroupErrors

    def of(self, parts: slice) -> Composite:
        """Return some of the scores."""
        return Composite(self.coefficients[parts], self.people[parts], self.errors.of(parts))


@dataclass(frozen=True, slots=True, eq=False)
class Composites:
    """The scores of a round that are made of several items; cells are views of single groups."""

    capabilities: Composite
    cells: Composite
    dimensions: Composite
    overall: Composite


def composites(basis: Basis) -> Composites:
    """Work out the errors of a round's composites.

    A capability's are those before the evidence cap. The overall score is the mean of the
    dimensions.
    """
    answered = basis.layout.asking & (basis.tallies.n > 0)
    views = composite(
        basis,
        np.concatenate([capability_coefficients(basis), cell_coefficients(basis, answered)]),
    )
    count = len(views.people) // 2
    capabilities, cells = views.of(slice(None, count)), views.of(slice(count, None))
    dimensions = dimension_coefficients(basis, settled_by_evidence(basis, capabilities))
    overall = dimensions.mean(axis=0, keepdims=True)
    sums = composite(basis, np.concatenate([dimensions, overall]))
    return Composites(capabilities, cells, sums.of(slice(None, -1)), sums.of(slice(-1, None)))


def settled_by_evidence(basis: Basis, capabilities: Composite) -> Bools:
    """Tell which capabilities their evidence caps for certain; shape (c,).

    Even the lower limit of the claim stands above the cap. Where it does not, the claim may
    truly be lower than the cap, and the uncertainty of the answers counts in full.
    """
    made, rules = basis.composition, basis.rules.uncertainty
    margin = margins(combine(capabilities.errors), rules.confidence)
    cap = made.evidence + basis.layout.framework.scoring.evidence_cap
    settled: Bools = made.cap_binds & (cap < made.uncapped - margin)
    return settled


def composite(basis: Basis, coefficients: Floats) -> Composite:
    """Work out the errors of sums over items and groups; `coefficients` are (p, g, i)."""
    people = people_behind(basis.answers, basis.scored, coefficients > 0)
    rules = basis.rules.uncertainty
    variance = rules.capability_variance
    errors = linear_errors(basis.tallies, coefficients, people, basis.headcounts, variance, rules)
    return Composite(coefficients, people, errors)
