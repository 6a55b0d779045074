"""How far people agree on items and capabilities, in each group and all together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.agreement.counts import agreements, labels_of
from scoring.agreement.labels import Agreement
from scoring.agreement.moments import r_star_from, ratio, rwg_j_from
from scoring.arrays.basis import Basis
from scoring.arrays.estimates import known
from scoring.arrays.layout import Floats, Ints
from scoring.framework.statistics import AgreementRules

Row = list[Agreement | None]


@dataclass(frozen=True, slots=True)
class AgreementViews:
    """Agreement where enough people stand behind it, else None.

    `items` and `capabilities` are of everybody, the others of each group, group first.
    """

    items: Row
    item_groups: list[Row]
    capabilities: Row
    capability_groups: list[Row]


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Statistics by group and part, NaN where undefined; the last row is everybody."""

    n: Ints
    deviation: Floats
    rwg: Floats
    rwg_skewed: Floats
    r_star: Floats
    awg: Floats
    low_share: Floats
    high_share: Floats


def agreement_views(basis: Basis) -> AgreementViews:
    """Describe how far the people of a round agree."""
    rules = basis.rules.agreement
    items, capabilities = _tables(basis)
    *item_groups, item_total = _described(items, rules)
    *capability_groups, capability_total = _described(capabilities, rules)
    return AgreementViews(item_total, item_groups, capability_total, capability_groups)


def _tables(basis: Basis) -> tuple[_Table, _Table]:
    rules, tallies = basis.rules.agreement, basis.tallies
    found = agreements(_with_total(tallies.counts), rules)
    items = _Table(
        n=found.n,
        deviation=found.deviation,
        rwg=found.rwg,
        rwg_skewed=found.rwg_skewed,
        r_star=r_star_from(found.variance, rules.uniform_variance),
        awg=found.awg,
        low_share=found.low_share,
        high_share=found.high_share,
    )
    members = basis.layout.capability_members
    variance, count = _mean_over_items(found.variance, members)
    n = _with_total(tallies.capability_people)
    capabilities = _Table(
        n=n,
        deviation=_mean_over_items(found.deviation, members)[0],
        rwg=rwg_j_from(variance, count, rules.uniform_variance),
        rwg_skewed=rwg_j_from(variance, count, rules.skewed_variance),
        r_star=r_star_from(variance, rules.uniform_variance),
        awg=_mean_over_items(found.awg, members)[0],
        low_share=ratio(_with_total(tallies.low_people).astype(np.float64), n, n > 0),
        high_share=ratio(_with_total(tallies.high_people).astype(np.float64), n, n > 0),
    )
    return items, capabilities


def _with_total(counts: Ints) -> Ints:
    """Add everybody as a last row."""
    return np.concatenate([counts, counts.sum(axis=0, keepdims=True)])


def _mean_over_items(values: Floats, members: Floats) -> tuple[Floats, Ints]:
    """Return means over the items of each capability, and over how many items."""
    defined = ~np.isnan(values)
    count = (defined @ members).astype(np.int64)
    return ratio(np.where(defined, values, 0.0) @ members, count, count > 0), count


def _described(table: _Table, rules: AgreementRules) -> list[Row]:
    label = labels_of(table.deviation, table.r_star, table.low_share, table.high_share, rules)
    columns = (
        table.deviation,
        table.rwg,
        table.rwg_skewed,
        table.r_star,
        table.awg,
        np.nan_to_num(table.low_share),
        np.nan_to_num(table.high_share),
    )
    enough = table.n >= max(rules.least_people, 1)
    label[table.n < rules.wording_people] = None
    rows: list[Row] = []
    for n, shown, words, *parts in zip(table.n, enough, label, *columns, strict=True):
        values = (known(part[shown]) for part in parts)
        found = map(Agreement, n[shown].tolist(), *values, words[shown].tolist())
        rows.append([next(found) if is_shown else None for is_shown in shown.tolist()])
    return rows
