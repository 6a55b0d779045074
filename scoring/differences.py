"""Differences between groups: how large, how sure, and which word they earn (method.md 3.9).

A standard error of 0 has one meaning throughout: nothing was sampled, so the value is
certain, has no degrees of freedom, and both its limits equal it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, stdtrit

from scoring.framework.statistics import GapRules
from scoring.interval import Interval
from scoring.limits import TOLERANCE, below, reaches
from scoring.scorecard.views import GapLabel

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """Mean of the first sample minus mean of the second, with its t test.

    What cannot be computed is None: everything but `value` when a sample has fewer than
    two values, `value` too when one has none; `t`, `df` and `p` when neither sample varies,
    and then the standard error is 0.
    """

    value: float | None
    low: float | None
    high: float | None
    t: float | None
    df: float | None
    p: float | None
    standard_error: float | None


def known_values(values: ArrayLike) -> FloatArray:
    """Return the values of a sample that are there, without None and NaN.

    Raises
    ------
    ValueError
        When the sample is not one-dimensional or holds an infinite value.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.ndim != 1:
        raise ValueError(f"a sample has one dimension, not {sample.ndim}")
    if np.isinf(sample).any():
        raise ValueError("a sample must not hold infinite values")
    return sample[~np.isnan(sample)]


def sample_variance(sample: FloatArray) -> float | None:
    """Return the variance (n - 1) of a sample: exactly 0 for equal values, None below two."""
    if sample.size < 2:
        return None
    return 0.0 if np.ptp(sample) == 0.0 else float(sample.var(ddof=1))


def welch_t(a: ArrayLike, b: ArrayLike, confidence: float = 0.95) -> MeanDifference:
    """Compare two means without assuming equal variances (Welch 1947).

    Parameters
    ----------
    a, b
        Two independent samples; None and NaN are left out.
    confidence
        Two-sided, of `low` to `high`.
    """
    first, second = known_values(a), known_values(b)
    value = float(first.mean() - second.mean()) if first.size and second.size else None
    variance_a, variance_b = sample_variance(first), sample_variance(second)
    if value is None or variance_a is None or variance_b is None:
        return MeanDifference(value, None, None, None, None, None, None)
    standard_error, df = combined(
        [
            (1.0, math.sqrt(variance_a / first.size), first.size - 1.0),
            (1.0, math.sqrt(variance_b / second.size), second.size - 1.0),
        ]
    )
    margin = t_margin(standard_error, df, confidence)
    t = None if df is None else value / standard_error
    p = None if t is None or df is None else t_p(t, df)
    return MeanDifference(value, value - margin, value + margin, t, df, p, standard_error)


def t_margin(standard_error: float, df: float | None, confidence: float) -> float:
    """Return how far the two-sided limits lie from an estimate; 0 without a standard error.

    Raises
    ------
    ValueError
        When confidence is not between 0 and 1, or an error above 0 has no df above 0.
    """
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence must be between 0 and 1, not {confidence}")
    if standard_error == 0.0:
        return 0.0
    if df is None or not df > 0.0:
        raise ValueError("a standard error above 0 needs degrees of freedom above 0")
    return float(stdtrit(df, 0.5 + confidence / 2.0)) * standard_error


def t_p(t: float, df: float) -> float:
    """Return the two-sided p of a t statistic."""
    return 2.0 * float(stdtr(df, -abs(t)))


def t_interval(
    value: float, standard_error: float, df: float | None, confidence: float
) -> Interval:
    """Return an estimate with its two-sided t limits."""
    margin = t_margin(standard_error, df, confidence)
    return Interval(value, value - margin, value + margin, standard_error, df)


def combined(
    estimates: Iterable[tuple[float, float, float | None]],
) -> tuple[float, float | None]:
    """Return the standard error and df of a weighted sum of independent estimates.

    Satterthwaite (1946): df = SE^4 / sum((a^2 se^2)^2 / df).

    Parameters
    ----------
    estimates
        Weight a, standard error and df of each; an estimate without error needs no df.

    Returns
    -------
    tuple
        Standard error, and df: None when no estimate has an error.

    Raises
    ------
    ValueError
        For a negative standard error, or one above 0 without df above 0.
    """
    parts: list[tuple[float, float]] = []
    for weight, standard_error, df in estimates:
        if not 0.0 <= standard_error < math.inf:
            raise ValueError(f"a standard error must be 0 or more, not {standard_error}")
        size = abs(weight) * standard_error
        if size == 0.0:
            continue
        if df is None or not df > 0.0:
            raise ValueError("a standard error above 0 needs degrees of freedom above 0")
        parts.append((size, df))
    if not parts:
        return 0.0, None
    total = math.hypot(*(size for size, _ in parts))
    doubt = sum((size / total) ** 4 / df for size, df in parts)
    return total, 1.0 / doubt if doubt else math.inf


def difference(first: Interval, second: Interval, confidence: float = 0.90) -> Interval:
    """Return first minus second for two independent estimates.

    Raises
    ------
    ValueError
        When the limits of one do not come from a standard error.
    """
    standard_error, df = combined((_error(first), _error(second)))
    return t_interval(first.value - second.value, standard_error, df, confidence)


