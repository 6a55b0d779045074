"""A facilitator's notes in real browsers: what was typed is stored, whatever happens meanwhile."""

import pytest
from playwright.sync_api import expect

from assessments.models import AgendaItem
from assessments.services.workshops import steps
from tests.assessments.workshops.room import ASKED_OF_ALL
from tests.browser.live_room import press, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ITEM = ASKED_OF_ALL


def stored(session) -> str:
    return AgendaItem.objects.get(session=session, item=ITEM).notes


def test_notes_are_saved_while_they_are_typed(running, session):
    notes = running.get_by_label("My notes")
    notes.press_sequentially("Ask again")
    expect(running.locator(".kept")).to_have_text("Saved")
    assert stored(session) == "Ask again"
    assert notes.evaluate("field => field === document.activeElement")

    running.context.set_offline(True)
    running.keyboard.type(" in March")
    expect(running.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    running.context.set_offline(False)
    expect(running.locator(".kept")).to_have_text("Saved", timeout=10_000)
    assert stored(session) == "Ask again in March"


def test_what_is_typed_while_notes_are_on_their_way_is_not_called_saved(running, session):
    notes = running.get_by_label("My notes")

    def answer_late(route):
        answer = route.fetch()
        running.route("**/workshop/notes/", lambda later: later.abort())
        notes.press_sequentially(" again")
        route.fulfill(response=answer)

    running.route("**/workshop/notes/", answer_late, times=1)
    notes.press_sequentially("Ask")
    expect(running.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    assert stored(session) == "Ask"
    running.reload()
    expect(notes).to_have_value("Ask again")


def test_notes_just_typed_are_stored_before_the_next_step(running, session):
    running.get_by_label("My notes").press_sequentially("Ask again")
    press(running, "Park it")
    expect(running.locator("#now")).to_have_text("People join")
    assert stored(session) == "Ask again"


def test_notes_that_were_not_sent_are_sent_when_the_page_has_followed(running, session):
    running.route("**/workshop/notes/", lambda route: route.abort())
    running.get_by_label("My notes").press_sequentially("Ask again")
    expect(running.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    steps.vote_again(session_id=session.pk, version=session.version)
    expect(running.locator(".over").first).to_have_text("Second vote")
    running.unroute("**/workshop/notes/")
    expect(running.locator(".kept")).to_have_text("Saved", timeout=10_000)
    assert stored(session) == "Ask again"


def test_notes_of_another_browser_are_shown_before_they_are_replaced(running, session):
    AgendaItem.objects.filter(session=session, item=ITEM).update(notes="Anna <b>has\nthe minutes")
    notes = running.get_by_label("My notes")
    notes.press_sequentially("Ask")
    expect(running.locator(".theirs")).to_have_text("Anna <b>has the minutes")
    assert violations(running) == []
    assert (stored(session), notes.input_value()) == ("Anna <b>has\nthe minutes", "Ask")

    notes.press_sequentially(" Anna")
    expect(running.locator(".kept")).to_have_text("Saved")
    assert stored(session) == "Ask Anna"
    notes.fill("Ask\n\nher")
    expect(running.locator(".kept")).to_have_text("Saved")
    assert stored(session) == "Ask\n\nher"


def test_words_kept_in_a_tab_do_not_replace_what_was_noted_meanwhile(running, session):
    running.route("**/workshop/notes/", lambda route: route.abort())
    running.get_by_label("My notes").press_sequentially("Ask again")
    expect(running.locator(".kept")).to_have_text("Not saved yet. Trying again.")
    AgendaItem.objects.filter(session=session, item=ITEM).update(notes="Written elsewhere")
    running.reload()
    running.unroute("**/workshop/notes/")
    press(running, "Vote again")
    expect(running.locator(".over").first).to_have_text("Second vote")
    expect(running.locator(".theirs")).to_have_text("Written elsewhere")
    press(running, "Show the answers")
    expect(running.get_by_label("My notes")).to_have_value("Ask again")
    expect(running.locator(".theirs")).to_have_text("Written elsewhere")
    assert stored(session) == "Written elsewhere"
