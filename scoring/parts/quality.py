"""How answers were given: ballots to look at, and a leaning to agree (method.md 3.6)."""

from __future__ import annotations

import numpy as np

from scoring.answers import Answers
from scoring.arrays.basis import Basis
from scoring.arrays.layout import Bools, Layout
from scoring.framework import LEVELS
from scoring.framework.statistics import QualityRules
from scoring.limits import TOLERANCE
from scoring.scorecard import Acquiescence, FlaggedBallots, Quality


def judge_quality(basis: Basis) -> Quality:
    """Describe how the answers of a round were given."""
    rules = basis.rules.quality
    same, fast, unknown = ballot_flags(basis.layout, basis.answers, rules)
    return Quality(
        flagged=FlaggedBallots(
            same_option=int(same.sum()),
            fast=int(fast.sum()),
            dont_know=int(unknown.sum()),
            any=int((same | fast | unknown).sum()),
        ),
        acquiescence=_acquiescence(basis),
    )


def ballot_flags(
    layout: Layout, answers: Answers, rules: QualityRules
) -> tuple[Bools, Bools, Bools]:
    """Tell which ballots are flagged: same option, too fast, "don't know" too often.

    Returns
    -------
    tuple of ndarray
        One flag for each respondent in each; shape (r,). Without times no ballot is fast.
    """
    anchored = answers.levels[:, layout.is_anchored]
    answered = (anchored > 0).sum(axis=1)
    most = np.max([(anchored == level).sum(axis=1) for level in range(1, LEVELS + 1)], axis=0)
    same = (answered >= rules.same_option_items) & (
        most >= rules.same_option_share * answered - TOLERANCE
    )
    unknown = answers.dont_know.sum(axis=1)
    stands = (answers.levels > 0).sum(axis=1) + unknown
    lost = unknown > rules.dont_know_share * stands + TOLERANCE
    seconds = np.full(len(answers), np.nan) if answers.seconds is None else answers.seconds
    return same, np.nan_to_num(seconds, nan=np.inf) < rules.seconds_per_item, lost


def _acquiescence(basis: Basis) -> tuple[Acquiescence, ...]:
    """Return each group's mean of agreement as chosen, before reversed items are turned."""
    layout, counts = basis.layout, basis.tallies.counts
    chosen = np.where(layout.is_reversed[:, np.newaxis], counts[:, :, ::-1], counts)
    by_level = chosen[:, layout.is_agreement].sum(axis=1)
    found = []
    for group, levels in zip(basis.answers.groups, by_level.tolist(), strict=True):
        n = sum(levels)
        if n:
            total = sum(count * level for level, count in enumerate(levels, start=1))
            index = total / n - (LEVELS + 1) / 2
            flagged = abs(index) > basis.rules.quality.acquiescence + TOLERANCE
            found.append(Acquiescence(group, n, index, flagged))
    return tuple(found)
