"""The pages for paper: sheets that are shown once, and a form that moves on."""

import pytest
from django.urls import reverse

from assessments.enums import PlaceKind
from assessments.models import SessionSeat, Vote
from assessments.services.rounds import close_round
from assessments.services.workshops.paper_ballots import lay_out_ballots
from assessments.services.workshops.sessions import end_session, start_session
from tests.assessments.test_clients import words
from tests.assessments.workshops.room import ASKED_OF_ALL, HEADCOUNTS, Room
from tests.factories import WorkspaceFactory, open_round_with_groups
from tests.persons import persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons():
    return persons_of(WorkspaceFactory(slug="north-star"))


@pytest.fixture
def room(persons):
    round, groups = open_round_with_groups(
        HEADCOUNTS, assessment__client__workspace=persons.workspace
    )
    facilitator = persons.workspace.memberships.first().user
    return Room(round, groups, facilitator, start_session(round=round, facilitator=facilitator))


def ballots(room):
    return reverse("assessments:workshop-ballots", args=["north-star", room.round.pk])


def typing(room):
    parts = ["north-star", room.round.pk, room.session.pk]
    return reverse("assessments:workshop-typing", args=parts)


def sheet(room, group="it"):
    (seat,) = lay_out_ballots(session_id=room.session.pk, numbers={room.groups[group]: 1})
    return seat.code


def test_each_seat_gets_a_sheet_with_a_code_that_opens_it(persons, room):
    wanted = {"sheets-it": "2", "sheets-frontline": "1", "questions": "3", "without_code": "1"}
    page = persons.owner.post(ballots(room), wanted)
    sheets = page.context["sheets"]
    assert [bool(each.code) for each in sheets] == [True, True, True, False]
    assert {len(each.questions) for each in sheets} == {3}
    assert SessionSeat.objects.filter(kind=PlaceKind.PAPER).count() == 3
    code = sheets[0].code
    assert f"{code[:4]}-{code[4:]}" in words(page)
    vote = {"code": code, "item": ASKED_OF_ALL, "phase": "1", "value": "4"}
    assert "Stored." in words(persons.owner.post(typing(room), vote))
    assert Vote.objects.get().group.code in {"it", "frontline"}


def test_sheets_speak_the_clients_language(persons, room):
    client = room.round.assessment.client
    client.language = "de"
    client.save()
    page = persons.owner.post(ballots(room), {"sheets-it": "1", "questions": "2"})
    assert "Trifft nicht zu" in words(page) or "Weiß ich nicht" in words(page)


@pytest.mark.parametrize(
    "wanted",
    [
        {"questions": "3"},
        {"sheets-it": "0", "questions": "3"},
        {"sheets-it": "-1", "questions": "3"},
        {"sheets-it": "101", "questions": "3"},
        {"sheets-it": "x", "questions": "3"},
        {"sheets-it": "1", "questions": "0"},
    ],
)
def test_what_cannot_be_printed_makes_no_seats(persons, room, wanted):
    assert "sheets" not in persons.owner.post(ballots(room), wanted).context
    assert not SessionSeat.objects.exists()


def test_without_a_workshop_there_are_no_ballots(persons, room):
    room.step(end_session)
    assert persons.owner.get(ballots(room)).status_code == 302


def test_the_form_keeps_the_code_and_moves_on_to_the_next_question(persons, room):
    code, codes = sheet(room), list(room.now.agenda.values_list("item", flat=True))
    vote = {"code": code, "item": codes[0], "phase": "1", "value": "dk"}
    page = persons.owner.post(typing(room), vote)
    assert page.context["form"].initial == {"code": code, "phase": 1, "item": codes[1]}
    assert "autofocus" in page.context["form"].fields["value"].widget.attrs


def test_what_is_refused_stays_in_the_form_with_a_reason(persons, room):
    vote = {"code": "ABCDEFGH", "item": ASKED_OF_ALL, "phase": "1", "value": "4"}
    page = persons.owner.post(typing(room), vote)
    assert "Compare it with the sheet" in words(page)
    assert page.context["form"]["value"].value() == "4"


def test_the_facilitator_is_told_that_nothing_shown_changes(persons, room):
    code = sheet(room)
    room.show()
    room.reveal()
    vote = {"code": code, "item": ASKED_OF_ALL, "phase": "1", "value": "4"}
    assert "They stay as they were shown." in words(persons.owner.post(typing(room), vote))


def test_a_slip_is_taken_back_without_choosing_an_answer(persons, room):
    code = sheet(room)
    vote = {"code": code, "item": ASKED_OF_ALL, "phase": "1"}
    persons.owner.post(typing(room), vote | {"value": "4"})
    page = persons.owner.post(typing(room), vote | {"take_back": "1"})
    assert "Taken back." in words(page)
    assert not Vote.objects.exists()


def test_after_the_workshop_typing_goes_on_until_the_round_closes(persons, room):
    code = sheet(room)
    room.step(end_session)
    start = reverse("assessments:workshop", args=["north-star", room.round.pk])
    assert typing(room) in words(persons.owner.get(start))
    vote = {"code": code, "item": ASKED_OF_ALL, "phase": "1", "value": "4"}
    assert "Stored." in words(persons.owner.post(typing(room), vote))
    close_round(round=room.round)
    assert "codes of this workshop were deleted" in words(persons.owner.get(typing(room)))


def test_viewers_and_strangers_have_no_business_with_paper(persons, room):
    for address in (ballots(room), typing(room)):
        assert persons.viewer.get(address).status_code in {403, 404}
        assert persons.stranger.get(address).status_code in {302, 404}
