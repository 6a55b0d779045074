"""Explaining a number in a real browser: in a dialog from a report, on a page without scripts."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from reports.models import Report
from scoring.release import Release
from tests.factories import PASSWORD, MembershipFactory
from tests.reports.shares import ready_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
PHONE, LAPTOP = ({"width": width, "height": 900} for width in (390, 1280))

Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def faults() -> Iterator[list[str]]:
    """Collect what the browser complains about; there is nothing."""
    collected: list[str] = []
    yield collected
    assert collected == []


@pytest.fixture
def report() -> Report:
    return ready_report(people={"executives": 4, "business": 14, "frontline": 60, "it": 6})


@pytest.fixture
def visit(chromium: Browser, live_server, faults: list[str]) -> Visit:
    """Return a function that opens the explanation of a code, signed in as an owner."""

    def signed_in(report: Report, code: str, **context) -> Page:
        owner = MembershipFactory(workspace=report.round.workspace).user
        page = chromium.new_context(base_url=live_server.url, **context).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        address = reverse(
            "reports:explain", args=[report.round.workspace.slug, report.round_id, code]
        )
        page.goto(f"/sign-in/?next={address}")
        page.get_by_label("Email").fill(owner.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"**{address}")
        return page

    return signed_in


def test_it_opens_in_a_dialog_and_gives_the_focus_back(report, visit):
    page = visit(report, "overall", viewport=LAPTOP)
    link = page.locator("a[data-explain]").first
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("h2")).to_be_focused()
    strategy = Release.from_json(report.release).dimensions[0]
    expect(dialog.locator("h2")).to_contain_text(f"{strategy.score:.1f}")
    # One further down, in the same dialog.
    dialog.locator("a[data-explain]").first.click()
    expect(dialog.locator("h2")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_what_is_no_explanation_is_opened_as_a_page(report, visit):
    page = visit(report, "overall", viewport=LAPTOP)
    page.context.clear_cookies()
    page.locator("a[data-explain]").first.click()
    page.wait_for_url("**/sign-in/**")


def test_without_scripts_it_is_a_page(report, visit):
    page = visit(report, "S", viewport=PHONE, java_script_enabled=False)
    page.locator("a[data-explain]").first.click()
    page.wait_for_url("**/explain/S1/")
    expect(page.locator("article.explanation")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_barrier_for_anybody(report, visit, scheme, screen):
    page = visit(report, "S1", viewport=screen, color_scheme=scheme)
    page.locator("a[data-explain]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
