"""Which parts of a shown total must be hidden so that none can be worked out (method.md 3.7).

A total of known weights is an equation: whoever sees it and all parts but one can solve
for that one.
"""

from __future__ import annotations

from collections.abc import Mapping


def is_small(n: int, k: int) -> bool:
    """Tell whether somebody answered, but fewer than k people."""
    return 0 < n < k


def hidden_groups(counts: Mapping[str, int], k: int) -> frozenset[str]:
    """Return the groups to hide below a total that is shown.

    Parameters
    ----------
    counts
        People of each contributing group.
    k
        Fewest people a shown figure may rest on.

    Returns
    -------
    frozenset of str
        Groups of fewer than k people. If that is one, all groups: the total minus the
        others would be that one. If it is several and they are still fewer than k
        together, the next smallest groups as well.
    """
    small = {code for code, n in counts.items() if is_small(n, k)}
    if len(small) == 1:
        return frozenset(counts)
    return _widened(small, counts, k)


def hidden_subtotals(counts: Mapping[str, int], k: int) -> frozenset[str]:
    """Return the subtotals to hide below a total: those under k people and company.

    Unlike groups, subtotals overlap in people, so hiding the next smallest beside a
    single one is enough.
    """
    small = {code for code, n in counts.items() if is_small(n, k)}
    if len(small) == 1:
        others = [code for code, n in counts.items() if n >= k]
        small.update(sorted(others, key=counts.__getitem__)[:1])
    return _widened(small, counts, k)


def _widened(small: set[str], counts: Mapping[str, int], k: int) -> frozenset[str]:
    hidden = set(small)
    shown = sorted(
        (code for code, n in counts.items() if n and code not in hidden), key=counts.__getitem__
    )
    while hidden and shown and sum(counts[code] for code in hidden) < k:
        hidden.add(shown.pop(0))
    return frozenset(hidden)
