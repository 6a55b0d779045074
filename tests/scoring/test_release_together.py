"""Two releases of the same answers, with other facts in between, isolate nobody together."""

import random

import pytest

from scoring import Answers, score
from scoring.release import release
from tests.scoring.release_oracle import Oracle
from tests.scoring.test_release_leaks import random_round

ROUNDS = range(40)


def oracles(framework, seed, knows_earlier):
    """Release a round with all facts and without any, and return both oracles and k."""
    ballots, facts, heads, options, k = random_round(framework, random.Random(seed))
    answers = Answers.from_ballots(framework, ballots)
    first = score(framework, answers, facts, heads, options)
    second = score(framework, answers, {}, heads, options)
    shown = release(first, k), release(second, k, [first] if knows_earlier else [])
    rounds = ((facts, first, shown[0]), ({}, second, shown[1]))
    made = [
        Oracle(framework, ballots, given, heads, options, card, released)
        for given, card, released in rounds
    ]
    return made, k


def leaks_together(framework, knows_earlier):
    found = []
    for seed in ROUNDS:
        (first, second), k = oracles(framework, seed, knows_earlier)
        first.rows += second.rows
        spreads = [*first._spreads(), *second._spreads()]
        first._spreads = lambda spreads=spreads: spreads
        if first.leaks(k):
            found.append(seed)
    return found


@pytest.mark.parametrize("name", ["small", "two_views"])
def test_releases_with_other_facts_leak_nothing_together(request, name):
    assert leaks_together(request.getfixturevalue(name), knows_earlier=True) == []


def test_negative_control_releases_that_do_not_know_of_each_other_do(small, two_views):
    assert leaks_together(small, knows_earlier=False) + leaks_together(
        two_views, knows_earlier=False
    )


def test_a_release_after_itself_shows_the_same(small):
    (first, _second), k = oracles(small, 3, knows_earlier=True)
    assert release(first.card, k, [first.card]) == first.released
