"""Counting attempts against a limit: what is free, what is given back, what is forgotten."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accounts.models import Attempt
from accounts.services import throttling
from accounts.services.throttling import (
    Limit,
    count_attempt,
    forget_attempts,
    is_used_up,
    take_attempt_back,
)

pytestmark = pytest.mark.django_db

TWO = Limit("two", 2, 60)
SOME = Limit("some", 15, 60)


class Clock:
    """Stands in for the module `time`."""

    def __init__(self, now: int) -> None:
        self.now = now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock(1_000_000)
    monkeypatch.setattr(throttling, "time", clock)
    return clock


def tried(times: int, key: str = "a") -> list[bool]:
    return [count_attempt(limit=TWO, key=key) for _time in range(times)]


def test_as_many_as_the_limit_says_are_free() -> None:
    assert tried(3) == [True, True, False]


def test_others_have_their_own_count() -> None:
    tried(3)

    assert tried(1, key="b") == [True]


def test_limits_of_different_names_do_not_mix() -> None:
    tried(3)

    assert count_attempt(limit=Limit("other", 2, 60), key="a")


def test_the_window_begins_anew_when_it_is_over(clock) -> None:
    tried(3)
    clock.now += 60

    assert tried(3) == [True, True, False]


def test_looking_does_not_count() -> None:
    tried(1)

    assert [is_used_up(limit=TWO, key="a") for _time in range(3)] == [False] * 3
    tried(1)
    assert is_used_up(limit=TWO, key="a")


def test_nothing_is_used_up_after_the_window(clock) -> None:
    tried(2)
    clock.now += 60

    assert not is_used_up(limit=TWO, key="a")


def test_an_attempt_can_be_given_back() -> None:
    tried(2)
    take_attempt_back(limit=TWO, key="a")

    assert tried(2) == [True, False]


def test_giving_back_what_was_never_counted_does_nothing() -> None:
    take_attempt_back(limit=TWO, key="a")

    assert tried(3) == [True, True, False]


def test_rows_are_deleted_when_their_window_is_over(clock) -> None:
    tried(1)
    clock.now += 59
    forget_attempts()
    assert Attempt.objects.count() == 1

    clock.now += 1
    forget_attempts()
    assert Attempt.objects.count() == 0


def test_the_end_of_a_window_can_be_rounded_up(clock) -> None:
    clock.now = 7_201
    count_attempt(limit=Limit("coarse", 1, 60, grain=3600), key="a")

    assert list(Attempt.objects.values_list("until", flat=True)) == [10_800]


def test_keys_are_stored_as_a_keyed_hash(settings) -> None:
    tried(1, key="192.0.2.7")
    settings.SECRET_KEY = "another installation"
    tried(1, key="192.0.2.7")

    stored = list(Attempt.objects.values_list("key", flat=True))
    assert [len(key) for key in stored] == [64, 64]
    assert len(set(stored)) == 2
    assert not any("192" in key and "." in key for key in stored)


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_all_count() -> None:
    def attempt(_number: int) -> bool:
        try:
            return count_attempt(limit=SOME, key="a")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        free = list(threads.map(attempt, range(40)))

    assert sum(free) == SOME.amount
