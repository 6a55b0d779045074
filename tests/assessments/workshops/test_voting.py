"""Votes: idempotent, changeable until the answers are shown, one row each, and nobody's."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from assessments.enums import SessionStage, VotePhase
from assessments.models import Draft, Participant, Session, Vote
from assessments.selectors.workshops.seats import seat_code, seat_id
from assessments.services.answering import (
    SeatUnknownError,
    Tap,
    TapStatus,
    save_taps,
    submit_ballot,
)
from assessments.services.joining import join_round
from assessments.services.rounds import close_round
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.steps import close_vote, settle, vote_again
from assessments.services.workshops.voting import VoteStatus
from tests.assessments.workshops.room import ASKED_OF_THREE, open_room
from tests.factories import open_round_with_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    room = open_room(it=1)
    room.show()
    return room


@pytest.fixture
def token(room):
    return room.tokens["it"][0]


def test_a_vote_is_stored(room, token):
    result = room.vote(token, "4")
    assert (result.status, result.value, result.sequence) == (VoteStatus.SAVED, "4", 1)
    vote = Vote.objects.get()
    assert (vote.value, vote.phase, vote.group.code) == ("4", VotePhase.BLIND, "it")


def test_the_same_again_is_told_so_and_stored_once(room, token):
    room.vote(token, "4")
    assert room.vote(token, "4").status is VoteStatus.SAME
    assert Vote.objects.count() == 1


def test_a_vote_can_be_changed_until_the_answers_are_shown(room, token):
    room.vote(token, "4")
    assert room.vote(token, "2", sequence=2).status is VoteStatus.SAVED
    assert Vote.objects.get().value == "2"
    room.reveal()
    late = room.vote(token, "5", sequence=3)
    assert (late.status, late.value) == (VoteStatus.OVER, "2")
    assert Vote.objects.get().value == "2"


def test_an_older_vote_that_arrives_late_is_superseded(room, token):
    room.vote(token, "2", sequence=2)
    late = room.vote(token, "4", sequence=1)
    assert (late.status, late.value, late.sequence) == (VoteStatus.SUPERSEDED, "2", 2)


def test_a_vote_acknowledged_before_the_end_is_still_known_after_it(room, token):
    """The answer got lost on the way; the phone asks again when the vote is over."""
    room.vote(token, "4")
    room.reveal()
    assert room.vote(token, "4", phase=VotePhase.BLIND).status is VoteStatus.SAME


def test_late_votes_are_taken_while_closing(room, token):
    room.step(close_vote)
    assert room.now.stage == SessionStage.CLOSING
    assert room.vote(token, "4").status is VoteStatus.SAVED
    assert settle(room.now).stage == SessionStage.REVEALED


def test_both_votes_are_kept(room, token):
    room.vote(token, "4")
    room.reveal()
    room.step(vote_again)
    assert room.vote(token, "3").status is VoteStatus.SAVED
    assert sorted(Vote.objects.values_list("phase", "value")) == [(1, "4"), (2, "3")]


def test_a_vote_on_what_is_not_on_the_screens_is_over(room, token):
    assert room.vote(token, "4", item="C1c").status is VoteStatus.OVER
    assert room.vote(token, "4", phase=VotePhase.SECOND).status is VoteStatus.OVER
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"value": "6"},
        {"value": "4 "},
        {"value": 4},
        {"value": None},
        {"value": "4", "item": "NOPE"},
        {"value": "4", "item": ["C1a"]},
        {"value": "4", "phase": 3},
        {"value": "4", "phase": True},
        {"value": "4", "sequence": 0},
        {"value": "4", "sequence": 2**53},
        {"value": "4", "sequence": "1"},
        {"value": "4", "is_given_before": None},
        {"value": "4", "is_given_before": 1},
        {"value": "4", "is_given_before": "true"},
        {"value": "4", "is_given_before": [True]},
    ],
)
def test_nonsense_is_refused(room, token, nonsense):
    assert room.vote(token, **nonsense).status is VoteStatus.REFUSED
    assert not Vote.objects.exists()


def test_a_group_that_is_not_asked_does_not_vote():
    room = open_room(frontline=1, it=1)
    room.show(ASKED_OF_THREE)
    assert room.vote(room.tokens["frontline"][0], "4").status is VoteStatus.REFUSED
    assert room.vote(room.tokens["it"][0], "4").status is VoteStatus.SAVED


def test_nobody_votes_without_a_place(room):
    with pytest.raises(SeatUnknownError):
        room.vote("nobody", "4")


def test_a_place_in_another_round_opens_nothing(room):
    other, groups = open_round_with_groups()
    stranger = join_round(round=other, group=groups["it"])
    with pytest.raises(SeatUnknownError):
        room.vote(stranger, "4")


def test_the_first_vote_is_the_answer_to_the_survey_as_well(room, token):
    room.vote(token, "4")
    room.vote(token, "dk", sequence=2)
    assert Draft.objects.get().answers == {"C1a": "dk"}
    room.reveal()
    room.step(vote_again)
    room.vote(token, "5")
    assert Draft.objects.get().answers == {"C1a": "dk"}


def test_an_answer_given_before_is_the_first_vote_and_leaves_the_draft_alone(room, token):
    """The browser may hold a newer tap with the next number, which must not come too late."""
    taps = [Tap("C1a", 2, 1), Tap("C1a", 5, 2)]
    save_taps(token=token, round_id=room.round.pk, taps=taps[:1])
    assert room.vote(token, "2", is_given_before=True).status is VoteStatus.SAVED
    (newer,) = save_taps(token=token, round_id=room.round.pk, taps=taps[1:])
    assert newer.status is TapStatus.SAVED
    assert Vote.objects.get().value == "2"
    assert Draft.objects.get().answers == {"C1a": 5}


def test_an_answer_given_before_that_comes_late_does_not_undo_a_newer_one(room, token):
    save_taps(token=token, round_id=room.round.pk, taps=[Tap("C1a", 5, 2)])
    room.vote(token, "2", is_given_before=True)
    assert Draft.objects.get().answers == {"C1a": 5}


def test_an_answer_given_before_replaces_no_vote(room, token):
    room.vote(token, "4")
    for _each in range(2):
        told = room.vote(token, "2", sequence=2, is_given_before=True)
        assert (told.status, told.value, told.sequence) == (VoteStatus.SAME, "4", 1)
    assert Vote.objects.get().value == "4"
    assert room.vote(token, "5", sequence=3).status is VoteStatus.SAVED
    shown = {"item": "C1a", "phase": VotePhase.BLIND, "is_given_before": True}
    room.reveal()
    assert room.vote(token, "2", sequence=4, **shown).status is VoteStatus.SAME
    assert Vote.objects.get().value == "5"


def test_an_answer_given_before_is_no_vote_when_the_vote_is_over(room, token):
    room.reveal()
    shown = {"item": "C1a", "phase": VotePhase.BLIND, "is_given_before": True}
    assert room.vote(token, "2", **shown).status is VoteStatus.OVER
    assert not Vote.objects.exists()


def test_who_handed_in_before_has_voted():
    room = open_room()
    token = join_round(round=room.round, group=room.groups["it"])
    room.step(end_session)
    submit_ballot(token=token, round_id=room.round.pk)
    room.session = start_session(round=room.round, facilitator=room.facilitator)
    room.sit_down(token)
    room.show()
    assert room.vote(token, "4").status is VoteStatus.OVER
    room.reveal()
    room.step(vote_again)
    assert room.vote(token, "4").status is VoteStatus.SAVED


def test_a_closed_round_takes_no_votes(room, token):
    close_round(round=room.round)
    assert room.vote(token, "4").status is VoteStatus.OVER


def test_no_key_leads_from_a_vote_to_a_participant(room, token):
    room.vote(token, "4")
    targets = {
        field.related_model.__name__ for field in Vote._meta.get_fields() if field.is_relation
    }
    assert targets == {"Workspace", "Round", "Session", "StakeholderGroup"}
    stored = {str(value) for value in Participant.objects.values().get().values()}
    assert str(Vote.objects.get().seat) not in stored


def test_a_code_on_paper_is_the_seat_of_the_phone(room, token):
    room.vote(token, "4")
    code = seat_code(token, room.session.pk)
    typed = f"{code[:4].lower()}-{code[4:]} "
    assert Vote.objects.get().seat == seat_id(typed, room.session.pk)


@pytest.mark.django_db(transaction=True)
def test_closing_does_not_race_votes():
    """Every vote that was acknowledged is among those that were counted."""
    room = open_room(it=6)
    room.show()
    acknowledged = []
    start = threading.Barrier(7)

    def phone(token):
        try:
            start.wait()
            if room.vote(token, "4", item="C1a", phase=1).status is VoteStatus.SAVED:
                acknowledged.append(token)
        finally:
            connection.close()

    def facilitator():
        try:
            start.wait()
            room.step(close_vote)
            past = timezone.now() - timedelta(seconds=1)
            Session.objects.filter(pk=room.session.pk).update(deadline=past)
            settle(room.now)
        finally:
            connection.close()

    threads = [threading.Thread(target=phone, args=[token]) for token in room.tokens["it"]]
    threads.append(threading.Thread(target=facilitator))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Vote.objects.count() == len(acknowledged)
    (shown,) = room.now.reveals.values_list("shown", flat=True)
    (it,) = [view for view in shown["groups"] if view["group"] == "it"]
    is_shown = it["level"] is not None or it["bars"] is not None or shown["together"]["level"]
    assert bool(is_shown) == (len(acknowledged) >= room.round.k)
