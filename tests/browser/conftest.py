"""A workshop in a browser: the room it is about, and the facilitator's desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from accounts.enums import Role
from accounts.models import User
from tests.assessments.workshops.room import HEADCOUNTS
from tests.browser.live_room import LAPTOP, Room
from tests.factories import (
    PASSWORD,
    ClientFactory,
    FrameworkVersionFactory,
    MembershipFactory,
    open_round_with_groups,
)


@pytest.fixture
def facilitator() -> User:
    FrameworkVersionFactory()
    return MembershipFactory(workspace__slug="north-star", role=Role.OWNER).user


@pytest.fixture
def room(facilitator: User) -> Room:
    client = ClientFactory(workspace=facilitator.memberships.get().workspace)
    return open_round_with_groups(HEADCOUNTS, assessment__client=client, code="K7M4QX29")


@pytest.fixture
def desk(chromium: Browser, live_server, facilitator: User) -> Iterator[Page]:
    """Return a page in which the facilitator is signed in; scripts must never fail in it."""
    context = chromium.new_context(viewport=LAPTOP, base_url=live_server.url)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.goto("/sign-in/?next=/w/north-star/")
    page.get_by_label("Email").fill(facilitator.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/w/north-star/")
    yield page
    for each in chromium.contexts:
        each.close()
