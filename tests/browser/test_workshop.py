"""A workshop in real browsers: a facilitator, a wall and twelve phones on a bad network."""

import json
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from assessments.enums import AgendaState, SessionStage, VotePhase
from assessments.models import AgendaItem, AgreedLevel, Session, Vote
from assessments.services.workshops import steps
from assessments.services.workshops.sessions import start_session
from assessments.services.workshops.steps import show_item
from tests.assessments.workshops.room import ASKED_OF_ALL, ASKED_OF_THREE
from tests.browser.live_room import (
    TOLD_PHONES,
    TOLD_WALL,
    Ear,
    Phone,
    address,
    come_in,
    leaks,
    open_wall,
    press,
    shown,
    violations,
)
from tests.factories import BallotFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A phone that is not heard of for ten seconds counts as gone.
GONE_MS = 16_000
SEATED = ("business",) * 5 + ("it",) * 5 + ("executives", "frontline")
VOTES = (2, 2, 3, 4, 4, 1, 1, 2, 2, 2, 5, 5)
ITEM = ASKED_OF_ALL
KEPT = "No network. Your vote is kept and sent later."


def counts(wall: Page, wait_ms: float = 6_000, **expected: int) -> None:
    for name, number in expected.items():
        expect(wall.locator(f"#{name}")).to_have_text(str(number), timeout=wait_ms)


def vote_all(phones: list[Phone], values: tuple[int, ...], without: tuple[Phone, ...]) -> None:
    """Vote on all phones with a network, and wait until each says that its vote is stored."""
    for phone, value in zip(phones, values, strict=True):
        if phone not in without:
            phone.vote(ITEM, value)
            phone.says("Saved")


def test_room_of_twelve_phones_on_a_bad_network(desk, room, chromium, live_server, monkeypatch):
    # Longer than in a real room: here one machine is the server, the wall and all phones.
    monkeypatch.setattr(steps, "LATE_VOTES", timedelta(seconds=15))
    round, groups = room
    for _each in range(8):
        BallotFactory(group=groups["business"])
    faults: list[str] = []

    desk.goto(address("workshop", round))
    faults += violations(desk)
    press(desk, "Start the workshop")
    wall = open_wall(desk, round)
    heard = Ear(wall)
    wall.reload()
    expect(wall.locator(".code")).to_have_text("K7M4 QX29")
    phones = [come_in(chromium, live_server.url, round, groups[code]) for code in SEATED]
    counts(wall, joined=12, connected=12)
    faults += violations(wall) + violations(phones[0].page) + violations(desk)

    # The first vote: one phone has no network when it votes, another one sleeps.
    desk.reload()
    desk.locator("summary", has_text="questions to come").click()
    desk.get_by_label("Search").fill("customer's interest clashes")
    assert desk.locator("[data-fold] li:visible").count() == 1
    press(desk, "Open")
    for phone in phones:
        expect(phone.page.locator(f"[name=item-{ITEM}]").first).to_be_attached()
    cut_off, sleeper, reloader = phones[0], phones[5], phones[6]
    faults += violations(wall) + violations(phones[1].page)
    cut_off.offline(True)
    cut_off.vote(ITEM, VOTES[0])
    cut_off.says(KEPT)
    sleeper.ear.listen()
    sleeper.fall_asleep()
    vote_all(phones, VOTES, without=(cut_off, sleeper))
    counts(wall, joined=12, stored=10)
    counts(wall, connected=10, wait_ms=GONE_MS)
    cut_off.offline(False)
    cut_off.says("Saved")
    counts(wall, joined=12, connected=11, stored=11)
    reloader.ear.listen()
    reloader.page.reload()
    expect(reloader.page.locator("input:checked")).to_have_value(str(VOTES[6]))
    reloader.says("Saved")
    counts(wall, joined=12, connected=11, stored=11)

    press(desk, "Show the answers")
    expect(wall.locator(".answers")).to_be_visible()
    sleeper.wake_up()
    for phone in phones:
        expect(phone.page.locator(".answers")).to_be_visible()
    counts(wall, joined=12, connected=12, stored=11)
    expect(desk.locator(".answers")).to_be_visible()
    faults += violations(wall) + violations(phones[1].page) + violations(desk)

    # The second vote: both phones without network are waited for; one of them is in time.
    press(desk, "Vote again")
    in_time, late = phones[1], phones[2]
    for phone in phones:
        expect(phone.page.locator(".again")).to_be_visible()
    for phone in (in_time, late):
        phone.offline(True)
        phone.vote(ITEM, 3)
        phone.says(KEPT)
    vote_all(phones, (3,) * 12, without=(in_time, late))
    counts(wall, joined=12, stored=10)
    press(desk, "Show the answers")
    expect(wall.locator("#waiting")).to_have_text("Last seconds: 2 phones have not voted yet.")
    in_time.offline(False)
    in_time.says("Saved")
    expect(wall.locator("#waiting")).to_have_text("Last seconds: 1 phone has not voted yet.")
    expect(wall.locator(".votes li")).to_have_text(["First vote", "Second vote"], timeout=18_000)
    late.offline(False)
    expect(late.page.locator("#notes")).to_contain_text("so it does not count")
    counts(wall, joined=12, connected=12, stored=11)
    assert Vote.objects.filter(phase=VotePhase.BLIND).count() == 11
    assert Vote.objects.filter(phase=VotePhase.SECOND).count() == 11

    # Agreed; the wall and the facilitator's browser are loaded anew and know all of it.
    expect(desk.get_by_label("Reason")).to_be_visible()
    desk.locator("label.level").nth(2).click()
    desk.get_by_label("Reason").fill("We found the minutes of two boards.")
    desk.get_by_label("How many disagree").fill("2")
    press(desk, "Record the agreed level")
    heard.listen()
    wall.reload()
    expect(wall.locator(".agreed")).to_contain_text("We found the minutes of two boards.")
    expect(wall.locator(".agreed")).to_contain_text("2 people see it differently.")
    desk.reload()
    expect(desk.locator(".panel .btn-primary")).to_have_text("Open this question")
    faults += violations(wall) + violations(desk)

    names = {code: group.label for code, group in groups.items()}
    hidden, small = {names["executives"], names["frontline"]}, {names["it"]}
    for known, ear in [(TOLD_WALL, heard), *((TOLD_PHONES, phone.ear) for phone in phones)]:
        screens = [screen_in(said, known) for said in ear.listen()]
        assert sum("<table" in screen for screen in screens) > 1
        assert [leak for screen in screens for leak in leaks(screen, hidden, small)] == []

    desk.locator("summary", has_text="End the workshop").click()
    press(desk, "End it now")
    expect(wall.locator("#ended")).to_be_visible()
    for phone in phones[:3]:
        expect(phone.page.locator("h1")).to_have_text("The workshop has ended")
    faults += violations(phones[0].page)
    assert faults == []


