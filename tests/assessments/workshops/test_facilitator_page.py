"""The facilitator's page: one filled button, prompts, notes, the countdown, following."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from assessments.enums import AgendaState
from assessments.models import AgendaItem, Session
from assessments.services.workshops.agreeing import agree
from assessments.services.workshops.sessions import end_session, start_session
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


def seen(room, **more) -> dict[str, object]:
    """What a page sends that shows the workshop as it is now."""
    return {"session": room.session.pk, "version": room.now.version} | more


def noted(desk, room, notes, item=ASKED_OF_ALL, **more):
    sent = {"session": room.session.pk, "item": item, "notes": notes} | more
    return desk.post(address(room, "workshop-notes"), sent)


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
    assert noted(desk, room, "Ask Ines <b>").content.decode() == "Saved"
    assert AgendaItem.objects.get(session=room.session, item=ASKED_OF_ALL).notes == "Ask Ines <b>"
    assert "Ask Ines &lt;b&gt;" in page(desk, room)
    too_long = noted(desk, room, "x" * 4001, known="Ask Ines <b>")
    assert (too_long.status_code, "too long" in too_long.content.decode()) == (422, True)
    unknown = noted(desk, room, "x", item="nothing")
    assert (unknown.status_code, "not on the agenda" in unknown.content.decode()) == (422, True)


def test_a_new_line_in_notes_counts_as_one_character(desk, room):
    room.show()
    longest = "x\r\n" * 1999 + "xx"
    assert noted(desk, room, longest).status_code == 200
    kept = AgendaItem.objects.get(session=room.session, item=ASKED_OF_ALL).notes
    assert (len(kept), "\r" in kept) == (4000, False)
    assert noted(desk, room, "x\r\n", known=longest).status_code == 200
    assert noted(desk, room, "x\r\n" * 2000 + "x", known="x").status_code == 422


def test_notes_of_another_browser_are_not_replaced_unseen(desk, room):
    room.show()
    assert noted(desk, room, "Anna has <b>").status_code == 200
    refused = noted(desk, room, "Ask")
    assert refused.status_code == 409
    assert "Anna has &lt;b&gt;" in refused.content.decode()
    stored = AgendaItem.objects.get(session=room.session, item=ASKED_OF_ALL)
    assert stored.notes == "Anna has <b>"
    # As when the answer was lost, and when it was read.
    for notes, known in (("Anna has <b> it", ""), ("Anna has <b> it", ""), ("Ask", stored.notes)):
        assert noted(desk, room, notes, known=known + " it" * bool(known)).status_code == 200


def test_notes_are_found_again_in_the_next_workshop_of_a_round(desk, room):
    room.show()
    noted(desk, room, "Ask Ines")
    room.step(end_session)
    assert noted(desk, room, "Too late", known="Ask Ines").status_code == 422
    second = start_session(round=room.round, facilitator=room.facilitator)
    assert second.agenda.get(item=ASKED_OF_ALL).notes == "Ask Ines"
    assert noted(desk, room, "Too late", known="Ask Ines").status_code == 422
    practice = start_session(round=room.round, facilitator=None, is_rehearsal=True)
    assert set(practice.agenda.values_list("notes", flat=True)) == {""}


def test_a_page_of_the_workshop_before_moves_nothing(desk, room):
    old = seen(room, item=ASKED_OF_ALL)
    room.step(end_session)
    second = start_session(round=room.round, facilitator=room.facilitator)
    Session.objects.filter(pk=second.pk).update(version=old["version"])
    desk.post(address(room, "workshop-step", "show"), old)
    second.refresh_from_db()
    assert second.item == ""
    counters = desk.get(address(room, "workshop-counters"), old)
    assert "HX-Trigger" in counters.headers
    desk.post(address(room, "workshop-step", "show"), old | {"session": second.pk})
    second.refresh_from_db()
    assert second.item == ASKED_OF_ALL


def test_who_is_signed_out_comes_back_to_the_page_and_not_to_a_step(desk, room):
    room.show()
    desk.logout()
    here = address(room)
    steps = (("workshop-step", "close"), ("workshop-notes",))
    for step in steps:
        answer = desk.post(address(room, *step), headers={"referer": f"http://testserver{here}"})
        assert answer.url == f"/sign-in/?next={here}"
        for elsewhere in ("", "https://evil.example/w/", "//evil.example"):
            answer = desk.post(address(room, *step), headers={"referer": elsewhere})
            assert answer.url == "/sign-in/?next=/"
    part = desk.get(address(room, "workshop-counters"), headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Refresh"]) == (401, "true")


def test_countdown_is_remembered_from_question_to_question(desk, room):
    step = seen(room, item=ASKED_OF_ALL, countdown="60")
    desk.post(address(room, "workshop-step", "show"), step)
    assert room.now.deadline is not None
    vote_all(room, it="2", executives="4")
    room.reveal()
    assert '<option value="60" selected>' in page(desk, room)

    step = seen(room, countdown="999999")
    desk.post(address(room, "workshop-step", "again"), step)
    assert room.now.deadline is None


def test_counters_tell_the_page_when_the_workshop_has_moved_on(desk, room):
    counters = address(room, "workshop-counters")
    same = desk.get(counters, seen(room))
    assert "HX-Trigger" not in same.headers
    moved = desk.get(counters, seen(room, version=room.now.version - 1))
    assert (moved.status_code, moved.headers["HX-Trigger"]) == (204, '{"workshop-moved": {}}')
    Session.objects.update(stage="ended")
    assert desk.get(counters, seen(room)).headers["HX-Refresh"] == "true"


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
    sent = seen(room, item=item)
    for step in ("show", "park", "skip"):
        assert desk.post(address(room, "workshop-step", step), sent).status_code == 302
    answer = noted(desk, room, "Ask again.", item=item)
    assert answer.content.decode() == "This question is not on the agenda."
    assert room.now.version == before


def test_a_planned_end_that_is_no_time_is_said_and_starts_nothing(desk, room):
    room.step(end_session)
    answer = desk.post(address(room), {"ends_at": "after lunch"})
    assert answer.status_code == 200
    assert "Enter a valid time." in answer.content.decode()
    assert Session.objects.count() == 1


def test_step_leads_to_what_is_on_the_screens_and_a_refused_one_to_its_message(desk, room):
    step = seen(room, item=ASKED_OF_ALL, countdown="60")
    taken = desk.post(address(room, "workshop-step", "show"), step)
    assert taken.url == address(room, "workshop") + "#now"
    late = desk.post(address(room, "workshop-step", "show"), step)
    assert late.url == address(room, "workshop")
    shown = page(desk, room)
    assert 'id="now" tabindex="-1"' in shown
    assert "seconds left" in shown


def test_what_was_put_aside_says_how_and_an_empty_agenda_says_so(desk, room):
    step = seen(room, item=ASKED_OF_ALL)
    desk.post(address(room, "workshop-step", "park"), step)
    shown = page(desk, room)
    assert '<span class="soft">Parked</span>' in shown
    assert "Every question was discussed" not in shown
    AgendaItem.objects.filter(session=room.session).update(state=AgendaState.SKIPPED)
    shown = page(desk, room)
    assert '<span class="soft">Skipped</span>' in shown
    assert "Every question was discussed" in shown
