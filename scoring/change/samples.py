"""Change between two samples in which some people are the same.

Every value here is first minus second, as in the source of the test; pass the later round
first to get a rise as a positive number.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.differences import (
    FloatArray,
    combined,
    known_values,
    moderated_variance,
    pooled_variance,
    sample_variance,
    t_margin,
    t_p,
)

# A variance this small beside those it is the difference of is a rounding error.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class OverlappingChange:
    """Mean of the first sample minus mean of the second, and the test between them.

    `mdc` is the minimal detectable change, `r` the correlation used: 0 where the rules
    leave it out. What cannot be computed is None: `value` when a sample is empty; limits,
    error and test when a sample has no variance to go by, or the test no df. Where everybody
    moved alike or nobody differs, the standard error and `mdc` are 0, both limits equal the
    value, and `t`, `df` and `p` are None.
    """

    value: float | None
    low: float | None
    high: float | None
    t: float | None
    df: float | None
    p: float | None
    standard_error: float | None
    mdc: float | None
    r: float
    n_pairs: int
    n_first_only: int
    n_second_only: int


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A change in two parts: of those in both samples, and through who came and went.

    `total` = `panel` + `turnover`; both parts are None with too few pairs, `total` when a
    sample is empty.
    """

    total: float | None
    panel: float | None
    turnover: float | None
    n_pairs: int


@dataclass(frozen=True, slots=True)
class _Samples:
    paired_first: FloatArray
    paired_second: FloatArray
    first: FloatArray
    second: FloatArray

    @property
    def n_pairs(self) -> int:
        return self.paired_first.size

    @property
    def value(self) -> float | None:
        if not self.first.size or not self.second.size:
            return None
        return float(self.first.mean() - self.second.mean())


def partially_overlapping_t(  # noqa: PLR0913 - four samples and what the test may assume
    first: ArrayLike,
    second: ArrayLike,
    only_first: ArrayLike = (),
    only_second: ArrayLike = (),
    *,
    prior: tuple[float, float] | None = None,
    least_pairs: int = 5,
    confidence: float = 0.95,
    equal_variances: bool = False,
) -> OverlappingChange:
    """Compare two means when some people are in both samples.

    Derrick, Toher & White (2017), The Quantitative Methods for Psychology 13(2), 120-126:

    t = (m1 - m2) / sqrt(s1^2/n1 + s2^2/n2 - 2 r s1 s2 nc/(n1 n2)),
    df = (nc - 1) + (gamma - nc + 1)/(na + nb + 2 nc) (na + nb), gamma as in Welch's test.

    With equal variances (Derrick, Russ, Toher & White 2017, Journal of Modern Applied
    Statistical Methods 16(1)) sp^2 = ((n1 - 1) s1^2 + (n2 - 1) s2^2)/(n1 + n2 - 2),

    t = (m1 - m2) / (sp sqrt(1/n1 + 1/n2 - 2 r nc/(n1 n2))),
    df = (nc - 1) + (na + nb + nc - 1)/(na + nb + 2 nc) (na + nb).

    The published example is of this form: t 2.4207, df 18.5, p .02597. Without the
    assumption the same data give t 2.4191, df 18.42, p .0261.

    Parameters
    ----------
    first, second
        Values of the same people, paired by position. None or NaN marks who was in the
        other sample only.
    only_first, only_second
        Values of people in one sample only.
    prior
        Variance s0^2 and df nu0 of the moderated variance, which then stands for s1^2 and
        s2^2 and has n - 1 + nu0 df in gamma; None to use the samples' own variances.
    least_pairs
        Fewer pairs leave the correlation out, as does a negative or undefined one.
    confidence
        Two-sided, of the limits and of the minimal detectable change.
    equal_variances
        Whether both samples are taken to vary alike; their variances, moderated ones with
        a prior, are then pooled by their df.

    Returns
    -------
    OverlappingChange
        Without pairs, Welch's test.

    Raises
    ------
    ValueError
        When `first` and `second` differ in length, a sample is not one-dimensional or
        holds an infinite value, or the prior is negative.
    """
    samples = _samples(first, second, only_first, only_second)
    r = _correlation(samples, least_pairs)
    n_pairs = samples.n_pairs
    counts = (n_pairs, samples.first.size - n_pairs, samples.second.size - n_pairs)
    value, error = samples.value, _error_and_df(samples, prior, r, equal_variances)
    if value is None or error is None:
        return OverlappingChange(value, None, None, None, None, None, None, None, r, *counts)
    standard_error, df = error
    mdc = t_margin(standard_error, df, confidence)
    t = None if df is None else value / standard_error
    p = None if t is None or df is None else t_p(t, df)
    return OverlappingChange(
        value, value - mdc, value + mdc, t, df, p, standard_error, mdc, r, *counts
    )


def decompose(
    first: ArrayLike,
    second: ArrayLike,
    only_first: ArrayLike = (),
    only_second: ArrayLike = (),
    *,
    least_pairs: int = 5,
) -> Decomposition:
    """Split first minus second into the change of the same people and the effect of turnover.

    Takes its samples as `partially_overlapping_t` does.
    """
    samples = _samples(first, second, only_first, only_second)
    total = samples.value
    if total is None or samples.n_pairs < max(least_pairs, 1):
        return Decomposition(total, None, None, samples.n_pairs)
    panel = float((samples.paired_first - samples.paired_second).mean())
    return Decomposition(total, panel, total - panel, samples.n_pairs)


