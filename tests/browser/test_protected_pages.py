"""The headers in a real browser: every kind of page works with them, and nothing is refused.

A style that the policy refuses breaks a chart without an error: pictures stay in `build/screens`.
"""

import re

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from assessments.demo import SIGN_INS
from tests.services.stack import BASE_DIR, Stack, wait_for

pytestmark = [pytest.mark.browser]

SCREENS = BASE_DIR / "build" / "screens"
MAKE_OPERATOR = (
    "from accounts.models import User; "
    "User.objects.create_superuser('operator@example.com', 'a long enough phrase')"
)
READY = (
    "from reports.models import Report; "
    "print(*Report.objects.filter(state='ready').values_list('round_id', flat=True)[:1])"
)
LINKS = ":is([href^='/w/demo/'], [href^='/admin/']):not([download])"
LISTEN = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with Stack(tmp_path_factory.mktemp("headers") / "a folder", demo=True) as stack:
        stack.manage("shell", "-v", "0", "-c", MAKE_OPERATOR)
        wait_for(lambda: round_with_report(stack) != "", "a report")
        yield stack


def round_with_report(stack: Stack) -> str:
    return stack.manage("shell", "-v", "0", "-c", READY).strip()


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def page(stack, chromium: Browser, complaints):
    context = chromium.new_context(base_url=stack.address, viewport={"width": 1280, "height": 900})
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda message: complaints.extend(complaint(page, message)))
    page.on("requestfailed", lambda request: complaints.extend(failure(request)))
    yield page
    context.close()


def failure(request: Request) -> list[str]:
    """A request that the next page cut short has not failed."""
    is_cut = request.failure == "net::ERR_ABORTED"
    return [] if is_cut else [f"failed: {request.url} {request.failure}"]


def complaint(page: Page, message: ConsoleMessage) -> list[str]:
    return [f"{page.url}: {message.text}"] if message.type in {"error", "warning"} else []


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("/w/demo/|/$"))


def picture(page: Page, name: str) -> None:
    page.screenshot(path=SCREENS / f"protected-{name}.png", full_page=True)


def crawl(page: Page, start: str, most: int) -> list[str]:
    """Visit pages reachable by links, one of each kind; return their kinds."""
    waiting, kinds = [start], {}
    while waiting and len(kinds) < most:
        address = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/\d+/", "*", address.split("?")[0])
        if kind in kinds or "logout" in kind:
            continue
        kinds[kind] = address
        answer = page.goto(address)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, address
        waiting += page.eval_on_selector_all(LINKS, "all => all.map(a => a.getAttribute('href'))")
    return sorted(kinds)


def test_a_consultants_pages(page, complaints):
    sign_in(page, *SIGN_INS[1][1:])
    kinds = crawl(page, "/w/demo/", 40)
    assert len(kinds) > 10
    assert complaints == []


def test_a_report_with_its_charts(stack, page, complaints):
    sign_in(page, *SIGN_INS[1][1:])
    page.goto(f"/w/demo/rounds/{round_with_report(stack)}/report/")
    charts = page.locator("[data-figure-url]").count()
    expect(page.locator(".chart-place.is-live")).to_have_count(charts, timeout=20_000)
    assert charts == 2
    picture(page, "report")
    # The rules that Plotly brings have arrived: without them its layers lie below each other.
    layers = page.locator(".main-svg")
    positions = layers.evaluate_all("all => all.map(each => getComputedStyle(each).position)")
    assert set(positions) == {"absolute"}
    assert complaints == []


def test_a_participants_pages_and_an_address_that_is_told_to_nobody(stack, page, complaints):
    code = stack.manage(
        *("shell", "-v", "0", "-c"),
        "from assessments.models import Round; print(Round.objects.get(state='open').code)",
    ).strip()
    told = []
    page.on("request", lambda request: told.append(request.headers.get("referer", "")))
    page.goto(f"/join/{code}/")
    picture(page, "join")
    page.locator("label", has_text="I lead a department").click()
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url("**/answer/**")
    picture(page, "questions")
    assert complaints == []
    assert [referrer for referrer in told if code in referrer] == []


def test_the_operators_pages(page, complaints):
    sign_in(page, "operator@example.com", "a long enough phrase")
    kinds = crawl(page, "/admin/", 25)
    page.goto("/admin/accounts/workspace/add/")
    picture(page, "administration")
    page.get_by_label("Name:").press_sequentially("North Star")  # a script of its pages writes
    expect(page.get_by_label("Short name in addresses:")).to_have_value("north-star")
    assert len(kinds) > 10
    assert complaints == []


def test_a_refused_script_is_noticed(page, complaints):
    """The negative control."""
    page.goto("/sign-in/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'x = 1'}))"
    )
    page.wait_for_timeout(200)
    assert any("policy: script-src" in each for each in complaints)
