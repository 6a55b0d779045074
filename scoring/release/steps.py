"""In which steps what is shown may move: two versions side by side are arithmetic too.

Whoever has an old and a new version can subtract one from the other, and is left with what the
people in between said (method.md 3.7(5)). So a version may follow another only where nobody
came or went, or at least k people at once.
"""

from __future__ import annotations

from collections.abc import Iterable


def may_follow(changes: Iterable[int], k: int) -> bool:
    """Tell whether a new version may be shown to those who know the one before.

    Parameters
    ----------
    changes
        How many people were added, and how many taken away: for every group, and within it
        for every question whose figures may have moved. Added and taken away are separate
        numbers; somebody who answered anew is one of each.
    k
        Fewest people a shown figure may rest on.

    Returns
    -------
    bool
        Whether every change is that of nobody or of at least k people.

    Examples
    --------
    >>> may_follow([0, 5, 8], k=5)
    True
    >>> may_follow([0, 5, 1], k=5)
    False
    >>> may_follow([], k=5)
    True
    """
    return all(people == 0 or people >= k for people in changes)
