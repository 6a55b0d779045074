"""The pages outside a workspace, for everybody: sign-in, a wrong address, a page too old."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.factories import MembershipFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_at_the_front_door(
    client, live_server, chromium_path: Path, monkeypatch, scheme
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    person = UserFactory()
    for name in ("first", "second"):
        MembershipFactory(user=person, workspace__slug=name)
    client.force_login(person)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium_path), args=["--no-sandbox"]
        )
        context = browser.new_context(base_url=live_server.url, color_scheme=scheme)
        page = context.new_page()
        for path in ("/sign-in/", "/nowhere/"):
            page.goto(path)
            found[path] = Axe().run(page, options=RULES).response["violations"]
        page.goto("/sign-in/")
        context.clear_cookies()
        page.get_by_label("Email").fill("somebody@example.com")
        page.get_by_label("Password").fill("anything")
        page.get_by_role("button", name="Sign in").click()
        assert page.get_by_role("heading", name="This page had become too old").is_visible()
        found["too old"] = Axe().run(page, options=RULES).response["violations"]
        context.add_cookies([session | {"url": live_server.url}])
        page.goto("/")
        assert page.get_by_role("heading", name="Your workspaces").is_visible()
        found["/"] = Axe().run(page, options=RULES).response["violations"]
        browser.close()
    assert found == {"/sign-in/": [], "/nowhere/": [], "too old": [], "/": []}
