"""A facilitator's notes in real browsers: what was typed is stored, whatever happens meanwhile."""

import pytest
from playwright.sync_api import expect

from assessments.models import AgendaItem
from assessments.services.workshops import steps
from assessments.services.workshops.sessions import start_session
from tests.assessments.workshops.room import ASKED_OF_ALL
from tests.browser.live_room import address, press, shown, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ITEM = ASKED_OF_ALL


def test_notes_are_saved_while_they_are_typed(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    notes = desk.get_by_label("My notes")
    notes.press_sequentially("Ask again")
    expect(desk.locator(".kept")).to_have_text("Saved")
    assert AgendaItem.objects.get(session=session, item=ITEM).notes == "Ask again"
    assert notes.evaluate("field => field === document.activeElement")

    desk.context.set_offline(True)
    desk.keyboard.type(" in March")
    expect(desk.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    desk.context.set_offline(False)
    expect(desk.locator(".kept")).to_have_text("Saved", timeout=10_000)
    assert AgendaItem.objects.get(session=session, item=ITEM).notes == "Ask again in March"


def test_what_is_typed_while_notes_are_on_their_way_is_not_called_saved(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    notes = desk.get_by_label("My notes")

    def answer_late(route):
        answer = route.fetch()
        desk.route("**/workshop/notes/", lambda later: later.abort())
        notes.press_sequentially(" again")
        route.fulfill(response=answer)

    desk.route("**/workshop/notes/", answer_late, times=1)
    notes.press_sequentially("Ask")
    expect(desk.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    assert AgendaItem.objects.get(session=session, item=ITEM).notes == "Ask"
    desk.reload()
    expect(notes).to_have_value("Ask again")


def test_notes_just_typed_are_stored_before_the_next_step(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    desk.get_by_label("My notes").press_sequentially("Ask again")
    press(desk, "Park it")
    expect(desk.locator("#now")).to_have_text("People join")
    assert AgendaItem.objects.get(session=session, item=ITEM).notes == "Ask again"


def test_notes_that_were_not_sent_are_sent_when_the_page_has_followed(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    desk.route("**/workshop/notes/", lambda route: route.abort())
    desk.get_by_label("My notes").press_sequentially("Ask again")
    expect(desk.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    steps.vote_again(session_id=session.pk, version=session.version)
    expect(desk.locator(".over").first).to_have_text("Second vote")
    desk.unroute("**/workshop/notes/")
    expect(desk.locator(".kept")).to_have_text("Saved", timeout=10_000)
    assert AgendaItem.objects.get(session=session, item=ITEM).notes == "Ask again"


def stored(session) -> str:
    return AgendaItem.objects.get(session=session, item=ITEM).notes


def test_notes_of_another_browser_are_shown_before_they_are_replaced(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    AgendaItem.objects.filter(session=session, item=ITEM).update(notes="Anna <b>has\nthe minutes")
    notes = desk.get_by_label("My notes")
    notes.press_sequentially("Ask")
    expect(desk.locator(".theirs")).to_have_text("Anna <b>has the minutes")
    assert violations(desk) == []
    assert (stored(session), notes.input_value()) == ("Anna <b>has\nthe minutes", "Ask")

    notes.press_sequentially(" Anna")
    expect(desk.locator(".kept")).to_have_text("Saved")
    assert stored(session) == "Ask Anna"
    notes.fill("Ask\n\nher")
    expect(desk.locator(".kept")).to_have_text("Saved")
    assert stored(session) == "Ask\n\nher"


def test_words_kept_in_a_tab_do_not_replace_what_was_noted_meanwhile(desk, room, facilitator):
    round, _groups = room
    session = shown(start_session(round=round, facilitator=facilitator), ITEM)
    desk.goto(address("workshop", round))
    desk.route("**/workshop/notes/", lambda route: route.abort())
    desk.get_by_label("My notes").press_sequentially("Ask again")
    expect(desk.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    AgendaItem.objects.filter(session=session, item=ITEM).update(notes="Written elsewhere")
    desk.reload()
    desk.unroute("**/workshop/notes/")
    press(desk, "Vote again")
    expect(desk.locator(".over").first).to_have_text("Second vote")
    expect(desk.locator(".theirs")).to_have_text("Written elsewhere")
    press(desk, "Show the answers")
    expect(desk.get_by_label("My notes")).to_have_value("Ask again")
    expect(desk.locator(".theirs")).to_have_text("Written elsewhere")
    assert stored(session) == "Written elsewhere"
