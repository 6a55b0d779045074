"""The journey that must always work: from a fresh start to a report, in a real browser.

A consultant opens a round, twelve people answer at the same time on their phones, the facts
are entered, the round is closed, a worker builds the report. Screenshots stay in `build/screens`.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

from assessments.demo import SIGN_INS
from tests.services.stack import BASE_DIR, Stack

pytestmark = [pytest.mark.browser, pytest.mark.services]

SCREENS = BASE_DIR / "build" / "screens"
TODAY = datetime.now(UTC).date().isoformat()
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
# Group -> (people, which of the five answers they give; IT sees it two levels lower).
GROUPS = {"executives": (3, 4), "business": (3, 4), "frontline": (3, 3), "it": (3, 2)}
STATEMENT_OF_A_PROBLEM = "Customers wait three days for an answer to a simple question."
FACT_NUMBERS = {"S4b": 40, "C4e": 65, "Q1b": 88, "Q1c": 3, "Q1d": 80, "Q2b": 45}
FACT_NUMBERS |= {"Q3c": 60, "Q5b": 55}
CHECKLISTS = ("S1b", "S3c", "S6c", "Q3b", "Q4c", "A1c")


@dataclass
class Watch:
    """Everything a browser complained about, and every host it spoke to."""

    address: str
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"foreign request: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")


async def picture(page: Page, name: str, *, widths: tuple[dict[str, int], ...] = ()) -> None:
    for width in widths or (page.viewport_size,):
        await page.set_viewport_size(width)
        await page.screenshot(path=SCREENS / f"{name}-{width['width']}.png", full_page=True)


async def sign_in(page: Page) -> None:
    _role, email, password = SIGN_INS[1]
    await page.goto("/")
    await page.get_by_label("Email").fill(email)
    await page.get_by_label("Password").fill(password)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Clients")).to_be_visible()


async def open_a_round(page: Page) -> tuple[str, str]:
    """Add a client, start its assessment, open a round; return the round's address and code."""
    await page.get_by_role("link", name="Add a client").click()
    await page.get_by_label("Name").fill("Fjordland Instruments")
    await page.get_by_label("Sector").select_option("manufacturing")
    await page.get_by_label("Size").select_option("medium")
    await page.get_by_label("Other companies (B2B)").check()
    await page.locator("main form button[type=submit]").click()
    if await page.get_by_role("link", name="Start an assessment").count():
        await page.get_by_role("link", name="Start an assessment").click()
    await page.locator("main form button[type=submit]").click()
    if await page.get_by_role("link", name="Plan the first round").count():
        await page.get_by_role("link", name="Plan the first round").click()
    for group, (people, _answer) in GROUPS.items():
        await page.locator(f"[name=group-{group}-headcount]").fill(str(people))
    await page.get_by_label("Smallest group shown").fill("3")
    await page.get_by_label("Everybody in the small group was told before and agrees").check()
    await picture(page, "plan-a-round", widths=(PHONE, LAPTOP))
    await page.locator("main form button[type=submit]").click()
    await page.get_by_role("button", name="Open the round").click()
    code = (await page.locator(".join-code").inner_text()).replace(" ", "").replace("\n", "")
    return page.url, code


async def answer(context: BrowserContext, code: str, group: str, *, pictures: bool) -> None:
    """Take part: type the code, choose the group, answer every screen, hand in."""
    page = await context.new_page()
    await page.goto("/join/")
    if pictures:
        await picture(page, "join")
    await page.get_by_label("Code").fill(code.lower())
    await page.get_by_role("button", name="Go on").click()
    await choose(page, f"input[name=group][value={group}]")
    if pictures:
        await picture(page, "promise")
    await page.locator("main form button[type=submit]").click()
    level = GROUPS[group][1]
    await page.wait_for_selector("#questions")
    while "/review/" not in page.url:
        await answer_screen(page, level)
        if pictures and "/A1/" in page.url:
            await expect(page.locator("#state")).to_have_text("Saved")
            await picture(page, "question")
        before = page.url
        await page.locator("button[value=next]").click()
        await page.wait_for_url(lambda url, before=before: url != before)
    await expect(page.get_by_text("You have answered every question")).to_be_visible()
    if pictures:
        await picture(page, "review")
    await page.get_by_role("button", name="Hand in").click()
    await expect(page.get_by_text("Your answers are handed in")).to_be_visible()
    if pictures:
        await picture(page, "receipt")


async def choose(within: Page | Locator, choice: str) -> None:
    """Tap the card around a choice, as a thumb does."""
    await within.locator(f"label:has({choice})").click()


