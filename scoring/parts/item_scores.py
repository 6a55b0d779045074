"""Item scores M_i with what each group said (method.md 3.2, 3.3, 3.5, 3.6, 3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from scoring.arrays.basis import Basis
from scoring.arrays.composition import Composition
from scoring.arrays.estimates import bounds_between, exact, known
from scoring.arrays.uncertainty import GroupErrors, combine, intervals, item_errors
from scoring.parts.agreement_views import AgreementViews
from scoring.parts.dont_know import dont_know_shares
from scoring.scorecard import ItemGroup, ItemScore


def score_items(
    basis: Basis, bounds: tuple[Composition, Composition], views: AgreementViews
) -> tuple[ItemScore, ...]:
    """Describe every scored item."""
    layout, rules = basis.layout, basis.rules.uncertainty
    errors = item_errors(basis.tallies, basis.shares, basis.headcounts, rules)
    scores = basis.composition.items
    found = iter(intervals(scores[layout.asked], combine(errors), rules))
    groups = _groups(basis, errors, views)
    agreements = iter(views.items)
    limits = bounds_between(scores, *(part.items for part in bounds))
    described = []
    for item, score, applies, limit in zip(
        layout.scored, known(scores), layout.applies.tolist(), limits, strict=True
    ):
        described.append(
            ItemScore(
                code=item.code,
                capability=item.capability,
                dimension=item.dimension,
                is_fact=item.is_fact,
                applies=applies,
                weight=item.weight,
                score=score,
                interval=exact(score) if item.is_fact else next(found),
                bounds=limit,
                agreement=None if item.is_fact else next(agreements),
                groups=() if item.is_fact else next(groups),
            )
        )
    return tuple(described)


def _groups(
    basis: Basis, errors: GroupErrors, views: AgreementViews
) -> Iterator[tuple[ItemGroup, ...]]:
    """Yield, for each item asked of respondents, what each group asked said."""
    tallies, codes = basis.tallies, basis.answers.groups
    items, groups = np.nonzero(basis.layout.asked_of.T)
    n = tallies.n[groups, items]
    means = np.where(n > 0, basis.means[groups, items], np.nan)
    cells = map(
        ItemGroup,
        [codes[group] for group in groups],
        known(means),
        n.tolist(),
        basis.shares[groups, items].tolist(),
        tallies.dont_know[groups, items].tolist(),
        tallies.not_applicable[groups, items].tolist(),
        (tallies.chosen + tallies.dont_know)[groups, items].tolist(),
        known(dont_know_shares(basis)[groups, items]),
        map(tuple, tallies.counts[groups, items].tolist()),
        intervals(means, errors.of_groups(items, groups), basis.rules.uncertainty),
        [views.item_groups[g][i] for g, i in zip(groups.tolist(), items.tolist(), strict=True)],
    )
    for asked in basis.layout.asked_of.sum(axis=0).tolist():
        yield tuple(islice(cells, asked))
