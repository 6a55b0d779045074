"""What the first view of a dashboard weighs, how soon it is seen, and what it costs the server."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scoring.framework import load
from tests.benchmarks.answering import FRAMEWORK
from tests.benchmarks.dashboard import HEADCOUNT, closed_to_dashboard, write_answers
from tests.benchmarks.registry import Line, benchmark
from tests.benchmarks.seeding import EMAIL, PASSWORD, running, seed_round
from tests.benchmarks.visitor import UnexpectedAnswerError, Visitor
from tests.services.requirements import need
from tests.services.stack import Stack

VIEWS = 5
SERVER_VIEWS = 20
TARGET_KB = 150.0
TARGET_PAINT_MS = 800.0
TARGET_LIVE_MS = 3000.0
LONGEST_WAIT = 60.0

# Everything the first paint and the page's own scripts need; Plotly comes after it.
WEIGHT = """['navigation', 'resource'].flatMap(type => performance.getEntriesByType(type))
  .filter(entry => !/plotly\\.min|\\.json$/.test(new URL(entry.name).pathname))
  .reduce((sum, entry) => sum + entry.encodedBodySize, 0) / 1000"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
SEEN = "[...document.querySelectorAll('[data-figure-url] svg')].some(svg => svg.clientWidth > 0)"
ALL_LIVE = """[...document.querySelectorAll('[data-figure-url]')]
  .every(place => place.classList.contains('is-live') || !place.clientWidth) && performance.now()"""


@dataclass(frozen=True, slots=True)
class View:
    """Kilobytes over the wire; milliseconds to the first paint and to charts that answer."""

    weight: float
    painted: float
    live: float


@benchmark
def first_view(folder: Path) -> Iterator[Line]:
    """The dashboard's summary in Chromium, with nothing in its cache."""
    answers = folder / "answers.csv"
    write_answers(answers, load(FRAMEWORK))
    with running(folder) as stack:
        seeded = seed_round(stack, HEADCOUNT)
        stack.manage("import_answers", seeded.code, str(answers))
        closed_to_dashboard(stack, seeded)
        address = f"/w/{seeded.workspace}/rounds/{seeded.round_id}/report/"
        least = _server_ms(stack, "/healthz")
        yield Line("summary page, CPU of the server", _server_ms(stack, address), "/healthz", least)
        gaps = _server_ms(stack, f"{address}gaps/")
        yield Line("page of the gaps, CPU of the server", gaps, "/healthz", least)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(need("chromium")),
                args=["--no-sandbox", "--disable-dev-shm-usage"],
            )
            views = _views(browser, stack, address)
            trivial = _trivial_paint(browser, stack)
            browser.close()
    weight = views[0].weight
    yield Line("HTML, styles, own scripts", weight, "an empty page", 0, "kB", TARGET_KB)
    painted, live = (min(getattr(view, name) for view in views) for name in ("painted", "live"))
    yield Line("first contentful paint", painted, "sign-in page", trivial, target=TARGET_PAINT_MS)
    yield Line("charts interactive", live, "sign-in page", trivial, target=TARGET_LIVE_MS)


def _server_ms(stack: Stack, address: str) -> float:
    """CPU milliseconds of all web processes for a page without its assets, on average."""
    with Visitor(stack.address) as owner:
        page = owner.open("/sign-in/")
        owner.press(page.path, csrfmiddlewaretoken=page.form_token, login=EMAIL, password=PASSWORD)
        for _warm in range(SERVER_VIEWS // 4):
            owner.open(address)
        before = stack.web_cpu_seconds()
        for _view in range(SERVER_VIEWS):
            owner.open(address)
        return (stack.web_cpu_seconds() - before) * 1000 / SERVER_VIEWS


def _views(browser: Browser, stack: Stack, address: str) -> list[View]:
    signing_in = browser.new_context(base_url=stack.address)
    page = signing_in.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/w/**")
    kept = signing_in.storage_state()
    signing_in.close()
    return [
        _view(browser.new_context(base_url=stack.address, storage_state=kept), address)
        for _view_number in range(VIEWS)
    ]


def _view(context: BrowserContext, address: str) -> View:
    page = context.new_page()
    page.goto(address)
    if not page.evaluate(SEEN):
        raise UnexpectedAnswerError("no chart can be seen before Plotly is there")
    live = _wait_for(page, ALL_LIVE)
    view = View(page.evaluate(WEIGHT), _wait_for(page, PAINTED), live)
    context.close()
    return view


def _trivial_paint(browser: Browser, stack: Stack) -> float:
    """Milliseconds to the first paint of a page with a form and nothing else."""
    paints = []
    for _view_number in range(VIEWS):
        context = browser.new_context(base_url=stack.address)
        page = context.new_page()
        page.goto("/sign-in/")
        paints.append(_wait_for(page, PAINTED))
        context.close()
    return min(paints)


def _wait_for(page: Page, moment: str) -> float:
    """Return a number of milliseconds as soon as the page has it; eval is refused there."""
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline:
        found = page.evaluate(moment)
        if found:
            return float(found)
        time.sleep(0.01)
    raise UnexpectedAnswerError(f"never there: {moment}")
