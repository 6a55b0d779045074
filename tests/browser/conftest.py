"""Browsers: of somebody who answers, and of a facilitator at the desk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.enums import Role
from accounts.models import User
from assessments.models import Round, Session
from assessments.promise import promise_text
from assessments.services.workshops.sessions import start_session
from tests.assessments.workshops.room import ASKED_OF_ALL, HEADCOUNTS
from tests.browser.answering import CODE
from tests.browser.live_room import LAPTOP, PHONE, Room, address, shown
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


@pytest.fixture
def session(room: Room, facilitator: User) -> Session:
    """Return a workshop in which the first answers are on the screens."""
    return shown(start_session(round=room[0], facilitator=facilitator), ASKED_OF_ALL)


@pytest.fixture
def running(desk: Page, room: Room, session: Session) -> Page:
    """The desk, with answers on the screens."""
    desk.goto(address("workshop", room[0]))
    return desk


@pytest.fixture
def round() -> Round:
    FrameworkVersionFactory()
    round, _groups = open_round_with_groups(
        code=CODE,
        promise_text=promise_text(k=5, mode="confidential"),
        closes_on=timezone.localdate(),
    )
    return round


@pytest.fixture
def open_page(chromium: Browser, live_server, round: Round) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a fresh browser; scripts must never fail in it."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        options = {"viewport": PHONE, "base_url": live_server.url} | options
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
