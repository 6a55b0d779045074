"""A facilitator's page when signing in, rights, the network or the server get in the way."""

import re

import pytest
from django.contrib.sessions.models import Session as SignIn
from playwright.sync_api import Page, expect

from accounts.models import Membership
from assessments.enums import VotePhase
from assessments.models import AgendaItem
from assessments.services.workshops import steps
from tests.assessments.workshops.room import ASKED_OF_ALL
from tests.browser.live_room import address, open_wall, press
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ITEM = ASKED_OF_ALL


def sign_in(page: Page, person) -> None:
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_whoever_was_signed_out_goes_on_where_it_happened(running, room, session, facilitator):
    running.get_by_label("My notes").press_sequentially("Ask again")
    SignIn.objects.all().delete()
    running.wait_for_url("**/sign-in/**")
    sign_in(running, facilitator)
    running.wait_for_url(f"**{address('workshop', room[0])}")
    expect(running.get_by_label("My notes")).to_have_value("Ask again")
    expect(running.locator(".kept")).to_have_text("Saved", timeout=10_000)
    assert AgendaItem.objects.get(session=session, item=ITEM).notes == "Ask again"


def test_step_pressed_when_signed_out_is_not_done_and_leads_back(
    running, room, session, facilitator
):
    running.evaluate("document.getElementById('counters').removeAttribute('hx-trigger')")
    running.evaluate("htmx.process(document.getElementById('counters'))")
    SignIn.objects.all().delete()
    press(running, "Vote again")
    running.wait_for_url("**/sign-in/**")
    sign_in(running, facilitator)
    running.wait_for_url(f"**{address('workshop', room[0])}")
    expect(running.get_by_role("button", name="Vote again")).to_be_visible()


def test_another_sign_in_in_another_tab_stops_nothing(running, session):
    other = running.context.new_page()
    running.context.clear_cookies(name="csrftoken")
    other.goto("/")
    assert "csrftoken" in [cookie["name"] for cookie in running.context.cookies()]
    running.get_by_label("My notes").press_sequentially("Ask again")
    expect(running.locator(".kept")).to_have_text("Saved")
    running.get_by_label("My notes").press_sequentially(" in March")
    press(running, "Vote again")
    expect(running.get_by_role("button", name="Show the answers")).to_be_visible()
    assert AgendaItem.objects.get(session=session, item=ITEM).notes == "Ask again in March"


def test_server_that_never_answers_is_told_and_the_step_can_be_pressed_again(running, session):
    running.route("**/counters/**", lambda _route: None)
    press(running, "Vote again")
    expect(running.locator("#not-done")).to_be_visible(timeout=15_000)
    running.unroute("**/counters/**")
    expect(running.locator("#offline")).to_be_hidden(timeout=15_000)
    press(running, "Vote again")
    expect(running.get_by_role("button", name="Show the answers")).to_be_visible()


def test_step_that_got_no_answer_can_be_pressed_again(running, session):
    running.clock.install()
    running.route("**/again/", lambda _route: None, times=1)
    step = running.get_by_role("button", name="Vote again")
    with running.expect_request("**/again/"):
        step.dispatch_event("click")
    running.context.new_cdp_session(running).send("Page.stopLoading")
    with running.expect_request("**/counters/**"):
        running.clock.run_for(11_000)
    step.dispatch_event("click")
    expect(running.get_by_role("button", name="Show the answers")).to_be_visible()


def test_page_follows_when_the_server_is_back_from_a_restart(running, session):
    answered = []

    def restarting(route):
        answered.append(route)
        route.fulfill(status=502, content_type="text/html", body="<h1>502 Bad Gateway</h1>")

    running.route(re.compile("/workshop/$"), restarting, times=2)
    steps.vote_again(session_id=session.pk, version=session.version)
    expect(running.get_by_role("button", name="Show the answers")).to_be_visible(timeout=10_000)
    assert len(answered) == 2


def test_whoever_lost_the_right_to_it_is_told_so_at_the_desk_and_the_wall(running, room):
    wall = open_wall(running, room[0])
    expect(wall.locator("#screen")).to_be_visible()
    Membership.objects.all().delete()
    for page in (running, wall):
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "There is nothing at this address"
        )


def test_wall_of_somebody_signed_out_asks_to_sign_in(desk, room, session):
    wall = open_wall(desk, room[0])
    expect(wall.locator("#screen")).to_be_visible()
    SignIn.objects.all().delete()
    expect(wall.get_by_label("Password")).to_be_visible()
    assert session.phase == VotePhase.BLIND
