"""The report in a real browser: drawn, quiet, from this host alone, and open to everybody."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from assessments.models import Round
from reports.selectors.contents import outline_for
from reports.selectors.reports import newest_ready
from reports.services.building import build_report
from reports.services.making import make_file
from reports.services.requesting import request_report
from tests.factories import PASSWORD, MembershipFactory
from tests.reports.samples import PEOPLE, sample_round
from tests.reports.shares import ready_report, with_files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Vereinigte Donau-Dampfschifffahrts-AG 40"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
PHONE, LAPTOP, WALL = ({"width": width, "height": 900} for width in (390, 1280, 1920))
# Pages by the last part of their address, with the charts that stand on them.
SUMMARY = ["dimension_bars", "sequencing"]


@pytest.fixture(autouse=True)
def faults() -> Iterator[list[str]]:
    """Collect what the browser complains about and what it asks of others; there is nothing."""
    collected: list[str] = []
    yield collected
    assert collected == []


@pytest.fixture
def visit(chromium: Browser, live_server, faults: list[str]):
    """Return a function that opens a browser in which the round's owner is signed in."""

    def signed_in(round: Round, **context) -> Page:
        page = chromium.new_context(base_url=live_server.url, **context).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        page.on("request", lambda request: _note_foreign(request.url, live_server.url, faults))
        page.goto(f"/sign-in/?next={address(round)}")
        page.get_by_label("Email").fill(owner_of(round).email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"**{address(round)}")
        return page

    return signed_in


def _note_foreign(url: str, home: str, faults: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:")):
        faults.append(f"request to {url}")


def wait_for_charts(page: Page, charts: list[str] = SUMMARY) -> None:
    """Wait until Plotly has taken over every chart that can be seen."""
    expect(page.locator(".chart-place.is-live:visible")).to_have_count(len(charts), timeout=20_000)


def wait_for(page: Page, condition: str) -> None:
    """Wait for a condition in the page; Playwright's own way needs eval, which is refused."""
    for _moment in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {condition}")


def owner_of(round: Round) -> User:
    memberships = round.workspace.memberships
    return (memberships.first() or MembershipFactory(workspace=round.workspace)).user


def address(round: Round) -> str:
    return reverse("reports:report", args=[round.workspace.slug, round.pk])


@pytest.fixture
def round() -> Round:
    """A closed round with a report and its files, long names and a group that is not shown."""
    report = ready_report(
        people={**PEOPLE, "executives": 4}, label=LONG, assessment__client__name=LONG
    )
    report.round.groups.update(label=LONG)
    return with_files(report).round


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, LAPTOP, WALL], ids=["phone", "laptop", "wall"])
def test_every_chart_is_drawn_in_its_place(round, visit, scheme, screen):
    page = visit(round, viewport=screen, color_scheme=scheme)
    height = page.evaluate("document.documentElement.scrollHeight")
    wait_for_charts(page)
    assert page.evaluate("scrollY") == 0
    sizes = page.evaluate(
        "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    )
    assert sizes == [height, screen["width"]], "the page jumped or is wider than the screen"
    marks = page.locator("#chart-dimension_bars .scatterlayer .point")
    expect(marks).to_have_count(4)
    styled = page.evaluate(
        "document.getElementById('plotly.js-style-global').sheet.cssRules.length"
    )
    assert styled > 10, "the page's policy refused Plotly's rules"


def charts_by_page(round: Round) -> dict[str, list[str]]:
    """The charts that each page shows at once; some are left out where a small group is hidden."""
    document = outline_for(newest_ready(round)).document()
    found = {
        f"{chapter.key}/": [
            each.name for each in chapter.exhibits if each.has_chart and not each.is_spare
        ]
        for chapter in document.chapters
    }
    assert sum(map(len, found.values())) > len(found)
    return {"": SUMMARY, **found}


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_page_has_its_charts_and_no_barrier(round, visit, screen):
    page = visit(round, viewport=screen, color_scheme="dark" if screen is PHONE else "light")
    for part, charts in charts_by_page(round).items():
        page.goto(address(round) + part)
        wait_for_charts(page, charts)
        drawn = page.locator(".is-live:visible").evaluate_all("all => all.map(each => each.id)")
        assert drawn == [f"chart-{name}" for name in charts]
        assert page.evaluate("document.documentElement.scrollWidth") == screen["width"], part
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        report = Axe().run(page, options=RULES)
        assert report.response["violations"] == [], report.generate_report()


def test_a_chart_that_is_opened_later_is_drawn_then(round, visit):
    page = visit(round, viewport=LAPTOP)
    page.goto(f"{address(round)}overview/")
    shown = charts_by_page(round)["overview/"]
    wait_for_charts(page, shown)
    page.locator("details.spare summary").first.click()
    wait_for_charts(page, ["dimension_radar", *shown])


def test_there_is_no_way_to_anybodys_cloud(round, visit):
    page = visit(round, viewport=LAPTOP)
    wait_for_charts(page)
    page.locator("#chart-dimension_bars").hover()
    expect(page.locator(".modebar-btn")).to_have_count(0)
    expect(page.locator("a[href*='plotly.com']")).to_have_count(0)
    assert page.evaluate("document.querySelector('.chart-live')._context.plotlyServerURL") == ""


def test_plotly_is_loaded_only_after_the_first_paint(round, visit):
    page = visit(round, viewport=LAPTOP)
    wait_for_charts(page)
    began = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".find(each => each.name.includes('plotly.min')).startTime"
    )
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert began > painted


