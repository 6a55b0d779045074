"""A chart in the page: an SVG at once, Plotly in its place later, the SVG again on paper."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, expect

from tests.reports.svg.chart_page import DESCRIPTION, TITLE

pytestmark = pytest.mark.browser

CHARTS = 4
PHONE, TABLET, LAPTOP = ({"width": width, "height": 900} for width in (390, 768, 1280))
# Where everything in the page is, but for Plotly's own elements; and how far things have jumped.
LAYOUT = """() => [...document.querySelectorAll("main *, main")]
  .filter((part) => !part.closest(".chart-live"))
  .map((part) => part.getBoundingClientRect().toJSON())"""
FONT = "(text) => getComputedStyle(text).fontFamily"
# The letters of the drawings that are seen, in pixels of the screen.
LETTERS = """() => [...document.querySelectorAll(".chart-place svg[role=img]")]
  .filter((svg) => svg.getBoundingClientRect().width > 0)
  .flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return [...svg.querySelectorAll("text")].map(
      (text) => text.getAttribute("font-size") * scale);
  })"""
SHIFT = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().map((entry) => entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve([]), 200);
})"""


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """Collect what the browser complains about; there is nothing."""
    collected: list[str] = []
    yield collected
    assert collected == []


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Serve the page; it touches no database."""
    with override_settings(ROOT_URLCONF="tests.reports.svg.chart_page", ALLOWED_HOSTS=["*"]):
        thread = LiveServerThread("localhost", StaticFilesHandler, connections_override={})
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        assert thread.error is None
        yield f"http://localhost:{thread.port}"
        thread.terminate()


@pytest.fixture
def visit(chromium: Browser, server: str, faults: list[str]):
    """Return a function that opens the page."""
    opened = []

    def charts(*, broken: str | None = None, **context) -> Page:
        page = chromium.new_context(base_url=server, **context).new_page()
        opened.append(page)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if broken:
            page.route(broken, lambda route: route.abort())
        else:
            page.on("console", lambda message: faults.append(message.text))
        page.goto("/charts/")
        return page

    yield charts
    for page in opened:
        page.context.close()


def wait_for_plotly(page: Page) -> None:
    expect(page.locator(".chart-place.is-live")).to_have_count(CHARTS, timeout=20_000)


@pytest.mark.parametrize(
    ("screen", "scheme"), [(PHONE, "light"), (TABLET, "dark"), (LAPTOP, "light")]
)
def test_plotly_takes_over_without_a_jump(visit, screen, scheme):
    page = visit(viewport=screen, color_scheme=scheme)
    before = page.evaluate(LAYOUT)
    wait_for_plotly(page)
    assert page.evaluate(LAYOUT) == before
    assert page.evaluate(SHIFT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
    rules = "document.getElementById('plotly.js-style-global').sheet.cssRules.length"
    assert page.evaluate(rules) > 10, "the page's policy refused Plotly's rules"
    for place in page.locator(".chart-place").all():
        drawn, live = place.locator("svg[role=img]:visible"), place.locator(".main-svg").first
        sizes = drawn.bounding_box(), live.bounding_box()
        assert sizes[0] == pytest.approx(sizes[1], abs=0.5)
        fonts = [words.locator("text").first.evaluate(FONT) for words in (drawn, live)]
        assert fonts[0] == fonts[1]


def test_letters_are_readable_at_every_width(visit):
    page = visit(viewport=LAPTOP)
    for width in (360, 390, 600, 680, 768, 790, 840, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        letters = page.evaluate(LETTERS)
        assert letters
        assert min(letters) >= 10.5, f"too small at {width}"
        assert max(letters) <= 20, f"too large at {width}"


def test_charts_follow_the_screen_and_the_scheme(visit):
    page = visit(viewport=LAPTOP)
    heatmap = page.locator("#chart-capability_heatmap")
    expect(heatmap.locator(".chart-wide")).to_be_visible()
    wait_for_plotly(page)
    page.set_viewport_size(PHONE)
    expect(heatmap.locator(".chart-wide")).to_be_hidden()
    live = heatmap.locator(".chart-live")
    expect(live.locator(".main-svg").first).to_have_attribute("width", "358")
    page.emulate_media(color_scheme="dark")
    expect(live.locator(".ytick text").first).to_have_css("fill", "rgb(233, 230, 223)")


def test_one_svg_has_the_colours_of_either_scheme_and_of_paper(visit):
    page = visit(viewport=LAPTOP, color_scheme="light", java_script_enabled=False)
    ink = page.locator(".chart-wide text").first
    expect(ink).to_have_css("fill", "rgb(29, 35, 41)")
    page.emulate_media(color_scheme="dark")
    expect(ink).to_have_css("fill", "rgb(233, 230, 223)")
    page.emulate_media(media="print", color_scheme="dark")
    expect(ink).to_have_css("fill", "rgb(29, 35, 41)")


@pytest.mark.parametrize(("broken", "tries"), [("**/plotly.min.js", 1), ("**/figure/**", CHARTS)])
def test_where_plotly_cannot_take_over_the_svg_stays(visit, broken, tries):
    page = visit(viewport=LAPTOP, broken=broken)
    failed = "performance.getEntriesByType('resource').filter((one) => !one.responseStatus).length"
    for _moment in range(200):
        if page.evaluate(failed) == tries:
            break
        page.wait_for_timeout(50)
    assert page.evaluate(failed) == tries
    expect(page.locator(".is-live, .chart-live")).to_have_count(0)
    expect(page.locator(".chart-wide > svg")).to_have_count(CHARTS)
    expect(page.get_by_text("Business and IT together").first).to_be_visible()


def test_without_javascript_there_are_charts(visit):
    page = visit(viewport=PHONE, java_script_enabled=False)
    for drawing in page.locator(".chart-narrow > svg").all():
        expect(drawing).to_be_visible()


def test_paper_shows_the_svg(visit):
    page = visit(viewport=LAPTOP, color_scheme="dark")
    wait_for_plotly(page)
    page.emulate_media(media="print")
    place = page.locator(".chart-place").first
    expect(place.locator(".chart-live")).to_be_hidden()
    expect(place.locator(".chart-wide > svg")).to_have_css("opacity", "1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_for_anybody(visit, scheme):
    page = visit(viewport=LAPTOP, color_scheme=scheme)
    wait_for_plotly(page)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}})
    assert found.response["violations"] == [], found.generate_report()
    expect(page.get_by_role("img", name=f"{TITLE} {DESCRIPTION}", exact=True)).to_have_count(CHARTS)


def test_pointing_at_a_scaled_chart_tells_its_values(visit):
    page = visit(viewport=TABLET)
    wait_for_plotly(page)
    page.locator("#chart-dimension_bars .scatterlayer .point").first.hover(force=True)
    expect(page.locator("#chart-dimension_bars .hovertext")).to_be_visible()