def _error(estimate: Interval) -> tuple[float, float, float | None]:
    if estimate.standard_error is None:
        raise ValueError("both estimates need a standard error")
    return 1.0, estimate.standard_error, estimate.df


def two_sided_p(interval: Interval) -> float | None:
    """Return the p of "there is no difference"; None when no standard error is known.

    A difference without error is certain: p is 1 when it is 0, else 0.
    """
    if interval.standard_error is None:
        return None
    if interval.standard_error == 0.0:
        return 1.0 if abs(interval.value) <= TOLERANCE else 0.0
    if interval.df is None:
        return None
    return t_p(interval.value / interval.standard_error, interval.df)


def hedges_g(difference: float, n_a: int, n_b: int, pooled_variance: float) -> float | None:
    """Return a difference in standard deviations, corrected for small samples.

    g = J Delta / s_p with J = 1 - 3/(4(n_a + n_b) - 9) (Hedges 1981). None when there are
    no more than two people in all or the variance is 0.
    """
    if n_a < 0 or n_b < 0 or not pooled_variance >= 0.0:
        raise ValueError("numbers of people and the variance must be 0 or more")
    if n_a + n_b <= 2 or pooled_variance == 0.0:
        return None
    correction = 1.0 - 3.0 / (4.0 * (n_a + n_b) - 9.0)
    return correction * difference / math.sqrt(pooled_variance)


def pooled_variance(parts: Iterable[tuple[float, float]]) -> float | None:
    """Return the mean of (variance, df) pairs, weighted by df; None when no df is there."""
    known = list(parts)
    if any(not variance >= 0.0 or not df >= 0.0 for variance, df in known):
        raise ValueError("variances and degrees of freedom must be 0 or more")
    total = sum(df for _, df in known)
    return sum(variance * df for variance, df in known) / total if total else None


def hedges_g_of_samples(a: ArrayLike, b: ArrayLike) -> float | None:
    """Return Hedges' g of two raw samples with their classical pooled variance.

    None when a sample is empty, there are no more than two values, or nothing varies.
    """
    first, second = known_values(a), known_values(b)
    variance = pooled_variance(
        (sample_variance(sample) or 0.0, sample.size - 1.0)
        for sample in (first, second)
        if sample.size
    )
    if variance is None or not first.size or not second.size:
        return None
    return hedges_g(float(first.mean() - second.mean()), first.size, second.size, variance)


def benjamini_hochberg(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return the adjusted p (q) of each p value, in the order given.

    q_(i) = min over j >= i of p_(j) m / j, at most 1 (Benjamini & Hochberg 1995). An unknown
    p stays None and does not count in m.
    """
    ranked = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    q_values: list[float | None] = [None] * len(p_values)
    smallest = 1.0
    for rank in range(len(ranked), 0, -1):
        p, place = ranked[rank - 1]
        if not 0.0 <= p <= 1.0:
            raise ValueError(f"a p value must be from 0 to 1, not {p}")
        smallest = min(smallest, p * (len(ranked) / rank))
        q_values[place] = smallest
    return tuple(q_values)


def label_gap(interval: Interval, q: float | None, rules: GapRules) -> GapLabel:
    """Return what a difference may be called, by the table of method.md 3.9."""
    size = abs(interval.value)
    if q is not None and reaches(size, rules.material):
        if below(rules.q, q):
            return GapLabel.WORTH_DISCUSSING
        return GapLabel.LARGE if reaches(size, rules.large) else GapLabel.ESTABLISHED
    if below(-rules.material, interval.low) and below(interval.high, rules.material):
        return GapLabel.NONE_MATERIAL
    return GapLabel.NOT_KNOWN


@overload
def moderated_variance(
    variance: float | None, n: int, prior_variance: float, prior_df: float
) -> float: ...
@overload
def moderated_variance(
    variance: FloatArray, n: ArrayLike, prior_variance: float, prior_df: float
) -> FloatArray: ...
def moderated_variance(
    variance: float | FloatArray | None, n: ArrayLike, prior_variance: float, prior_df: float
) -> float | FloatArray:
    """Return variances drawn towards a prior one (method.md 3.5), element by element.

    ((n - 1) s^2 + nu0 s0^2) / (n - 1 + nu0), with n - 1 + nu0 degrees of freedom. The
    variance of one person is ignored, whatever it is.

    Raises
    ------
    ValueError
        For a negative or unknown variance, n below 1, or one person and no prior.
    """
    people = np.asarray(n, dtype=np.float64)
    own = np.where(people > 1.0, np.asarray(variance, dtype=np.float64), 0.0)
    if not (prior_variance >= 0.0 and prior_df >= 0.0 and np.all(own >= 0.0)):
        raise ValueError("variances and prior df must be 0 or more")
    if not np.all(people >= 1.0):
        raise ValueError("a variance needs at least one person")
    df = people - 1.0 + prior_df
    if np.any(df == 0.0):
        raise ValueError("one person without a prior has no variance")
    moderated: FloatArray = ((people - 1.0) * own + prior_df * prior_variance) / df
    return moderated if moderated.ndim else float(moderated)
