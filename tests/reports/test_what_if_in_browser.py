"""What if, in a real browser: by hand, by keyboard, from an address, and kept by nobody."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from assessments.models import Round
from reports.models import Report
from scoring.release import Release
from scoring.what_if import Moves, verdict_if, what_if_of
from tests.factories import PASSWORD, MembershipFactory, built_in_framework
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
    return ready_report()


@pytest.fixture
def visit(chromium: Browser, live_server, faults: list[str]) -> Visit:
    """Return a function that opens a round's scenario, signed in as an owner."""

    def signed_in(round: Round, fragment: str = "", **context) -> Page:
        owner = MembershipFactory(workspace=round.workspace).user
        page = chromium.new_context(base_url=live_server.url, **context).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        address = reverse("reports:what-if", args=[round.workspace.slug, round.pk])
        page.goto(f"/sign-in/?next={address}")
        page.get_by_label("Email").fill(owner.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"**{address}")
        if fragment:
            page.goto(address + fragment)
            page.reload()
        return page

    return signed_in


def moved(report: Report, **moves):
    """What Python makes of the same moves."""
    what_if = what_if_of(built_in_framework(), Release.from_json(report.release))
    return verdict_if(what_if, Moves(**moves)).verdict


def headline(page: Page):
    return page.locator("[data-headline]")


def slider(page: Page, code: str):
    return page.locator(f"[data-capability={code}]")


def test_it_begins_with_the_released_verdict(report, visit):
    page = visit(report.round, viewport=LAPTOP)
    expect(page.locator("[data-compared]")).to_have_text(
        "Nothing is moved: this is the verdict as measured."
    )
    expect(page.locator("[data-reasons] li")).to_have_count(
        len(Release.from_json(report.release).verdict.reasons)
    )
    expect(page.get_by_role("button", name="Back to the measured values")).to_be_disabled()
    assert "#" not in page.url


def test_everything_moved_up_says_to_proceed_and_back_again(report, visit):
    page = visit(report.round, viewport=LAPTOP)
    measured = headline(page).text_content()
    for each in page.locator("[data-capability]").all():
        each.fill("5")
    for gate in page.locator("[data-gate]").all():
        gate.select_option(index=gate.locator("option").count() - 1)
    if page.locator("[data-gap]").count():
        page.locator("[data-gap]").check()
    expect(headline(page)).to_have_text("Go ahead: the foundations for CRM are in place.")
    expect(page.locator("[data-reasons] li")).to_have_text(["Nothing stands in the way."])
    expect(page.locator("[data-dimension=S]")).to_have_text("5.0")
    page.get_by_role("button", name="Back to the measured values").click()
    expect(headline(page)).to_have_text(measured)
    expect(page.locator("[data-changes]")).to_be_hidden()
    assert "#" not in page.url


def test_a_step_by_keyboard_moves_a_tenth_and_is_said_in_words(report, visit):
    page = visit(report.round, viewport=PHONE)
    first = slider(page, "S1")
    start = float(first.input_value())
    first.focus()
    page.keyboard.press("ArrowRight")
    assert float(first.input_value()) == pytest.approx(start + 0.1)
    assert first.get_attribute("aria-valuetext").startswith(f"{start + 0.1:.1f} · ")
    expect(page.locator("[data-changes-list] li")).to_have_count(1)
    assert page.url.endswith(f"#if&S1={start + 0.1:.1f}"), "another slider moved by itself"
    assert page.locator("[aria-live=polite] [data-headline]").count() == 1


def test_the_address_holds_the_scenario(report, visit):
    page = visit(report.round, "#if&S1=5.0&S2=5.0&G1=3&stage=0", viewport=LAPTOP)
    assert slider(page, "S1").input_value() == "5"
    expect(page.locator("[data-changes-list] li")).to_have_count(4)
    expected = moved(
        report, capabilities={"S1": 5.0, "S2": 5.0}, gates={"G1": 3.0}, technology_stage=0
    )
    expect(page.locator("[data-reasons] li")).to_have_count(len(expected.reasons))


@pytest.mark.parametrize(
    "fragment",
    [
        "#if&S1=9&S2=-1&S3=1e9&C1=NaN&C2=<img%20src=x>&G1=0.5&G2=%00&stage=17&pilot=2&gap=1",
        "#if&__proto__=5&constructor=3&toString=1",
        "#if&S1=5.9&C1=3.25&Q1=%F0%9F%92%A9",
        "#S1=5&if2",
        "#" + "x" * 5000,
    ],
)
def test_a_hostile_address_moves_nothing(report, visit, fragment):
    page = visit(report.round, fragment, viewport=LAPTOP)
    expect(page.locator("[data-compared]")).to_have_text(
        "Nothing is moved: this is the verdict as measured."
    )
    expect(page.locator("main img")).to_have_count(0)


def test_nothing_is_sent_and_nothing_is_stored(report, visit):
    page = visit(report.round, viewport=LAPTOP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    slider(page, "S1").fill("5")
    page.wait_for_timeout(300)
    # The browser itself may still fetch the icon.
    assert [url for url in asked if not url.endswith("icon.svg")] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_scripts_a_sentence_says_so(report, visit):
    page = visit(report.round, viewport=LAPTOP, java_script_enabled=False)
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.locator("[data-what-if]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_barrier_for_anybody(report, visit, scheme, screen):
    page = visit(report.round, viewport=screen, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    found = Axe().run(page, options=RULES)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
    assert page.evaluate("document.querySelector('.lever-mark').getBoundingClientRect().height") > 0
