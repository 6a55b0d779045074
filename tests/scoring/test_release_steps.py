"""In which steps what is shown may move."""

import doctest

import pytest

from scoring.release import steps
from scoring.release.steps import may_follow


@pytest.mark.parametrize(
    ("changes", "k", "expected"),
    [
        ([], 5, True),
        ([0, 0, 0], 5, True),
        ([5], 5, True),
        ([4], 5, False),
        ([1, 20], 5, False),
        ([20, 0, 5], 5, True),
        ([3], 3, True),
        ([2], 3, False),
    ],
)
def test_nobody_or_at_least_k(changes, k, expected):
    assert may_follow(changes, k) is expected


def test_every_change_counts_for_itself():
    """Two small groups do not make a large one: their figures stand apart."""
    assert not may_follow([3, 3], 5)


def test_it_looks_no_further_than_it_must():
    changes = iter([0, 1, 7])
    assert not may_follow(changes, 5)
    assert list(changes) == [7]


def test_the_examples_are_true():
    assert doctest.testmod(steps).failed == 0
