"""How sure a verdict is: plausible values drawn, and the share of verdicts they lead to."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.random import PCG64, Generator
from numpy.typing import ArrayLike, NDArray

from scoring.framework.statistics import ConfidenceRules
from scoring.limits import below
from scoring.verdict.terms import ORDER, VerdictConfidence, VerdictShare

Floats = NDArray[np.float64]

# How far a correlation may be from symmetric, or from 1 beside itself, by rounding.
ROUNDING = 1e-8


def draw(  # noqa: PLR0913, PLR0917 - estimates, how they vary together, how often, on which scale
    values: ArrayLike,
    standard_errors: ArrayLike,
    dfs: Sequence[float | None] | Floats,
    correlation: ArrayLike,
    draws: int,
    seed: int,
    low: float = 1.0,
    high: float = 5.0,
) -> Floats:
    """Draw plausible values of k estimates: value + SE t, held on the scale (method.md 3.10).

    Each t variate is a standard normal one over its own sqrt(chi2 / df). `correlation` is
    that of the normal variates; the t variates are correlated slightly less.

    Parameters
    ----------
    values
        The k estimates.
    standard_errors
        Their standard errors; an estimate whose standard error is 0 never varies.
    dfs
        Their degrees of freedom; None, NaN or infinite for a normal variate.
    correlation
        Correlation of the estimates, k by k; it may be singular. Rows and columns of
        estimates that do not vary are not looked at. A matrix that no data can have
        (composed pair by pair, say) is replaced by a near one that leaves each standard
        error as it is.
    draws
        How many to draw.
    seed
        Whole number from 0 on; the same seed gives the same values.
    low, high
        Ends of the scale.

    Returns
    -------
    ndarray
        One row per draw, one column per estimate.

    Raises
    ------
    ValueError
        For a shape that does not fit, a missing value, a negative standard error, degrees
        of freedom not above 0, or what is no correlation matrix.

    References
    ----------
    Kotz & Nadarajah (2004), Multivariate t Distributions and Their Applications, ch. 1 and 5.
    """
    centre = np.asarray(values, dtype=float)
    errors = np.asarray(standard_errors, dtype=float)
    freedom = np.array([_df(df) for df in dfs], dtype=float)
    _refuse_nonsense(centre, errors, freedom)
    varies = errors > 0
    factor = _factor(_correlation(correlation, varies))
    random = Generator(PCG64(seed))
    # One row per estimate until the end: each is then drawn in one run through memory.
    variates = factor @ random.standard_normal((len(factor), draws))
    for row, df in zip(variates, freedom[varies], strict=True):
        _thicken_tails(row, df, random)
    variates *= errors[varies, np.newaxis]
    variates += centre[varies, np.newaxis]
    drawn = np.repeat(centre[:, np.newaxis], draws, axis=1)
    drawn[varies] = variates
    return np.clip(drawn, low, high, out=drawn).T


def confidence_of(codes: NDArray[np.int8], rules: ConfidenceRules, seed: int) -> VerdictConfidence:
    """Summarise drawn verdicts: their shares, and which one to print.

    Parameters
    ----------
    codes
        Positions in `ORDER`, one per draw.
    rules
        Below which share of the top verdict it is borderline.
    seed
        What the draws were made with, for the record.

    Returns
    -------
    VerdictConfidence
        Of verdicts with equal shares the more cautious one ranks first.

    Raises
    ------
    ValueError
        Without draws, or for a position outside `ORDER`.
    """
    if len(codes) == 0:
        raise ValueError("there are no draws")
    if codes.min() < 0 or codes.max() >= len(ORDER):
        raise ValueError(f"verdicts must be positions from 0 to {len(ORDER) - 1}")
    counts = np.bincount(codes, minlength=len(ORDER)).tolist()
    shares = [count / len(codes) for count in counts]
    ranked = sorted(range(len(ORDER)), key=lambda position: -counts[position])
    top = ranked[0]
    borderline = below(shares[top], rules.borderline)
    rivals = [position for position in ranked[:2] if counts[position]]
    return VerdictConfidence(
        draws=len(codes),
        seed=seed,
        shares=tuple(VerdictShare(code, share) for code, share in zip(ORDER, shares, strict=True)),
        top=ORDER[top],
        top_share=shares[top],
        borderline=borderline,
        headline=ORDER[min(rivals)] if borderline else ORDER[top],
    )


def _df(df: float | None) -> float:
    return math.inf if df is None or math.isnan(df) else df


def _refuse_nonsense(values: Floats, errors: Floats, freedom: Floats) -> None:
    if values.ndim != 1 or not values.shape == errors.shape == freedom.shape:
        raise ValueError("values, standard errors and degrees of freedom differ in number")
    if not np.isfinite(values).all():
        raise ValueError("no value may be missing")
    if not (np.isfinite(errors) & (errors >= 0)).all():
        raise ValueError("a standard error must be a number from 0 on")
    if (freedom <= 0).any():
        raise ValueError("degrees of freedom must be above 0")


def _correlation(correlation: ArrayLike, varies: NDArray[np.bool_]) -> Floats:
    """Return the correlation of what varies."""
    matrix = np.asarray(correlation, dtype=float)
    if matrix.shape != (len(varies), len(varies)):
        raise ValueError(f"the correlation must be {len(varies)} by {len(varies)}")
    part: Floats = matrix[np.ix_(varies, varies)]
    if not (np.abs(part) <= 1 + ROUNDING).all():
        raise ValueError("a correlation must be from -1 to 1")
    if (np.abs(part - part.T) > ROUNDING).any() or (np.abs(part.diagonal() - 1) > ROUNDING).any():
        raise ValueError("a correlation must be symmetric, and 1 with itself")
    return part


def _factor(correlation: Floats) -> Floats:
    """Return the symmetric square root, each row brought to length 1.

    Unlike other factors it exists for a singular matrix and does not depend on the signs
    and the order of eigenvectors, which differ between machines. The lengths are 1 anyway
    unless an eigenvalue is negative, and then taken as 0.
    """
    roots, vectors = np.linalg.eigh(correlation)
    factor = (vectors * np.sqrt(np.maximum(roots, 0.0))) @ vectors.T
    return np.asarray(factor / np.linalg.norm(factor, axis=1, keepdims=True))


def _thicken_tails(variates: Floats, df: float, random: Generator) -> None:
    """Turn standard normal variates into t variates, in place.

    With hardly any degrees of freedom chi2 may come out as 0; the variate is then infinite
    and ends at the end of the scale.
    """
    if math.isfinite(df):
        chi_squared = random.chisquare(df, len(variates))
        with np.errstate(divide="ignore", over="ignore"):
            variates /= np.sqrt(chi_squared / df)
