"""What somebody who answers does in a browser, for tests."""

from typing import Any

from playwright.sync_api import Page, expect

from assessments.models import Draft

CODE = "K7M4QX"
LAST_NUMBER = """Object.entries(localStorage)
    .filter(([key]) => key.endsWith(":last")).map(([key, number]) => number)"""


def join(page: Page, group: str = "business", begin: str = "Begin") -> Page:
    page.goto(f"/join/{CODE}/")
    page.locator(f"label:has([value={group}])").click()
    page.get_by_role("button", name=begin).click()
    page.wait_for_url("**/S1/")
    return page


def tap(page: Page, item: str, value: int | str) -> None:
    page.locator(f"label:has([name=item-{item}][value='{value}'])").click()


def saved(page: Page) -> None:
    expect(page.locator("#state")).to_have_text("Saved")


def cut_off(page: Page) -> None:
    """Take the network from this page; Chromium's switch spares requests that outlive a page."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')) }")


def turn(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def answers() -> dict[str, Any]:
    return Draft.objects.get().answers
