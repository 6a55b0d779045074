"""The pages that keep, hand out and erase data, in a real browser: for everybody, at any width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from accounts.models import Workspace
from assessments.models import Client
from tests.factories import (
    PASSWORD,
    ClientFactory,
    MembershipFactory,
    UserFactory,
    WorkspaceFactory,
    open_round_with_groups,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
WIDTHS = (390, 1280, 1920)


@pytest.fixture
def visit(chromium: Browser, live_server):
    """Return a function that opens a browser in which an owner is signed in, and what it met."""
    workspace = WorkspaceFactory(slug="north-star")
    owner = MembershipFactory(workspace=workspace, user=UserFactory(name="Ada")).user
    faults: list[str] = []

    def signed_in(**context):
        page = chromium.new_context(base_url=live_server.url, **context).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        page.goto("/sign-in/?next=/w/north-star/")
        page.get_by_label("Email").fill(owner.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/w/north-star/")
        return page

    yield signed_in
    assert faults == []


def a_client(name: str) -> Client:
    client = ClientFactory(workspace=Workspace.objects.get(), name=name)
    open_round_with_groups({"it": 4}, assessment__client=client)
    return client


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_and_nothing_too_wide(visit, scheme) -> None:
    client = a_client("W" * 120)
    member = MembershipFactory(workspace=client.workspace, user__name="W" * 120)
    page = visit(color_scheme=scheme)
    met = {}

    for address in (
        "/w/north-star/settings/",
        f"/w/north-star/clients/{client.pk}/erase/",
        f"/w/north-star/people/{member.pk}/data/",
        "/your-data/",
    ):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            violations = Axe().run(page, options=RULES).response["violations"]
            met[address, width] = (wide <= width, [each["id"] for each in violations])

    assert {place: found for place, found in met.items() if found != (True, [])} == {}


def test_an_owner_erases_a_client_by_typing_its_name(visit) -> None:
    client = a_client("Alder Tools")
    page = visit()

    page.goto(f"/w/north-star/clients/{client.pk}/edit/")
    page.get_by_role("link", name="See what would be erased").click()
    page.get_by_label("Name of the client").fill("Alder")
    page.get_by_role("button", name="Erase the client").click()
    expect(page.get_by_text("This is not the name. Nothing was erased.")).to_be_visible()
    page.get_by_label("Name of the client").fill("Alder Tools")
    page.get_by_role("button", name="Erase the client").click()

    expect(page.get_by_text("The client is gone.")).to_be_visible()
    expect(page.get_by_role("heading", name="Your first client")).to_be_visible()