def test_charts_follow_the_screen_and_the_scheme(round, visit):
    page = visit(round, viewport=LAPTOP, color_scheme="light")
    page.goto(f"{address(round)}overview/")
    wait_for_charts(page, charts_by_page(round)["overview/"])
    chart = page.locator("#chart-capability_heatmap")
    live = "document.querySelector('#chart-capability_heatmap .chart-live')"
    wide = chart.bounding_box()
    page.emulate_media(color_scheme="dark")
    wait_for(page, f"{live}.layout.font.color === '#e9e6df'")
    page.set_viewport_size(PHONE)
    wait_for(page, f"{live}.layout.width < 390")
    narrow = chart.bounding_box()
    assert narrow["height"] > wide["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_without_scripts_there_are_the_drawings_and_their_numbers(round, visit):
    page = visit(round, viewport=LAPTOP, java_script_enabled=False)
    expect(page.locator(".chart-wide svg:visible")).to_have_count(len(SUMMARY))
    summary = page.locator("section:has(#chart-dimension_bars) details.numbers summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Strategy")).to_be_visible()


def test_where_plotly_cannot_load_the_drawings_stay(round, visit, faults):
    page = visit(round, viewport=LAPTOP)
    wait_for_charts(page)
    page.route("**/plotly.min.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.reload()
    expect(page.locator(".chart-wide svg:visible")).to_have_count(len(SUMMARY))
    expect(page.locator(".chart-live")).to_have_count(0)
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]


def test_a_chart_can_be_had_as_a_picture_and_a_table(round, visit):
    page = visit(round, viewport=LAPTOP)
    for ending in ("png", "svg", "csv"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=f"{ending.upper()}: ").first.click()
        assert taken.value.suggested_filename == f"dimension_bars.{ending}"


def test_the_progress_leads_to_the_report_by_itself_and_the_files_follow(visit):
    round = sample_round(state="closed")
    report = request_report(round=round)
    page = visit(round, viewport=PHONE)
    expect(page.locator("progress")).to_have_attribute("value", "0")
    build_report(report_id=report.pk)
    page.get_by_role("link", name="Open the report").click()
    expect(page.locator("h1")).to_have_text(
        "Fix the foundations first, and then spend on technology."
    )
    wait_for_charts(page)
    files = page.get_by_role("region", name="Take it with you")
    expect(files.get_by_role("link", name="Summary on one page (PDF)")).to_have_count(0)
    make_file(file_id=report.files.get(kind="summary").pk)
    expect(files.get_by_role("link", name="Summary on one page (PDF)")).to_be_visible()
    files.get_by_role("button", name="Stop making files").click()
    expect(files.get_by_role("button", name="Make the missing files")).to_be_visible()
