"""Participation of each group against its quorum (method.md 3.7(9))."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.framework import Framework, Group
from scoring.limits import below
from scoring.scorecard import GroupResponse


def check_headcounts(framework: Framework, headcounts: Mapping[str, int | None]) -> None:
    """Refuse headcounts of unknown groups and negative ones.

    Raises
    ------
    ValueError
        For the first such headcount.
    """
    known = {group.code for group in framework.groups}
    for code, headcount in headcounts.items():
        if code not in known:
            raise ValueError(f"unknown group {code}")
        if headcount is not None and headcount < 0:
            raise ValueError(f"the headcount of {code} must be 0 or more")


def group_response(
    group: Group, n: int, headcount: int | None, small_group_share: float
) -> GroupResponse:
    """Compare one group's response with its quorum.

    `n` are people who gave at least one level, not ballots; see `GroupMeans.people`.
    A group smaller than the people asked for needs `small_group_share` of its people
    instead. With an unknown headcount only the number of people is checked; a headcount
    of 0 never meets a quorum. A group without a quorum meets it.
    """
    share = n / headcount if headcount else None
    quorum = group.quorum
    if quorum is None:
        return GroupResponse(group.code, n, headcount, share, None, None, met=True)
    enough_people = n >= quorum.people
    if headcount is not None and 0 < headcount < quorum.people:
        enough_people = not below(n, small_group_share * headcount)
    enough_share = share is None or not below(share, quorum.share)
    met = enough_people and enough_share and headcount != 0
    return GroupResponse(group.code, n, headcount, share, quorum.people, quorum.share, met=met)
