"""The scheduler deletes what was counted and cached in windows that are over."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from accounts.models import Attempt, CacheEntry
from accounts.tasks import FORGET, forget

pytestmark = pytest.mark.django_db


def test_what_is_over_is_deleted_and_nothing_else() -> None:
    now = timezone.now()
    for key, minutes in (("over", -1), ("still", 1)):
        until = now + timedelta(minutes=minutes)
        Attempt.objects.create(key=key, count=1, until=int(until.timestamp()))
        CacheEntry.objects.create(cache_key=key, value="", expires=until)

    forget()

    assert [each.key for each in Attempt.objects.all()] == ["still"]
    assert [each.cache_key for each in CacheEntry.objects.all()] == ["still"]


def test_the_scheduler_does_it_every_five_minutes() -> None:
    planned = settings.CELERY_BEAT_SCHEDULE["forget-attempts"]

    assert (planned["task"], planned["schedule"]) == (FORGET, 300.0)


@pytest.mark.embedded
def test_the_cache_of_the_embedded_product_is_this_table() -> None:
    caches["default"].set("a", "b", 60)

    assert CacheEntry.objects.count() == 1
    assert caches["default"].get("a") == "b"
    assert caches["default"].add("a", "c", 60) is False
