"""Answering in a real browser: taps, networks that come and go, windows, keyboards, looks."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assessments.enums import ParticipantState, RoundState
from assessments.models import Ballot, Client, Draft, Participant, Round
from assessments.services.rounds import close_round
from tests.browser.answering import CODE, answers, cut_off, join, saved, tap, turn
from tests.browser.live_room import LAPTOP, PHONE
from tests.factories import (
    ParticipantFactory,
    built_in_framework,
)
from tests.services.stack import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A colour on its way from one to another is no colour to judge.
SETTLED = """Promise.all(document.getAnimations()
    .filter(each => Number.isFinite(each.effect.getComputedTiming().endTime))
    .map(each => each.finished.catch(() => null)))"""
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def test_whole_response_is_saved_tap_by_tap_without_a_word_in_the_console(open_page, live_server):
    page = open_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/join/")
    page.get_by_label("Code").fill("k7m-4qx")
    page.get_by_role("button", name="Go on").click()
    page.locator("label:has([value=business])").click()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/S1/")
    asked.clear()
    given = {}
    for position, capability in enumerate(built_in_framework().capabilities_for("business")):
        expect(page.locator("h1")).to_have_text(capability.title)
        expect(page).to_have_url(re.compile(f"/{capability.code}/$"))
        for item in capability.items:
            if "business" in item.groups and not item.is_text:
                given[item.code] = 1 + position % 5
                tap(page, item.code, given[item.code])
        turn(page, "Next")
    page.wait_for_url("**/review/")
    meanwhile = ("/taps/", "/live/is-on/")
    assert len([url for url in asked if "/answer/" in url and not url.endswith(meanwhile)]) == 1
    expect(page.get_by_text("You have answered every question")).to_be_visible()
    assert answers() == given
    turn(page, "Hand in")
    page.wait_for_url("**/receipt/")
    assert Ballot.objects.get().answers == given
    assert page.evaluate("Object.keys(localStorage)") == []
    assert said == []
    assert {url.split("/")[2] for url in asked} == {live_server.url.split("/")[2]}


def test_one_tap_is_one_small_request(open_page):
    page = join(open_page())
    with page.expect_response("**/taps/") as response:
        tap(page, "S1a", 3)
    assert response.value.status == 201
    assert response.value.request.post_data_json["taps"] == [{"item": "S1a", "value": 3, "seq": 1}]
    saved(page)


def test_quick_taps_travel_together(open_page):
    page = join(open_page())
    sent = []
    page.on("request", lambda request: sent.append(request.post_data))
    page.evaluate(
        """for (const [item, value] of [["S1a", 1], ["S1a", 4], ["S1c", 2]])
             document.querySelector(`[name=item-${item}][value="${value}"]`).click()"""
    )
    saved(page)
    assert len([body for body in sent if body]) == 1
    assert answers() == {"S1a": 4, "S1c": 2}


def test_choosing_does_not_jump(open_page):
    page = join(open_page())
    tap(page, "S1a", 3)
    saved(page)
    expect(page).to_have_url(re.compile("/S1/$"))
    before = page.evaluate("scrollY")
    page.locator("[name=item-S1a][value='2']").evaluate("field => field.click()")
    assert page.evaluate("scrollY") == before


def test_reload_and_return_resume(open_page):
    page = join(open_page())
    turn(page, "Next")
    tap(page, "S2a", 4)
    saved(page)
    page.reload()
    expect(page.locator("[name=item-S2a][value='4']")).to_be_checked()
    page.goto("/join/")
    page.goto(f"/join/{CODE}/")
    page.get_by_role("link", name="Go on").click()
    expect(page).to_have_url(re.compile("/S2/$"))
    expect(page.locator("[name=item-S2a][value='4']")).to_be_checked()


def test_place_is_kept_though_nothing_was_answered(open_page):
    page = join(open_page())
    turn(page, "Next")
    turn(page, "Next")
    page.goto("/join/")
    wait_for(lambda: Draft.objects.get().place == "S3", "the place kept by the server")
    page.goto(f"/answer/{Round.objects.get().pk}/")
    expect(page).to_have_url(re.compile("/S3/$"))


def test_back_and_forth_keeps_answers_focus_and_history(open_page):
    page = join(open_page())
    tap(page, "S1a", 5)
    turn(page, "Next")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title(re.compile("A clear promise to customers"))
    turn(page, "Back")
    expect(page.locator("[name=item-S1a][value='5']")).to_be_checked()
    expect(page.get_by_role("button", name="Back")).to_be_hidden()
    page.go_back()
    expect(page).to_have_url(re.compile("/S2/$"))
    expect(page.locator("h1")).to_have_text("A clear promise to customers")
    page.go_back()
    expect(page.locator("[name=item-S1a][value='5']")).to_be_checked()
    page.go_forward()
    expect(page.locator("h1")).to_have_text("A clear promise to customers")


def test_taps_without_network_are_kept_and_sent_later(open_page):
    page = join(open_page())
    page.context.set_offline(True)
    tap(page, "S1a", 2)
    expect(page.locator("#state")).to_have_text("Waiting for network")
    turn(page, "Next")
    tap(page, "S2a", 3)
    expect(page.locator("#state")).to_have_text("Waiting for network")
    assert answers() == {}
    page.context.set_offline(False)
    saved(page)
    assert answers() == {"S1a": 2, "S2a": 3}


def test_taps_without_network_outlive_the_page(open_page):
    page = join(open_page())
    cut_off(page)
    tap(page, "S1a", 2)
    expect(page.locator("#state")).to_have_text("Waiting for network")
    page.goto("about:blank")
    assert answers() == {}
    page.goto(f"/answer/{Round.objects.get().pk}/S1/")
    expect(page.locator("[name=item-S1a][value='2']")).to_be_checked()
    saved(page)
    page.wait_for_function("!Object.keys(localStorage).some(key => key.includes(':tap:'))")
    assert answers() == {"S1a": 2}


def test_server_that_fails_for_a_moment_loses_nothing(open_page):
    page = join(open_page())
    page.route("**/taps/", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    tap(page, "S1a", 2)
    expect(page.locator("#state")).to_have_text("Waiting for network")
    page.unroute("**/taps/")
    saved(page)
    assert answers() == {"S1a": 2}


def test_wifi_sign_in_page_is_not_taken_for_saved(open_page):
    page = join(open_page())
    page.route("**/taps/", lambda route: route.fulfill(status=200, body="Welcome to our hotel"))
    tap(page, "S1a", 2)
    expect(page.locator("#state")).to_have_text("Waiting for network")
    assert answers() == {}


def test_review_waits_until_everything_is_saved(open_page):
    page = join(open_page())
    page.context.set_offline(True)
    tap(page, "S1a", 2)
    page.get_by_role("link", name="1 of 24").click()
    expect(page.get_by_text("still waiting for the network")).to_be_visible()
    expect(page.locator("h1")).to_have_text("A measurable business problem")
    page.context.set_offline(False)
    saved(page)
    page.get_by_role("link", name="1 of 24").click()
    page.wait_for_url("**/review/")


def test_handing_in_waits_until_everything_is_saved(open_page):
    page = join(open_page())
    page.get_by_role("link", name="1 of 24").click()
    page.wait_for_url("**/review/")
    page.context.set_offline(True)
    record = page.evaluate("JSON.parse(document.getElementById('record').textContent)")
    key = f"answers:{record['round']}:{record['seat']}:tap:S1a"
    page.evaluate(
        "key => localStorage.setItem(key, JSON.stringify({item: 'S1a', value: 5, seq: 40}))", key
    )
    turn(page, "Hand in")
    expect(page.get_by_text("please hand in once they are saved")).to_be_visible()
    page.context.set_offline(False)
    saved(page)
    turn(page, "Hand in")
    page.wait_for_url("**/receipt/")
    assert Ballot.objects.get().answers == {"S1a": 5}


def test_words_are_saved_while_typing_and_when_moving_on(open_page):
    page = join(open_page())
    box = page.get_by_role("textbox")
    box.fill("We answer too late.")
    saved(page)
    assert answers() == {"S1d": "We answer too late."}
    box.fill("We answer far too late.")
    turn(page, "Next")
    saved(page)
    assert answers() == {"S1d": "We answer far too late."}
    turn(page, "Back")
    expect(page.get_by_role("textbox")).to_have_value("We answer far too late.")
    page.get_by_role("textbox").fill("")
    saved(page)
    assert answers() == {}


def test_browser_that_keeps_nothing_still_saves(open_page):
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
    )
    join(page)
    tap(page, "S1a", 2)
    saved(page)
    turn(page, "Next")
    tap(page, "S2a", 2)
    saved(page)
    assert answers() == {"S1a": 2, "S2a": 2}


def test_round_closed_while_answering_is_said_and_cleaned_up(open_page, round):
    page = join(open_page())
    close_round(round=round)
    tap(page, "S1a", 2)
    expect(page.get_by_role("heading", name="This round is closed")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_form_token_lost_keeps_the_answers_and_asks_to_reload(open_page):
    page = join(open_page())
    page.context.clear_cookies(name="csrftoken")
    tap(page, "S1a", 2)
    expect(page.get_by_text("please reload the page")).to_be_visible()
    page.reload()
    saved(page)
    expect(page.locator("[name=item-S1a][value='2']")).to_be_checked()
    page.wait_for_function("!Object.keys(localStorage).some(key => key.includes(':tap:'))")
    assert answers() == {"S1a": 2}


def test_hurried_presses_hand_in_once(open_page):
    page = join(open_page())
    page.get_by_role("link", name="1 of 24").click()
    page.wait_for_url("**/review/")
    page.get_by_role("button", name="Hand in").dblclick()
    page.wait_for_url("**/receipt/")
    expect(page.get_by_text("Handed in on")).to_be_visible()
    assert Ballot.objects.count() == 1


def test_hurried_presses_join_once(open_page):
    page = open_page()
    page.goto(f"/join/{CODE}/")
    page.locator("label:has([value=it])").click()
    page.get_by_role("button", name="Begin").dblclick()
    page.wait_for_url("**/S1/")
    assert Participant.objects.count() == 1


def test_keyboard_alone_is_enough(open_page):
    page = open_page(viewport=LAPTOP)
    page.goto("/join/")
    expect(page.get_by_label("Code")).to_be_focused()
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/join/{CODE}/")
    press_until(page, "Tab", "document.activeElement.name === 'group'")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=group][value=business]")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/S1/")
    press_until(page, "Tab", "document.activeElement.name === 'item-S1a'")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=item-S1a][value='2']")).to_be_checked()
    outline = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert page.evaluate(outline) == "solid"
    press_until(page, "Tab", "document.activeElement.value === 'next'")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_url(re.compile("/S2/$"))
    press_until(page, "Tab", "document.activeElement.name === 'item-S2a'")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/S3/$"))
    press_until(page, "Tab", "document.activeElement.value === 'back'")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/S2/$"))
    saved(page)
    assert answers() == {"S1a": 2, "S2a": 1}


def press_until(page: Page, key: str, condition: str) -> None:
    for _press in range(40):
        if page.evaluate(condition):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} never led to {condition}")


def test_without_javascript(open_page):
    page = join(open_page(java_script_enabled=False))
    tap(page, "S1a", 4)
    turn(page, "Next")
    page.wait_for_url("**/S2/")
    tap(page, "S2a", "dk")
    turn(page, "Back")
    page.wait_for_url("**/S1/")
    expect(page.locator("[name=item-S1a][value='4']")).to_be_checked()
    page.get_by_role("link", name="1 of 24").click()
    page.wait_for_url("**/review/")
    turn(page, "Hand in")
    page.wait_for_url("**/receipt/")
    assert Ballot.objects.get().answers == {"S1a": 4, "S2a": "dk"}


def test_first_paint_is_light(open_page):
    page = open_page()
    join(page)
    bodies: dict[str, bytes] = {}
    page.on("response", lambda response: bodies.update({response.url: response.body()}))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert len(bodies) >= 5
    assert sum(len(gzip.compress(body)) for body in bodies.values()) < 100_000


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_fit_the_screen(open_page, round, viewport, scheme):
    Client.objects.update(is_demo=True)
    group = round.groups.get(code="business")
    ParticipantFactory(group=group, token="a-link", state=ParticipantState.INVITED)
    page = open_page(viewport=viewport, color_scheme=scheme)
    for path in ("/join/", "/join/?code=none", f"/join/{CODE}/", "/i/a-link/", "/i/forged/"):
        page.goto(path)
        check(page)
    page.goto(f"/answer/{round.pk}/")
    check(page)
    join(page)
    tap(page, "S1a", 3)
    tap(page, "S1c", "dk")
    check(page)
    page.goto(page.url.replace("/S1/", "/C4/"))
    check(page)
    page.get_by_role("link", name="10 of 24").click()
    page.wait_for_url("**/review/")
    page.get_by_text("All subjects").click()
    check(page)
    turn(page, "Hand in")
    page.wait_for_url("**/receipt/")
    check(page)
    page.goto(f"/join/{CODE}/")
    check(page)
    Round.objects.update(state=RoundState.CLOSED)
    page.goto(f"/join/{CODE}/")
    check(page)


def test_a_german_browser_is_spoken_to_in_german(open_page, round):
    page = open_page(locale="de-DE")
    page.goto(f"/join/{CODE}/")
    check(page, language="de")
    expect(page.get_by_role("heading", name="Was wir Ihnen versprechen")).to_be_visible()
    expect(page.get_by_text("sieht nur Gruppen von mindestens 5 Personen")).to_be_visible()
    page.locator("label:has([value=business])").click()
    turn(page, "Beginnen")
    page.wait_for_url("**/S1/")
    tap(page, "S1a", 3)
    expect(page.locator("#state")).to_have_text("Gespeichert")
    check(page, language="de")
    turn(page, "Weiter")
    expect(page).to_have_title("Ein klares Versprechen an Kunden · CRM Readiness")
    page.get_by_role("link", name="2 von 24").click()
    page.wait_for_url("**/review/")
    check(page, language="de")
    turn(page, "Abgeben")
    page.wait_for_url("**/receipt/")
    expect(page.get_by_text("Danke. Ihre Antworten sind abgegeben.")).to_be_visible()
    check(page, language="de")
    assert Ballot.objects.get().answers == {"S1a": 3}


def test_the_language_is_changed_without_scripts_and_without_losing_the_place(open_page):
    page = join(open_page(locale="de-DE", java_script_enabled=False), begin="Beginnen")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="A measurable business problem")).to_be_visible()
    assert page.url.endswith("/S1/")
    turn(page, "Next")
    page.wait_for_url("**/S2/")
    expect(page.get_by_role("link", name="Deutsch")).to_be_visible()


def check(page: Page, *, language: str = "en-gb") -> None:
    """Hold a page to axe's rules, the width of the screen and the size of a finger."""
    page.evaluate(SETTLED)
    assert page.locator("html").get_attribute("lang") == language
    violations = Axe().run(page, options=RULES).response["violations"]
    found = [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations]
    assert (page.url, found) == (page.url, [])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """[...document.querySelectorAll("a, button, label:has(input), summary, textarea")]
             .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 48)
             .map(each => each.outerHTML)"""
    )
    assert small == []
