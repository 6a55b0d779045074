"""Signing in with a second step in a real browser: code app, passkeys, people, the log."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from accounts.models import Membership
from tests.accounts.one_time_codes import code_now
from tests.factories import PASSWORD, ClientFactory, MembershipFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LONG = "Vereinigte Donau-Dampfschifffahrts-AG 40"


@pytest.fixture(autouse=True)
def faults() -> Iterator[list[str]]:
    """Collect what browsers complain about, and fail where something was collected."""
    collected: list[str] = []
    yield collected
    assert collected == []


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(workspace__slug="north-star", user__name=LONG, role=Role.OWNER)


@pytest.fixture
def visit(chromium: Browser, live_server, faults: list[str]):
    """Return a function that opens a fresh browser at a page."""

    def fresh(path: str, **context) -> Page:
        page = chromium.new_context(base_url=live_server.url, **context).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        page.goto(path)
        return page

    return fresh


def sign_in(page: Page, owner: Membership) -> None:
    page.get_by_label("Email").fill(owner.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def confirm(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def with_key(page: Page) -> None:
    """Give the browser a security key that always finds its owner's finger on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def add_passkey(page: Page, owner: Membership, *, opens_alone: bool) -> None:
    sign_in(page, owner)
    page.wait_for_url("**/w/north-star/")
    page.goto("/your-sign-in/passkeys/new/")
    confirm(page)
    page.get_by_label("with this passkey alone").set_checked(opens_alone)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_passkey_opens_the_workspace_without_a_password(visit, owner) -> None:
    page = visit("/sign-in/")
    with_key(page)
    add_passkey(page, owner, opens_alone=True)
    sign_out(page)

    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url("**/w/north-star/")


def test_a_passkey_is_the_second_step(visit, owner) -> None:
    page = visit("/sign-in/")
    with_key(page)
    add_passkey(page, owner, opens_alone=False)
    sign_out(page)

    sign_in(page, owner)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url("**/w/north-star/")


def test_a_passkey_confirms_a_change_and_can_be_removed(visit, owner) -> None:
    page = visit("/sign-in/")
    with_key(page)
    add_passkey(page, owner, opens_alone=True)
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/w/north-star/")

    page.goto("/your-sign-in/confirm/passkey/?next=/your-sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("link", name=re.compile("Passkey 1")).click()
    page.get_by_role("button", name="Remove it").click()

    expect(page.get_by_text("The passkey was removed.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Passkey 1"))).to_have_count(0)


def test_a_browser_without_a_key_says_that_it_did_not_work(visit, owner) -> None:
    page = visit("/sign-in/")
    with_key(page)

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def test_the_code_app_is_set_up_and_asked_for(visit, owner) -> None:
    page = visit("/sign-in/")
    sign_in(page, owner)
    page.wait_for_url("**/w/north-star/")
    page.goto("/your-sign-in/code-app/")
    confirm(page)
    secret = page.locator(".secret").inner_text()
    assert page.locator(".code-picture").evaluate("picture => picture.naturalWidth") > 0
    page.get_by_label("Code").fill(code_now(secret, -1))
    page.get_by_role("button", name="Switch it on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    sign_out(page)

    sign_in(page, owner)
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Sign in").click()

    page.wait_for_url("**/w/north-star/")


def test_an_invited_colleague_gets_in(visit, owner) -> None:
    ClientFactory(workspace=owner.workspace, name="Nordhaven")
    page = visit("/sign-in/?next=/w/north-star/people/invite/")
    sign_in(page, owner)
    page.get_by_label("E-mail address").fill("ada@example.com")
    page.get_by_role("radio", name=re.compile("Viewer")).check()
    page.get_by_label("Nordhaven").check()
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("Link of the invitation").input_value()

    guest = visit(link)
    guest.get_by_label("Your name").fill("Ada")
    guest.get_by_label("A password").fill("four calm words here")
    guest.get_by_role("button", name="Accept the invitation").click()
    expect(guest.get_by_text("Nordhaven")).to_be_visible()

    page.goto("/w/north-star/people/")
    page.get_by_role("link", name=re.compile("Ada")).click()
    page.get_by_text("Remove from the workspace").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("sees nothing of this workspace")).to_be_visible()
    assert guest.request.get("/w/north-star/").status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_barrier_and_nothing_too_wide(visit, owner, scheme, size) -> None:
    viewer = MembershipFactory(workspace=owner.workspace, role=Role.VIEWER, user__name=LONG)
    ClientFactory(workspace=owner.workspace, name=LONG)
    page = visit("/sign-in/", color_scheme=scheme, viewport=size)
    found = {"/sign-in/": barriers(page)}
    page.goto("/sign-in/forgotten/")
    found["forgotten"] = barriers(page)
    page.goto("/sign-in/new-password/0-set-password/")
    found["dead link"] = barriers(page)
    page.goto("/sign-in/")
    sign_in(page, owner)
    page.wait_for_url("**/w/north-star/")
    page.goto("/your-sign-in/confirm/?next=/your-sign-in/")
    found["confirm"] = barriers(page)
    confirm(page)
    page.wait_for_url("**/your-sign-in/")
    people = reverse("assessments:people", args=["north-star"])
    for path in (
        "/your-sign-in/",
        "/your-sign-in/password/",
        "/your-sign-in/code-app/",
        "/your-sign-in/passkeys/new/",
        people,
        f"{people}invite/",
        f"{people}{viewer.pk}/",
        "/w/north-star/log/",
    ):
        page.goto(path)
        found[path] = barriers(page)
    assert {path: each for path, each in found.items() if each} == {}


def barriers(page: Page) -> list:
    """Return what axe finds, and whether the page is wider than its window."""
    violations = Axe().run(page, options=RULES).response["violations"]
    is_wide = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return violations + (["wider than the window"] if is_wide else [])