async def answer_screen(page: Page, level: int) -> None:
    for question in await page.locator("#screen fieldset.question").all():
        await choose(question, f"input[value='{level}']")
    for text in await page.locator("#screen textarea").all():
        await text.fill(STATEMENT_OF_A_PROBLEM)


async def enter_facts(page: Page, round_address: str) -> None:
    await page.goto(f"{round_address}facts/")
    for code in CHECKLISTS:
        fact = await opened_fact(page, code)
        for tick in await fact.locator("input[type=checkbox]").all():
            await tick.check()
        await save_fact(page, code)
    for code, number in FACT_NUMBERS.items():
        fact = await opened_fact(page, code)
        await fact.get_by_role("spinbutton").first.fill(str(number))
        await fact.get_by_label("As of").fill(TODAY)
        await save_fact(page, code)
    stage = await opened_fact(page, "S4d")
    await stage.get_by_label("We have signed a contract for a system.").check()
    await save_fact(page, "S4d")
    decay = await opened_fact(page, "Q2c")
    numbers = decay.get_by_role("spinbutton")
    for place, number in enumerate((18, 150, 4)):
        await numbers.nth(place).fill(str(number))
    await decay.get_by_label("As of").fill(TODAY)
    await save_fact(page, "Q2c")
    await expect(page.locator("#fact-count")).to_have_text("All facts are entered.")
    await picture(page, "facts", widths=(PHONE, LAPTOP))


async def opened_fact(page: Page, code: str) -> Any:
    fact = page.locator(f"#fact-{code}")
    if await fact.get_attribute("open") is None:
        await fact.locator("summary").click()
    return fact


async def save_fact(page: Page, code: str) -> None:
    await page.locator(f"#save-{code}").click()
    await expect(page.locator(f"#fact-{code} .saved")).to_have_text("Saved")


async def close_and_read(page: Page, round_address: str) -> None:
    await page.goto(round_address)
    await expect(page.get_by_text("12 of 12 people have handed in.")).to_be_visible()
    await picture(page, "round", widths=(PHONE, LAPTOP))
    await page.get_by_role("link", name="Close the round").click()
    await page.locator("main form button[type=submit]").click()
    await page.get_by_role("link", name="Open the report").click(timeout=30_000)
    await expect(page.locator("main h1")).to_be_visible()
    await expect(page.locator(".chart-place.is-live")).to_have_count(2, timeout=30_000)
    await picture(page, "report", widths=(PHONE, LAPTOP))
    await page.emulate_media(color_scheme="dark")
    await page.wait_for_timeout(500)
    await picture(page, "report-dark")


async def look_at_the_demo(page: Page) -> None:
    await expect(page.get_by_text("Nordhaven Pumps")).to_be_visible()
    await expect(page.get_by_text("Demo data").first).to_be_visible()
    await picture(page, "home", widths=(PHONE, LAPTOP))


async def everybody(browser: Browser, watch: Watch, code: str) -> None:
    people = list(chain.from_iterable([group] * count for group, (count, _) in GROUPS.items()))
    contexts = [
        await browser.new_context(base_url=watch.address, viewport=PHONE, has_touch=True)
        for _person in people
    ]
    journeys: list[Coroutine[Any, Any, None]] = []
    for number, (context, group) in enumerate(zip(contexts, people, strict=True)):
        watch.over(context)
        context.set_default_timeout(60_000)
        journeys.append(answer(context, code, group, pictures=number == 0))
    await asyncio.gather(*journeys)
    for context in contexts:
        await context.close()


async def consult(page: Page, browser: Browser, watch: Watch) -> None:
    """Do the consultant's part, and everybody else's when it is their turn."""
    await sign_in(page)
    await look_at_the_demo(page)
    round_address, code = await open_a_round(page)
    await picture(page, "invite", widths=(PHONE, LAPTOP))
    await everybody(browser, watch, code)
    await enter_facts(page, round_address)
    await close_and_read(page, round_address)
    await page.get_by_role("link", name="Method and limits").click()
    await expect(page.get_by_text("12 people answered")).to_be_visible()


async def journey(address: str, chromium_path: Path) -> list[str]:
    watch = Watch(address)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(chromium_path), args=["--no-sandbox"]
        )
        context = await browser.new_context(base_url=address, viewport=LAPTOP)
        watch.over(context)
        page = await context.new_page()
        try:
            await consult(page, browser, watch)
        except Exception:
            await picture(page, "failure")
            raise
        finally:
            await browser.close()
    return watch.complaints


def test_from_a_fresh_start_to_a_report(tmp_path: Path, chromium_path: Path) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with Stack(tmp_path / "product", demo=True) as stack:
        assert asyncio.run(journey(stack.address, chromium_path)) == []
