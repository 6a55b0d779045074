"""Item scores M_i with what each group said (method.md 3.2, 3.3, 3.5, 3.6, 3.8)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.agreement_views import AgreementViews
from scoring.basis import Basis
from scoring.composition import Composition
from scoring.dont_know import dont_know_shares
from scoring.estimates import bounds_between, exact, known
from scoring.scorecard import ItemGroup, ItemScore
from scoring.uncertainty import GroupErrors, combine, interval_rows, intervals, item_errors


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
    means = np.where(tallies.n > 0, basis.means, np.nan).T
    found = interval_rows(means, errors.of_groups(), basis.rules.uncertainty)
    shares = dont_know_shares(basis)
    n, weight = tallies.n.tolist(), basis.shares.tolist()
    dont_know, not_applicable = tallies.dont_know.tolist(), tallies.not_applicable.tolist()
    stands = (tallies.chosen + tallies.dont_know).tolist()
    counts, unknown = tallies.counts.tolist(), [known(row) for row in shares]
    asked = [np.flatnonzero(column).tolist() for column in basis.layout.asked_of.T]
    for column, groups in enumerate(asked):
        yield tuple(
            ItemGroup(
                group=codes[group],
                mean=None if (interval := found[column][group]) is None else interval.value,
                n=n[group][column],
                weight=weight[group][column],
                dont_know=dont_know[group][column],
                not_applicable=not_applicable[group][column],
                stands=stands[group][column],
                dont_know_share=unknown[group][column],
                counts=tuple(counts[group][column]),
                interval=interval,
                agreement=views.item_groups[group][column],
            )
            for group in groups
        )
