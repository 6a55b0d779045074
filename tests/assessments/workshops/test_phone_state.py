"""What a phone gets when it asks: cheap when nothing is new, whole and consistent otherwise."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Attempt
from assessments.enums import SessionStage, VotePhase
from assessments.join_codes import CODE_ALPHABET
from assessments.models import Session, SessionSeat
from assessments.selectors.workshops.seats import seat_code
from assessments.services.guessing import WRONG
from assessments.services.rounds import close_round
from assessments.services.workshops.sessions import end_session
from assessments.services.workshops.steps import close_vote
from assessments.services.workshops.typed_votes import PaperVote, type_in
from assessments.views.workshops import screens
from tests.assessments.phone import Phone
from tests.assessments.workshops.room import ASKED_OF_ALL, ASKED_OF_THREE, open_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return open_room()


@pytest.fixture
def phone(room):
    phone = Phone().join(room.groups["it"])
    phone.client.get(phone.path("live"))
    return phone


def state(phone, etag=None):
    headers = {"If-None-Match": etag} if etag else {}
    return phone.client.get(phone.path("live-state"), headers=headers)


def vote(phone, room, value, sequence, **other):
    now = room.now
    sent = {"session": str(now.pk), "item": now.item, "phase": now.phase}
    return phone.client.post(
        phone.path("live-vote"),
        json.dumps(sent | {"value": value, "sequence": sequence} | other),
        content_type="application/json",
        headers={"X-CSRFToken": phone.client.cookies["csrftoken"].value},
    )


def test_nothing_new_costs_two_small_reads(room, phone):
    room.show()
    seen = state(phone)
    with CaptureQueriesContext(connection) as queries:
        again = state(phone, seen["ETag"])
    assert again.status_code == 304
    assert again["ETag"] == seen["ETag"]
    assert len(queries) == 2


def test_every_step_and_every_own_vote_is_new(room, phone):
    etags = [state(phone)["ETag"]]
    room.show()
    etags.append(state(phone, etags[-1])["ETag"])
    assert vote(phone, room, "4", 1).status_code == 201
    answer = state(phone, etags[-1])
    etags.append(answer["ETag"])
    assert len(set(etags)) == 3
    assert answer.json()["own"] == {"value": "4", "sequence": 1, "stored": True}


def test_somebody_elses_vote_is_nothing_new(room, phone):
    room.show()
    seen = state(phone)
    room.come_in("it")
    room.vote(room.tokens["it"][0], "1")
    assert state(phone, seen["ETag"]).status_code == 304


def test_whoever_asks_has_a_seat(room, phone):
    """The request for the seat got lost on the way."""
    assert not SessionSeat.objects.exists()
    state(phone)
    assert SessionSeat.objects.get().group.code == "it"
    state(phone)
    assert SessionSeat.objects.count() == 1


def test_an_answer_given_before_is_offered_as_the_first_vote(room, phone):
    phone.tap(ASKED_OF_ALL, 3, 1)
    room.show()
    assert state(phone).json()["own"] == {"value": "3", "sequence": 0, "stored": False}


def test_an_answer_given_before_is_marked_in_a_word_that_is_looked_at(room, phone):
    room.show()
    for nonsense in (None, 0, "false", {}):
        assert vote(phone, room, "3", 1, given_before=nonsense).status_code == 422
    assert vote(phone, room, "3", 1, given_before=False).status_code == 201
    told = vote(phone, room, "5", 2, given_before=True)
    assert (told.status_code, told.json()["value"], told.json()["sequence"]) == (200, "3", 1)


def test_a_vote_typed_in_from_paper_is_stored_and_not_offered(room, phone):
    """Offered, the phone would send it as its own, and nobody could take it back any more."""
    room.show()
    before = state(phone)
    code = seat_code(phone.client.cookies["seat"].value, room.session.pk)
    paper = PaperVote(code=code, item=ASKED_OF_ALL, phase=VotePhase.BLIND, value="3")
    type_in(session_id=room.session.pk, paper=paper)
    now = state(phone, before["ETag"]).json()
    assert now["own"] == {"value": "3", "sequence": 0, "stored": True}


def test_a_closed_round_says_that_it_cannot_look_a_vote_up(room, phone):
    """The vote may have counted: its reply was lost, and then it was sealed."""
    room.show()
    assert vote(phone, room, "4", 1).json()["sealed"] is False
    close_round(round=room.round)
    late = vote(phone, room, "4", 1)
    assert late.status_code == 423
    assert late.json() == {"status": 423, "value": None, "sequence": 0, "sealed": True}


def test_the_first_phone_after_the_time_for_late_votes_shows_the_answers(room, phone):
    room.show()
    room.step(close_vote)
    assert state(phone).json()["stage"] == SessionStage.CLOSING
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=room.session.pk).update(deadline=past)
    assert state(phone).json()["stage"] == SessionStage.REVEALED
    assert room.now.reveals.count() == 1


def test_a_workshop_that_moves_on_between_two_reads_is_read_again(room, phone, monkeypatch):
    """Never one question with the words of another: a tap would be stored under the wrong one."""
    room.show()
    moves = iter([lambda: room.show(ASKED_OF_THREE)])

    def late(session_id, version, audience):
        next(moves, lambda: None)()
        return screens.screen_at(session_id, version, audience)

    monkeypatch.setattr("assessments.views.workshops.phones.screen_at", late)
    shown = state(phone).json()
    assert shown["item"] == ASKED_OF_THREE
    assert 'value="4"' in shown["screen"]
    assert str(room.now.version) in state(phone)["ETag"]


def test_a_phone_learns_that_the_workshop_has_ended(room, phone):
    room.step(end_session)
    assert state(phone).json() == {"stage": "none"}


def test_a_stranger_learns_nothing(room):
    stranger = Phone()
    stranger.round_id = room.round.pk
    assert state(stranger).status_code == 401


def test_the_room_behind_one_address_is_never_slowed_down(room, phone):
    """All come from the address of the house, and somebody there has typed wrong codes."""
    for number in range(WRONG.amount + 1):
        last = CODE_ALPHABET[number // 31] + CODE_ALPHABET[number % 31]
        answer = phone.client.get(f"/join/QQQQQQ{last}/")
    assert answer.status_code == 429
    room.show()
    counted = Attempt.objects.count()
    others = [Phone().join(room.groups["it"]) for _other in range(5)]
    for person in others:
        assert person.client.get(person.path("live")).status_code == 200
        for sequence in range(1, 30):
            assert state(person).status_code == 200
            assert vote(person, room, str(1 + sequence % 5), sequence).status_code == 201
    assert Attempt.objects.count() == counted
