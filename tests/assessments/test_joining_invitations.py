"""Accepting a personal link."""

import pytest
from django.urls import reverse

from assessments.enums import ParticipantState, RoundState
from assessments.models import Draft, Participant
from assessments.services.joining import PlaceTakenError, accept_invitation, new_token
from tests.assessments.phone import Phone
from tests.factories import ParticipantFactory, open_round_with_groups

pytestmark = pytest.mark.django_db

LINK = "a-personal-link"
PATH = f"/i/{LINK}/"


@pytest.fixture
def invited():
    _, groups = open_round_with_groups(code="ABC234")
    return ParticipantFactory(
        group=groups["executives"], token=LINK, state=ParticipantState.INVITED
    )


def accept(phone: Phone, participant: Participant):
    phone.round_id = participant.round_id
    return phone.send(PATH, phone.client.get(PATH))


def test_page_shows_promise_and_group_and_uses_nothing_up(client, invited):
    for _ in range(2):
        html = client.get(PATH).content.decode()
        assert invited.round.promise_text in html
        assert "Executives" in html
        assert 'name="group"' not in html
    invited.refresh_from_db()
    assert invited.state == ParticipantState.INVITED
    assert Draft.objects.count() == 0


def test_accepting_gives_the_place_to_this_browser(invited):
    phone = Phone()
    response = accept(phone, invited)
    assert response["Location"] == f"/answer/{invited.round_id}/S1/"
    assert phone.participant == invited
    assert phone.participant.state == ParticipantState.JOINED
    assert phone.draft.answers == {}
    assert Participant.objects.count() == 1


def test_link_resumes_the_same_draft_in_its_own_browser(invited):
    phone = Phone()
    accept(phone, invited)
    phone.tap("S1a", 4, 1)
    response = phone.client.get(PATH)
    assert response["Location"] == f"/answer/{invited.round_id}/"
    assert phone.draft.answers == {"S1a": 4}


def test_press_repeated_by_accident_keeps_the_place(invited):
    phone = Phone()
    phone.round_id = invited.round_id
    shown = phone.client.get(PATH)
    first = phone.send(PATH, shown)
    for name in ("seat", "joined"):  # the browser dropped the first answer with its cookies
        del phone.client.cookies[name]
    second = phone.send(PATH, shown)
    assert first["Location"] == second["Location"]
    assert phone.participant == invited


def test_accepted_link_shows_nothing_to_whoever_sent_it(client, invited):
    phone = Phone()
    accept(phone, invited)
    response = client.get(PATH)
    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()
    client.cookies["seat"] = LINK
    assert client.get(f"/answer/{invited.round_id}/").status_code == 403


def test_accepting_twice_from_two_browsers_gives_one_place(invited):
    accept_invitation(round=invited.round, link=LINK, token=new_token())
    with pytest.raises(PlaceTakenError):
        accept_invitation(round=invited.round, link=LINK, token=new_token())
    assert Draft.objects.count() == 1


def test_invitation_not_accepted_opens_no_answers(client, invited):
    client.cookies["seat"] = LINK
    assert client.get(f"/answer/{invited.round_id}/").status_code == 403


@pytest.mark.parametrize("link", ["forged", "x" * 3000, "%00", "é", "a-personal-link2"])
def test_forged_link_is_not_found(client, invited, link):
    response = client.get(f"/i/{link}/")
    assert response.status_code == 404
    assert "participant" in response.content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [(RoundState.DRAFT, "Not open yet"), (RoundState.CLOSED, "This round is closed")],
)
def test_round_that_is_not_open_says_so(client, invited, state, words):
    invited.round.state = state
    invited.round.save()
    assert words in client.get(PATH).content.decode()


def test_round_closed_while_the_page_was_open_uses_nothing_up(invited):
    phone = Phone()
    shown = phone.client.get(PATH)
    invited.round.state = RoundState.CLOSED
    invited.round.save()
    assert phone.send(PATH, shown).status_code == 423
    invited.refresh_from_db()
    assert invited.state == ParticipantState.INVITED


def test_place_of_an_invitation_is_its_own_group_whatever_is_sent(invited):
    phone = Phone()
    phone.round_id = invited.round_id
    phone.send(PATH, phone.client.get(PATH), group="it")
    assert phone.participant.group.code == "executives"


def test_address_is_what_the_plan_says(invited):
    assert reverse("assessments:invitation", args=[LINK]) == PATH
