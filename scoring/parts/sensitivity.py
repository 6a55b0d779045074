"""What other choices would change: the sensitivity strip (method.md 3.3, 3.6)."""

from __future__ import annotations

import numpy as np

from scoring.arrays.averages import shares_of
from scoring.arrays.basis import Basis, contributing, means_of
from scoring.arrays.composition import Composition
from scoring.arrays.estimates import known
from scoring.arrays.group_shares import one_sided_dimensions
from scoring.arrays.layout import Bools, Floats
from scoring.arrays.tallies import tally
from scoring.parts.quality import ballot_flags
from scoring.scorecard import Sensitivity


def sensitivity_strip(basis: Basis) -> tuple[Sensitivity, ...]:
    """Score again with equal persons, without each group, without flagged ballots.

    Persons weigh the same in each item, also across the two sides of a dimension.
    """
    codes = basis.answers.groups
    heard = np.flatnonzero(basis.tallies.n.any(axis=1))
    contributes = basis.contributes & ~np.eye(len(codes), dtype=np.bool_)[heard][:, :, np.newaxis]
    one_sided = one_sided_dimensions(basis.layout, contributes)
    persons = shares_of(np.where(basis.shares > 0, basis.tallies.n, 0.0), axis=0)
    varied = basis.composed(
        basis.means,
        np.concatenate([persons[np.newaxis], basis.shares_of(contributes, one_sided)]),
        np.concatenate([basis.one_sided[np.newaxis], one_sided]),
    )
    names = [("people", None), *(("without", codes[group]) for group in heard)]
    strip = [_described("default", None, basis.composition.overall, basis.composition.dimensions)]
    for (name, group), overall, dimensions in zip(
        names, varied.overall, varied.dimensions, strict=True
    ):
        strip.append(_described(name, group, overall, dimensions))
    flagged = np.any(ballot_flags(basis.layout, basis.answers, basis.rules.quality), axis=0)
    if flagged.any():
        rest = _without_ballots(basis, flagged)
        strip.append(_described("unflagged", None, rest.overall, rest.dimensions))
    return tuple(strip)


def _without_ballots(basis: Basis, flagged: Bools) -> Composition:
    layout, rest = basis.layout, basis.answers.chosen(~flagged)
    counts = tally(layout, rest, basis.scored[~flagged]).counts
    contributes = contributing(layout, counts.sum(axis=2), basis.weights)
    return basis.recomposed(means_of(counts), contributes)


def _described(name: str, group: str | None, overall: Floats, dimensions: Floats) -> Sensitivity:
    (score,) = known(overall.reshape(1))
    return Sensitivity(name, group, score, tuple(known(dimensions)))
