"""Passwords of share links: tries are counted in the database, for all processes together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.utils import timezone

from reports.models import ShareLink
from reports.services import unlocking
from reports.services.unlocking import MOST_TRIES, WHILE, unlock_share_link
from tests.reports.shares import link_of, shared

PASSWORD = "nordhaven in november"


@pytest.fixture
def link(db) -> ShareLink:
    return link_of(shared(password=PASSWORD))


def tries() -> int:
    return ShareLink.objects.get().tries


def test_the_right_password_opens_and_forgets_wrong_ones(link) -> None:
    assert [unlock_share_link(link=link, password="wrong") for _try in range(3)] == [False] * 3
    assert tries() == 3
    assert unlock_share_link(link=link, password=PASSWORD)
    assert (tries(), ShareLink.objects.get().tries_since) == (0, None)


def test_after_too_many_wrong_ones_the_right_one_waits_its_while(link) -> None:
    for _try in range(MOST_TRIES):
        assert not unlock_share_link(link=link, password="wrong")
    assert not unlock_share_link(link=link, password=PASSWORD)
    ShareLink.objects.update(tries_since=timezone.now() - WHILE + timedelta(seconds=5))
    assert not unlock_share_link(link=link, password=PASSWORD)
    ShareLink.objects.update(tries_since=timezone.now() - WHILE)
    assert unlock_share_link(link=link, password=PASSWORD)


def test_guessing_on_does_not_make_the_wait_longer(link) -> None:
    for _try in range(MOST_TRIES):
        unlock_share_link(link=link, password="wrong")
    since = ShareLink.objects.get().tries_since
    for _try in range(5):
        unlock_share_link(link=link, password="wrong")
    assert (tries(), ShareLink.objects.get().tries_since) == (MOST_TRIES, since)


def test_each_link_has_tries_of_its_own(link) -> None:
    for _try in range(MOST_TRIES):
        unlock_share_link(link=link, password="wrong")
    assert unlock_share_link(link=link_of(shared(password=PASSWORD)), password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_tries_sent_at_the_same_moment_are_counted_one_by_one(monkeypatch) -> None:
    link = link_of(shared(password=PASSWORD))
    compared = []

    def compare(password: str, encoded: str) -> bool:
        compared.append(password)
        return hashers.check_password(password, encoded)

    monkeypatch.setattr(unlocking, "check_password", compare)

    def guess(number: int) -> None:
        unlock_share_link(link=link, password=f"wrong {number}")
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(3 * MOST_TRIES)))

    assert len(compared) == MOST_TRIES
