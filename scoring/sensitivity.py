"""What other choices would change: the sensitivity strip (method.md 3.3, 3.6)."""

from __future__ import annotations

import numpy as np

from scoring.basis import Basis, contributing, means_of
from scoring.composition import Composition
from scoring.estimates import known
from scoring.layout import Bools, Floats
from scoring.quality import ballot_flags
from scoring.scorecard import Sensitivity
from scoring.tallies import tally


def sensitivity_strip(basis: Basis) -> tuple[Sensitivity, ...]:
    """Score again with equal persons, without each group, without flagged ballots.

    Persons weigh the same in each item, also across the two sides of a dimension.
    """
    strip = [_described("default", None, basis.composition.overall, basis.composition.dimensions)]
    people = _by_person(basis)
    strip.append(_described("people", None, people.overall, people.dimensions))
    codes = basis.answers.groups
    heard = np.flatnonzero(basis.tallies.n.any(axis=1))
    stays = ~np.eye(len(codes), dtype=np.bool_)[heard]
    left = basis.recomposed(basis.means, basis.contributes & stays[:, :, np.newaxis])
    for number, overall, dimensions in zip(heard, left.overall, left.dimensions, strict=True):
        strip.append(_described("without", codes[number], overall, dimensions))
    flagged = np.any(ballot_flags(basis.layout, basis.answers, basis.rules.quality), axis=0)
    if flagged.any():
        rest = _without_ballots(basis, flagged)
        strip.append(_described("unflagged", None, rest.overall, rest.dimensions))
    return tuple(strip)


def _by_person(basis: Basis) -> Composition:
    weights = np.where(basis.shares > 0, basis.tallies.n, 0).astype(np.float64)
    total = weights.sum(axis=0)
    shares = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return basis.composed(basis.means, shares, basis.one_sided)


def _without_ballots(basis: Basis, flagged: Bools) -> Composition:
    layout, rest = basis.layout, basis.answers.chosen(~flagged)
    counts = tally(layout, rest, basis.scored[~flagged]).counts
    contributes = contributing(layout, counts.sum(axis=2), basis.weights)
    return basis.recomposed(means_of(counts), contributes)


def _described(name: str, group: str | None, overall: Floats, dimensions: Floats) -> Sensitivity:
    (score,) = known(overall.reshape(1))
    return Sensitivity(name, group, score, tuple(known(dimensions)))
