"""Who has answered, against the answers a group needs (method, 3.7(9))."""

import pytest

from assessments.selectors.participation import needed_answers, participation_of
from tests.factories import (
    BallotFactory,
    ParticipantFactory,
    built_in_framework,
    open_round_with_groups,
)


@pytest.mark.parametrize(
    ("group", "headcount", "needed"),
    [
        ("executives", 5, 3),  # three people, and half of five is three
        ("executives", 20, 10),  # half of them
        ("executives", 2, 2),  # fewer than three: four in five of them
        ("executives", 1, 1),
        ("business", 4, 4),  # fewer than five: 3.2, so four
        ("business", 5, 5),
        ("business", 10, 5),  # 30 % would be three, but five people
        ("business", 30, 9),
        ("frontline", 160, 48),
        ("frontline", 161, 49),  # 48.3
        ("it", 4, 3),
        ("it", 7, 4),  # 3.5
        ("it", 0, 0),
        ("unknown", 100, 0),
    ],
)
def test_needed_answers(group: str, headcount: int, needed: int) -> None:
    assert needed_answers(built_in_framework(), group, headcount) == needed


@pytest.mark.django_db
def test_a_round_counts_people_of_each_group_and_nothing_else() -> None:
    round, groups = open_round_with_groups({"business": 10, "it": 4})
    other, other_groups = open_round_with_groups({"it": 4})
    for _person in range(6):
        BallotFactory(group=groups["business"])
    ParticipantFactory(group=groups["it"])
    ParticipantFactory(group=groups["it"], state="invited")
    ParticipantFactory(group=groups["it"], state="submitted")
    BallotFactory(group=other_groups["it"])

    found = participation_of([round, other])

    assert [
        (group.code, group.headcount, group.handed_in, group.started, group.needed, group.missing)
        for group in found[round.pk].groups
    ] == [("business", 10, 6, 0, 5, 0), ("it", 4, 0, 1, 3, 3)]
    assert [group.handed_in for group in found[other.pk].groups] == [1]
    assert (found[round.pk].handed_in, found[round.pk].headcount) == (6, 14)
    assert [group.code for group in found[round.pk].short] == ["it"]
    assert [group.code for group in found[round.pk].hidden] == ["it"]
    assert not found[round.pk].is_enough


@pytest.mark.django_db
def test_any_number_of_rounds_takes_three_queries(django_assert_num_queries) -> None:
    rounds = [open_round_with_groups({"it": 4})[0] for _round in range(5)]
    participation_of(rounds)

    with django_assert_num_queries(3):
        participation_of(rounds[:1])
    with django_assert_num_queries(3):
        participation_of(rounds)
