"""The world of the routes: built once for a file, and taken back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.routes.world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)
