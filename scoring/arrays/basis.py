"""What every score of one round rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from scoring.answers import Answers
from scoring.arrays.composition import Composition, compose, item_means
from scoring.arrays.group_shares import group_shares, one_sided_dimensions
from scoring.arrays.layout import Bools, Floats, Ints, Layout
from scoring.arrays.tallies import Levels, Tallies, scored_levels, tally
from scoring.facts import fact_levels
from scoring.framework import LEVELS, NOT_APPLICABLE
from scoring.framework.statistics import StatisticsRules


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """Answers, facts and settings of one round as arrays; for the letters see `Layout`.

    Parameters
    ----------
    scored
        Levels as scored, 0 where there is none; shape (respondents, i).
    rules
        The numbers that say how sure a score is.
    headcounts
        People invited, NaN where unknown; shape (g,).
    weights
        Weight of each group; shape (g,).
    facts
        Level of each fact, NaN where there is none; shape (s,).
    concerned
        Items that count in a capability: those that apply, but for facts answered "na";
        shape (s,).
    means
        Mean of each group on each item, 0 without answers; shape (g, i).
    contributes
        Whether a group has enough valid answers, and a weight, to count; shape (g, i).
    one_sided
        Dimensions that compare two sides of which one gave no valid answer; (d,).
    shares
        Share of each group in each item; shape (g, i).
    """

    layout: Layout
    answers: Answers
    scored: Levels
    tallies: Tallies
    rules: StatisticsRules
    headcounts: Floats
    weights: Floats
    facts: Floats
    concerned: Bools
    means: Floats
    contributes: Bools
    one_sided: Bools
    shares: Floats
    composition: Composition

    def shares_of(self, contributes: Bools, one_sided: Bools) -> Floats:
        """Return the shares when others contribute; shape (..., g, i)."""
        return open_shares(self.layout, self.weights, contributes, one_sided)

    def shares_without(self, leave_out: Collection[str]) -> Floats:
        """Return the shares when some groups are neither heard nor asked; shape (g, i)."""
        stays = np.array([code not in leave_out for code in self.answers.groups])[:, np.newaxis]
        contributes = self.contributes & stays
        return open_shares(self.layout, self.weights, contributes, self.one_sided, stays)

    def composed(self, means: Floats, shares: Floats, one_sided: Bools) -> Composition:
        """Compose scores from other group means or shares; several may stand side by side."""
        return _composed(self.layout, self.facts, self.concerned, means, shares, one_sided)

    def recomposed(self, means: Floats, contributes: Bools) -> Composition:
        """Compose scores when others contribute; several may stand side by side."""
        one_sided = one_sided_dimensions(self.layout, contributes)
        return self.composed(means, self.shares_of(contributes, one_sided), one_sided)


def lay_basis(
    layout: Layout,
    answers: Answers,
    facts: Mapping[str, object],
    headcounts: Mapping[str, int | None],
    weights: Mapping[str, float],
) -> Basis:
    """Gather what the scores of a round rest on."""
    framework = layout.framework
    scored = scored_levels(layout, answers)
    tallies = tally(layout, answers, scored)
    weight = np.array([weights[code] for code in answers.groups])
    waived = [facts.get(item.code) == NOT_APPLICABLE for item in layout.scored]
    concerned = layout.applies & ~np.array(waived, dtype=np.bool_)
    fact_scores = _fact_scores(layout, facts)
    means = means_of(tallies.counts)
    contributes = contributing(layout, tallies.n, weight)
    one_sided = one_sided_dimensions(layout, contributes)
    shares = open_shares(layout, weight, contributes, one_sided)
    return Basis(
        layout=layout,
        answers=answers,
        scored=scored,
        tallies=tallies,
        rules=framework.statistics or StatisticsRules(),
        headcounts=np.array([_or_nan(headcounts.get(code)) for code in answers.groups]),
        weights=weight,
        facts=fact_scores,
        concerned=concerned,
        means=means,
        contributes=contributes,
        one_sided=one_sided,
        shares=shares,
        composition=_composed(layout, fact_scores, concerned, means, shares, one_sided),
    )


def means_of(counts: Ints) -> Floats:
    """Return the mean of counted levels, 0 without any; shape of `counts` less the last."""
    n = counts.sum(axis=-1)
    total = counts @ np.arange(1, LEVELS + 1)
    means: Floats = np.divide(total, n, out=np.zeros(n.shape), where=n > 0)
    return means


def contributing(layout: Layout, n: Ints, weights: Floats) -> Bools:
    """Tell which groups have enough valid answers, and a weight, to count in an item."""
    enough = n >= layout.framework.scoring.minimum_answers
    contributes: Bools = layout.asking & enough & (weights > 0)[:, np.newaxis]
    return contributes


def open_shares(
    layout: Layout,
    weights: Floats,
    contributes: Bools,
    one_sided: Bools,
    stays: Bools | None = None,
) -> Floats:
    """Return the shares, 0 in one-sided dimensions; groups that do not stay are not asked."""
    open_items = ~one_sided[..., np.newaxis, layout.dimension[layout.asked]]
    asked = layout.asking if stays is None else layout.asking & stays
    return group_shares(
        layout, weights, contributes & open_items, np.broadcast_to(asked, contributes.shape)
    )


def _composed(
    layout: Layout,
    facts: Floats,
    concerned: Bools,
    means: Floats,
    shares: Floats,
    one_sided: Bools,
) -> Composition:
    found = item_means(means, shares)
    items = np.broadcast_to(facts, (*found.shape[:-1], len(facts))).copy()
    items[..., layout.asked] = found
    return compose(layout, items, concerned, one_sided)


def _fact_scores(layout: Layout, facts: Mapping[str, object]) -> Floats:
    levels = fact_levels(layout.framework, facts)
    found = [levels.get(item.code) for item in layout.scored]
    scores = np.array([np.nan if level is None else level for level in found])
    return np.where(layout.applies, scores, np.nan)


def _or_nan(headcount: int | None) -> float:
    return np.nan if headcount is None else float(headcount)