def pair_up(
    first: ArrayLike,
    first_links: Sequence[Hashable | None],
    second: ArrayLike,
    second_links: Sequence[Hashable | None],
) -> tuple[FloatArray, FloatArray]:
    """Put two samples side by side so that the same person has the same place in both.

    Parameters
    ----------
    first, second
        Values of two samples, in any order.
    first_links, second_links
        Who gave each value, as pseudonyms that stay the same; None when nobody knows.

    Returns
    -------
    tuple
        Two samples of equal length, as `partially_overlapping_t` and `decompose` take
        them, with NaN for who is not in one.

    Raises
    ------
    ValueError
        When values and links differ in number, or a link occurs twice in a sample.
    """
    in_first, strangers_first = _by_link(first, first_links)
    in_second, strangers_second = _by_link(second, second_links)
    links = list(in_first | in_second)
    return (
        np.array(
            [in_first.get(link, np.nan) for link in links]
            + strangers_first
            + [np.nan] * len(strangers_second)
        ),
        np.array(
            [in_second.get(link, np.nan) for link in links]
            + [np.nan] * len(strangers_first)
            + strangers_second
        ),
    )


def _by_link(
    values: ArrayLike, links: Sequence[Hashable | None]
) -> tuple[dict[Hashable, float], list[float]]:
    """Return the value of each link, and the values without one."""
    sample = np.asarray(values, dtype=np.float64)
    if sample.shape != (len(links),):
        raise ValueError("a sample needs one link for each value")
    pairs = list(zip(links, sample.tolist(), strict=True))
    linked = {link: value for link, value in pairs if link is not None}
    strangers = [value for link, value in pairs if link is None]
    if len(linked) + len(strangers) < len(pairs):
        raise ValueError("a link must not occur twice in a sample")
    return linked, strangers


def _samples(
    first: ArrayLike, second: ArrayLike, only_first: ArrayLike, only_second: ArrayLike
) -> _Samples:
    rows_first = np.asarray(first, dtype=np.float64)
    rows_second = np.asarray(second, dtype=np.float64)
    if rows_first.shape != rows_second.shape:
        raise ValueError("paired samples must have equal length")
    paired = ~(np.isnan(rows_first) | np.isnan(rows_second))
    return _Samples(
        paired_first=rows_first[paired],
        paired_second=rows_second[paired],
        first=np.concatenate([known_values(rows_first), known_values(only_first)]),
        second=np.concatenate([known_values(rows_second), known_values(only_second)]),
    )


def _correlation(samples: _Samples, least_pairs: int) -> float:
    """Return the correlation of the pairs; 0 where it is undefined, negative or left out."""
    if samples.n_pairs < max(least_pairs, 2):
        return 0.0
    if not sample_variance(samples.paired_first) or not sample_variance(samples.paired_second):
        return 0.0
    r = float(np.corrcoef(samples.paired_first, samples.paired_second)[0, 1])
    return min(max(r, 0.0), 1.0)


def _variance_and_df(
    sample: FloatArray, prior: tuple[float, float] | None
) -> tuple[float, float] | None:
    variance = sample_variance(sample)
    if prior is not None and sample.size:
        prior_variance, prior_df = prior
        if sample.size > 1 or prior_df > 0.0:
            moderated = moderated_variance(variance, sample.size, prior_variance, prior_df)
            return moderated, sample.size - 1.0 + prior_df
    return None if variance is None else (variance, sample.size - 1.0)


def _error_and_df(
    samples: _Samples, prior: tuple[float, float] | None, r: float, equal_variances: bool
) -> tuple[float, float | None] | None:
    """Return the standard error and df of the difference; df None when the error is 0."""
    first = _variance_and_df(samples.first, prior)
    second = _variance_and_df(samples.second, prior)
    if first is None or second is None:
        return None
    if equal_variances:
        pooled = pooled_variance((first, second)) or 0.0
        first, second = (pooled, first[1]), (pooled, second[1])
    (variance_1, df_1), (variance_2, df_2) = first, second
    n_1, n_2, n_pairs = samples.first.size, samples.second.size, samples.n_pairs
    own_1, own_2 = math.sqrt(variance_1 / n_1), math.sqrt(variance_2 / n_2)
    independent, gamma = combined([(1.0, own_1, df_1), (1.0, own_2, df_2)])
    shared = 2.0 * r * own_1 * own_2 * n_pairs / math.sqrt(n_1 * n_2)
    squared = independent**2 - shared
    if gamma is None or squared <= ROUNDING * independent**2:
        return 0.0, None
    df_apart = float(n_1 + n_2 - 2) if equal_variances else gamma
    n_single = n_1 + n_2 - 2 * n_pairs
    df = (n_pairs - 1) + (df_apart - n_pairs + 1) / (n_1 + n_2) * n_single
    return (math.sqrt(squared), df) if df > 0.0 else None
