"""A phone in the room: what it says of a vote that was lost, and whose vote counts."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from assessments.models import Draft, Session, Vote
from assessments.services.joining import join_round
from assessments.services.workshops import steps
from assessments.services.workshops.sessions import end_session, start_session
from assessments.views.seats import SEAT
from tests.assessments.workshops.room import ASKED_OF_ALL, ASKED_OF_THREE
from tests.browser.live_room import Phone, come_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ITEM = ASKED_OF_ALL
LOST = "so it does not count"
KEPT = "No network. Your vote is kept and sent later."


@pytest.fixture
def session(room, facilitator) -> Session:
    round, _groups = room
    return start_session(round=round, facilitator=facilitator)


@pytest.fixture
def phone(session, room, chromium: Browser, live_server) -> Iterator[Phone]:
    round, groups = room
    steps.show_item(session_id=session.pk, version=session.version, item=ITEM)
    phone = come_in(chromium, live_server.url, round, groups["business"])
    phone.page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    expect(phone.page.locator(f"[name=item-{ITEM}]").first).to_be_attached()
    yield phone
    phone.context.close()


def move_on(session: Session, item: str) -> None:
    """End the vote, show the answers and open the next question."""
    steps.close_vote(session_id=session.pk, version=now(session).version)
    Session.objects.filter(pk=session.pk).update(deadline=session.started_at)
    steps.settle(now(session))
    steps.show_item(session_id=session.pk, version=now(session).version, item=item)


def now(session: Session) -> Session:
    return Session.objects.get(pk=session.pk)


def lose_a_vote(phone: Phone, session: Session) -> str:
    """Vote without a network while the room moves on; return the question it was about."""
    page = phone.page
    question = page.locator("legend").evaluate("legend => legend.lastChild.textContent")
    page.route("**/live/**", lambda route: route.abort())
    phone.vote(ITEM, 4)
    phone.says(KEPT)
    move_on(session, ASKED_OF_THREE)
    return question


def test_lost_vote_is_still_told_of_beside_the_next_question(phone, session):
    page = phone.page
    question = lose_a_vote(phone, session)
    page.unroute("**/live/**")
    page.route("**/state/", lambda route: route.abort())
    page.evaluate("dispatchEvent(new Event('online'))")
    notes = page.locator("#notes")
    expect(notes).to_contain_text(LOST)
    page.unroute("**/state/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(f"[name=item-{ASKED_OF_THREE}]").first).to_be_attached()
    assert LOST in notes.inner_text()
    assert f"First vote: {question}" in notes.inner_text()
    expect(notes).to_be_in_viewport()
    assert not Vote.objects.exists()

    phone.vote(ASKED_OF_THREE, 2)
    expect(notes).to_be_empty()
    phone.says("Saved")


def test_lost_vote_is_still_told_of_when_the_page_was_loaded_anew(phone, session, facilitator):
    page = phone.page
    lose_a_vote(phone, session)
    page.unroute("**/live/**")
    page.reload()
    expect(page.locator(f"[name=item-{ASKED_OF_THREE}]").first).to_be_attached()
    expect(page.locator("#notes")).to_contain_text(LOST)

    # The next workshop of the round makes the phone load its page anew by itself.
    end_session(session_id=session.pk, version=now(session).version)
    start_session(round=session.round, facilitator=facilitator)
    expect(page.locator("h1")).to_have_text("You are in", timeout=15_000)
    assert LOST in page.locator("#notes").inner_text()
    page.locator("h1").click()
    expect(page.locator("#notes")).to_be_empty()
    page.reload()
    expect(page.locator("h1")).to_have_text("You are in")
    assert page.locator("#notes").inner_text() == ""


def test_vote_that_waits_is_not_sent_for_the_next_person_at_this_device(phone, session, room):
    round, groups = room
    page = phone.page
    page.route("**/live/**", lambda route: route.abort())
    phone.vote(ITEM, 4)
    phone.says(KEPT)
    seats = phone.context.cookies(page.url)
    (mine,) = [cookie for cookie in seats if cookie["name"] == SEAT]
    page.unroute("**/live/**")
    other = join_round(round=round, group=groups["it"])
    phone.context.add_cookies([mine | {"value": other}])
    page.goto(page.url)
    expect(page.locator(f"[name=item-{ITEM}]").first).to_be_attached()
    phone.vote(ITEM, 1)
    phone.says("Saved")
    assert Vote.objects.get().value == "1"

    phone.context.add_cookies([mine])
    page.goto(page.url)
    phone.says("Saved")
    expect(page.locator("input:checked")).to_have_value("4")
    assert set(Vote.objects.values_list("value", "group__code")) == {
        ("1", "it"),
        ("4", "business"),
    }


def test_answer_given_before_does_not_replace_the_vote_of_another_tab(phone):
    phone.vote(ITEM, 4)
    phone.says("Saved")

    def tell_late(route: Route) -> None:
        """Tell what the server knew before the vote, as an answer that was under way does."""
        state = route.fetch().json()
        state["own"] = {"value": "2", "sequence": 0, "stored": False}
        route.fulfill(body=json.dumps(state), content_type="application/json")

    second = phone.context.new_page()
    second.route("**/state/", tell_late)
    with second.expect_response("**/votes/") as response:
        second.goto(phone.page.url)
    assert response.value.status == 200
    assert Vote.objects.get().value == "4"
    expect(second.locator("input:checked")).to_have_value("4")
    second.unroute_all(behavior="wait")


def test_answer_that_still_waits_is_what_the_first_vote_is_filled_in_with(phone):
    page = phone.page
    room = page.url
    Draft.objects.update(answers={ITEM: 2}, sequences={ITEM: 1})
    page.goto(room.replace("live/", "C1/"))
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')) }")
    phone.vote(ITEM, 5)
    phone.says("Waiting for network")
    with page.expect_response("**/votes/") as response:
        page.goto(room)
    assert response.value.request.post_data_json["value"] == "5"
    phone.says("Saved")
    expect(page.locator("input:checked")).to_have_value("5")
    assert Vote.objects.get().value == "5"
    assert Draft.objects.get().answers == {ITEM: 5}
