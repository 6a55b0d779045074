"""Agreement of all groups on all items at once, from how many people chose each level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.agreement.labels import Label
from scoring.agreement.matrix import FloatArray
from scoring.agreement.moments import (
    awg_from,
    moments_of_counts,
    r_star_from,
    ratio,
    rwg_from,
    rwg_j_from,
)
from scoring.framework import LEVELS
from scoring.framework.statistics import AgreementRules
from scoring.limits import TOLERANCE

METHOD = AgreementRules()
LOWEST = 1.0
LOW_LEVELS = slice(0, 2)  # 1 and 2
HIGH_LEVELS = slice(LEVELS - 2, LEVELS)  # 4 and 5


@dataclass(frozen=True, slots=True)
class ItemAgreements:
    """Statistics by group (rows) and item (columns); NaN where undefined.

    `rwg` assumes uniform random answers, `rwg_skewed` slightly skewed ones; `deviation`
    is about the mean; the shares are of answers at levels 1 or 2, and 4 or 5.
    """

    n: NDArray[np.int64]
    variance: FloatArray
    rwg: FloatArray
    rwg_skewed: FloatArray
    deviation: FloatArray
    awg: FloatArray
    low_share: FloatArray
    high_share: FloatArray


@dataclass(frozen=True, slots=True)
class ScaleAgreements:
    """Statistics of one scale by group; NaN where undefined.

    `items` counts, for each group, the items with two answers or more.
    """

    items: NDArray[np.int64]
    deviation: FloatArray
    rwg_j: FloatArray
    rwg_j_skewed: FloatArray
    r_star: FloatArray
    awg: FloatArray


def agreements(counts: ArrayLike, rules: AgreementRules = METHOD) -> ItemAgreements:
    """Compute the agreement of every group on every item.

    Parameters
    ----------
    counts
        Whole numbers by group, item and level: how many of the group chose level 1 to 5.
    rules
        Holds the variances of random answers.

    Returns
    -------
    ItemAgreements
        The statistics that the functions for one item give, NaN in place of None.

    Raises
    ------
    ValueError
        For counts of another shape, negative or not whole numbers.
    """
    chosen = _whole_counts(counts)
    moments = moments_of_counts(chosen)
    n = moments.n
    return ItemAgreements(
        n=n,
        variance=moments.variance,
        rwg=rwg_from(moments.variance, rules.uniform_variance),
        rwg_skewed=rwg_from(moments.variance, rules.skewed_variance),
        deviation=moments.deviation,
        awg=awg_from(moments, LOWEST, LEVELS),
        low_share=ratio(chosen[..., LOW_LEVELS].sum(axis=-1), n, n > 0),
        high_share=ratio(chosen[..., HIGH_LEVELS].sum(axis=-1), n, n > 0),
    )


def scale_agreements(
    found: ItemAgreements, columns: Sequence[int], rules: AgreementRules = METHOD
) -> ScaleAgreements:
    """Combine the agreement on some items into that on the scale they form.

    Parameters
    ----------
    found
        Agreement by group and item.
    columns
        Positions of the scale's items.
    rules
        Holds the variances of random answers.
    """
    chosen = np.asarray(columns, dtype=np.intp)
    variances = found.variance[:, chosen]
    mean_variance = _mean_over_items(variances)
    items = np.count_nonzero(~np.isnan(variances), axis=1)
    return ScaleAgreements(
        items=items,
        deviation=_mean_over_items(found.deviation[:, chosen]),
        rwg_j=rwg_j_from(mean_variance, items, rules.uniform_variance),
        rwg_j_skewed=rwg_j_from(mean_variance, items, rules.skewed_variance),
        r_star=r_star_from(mean_variance, rules.uniform_variance),
        awg=_mean_over_items(found.awg[:, chosen]),
    )


def labels_of(
    deviation: FloatArray,
    index: FloatArray,
    low_share: FloatArray,
    high_share: FloatArray,
    rules: AgreementRules = METHOD,
) -> NDArray[np.object_]:
    """Label many views at once, as `scoring.agreement.label` labels one; None for NaN."""
    shared = (deviation <= rules.deviation + TOLERANCE) & (index >= rules.index - TOLERANCE)
    least = rules.split_share - TOLERANCE
    split = (low_share >= least) & (high_share >= least)
    labels = np.empty(shared.shape, dtype=object)
    # Filled by assignment: `np.full` would make plain text of the label.
    labels[...] = np.array([Label.MIXED], dtype=object)
    labels[split] = Label.SPLIT
    labels[shared] = Label.SHARED
    labels[np.isnan(deviation) | np.isnan(index)] = None
    return labels


def _whole_counts(counts: ArrayLike) -> NDArray[np.int64]:
    chosen = np.asarray(counts)
    if chosen.ndim != 3 or chosen.shape[-1] != LEVELS:
        raise ValueError(f"counts must be by group, item and {LEVELS} levels, not {chosen.shape}")
    if not np.issubdtype(chosen.dtype, np.integer):
        raise ValueError(f"counts must be whole numbers, not {chosen.dtype}")
    if (chosen < 0).any():
        raise ValueError("counts must not be negative")
    return chosen.astype(np.int64)


def _mean_over_items(values: FloatArray) -> FloatArray:
    known = ~np.isnan(values)
    n = np.count_nonzero(known, axis=1)
    return ratio(np.where(known, values, 0.0).sum(axis=1), n, n > 0)
