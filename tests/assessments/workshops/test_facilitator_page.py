"""The facilitator's page: one filled button, prompts, notes, the countdown, following."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from assessments.enums import AgendaState
from assessments.models import AgendaItem, Session
from assessments.services.workshops.agreeing import agree
from assessments.services.workshops.sessions import end_session
from assessments.services.workshops.steps import vote_again
from tests.assessments.workshops.room import ASKED_OF_ALL, open_room
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return open_room(it=6, executives=6)


@pytest.fixture
def desk(room) -> Client:
    member = MembershipFactory(workspace=room.round.workspace, role=Role.CONSULTANT)
    client = Client()
    client.force_login(member.user)
    return client


def address(room, name="workshop", *more) -> str:
    return reverse(f"assessments:{name}", args=[room.round.workspace.slug, room.round.pk, *more])


def page(desk, room) -> str:
    return desk.get(address(room)).content.decode()


def vote_all(room, **values) -> None:
    for group, value in values.items():
        for token in room.tokens[group]:
            room.vote(token, value, sequence=room.now.phase)


def test_one_step_is_offered_at_a_time(desk, room):
    offered = []

    def look():
        markup = page(desk, room)
        assert markup.count("btn-primary") == 1
        offered.append(markup.split("btn-primary")[1].split(">")[1].split("<")[0].strip())

    look()
    room.show()
    look()
    vote_all(room, it="2", executives="4")
    room.reveal()
    look()
    room.step(vote_again)
    look()
    vote_all(room, it="3", executives="3")
    room.reveal()
    look()
    room.step(agree, facilitator=room.facilitator, level=3, reason="Minutes", dissenting=1)
    look()
    assert offered == [
        "Open this question",
        "Show the answers",
        "Vote again",
        "Show the answers",
        "Record the agreed level",
        "Open this question",
    ]


def test_prompts_name_the_next_level_in_the_words_of_the_item(desk, room):
    room.show()
    vote_all(room, it="2", executives="2")
    assert "The next level" not in page(desk, room)
    room.reveal()
    markup = page(desk, room)
    assert "The customer comes first in some cases" in markup.split("The next level")[1][:200]
    assert "A way there:" in markup
    assert "For example:" in markup


def test_notes_are_kept_with_a_word(desk, room):
    room.show()
    answer = desk.post(
        address(room, "workshop-notes"), {"item": ASKED_OF_ALL, "notes": "Ask Ines <b>"}
    )
    assert answer.content.decode() == "Saved"
    assert AgendaItem.objects.get(session=room.session, item=ASKED_OF_ALL).notes == "Ask Ines <b>"
    assert "Ask Ines &lt;b&gt;" in page(desk, room)
    too_long = desk.post(
        address(room, "workshop-notes"), {"item": ASKED_OF_ALL, "notes": "x" * 4001}
    )
    assert "too long" in too_long.content.decode()
    unknown = desk.post(address(room, "workshop-notes"), {"item": "nothing", "notes": "x"})
    assert "not on the agenda" in unknown.content.decode()


def test_countdown_is_remembered_from_question_to_question(desk, room):
    step = {"version": room.now.version, "item": ASKED_OF_ALL, "countdown": "60"}
    desk.post(address(room, "workshop-step", "show"), step)
    assert room.now.deadline is not None
    vote_all(room, it="2", executives="4")
    room.reveal()
    assert '<option value="60" selected>' in page(desk, room)

    step = {"version": room.now.version, "countdown": "999999"}
    desk.post(address(room, "workshop-step", "again"), step)
    assert room.now.deadline is None


def test_counters_tell_the_page_when_the_workshop_has_moved_on(desk, room):
    counters = address(room, "workshop-counters")
    same = desk.get(counters, {"version": room.now.version})
    assert "HX-Trigger" not in same.headers
    moved = desk.get(counters, {"version": room.now.version - 1})
    assert (moved.status_code, moved.headers["HX-Trigger"]) == (204, '{"workshop-moved": {}}')
    Session.objects.update(stage="ended")
    assert desk.get(counters, {"version": 1}).headers["HX-Refresh"] == "true"


def test_agenda_says_why_and_never_who(desk, room):
    AgendaItem.objects.filter(session=room.session, position=0).update(
        reasons=["split", "gate", "unsure"]
    )
    markup = page(desk, room).split('id="following"')[1].split("</section>")[0]
    assert "Answers lie far apart. Close to a limit on which the verdict depends. Many do" in markup
    assert not any(group.label in markup for group in room.groups.values())


def test_pages_for_answering_lead_to_the_workshop_while_it_is_on(room):
    token = room.tokens["it"][0]
    browser = Client()
    browser.cookies["seat"] = token
    is_on = reverse("assessments:live-is-on", args=[room.round.pk])
    for name in ("answer-place", "answer-review"):
        more = ["S1"] if name == "answer-place" else []
        here = reverse(f"assessments:{name}", args=[room.round.pk, *more])
        for now, is_told in (
            ({"stage": "voting"}, True),
            ({"is_rehearsal": True}, False),
            ({"is_rehearsal": False, "stage": "ended"}, False),
            ({"stage": "gathering"}, True),
        ):
            Session.objects.update(**now)
            markup = browser.get(here).content.decode()
            assert ('<p class="workshop-is-on">' in markup) == is_told
            assert browser.get(is_on).json() == {"is_on": is_told}
    assert Client().get(is_on).status_code == 401


@pytest.mark.parametrize("item", ["\x00", "C1a\x00", "no such question"])
def test_a_question_that_is_none_changes_nothing(desk, room, item):
    before = room.now.version
    sent = {"version": before, "item": item}
    for step in ("show", "park", "skip"):
        assert desk.post(address(room, "workshop-step", step), sent).status_code == 302
    answer = desk.post(address(room, "workshop-notes"), {"item": item, "notes": "Ask again."})
    assert answer.content.decode() == "This question is not on the agenda."
    assert room.now.version == before


def test_a_planned_end_that_is_no_time_is_said_and_starts_nothing(desk, room):
    room.step(end_session)
    answer = desk.post(address(room), {"ends_at": "after lunch"})
    assert answer.status_code == 200
    assert "Enter a valid time." in answer.content.decode()
    assert Session.objects.count() == 1


def test_step_leads_to_what_is_on_the_screens_and_a_refused_one_to_its_message(desk, room):
    step = {"version": room.now.version, "item": ASKED_OF_ALL, "countdown": "60"}
    taken = desk.post(address(room, "workshop-step", "show"), step)
    assert taken.url == address(room, "workshop") + "#now"
    late = desk.post(address(room, "workshop-step", "show"), step)
    assert late.url == address(room, "workshop")
    shown = page(desk, room)
    assert 'id="now" tabindex="-1"' in shown
    assert "seconds left" in shown


def test_what_was_put_aside_says_how_and_an_empty_agenda_says_so(desk, room):
    step = {"version": room.now.version, "item": ASKED_OF_ALL}
    desk.post(address(room, "workshop-step", "park"), step)
    shown = page(desk, room)
    assert '<span class="soft">Parked</span>' in shown
    assert "Every question was discussed" not in shown
    AgendaItem.objects.filter(session=room.session).update(state=AgendaState.SKIPPED)
    shown = page(desk, room)
    assert '<span class="soft">Skipped</span>' in shown
    assert "Every question was discussed" in shown
