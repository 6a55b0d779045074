"""The scores of a round like for like, and what each answer adds to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scoring.arrays.basis import Basis
from scoring.arrays.coefficients import capability_coefficients, dimension_coefficients
from scoring.arrays.composites import composite, settled_by_evidence
from scoring.arrays.composition import compose
from scoring.arrays.layout import Bools, Floats, Ints
from scoring.arrays.uncertainty import GroupErrors, linear_errors, linearised


@dataclass(frozen=True, slots=True, eq=False)
class Composites:
    """p scores of one round: overall, then dimensions, capabilities, items asked.

    Parameters
    ----------
    values
        The scores, NaN where there is none; shape (p,).
    weights
        What one level of one person on one item adds to the person's value in each, in
        shares of the group; shape (p, g, i).
    behind
        Whether a respondent gave a valid answer to an item that counts in each; (r, p).
    people
        How many of each group did; shape (p, g).
    errors
        Errors of each group's mean, census correction included; see `GroupErrors`.
    """

    basis: Basis
    values: Floats
    weights: Floats
    behind: Bools
    people: Ints
    errors: GroupErrors

    def deviations(self, group: int, rows: Ints) -> Floats:
        """Return linearised deviations of people from their group's mean; (rows, p).

        See method.md 3.5: missing answers neither add nor remove weight. A person without
        a valid answer deviates by 0.
        """
        levels = self.basis.scored[rows]
        apart = np.where(levels > 0, levels - self.basis.means[group], 0.0)
        found: Floats = apart @ self.weights[:, group].T
        return found


def reduce_to_common(before: Basis, after: Basis) -> tuple[Basis, Basis]:
    """Let only those items count that have a score in both rounds.

    Neither does any item of a capability that is not scored in one of them. Both bases
    must be of the same layout.
    """
    layout = before.layout
    common = np.ones(len(layout.scored), dtype=np.bool_)
    for basis in (before, after):
        scores = basis.composition
        common &= basis.concerned & ~np.isnan(scores.items)
        common &= ~np.isnan(scores.capabilities)[layout.capability]
    return _reduced(before, common), _reduced(after, common)


def composites(basis: Basis, reduced: Basis) -> Composites:
    """Gather overall, dimensions and capabilities from what is common, items from all."""
    made, (groups, columns) = reduced.composition, basis.shares.shape
    items = np.zeros((columns, groups, columns))
    items[np.arange(columns), :, np.arange(columns)] = basis.shares.T
    capabilities = capability_coefficients(reduced)
    settled = settled_by_evidence(reduced, composite(reduced, capabilities))
    dimensions = dimension_coefficients(reduced, settled)
    capabilities[settled] = 0.0
    coefficients = np.concatenate(
        [dimensions.mean(axis=0, keepdims=True), dimensions, capabilities, items]
    )
    item_scores = basis.composition.items[basis.layout.asked]
    values = np.concatenate([[made.overall], made.dimensions, made.capabilities, item_scores])
    behind = _behind(basis, coefficients)
    group = basis.answers.group
    people = np.stack([behind[group == number].sum(axis=0) for number in range(groups)], axis=1)
    rules = basis.rules.uncertainty
    prior = np.full((len(values), 1), rules.capability_variance)
    prior[len(values) - columns :] = rules.item_variance
    errors = linear_errors(basis.tallies, coefficients, people, basis.headcounts, prior, rules)
    weights = linearised(basis.tallies, coefficients, people, coefficients.sum(axis=2))
    return Composites(basis, values, weights, behind, people, errors)


def _reduced(basis: Basis, common: Bools) -> Basis:
    made = compose(basis.layout, basis.composition.items, common, basis.one_sided)
    return replace(basis, concerned=common, composition=made)


def _behind(basis: Basis, coefficients: Floats) -> Bools:
    counts = (coefficients > 0).astype(np.float32)
    behind = np.zeros((len(basis.scored), len(coefficients)), dtype=np.bool_)
    valid = (basis.scored > 0).astype(np.float32)
    for number in range(counts.shape[1]):
        rows = basis.answers.group == number
        behind[rows] = valid[rows] @ counts[:, number].T > 0
    return behind
