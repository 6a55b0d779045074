"""The second run of the suite really is on PostgreSQL and Redis, and the first on the defaults."""

import os

import pytest
from django.core.cache import cache
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def test_the_database_is_the_one_of_this_run() -> None:
    expected = "postgresql" if "TEST_DATABASE_URL" in os.environ else "sqlite"
    assert connection.vendor == expected


def test_the_cache_and_the_queue_are_those_of_this_run(settings) -> None:
    on_redis = "TEST_REDIS_URL" in os.environ
    assert type(cache._connections["default"]).__name__ == (
        "RedisCache" if on_redis else "DatabaseCache"
    )
    assert settings.CELERY_BROKER_URL.startswith("redis://" if on_redis else "filesystem://")
