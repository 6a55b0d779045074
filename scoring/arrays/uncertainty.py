"""How sure a score is: moderated variance, census correction, Satterthwaite (method.md 3.5).

A score is a sum over groups of group means, and each of these a sum over items, with
coefficients known beforehand. Its error follows from how people of a group scatter around
the group's item means; what several items share of a person is kept by their products.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from scoring.arrays.estimates import known
from scoring.arrays.layout import Floats, Ints
from scoring.arrays.tallies import Tallies
from scoring.framework import LEVELS
from scoring.framework.statistics import UncertaintyRules
from scoring.interval import Interval

LOWEST, HIGHEST = 1.0, float(LEVELS)


@dataclass(frozen=True, slots=True, eq=False)
class GroupErrors:
    """Errors of the mean of each group in each of p parts; all of shape (p, g).

    `share` is the weight of the group in the part, 0 where it does not count. `variance`
    is the moderated variance between people, `squared_error` the squared standard error
    of the group's mean, `df` its degrees of freedom.
    """

    share: Floats
    variance: Floats
    squared_error: Floats
    df: Floats

    def of(self, parts: slice) -> GroupErrors:
        """Return the errors of some parts."""
        return GroupErrors(
            self.share[parts], self.variance[parts], self.squared_error[parts], self.df[parts]
        )

    def of_groups(self, parts: NDArray[np.intp], groups: NDArray[np.intp]) -> Errors:
        """Return the errors of some group means themselves, part by part with its group."""
        return Errors(np.sqrt(self.squared_error[parts, groups]), self.df[parts, groups])


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """Standard errors and degrees of freedom of estimates; df is NaN where nothing varies."""

    standard_error: Floats
    df: Floats

    def of(self, parts: Sequence[int] | NDArray[np.intp]) -> Errors:
        """Return the errors of some estimates."""
        return Errors(self.standard_error[parts], self.df[parts])


def group_errors(
    share: Floats,
    squares: Floats,
    people: Ints | Floats,
    headcounts: Floats,
    prior_variance: float | Floats,
    rules: UncertaintyRules,
) -> GroupErrors:
    """Return the errors of group means.

    Parameters
    ----------
    share
        Weight of each group in each part; shape (p, g).
    squares
        Sums over people of squared linearised values, scaled so that a group's weights
        add up to 1; shape (p, g).
    people
        People with a valid answer in each part; shape (p, g).
    headcounts
        People invited, NaN where unknown: then nothing is known of a census; shape (g,).
    prior_variance
        s0^2 of these parts, of all or of each; shape (p, 1).
    """
    df = np.maximum(people - 1.0, 0.0) + rules.prior_df
    variance = (squares + rules.prior_df * prior_variance) / df
    known = headcounts > 0
    fraction = np.divide(people, headcounts, out=np.zeros(people.shape), where=known)
    sampling = 1.0 - np.minimum(fraction, 1.0) * rules.reliability
    squared_error = np.divide(
        variance * sampling, people, out=np.zeros_like(variance), where=people > 0
    )
    counts = (share > 0) & (people > 0)
    return GroupErrors(np.where(counts, share, 0.0), variance, squared_error, df)


def combine(errors: GroupErrors) -> Errors:
    """Combine independent groups by Satterthwaite's approximation."""
    parts = errors.share**2 * errors.squared_error
    total = parts.sum(axis=1)
    spread = (parts**2 / errors.df).sum(axis=1)
    df = np.divide(total**2, spread, out=np.full_like(total, np.nan), where=spread > 0)
    return Errors(np.sqrt(total), df)


def linear_errors(
    tallies: Tallies,
    coefficients: Floats,
    people: Ints,
    headcounts: Floats,
    prior_variance: float | Floats,
    rules: UncertaintyRules,
) -> GroupErrors:
    """Return the errors of sums over items of group means.

    Parameters
    ----------
    coefficients
        Weight of each group's mean of each item in each part; shape (p, g, i).
    people
        People of each group with a valid answer to an item that counts; shape (p, g).

    Notes
    -----
    A person's linearised value is the sum of coefficient x (n / n_item) x deviation from
    the group's item mean over the items answered, so that missing answers neither add nor
    remove weight.
    """
    share = coefficients.sum(axis=2)
    linear = linearised(tallies, coefficients, people, share)
    squares = np.matmul(linear.transpose(1, 0, 2), tallies.scatter)
    squares = np.maximum((squares * linear.transpose(1, 0, 2)).sum(axis=2).T, 0.0)
    return group_errors(share, squares, people, headcounts, prior_variance, rules)


def linearised(tallies: Tallies, coefficients: Floats, people: Ints, share: Floats) -> Floats:
    """Return what one level of one person on one item weighs, in shares of its group."""
    weight = share[:, :, np.newaxis] * tallies.n
    scaled = coefficients * people[:, :, np.newaxis]
    return np.divide(scaled, weight, out=np.zeros_like(coefficients), where=weight > 0)


def correlation(
    tallies: Tallies, coefficients: Floats, people: Ints, errors: GroupErrors
) -> Floats:
    """Return how p scores vary together, as far as they rest on the same people; (p, p).

    The parts are those of `linear_errors`. Each prior is taken to vary on its own, so the
    correlation shrinks towards 0 where few people answered.
    """
    linear = linearised(tallies, coefficients, people, coefficients.sum(axis=2))
    per_square = np.divide(
        errors.squared_error,
        errors.variance * errors.df,
        out=np.zeros_like(errors.df),
        where=errors.variance > 0,
    )
    total = combine(errors).standard_error
    weight = errors.share * np.sqrt(per_square)
    weight = np.divide(weight.T, total, out=np.zeros_like(weight.T), where=total > 0)
    weighted = linear.transpose(1, 0, 2) * weight[:, :, np.newaxis]
    found = np.matmul(np.matmul(weighted, tallies.scatter), weighted.transpose(0, 2, 1)).sum(axis=0)
    np.fill_diagonal(found, 1.0)
    held: Floats = np.clip((found + found.T) / 2.0, -1.0, 1.0)
    return held


def item_errors(
    tallies: Tallies, shares: Floats, headcounts: Floats, rules: UncertaintyRules
) -> GroupErrors:
    """Return the errors of single items' group means; parts are items; shape (i, g)."""
    squares = np.maximum(np.diagonal(tallies.scatter, axis1=1, axis2=2), 0.0)
    return group_errors(shares.T, squares.T, tallies.n.T, headcounts, rules.item_variance, rules)


def margins(errors: Errors, confidence: float) -> Floats:
    """Return how far two-sided confidence limits lie from estimates with these errors."""
    df = np.where(np.isnan(errors.df), 1.0, errors.df)
    quantile = stdtrit(df, 0.5 + confidence / 2.0)
    return np.where(errors.standard_error > 0, quantile * errors.standard_error, 0.0)


def intervals(values: Floats, errors: Errors, rules: UncertaintyRules) -> list[Interval | None]:
    """Return the interval of every value, held to the scale; None for NaN."""
    margin = margins(errors, rules.confidence)
    limits = np.maximum(values - margin, LOWEST), np.minimum(values + margin, HIGHEST)
    columns = (known(part) for part in (*limits, errors.standard_error, errors.df))
    found = zip(known(values), *columns, strict=True)
    return [None if row[0] is None else Interval(*row) for row in found]
