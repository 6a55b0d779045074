"""How far one group agrees on a capability (method.md 3.8)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from scoring.agreement.indices import refuse_off_scale
from scoring.agreement.labels import Agreement, Label, label
from scoring.agreement.matrix import FloatArray, mean_of_known, people_by_items
from scoring.agreement.moments import (
    Moments,
    awg_from,
    moments_of_matrix,
    r_star_from,
    ratio,
    rwg_j_from,
)
from scoring.framework import LEVELS
from scoring.framework.statistics import AgreementRules
from scoring.limits import TOLERANCE

METHOD = AgreementRules()
LOWEST = 1.0
# Half-way between levels: a mean below the first is nearest to 1 or 2, from the second to 4 or 5.
LOW_BELOW, HIGH_FROM = 2.5, 3.5


def view_of(matrix: ArrayLike, rules: AgreementRules = METHOD) -> Agreement | None:
    """Describe how far one group agrees.

    Parameters
    ----------
    matrix
        Scores from 1 to 5 of the group's people (rows) on the items (columns), NaN for
        none; a single dimension is one item.
    rules
        Numbers to decide by.

    Returns
    -------
    Agreement or None
        None where fewer people than `rules.least_people` have a score.

    Raises
    ------
    ValueError
        For a score off the scale.
    """
    scores = people_by_items(matrix)
    refuse_off_scale(scores, LOWEST, LEVELS)
    scores = scores[~np.isnan(scores).all(axis=1)]
    n = len(scores)
    if n < max(rules.least_people, 1):
        return None
    own = moments_of_matrix(scores.T).mean
    low_share = float((own < LOW_BELOW - TOLERANCE).mean())
    high_share = float((own >= HIGH_FROM - TOLERANCE).mean())
    moments = moments_of_matrix(scores)
    deviation = mean_of_known(moments.deviation)
    r_star = mean_of_known(r_star_from(_mean_variance(moments), rules.uniform_variance))
    wording: Label | None = None
    if n >= rules.wording_people and deviation is not None and r_star is not None:
        wording = label(deviation, r_star, low_share, high_share, rules)
    return Agreement(
        n=n,
        deviation=deviation,
        rwg_j=_rwg_j(moments, rules.uniform_variance),
        rwg_j_skewed=_rwg_j(moments, rules.skewed_variance),
        r_star=r_star,
        awg=mean_of_known(awg_from(moments, LOWEST, LEVELS)),
        low_share=low_share,
        high_share=high_share,
        label=wording,
    )


def _mean_variance(moments: Moments) -> FloatArray:
    known = moments.variance[~np.isnan(moments.variance)]
    return ratio(known.sum(keepdims=True), np.full(1, known.size), np.full(1, known.size > 0))


def _rwg_j(moments: Moments, null_variance: float) -> float | None:
    items = np.full(1, np.count_nonzero(~np.isnan(moments.variance)))
    return mean_of_known(rwg_j_from(_mean_variance(moments), items, null_variance))
