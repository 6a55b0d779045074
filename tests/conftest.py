"""Fixtures for all tests, and the choice of what runs a second time on PostgreSQL and Redis."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import TransactionTestCase

from tests.services.requirements import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DATABASE_FIXTURES = {
    "db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
    "transactional_db",
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the private servers keep what touches them, in the embedded run everything."""
    if "TEST_DATABASE_URL" not in os.environ:
        return
    kept = [item for item in items if _belongs_to_services(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _belongs_to_services(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser") or item.get_closest_marker("embedded"):
        return False
    return bool(
        item.get_closest_marker("services")
        or item.get_closest_marker("django_db")
        or issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
        or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Return the browser's path; skip loudly or fail where there is none."""
    return need("chromium")


@pytest.fixture(scope="module")
def chromium(chromium_path: Path) -> "Iterator[Browser]":
    """Open one browser for all tests of a file."""
    from playwright.sync_api import expect, sync_playwright  # slow to load, few tests need it

    # One machine is the server, all browsers and other tests at once.
    expect.set_options(timeout=20_000)

    # Playwright keeps an event loop in this thread; the tests still speak to the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=str(chromium_path), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()
