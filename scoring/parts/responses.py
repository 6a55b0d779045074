"""Participation of each group against its quorum (method.md 3.7(9))."""

from __future__ import annotations

from collections.abc import Mapping
from operator import index

from scoring.framework import Framework, Group
from scoring.limits import below
from scoring.scorecard import GroupResponse


def checked_headcounts(
    framework: Framework, headcounts: Mapping[str, int | None]
) -> dict[str, int | None]:
    """Return headcounts as plain integers; None stays unknown.

    Raises
    ------
    ValueError
        For an unknown group, and for what is no whole number from 0 on.
    """
    known = {group.code for group in framework.groups}
    checked: dict[str, int | None] = {}
    for code, headcount in headcounts.items():
        if code not in known:
            raise ValueError(f"unknown group {code}")
        try:
            checked[code] = None if headcount is None else index(headcount)
        except TypeError as error:
            raise ValueError(f"the headcount of {code} must be a whole number") from error
        if (checked[code] or 0) < 0:
            raise ValueError(f"the headcount of {code} must be 0 or more")
    return checked


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