def screen_in(said: str, known: set[str]) -> str:
    """Return the HTML in what a server said; an answer with anything unknown in it fails."""
    if not said.startswith("{"):
        return said if said.startswith("<") else ""
    told = json.loads(said)
    assert set(told) <= known or set(told) == {"status", "value", "sequence", "sealed"}
    return told.get("screen", "")


def test_what_looks_for_leaks_finds_them():
    table = """<table><thead><tr><td></td><th><span>IT</span> Too few answers to show</th></tr>
        </thead><tbody><tr><th>We ask 2 people.</th><td>{}</td></tr></tbody></table>"""
    bar = "<svg><rect width='40'></rect></svg>"

    assert leaks(table.format(""), {"IT"}, set()) == []
    assert leaks(table.format(bar), {"IT"}, set()) == ["IT is hidden"]
    assert leaks(table.format(bar), set(), {"IT"}) == ["IT is small"]
    assert leaks(table.format("3 of 4"), set(), set()) == ["IT: a number"]
    assert leaks(table.replace("Too few answers to show", "").format(""), {"IT"}, set())


def test_page_follows_another_browser_and_keeps_what_is_half_typed(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    other = desk.context.new_page()
    other.goto(address("workshop", round))
    desk.locator("summary", has_text="Record what the room agrees on").click()
    desk.locator("label.level").nth(1).click()
    desk.get_by_label("Reason").press_sequentially("Half a sen")

    press(other, "Vote again")
    expect(desk.locator(".over").first).to_have_text("Second vote")
    press(other, "Show the answers")
    expect(desk.get_by_label("Reason")).to_have_value("Half a sen")
    expect(desk.locator("#followed")).to_be_empty()
    desk.get_by_label("Reason").press("End")
    desk.keyboard.type("tence")
    expect(desk.locator("label.level input:checked")).to_have_value("2")
    press(other, "Park it")
    expect(desk.locator("#followed")).to_contain_text("kept in this tab")
    for page in (other, desk):
        expect(page.locator("#now")).to_have_text("People join")
    step = AgendaItem.objects.get(session=session, item=ITEM)
    assert step.state == AgendaState.PARKED

    press(other, "Open")
    expect(desk.get_by_label("Reason")).to_have_value("Half a sentence")
    press(desk, "Record the agreed level")
    for page in (other, desk):
        expect(page.locator(".agreed")).to_contain_text("Half a sentence")
    desk.wait_for_load_state("load")
    kept = desk.evaluate("Object.keys(sessionStorage)")
    assert [key for key in kept if key.startswith("agree:")] == []
    assert AgreedLevel.objects.get().level == 2


def test_page_that_shows_the_newest_step_leaves_its_buttons_in_place(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    desk.get_by_role("button", name="Vote again").evaluate("button => (window.button = button)")
    with desk.expect_response("**/workshop/"):
        desk.evaluate("document.body.dispatchEvent(new Event('workshop-moved'))")
    desk.wait_for_timeout(100)
    assert desk.evaluate("window.button.isConnected")

    steps.vote_again(session_id=session.pk, version=session.version)
    expect(desk.get_by_role("button", name="Show the answers")).to_be_visible()
    assert not desk.evaluate("window.button.isConnected")


def test_step_pressed_without_a_network_is_not_done_and_says_so(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    desk.context.set_offline(True)
    press(desk, "Vote again")
    expect(desk.locator("#offline")).to_contain_text("What you pressed was not done.")
    expect(desk.locator("#offline")).to_be_in_viewport()
    desk.context.set_offline(False)
    expect(desk.locator("#offline")).to_be_hidden(timeout=10_000)
    session.refresh_from_db()
    assert session.stage == SessionStage.REVEALED
    press(desk, "Vote again")
    expect(desk.get_by_role("button", name="Show the answers")).to_be_visible()


# As when the page follows another browser at the very moment of a press.
FOLLOW_FIRST = """() => {
    const ask = window.fetch;
    window.fetch = (...all) => {
        const shown = document.getElementById("workshop");
        shown.replaceWith(shown.cloneNode(true));
        return ask(...all);
    };
}"""


def test_step_pressed_while_the_page_follows_is_not_lost(desk, room, facilitator):
    round, _groups = room
    shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    desk.evaluate(FOLLOW_FIRST)
    press(desk, "Vote again")
    expect(desk.get_by_role("button", name="Show the answers")).to_be_visible()


def test_phone_works_with_the_keyboard_and_leaves_the_focus_alone(
    desk, room, facilitator, chromium, live_server
):
    round, groups = room
    session = start_session(round=round, facilitator=facilitator)
    show_item(session_id=session.pk, version=session.version, item=ITEM)
    phone = come_in(chromium, live_server.url, round, groups["frontline"])
    page = phone.page
    page.locator(f"[name=item-{ITEM}]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    phone.says("Saved")
    assert Vote.objects.get().value == "2"
    page.wait_for_timeout(2500)
    assert page.evaluate("document.activeElement.value") == "2"

    second = page.context.new_page()
    second.goto(page.url)
    expect(second.locator("input:checked")).to_have_value("2")
    second.locator(f"label:has([name=item-{ITEM}][value='4'])").click()
    expect(second.locator("#state")).to_have_text("Saved")
    expect(page.locator("input:checked")).to_have_value("4")

    session.refresh_from_db()
    show_item(session_id=session.pk, version=session.version, item=ASKED_OF_THREE)
    expect(page.locator("h1")).to_have_text("This one is for others")
    expect(page.locator("#said")).to_have_text("Your group is not asked this question.")
    assert page.evaluate("document.activeElement.id") == "screen"
    expect(page.locator("#state")).to_have_text("")
    assert violations(page) == []

    page.goto(page.url.removesuffix("live/"))
    expect(page.get_by_text("A workshop is going on.")).to_be_visible()
    assert violations(page) == []
    told = page.get_by_text("A workshop is going on.")
    Session.objects.update(stage=SessionStage.ENDED)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(told).to_be_hidden()
    Session.objects.update(stage=SessionStage.VOTING)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(told).to_be_visible()
    page.get_by_role("link", name="Go to the workshop").click()
    expect(page.locator("h1")).to_have_text("This one is for others")


def test_answers_have_no_columns_on_a_phone_held_sideways(
    desk, room, facilitator, chromium, live_server
):
    round, groups = room
    shown(start_session(round=round, facilitator=facilitator), ITEM)
    phone = come_in(chromium, live_server.url, round, groups["frontline"])
    phone.page.set_viewport_size({"width": 844, "height": 390})
    near = phone.page.get_by_text("about here").first
    expect(near).to_be_visible()
    assert near.evaluate("mark => getComputedStyle(mark.closest('tr')).display") == "block"


def test_keyboard_of_the_facilitator_is_always_at_the_next_step(desk, room, chromium, live_server):
    round, groups = room
    desk.goto(address("workshop", round))
    for step in ("Start the workshop", "Open this question", "Show the answers"):
        desk.get_by_role("button", name=step, exact=True).first.press("Enter")
        expect(desk.locator("#now")).to_be_focused()
        if step == "Open this question":
            come_in(chromium, live_server.url, round, groups["frontline"])
            expect(desk.locator("#counters dd").last).to_have_text("1")
    # The answers come by themselves, after a few seconds for the phone that has not voted.
    expect(desk.locator(".answers")).to_be_visible(timeout=15_000)
    expect(desk.locator("#now")).to_be_focused()
    expect(desk.locator("#said")).to_have_text("Answers shown")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Vote again")).to_be_focused()
