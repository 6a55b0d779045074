"""Quorums: people, share, small and empty groups (method.md 3.7(9))."""

import pytest

from scoring.framework import Group, Quorum
from scoring.parts.responses import group_response


def met(n, headcount, people=5, share=0.3):
    group = Group("business", "Business", quorum=Quorum(people, share))
    return group_response(group, n, headcount, small_group_share=0.8).met


@pytest.mark.parametrize(
    ("n", "headcount", "is_met"),
    [
        (5, 10, True),
        (4, 10, False),  # too few people
        (5, 17, False),  # 29 %
        (6, 20, True),  # 30 %
        (4, 4, True),  # smaller than the quorum: 80 % of 4 is 3.2
        (3, 4, False),
        (4, 5, False),  # five people are asked, five needed
        (5, None, True),  # headcount unknown: people alone
        (4, None, False),
        (0, 0, False),  # nobody there never speaks for a group
        (7, 5, True),  # more answers than were counted
    ],
)
def test_quorum(n, headcount, is_met):
    assert met(n, headcount) is is_met


def test_one_person_can_be_a_whole_group():
    assert met(1, 1, people=3, share=0.5)


def test_a_group_without_quorum_never_holds_up():
    response = group_response(Group("guests", "Guests"), 0, None, small_group_share=0.8)
    assert (response.met, response.share, response.people_needed) == (True, None, None)


def test_the_share_is_of_the_headcount():
    group = Group("it", "IT", quorum=Quorum(2, 0.5))
    response = group_response(group, 3, 4, small_group_share=0.8)
    assert (response.share, response.share_needed, response.people_needed) == (0.75, 0.5, 2)
