"""Share links in a real browser: the secret leaves the address, and an end is an end."""

import io
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from reports.enums import Audience
from reports.files.logo import logo_of
from reports.models import Report
from reports.services.branding import set_look
from reports.services.sharing import revoke_share_link
from tests.factories import PASSWORD, MembershipFactory
from tests.reports.samples import PEOPLE
from tests.reports.shares import link_of, page_of, ready_report, shared, way_in, with_files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Vereinigte Donau-Dampfschifffahrts-AG 40"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
PHONE, LAPTOP, WALL = ({"width": width, "height": 900} for width in (390, 1280, 1920))
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
SECRET = "nordhaven in november"


@pytest.fixture(autouse=True)
def faults() -> Iterator[list[str]]:
    """Collect what browsers complain about; there is nothing."""
    collected: list[str] = []
    yield collected
    assert collected == []


@pytest.fixture
def visit(chromium: Browser, live_server, faults: list[str]):
    """Return a function that opens a fresh browser, somebody's without an account."""

    def opened(**context) -> Page:
        page = chromium.new_context(base_url=live_server.url, **context).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        return page

    return opened


@pytest.fixture
def report() -> Report:
    """A report with long names and a group that is not shown, in a look of yellow."""
    report = ready_report(
        people={**PEOPLE, "executives": 4}, label=LONG, assessment__client__name=LONG
    )
    report.round.groups.update(label=LONG)
    set_look(workspace=report.workspace, accent="#ffd400", logo=logo_of(_picture()))
    return with_files(report)


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 200), "#ffd400").save(file, "PNG")
    return file.getvalue()


def expect_charts(page: Page) -> None:
    """The two charts of the summary, which every audience sees."""
    expect(page.locator(".chart-place.is-live")).to_have_count(2, timeout=20_000)


def check(page: Page, name: str) -> None:
    """The page fits every screen and has no barrier."""
    for screen in (WALL, LAPTOP, PHONE):
        page.set_viewport_size(screen)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == screen["width"], name
    assert Axe().run(page, options=RULES).response["violations"] == [], name


def test_the_secret_is_gone_from_the_address_and_the_history(report, visit, live_server) -> None:
    token = shared(report)
    page = visit(viewport=LAPTOP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.headers.get("referer", "")))
    page.goto("about:blank")
    page.goto(way_in(token))
    expect_charts(page)

    assert page.url == live_server.url + page_of(token)
    assert token not in page.evaluate("document.referrer")
    assert not [referrer for referrer in asked if token in referrer]
    assert token not in page.content()
    assert page.evaluate("document.cookie.includes('shared')") is False
    page.go_back()
    assert page.url == "about:blank"
    page.go_forward()
    assert page.url == live_server.url + page_of(token)


def test_the_consultancy_is_named_and_charts_keep_our_colours(report, visit) -> None:
    page = visit(viewport=LAPTOP, color_scheme="light")
    page.goto(way_in(shared(report)))
    expect_charts(page)
    logo = page.locator(".letterhead-logo")
    assert logo.evaluate("logo => [logo.naturalWidth, logo.clientHeight]") == [600, 40]
    accent = "part => getComputedStyle(part).getPropertyValue('--accent').trim()"
    ours, theirs = page.evaluate(f"({accent})(document.documentElement)"), "#836d00"
    assert page.locator(".report-pages").evaluate(accent) == theirs
    for part in (".chart-place", ".chart-live", ".gate-mark"):
        assert page.locator(part).first.evaluate(accent) == ours == "#0f6b62"


def test_a_revoked_link_is_gone_at_the_next_look(report, visit, faults) -> None:
    token = shared(report)
    page = visit(viewport=LAPTOP)
    page.goto(way_in(token))
    expect_charts(page)

    revoke_share_link(link=link_of(token))
    page.reload()

    expect(page.locator("h1")).to_have_text("This link opens nothing")
    expect(page.locator("[data-figure-url]")).to_have_count(0)
    faults[:] = [fault for fault in faults if "404" not in fault]


def test_a_password_lets_people_in(report, visit, faults) -> None:
    token = shared(report, Audience.BOARD, password=SECRET)
    page = visit(viewport=PHONE)
    page.goto(way_in(token))
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Open the report").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not open the report.")
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Open the report").click()
    expect_charts(page)
    faults[:] = [fault for fault in faults if "403" not in fault]


@SCHEMES
def test_what_visitors_see_fits_every_screen_and_everybody(report, visit, faults, scheme) -> None:
    for audience in (Audience.BOARD, Audience.STEERING):
        page = visit(viewport=WALL, color_scheme=scheme)
        page.goto(way_in(shared(report, audience)))
        expect_charts(page)
        check(page, audience)
    page = visit(viewport=WALL, color_scheme=scheme)
    page.goto(way_in(shared(report, password=SECRET)))
    check(page, "password")
    page.goto(way_in("A" * 43))
    check(page, "gone")
    faults[:] = [fault for fault in faults if "404" not in fault]


@pytest.fixture
def editor(report, visit):
    """Return a function that opens the page for sharing in the owner's browser."""
    owner = MembershipFactory(workspace=report.workspace, user__name=LONG).user
    address = reverse("reports:share", args=[report.workspace.slug, report.round_id])

    def opened(**context) -> Page:
        page = visit(**context)
        page.goto(f"/sign-in/?next={address}")
        page.get_by_label("Email").fill(owner.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"**{address}")
        return page

    return opened


@SCHEMES
def test_the_page_for_sharing_fits_every_screen_and_everybody(report, editor, scheme) -> None:
    page = editor(viewport=WALL, color_scheme=scheme)
    page.get_by_label("Given to").fill(LONG * 2)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_label("Link", exact=True)).to_be_visible()
    check(page, "share")


def _pasted(page: Page) -> str:
    """Paste what was copied, as people do: our own pages may not read the clipboard."""
    blank = page.context.new_page()
    blank.set_content("<textarea></textarea>")
    blank.locator("textarea").press("Control+V")
    pasted = blank.locator("textarea").input_value()
    blank.close()
    return pasted


def test_a_link_is_made_copied_opened_and_revoked(report, editor, visit, faults) -> None:
    page = editor(viewport=LAPTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("Steering group").check()
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = _pasted(page)

    reader = visit(viewport=PHONE)
    reader.goto(link)
    expect_charts(reader)

    page.get_by_role("button", name="Revoke").click()
    expect(page.locator(".notice")).to_have_text("The link is revoked. It opens nothing any more.")
    reader.reload()
    expect(reader.locator("h1")).to_have_text("This link opens nothing")
    faults[:] = [fault for fault in faults if "404" not in fault]


def test_without_scripts_the_link_can_be_read_and_copied_by_hand(report, editor) -> None:
    page = editor(viewport=LAPTOP, java_script_enabled=False)
    page.get_by_role("button", name="Make the link").click()
    assert "/s/" in page.get_by_label("Link", exact=True).input_value()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
