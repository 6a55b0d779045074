"""Two things at once: votes of one seat, a vote and handing in, a vote and the end."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.enums import ParticipantState, VotePhase
from assessments.models import Draft, Session, SessionSeat, Vote
from assessments.selectors.answering import seat_of
from assessments.services.answering import Tap, save_taps, submit_ballot
from assessments.services.joining import join_round
from assessments.services.rounds import close_round
from assessments.services.workshops import attending
from assessments.services.workshops.attending import Heard, take_seat
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.steps import close_vote, settle, vote_again
from assessments.services.workshops.voting import VoteStatus
from tests.assessments.workshops.room import ASKED_OF_ALL, ASKED_OF_THREE, open_room

pytestmark = pytest.mark.django_db
at_once = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room():
    room = open_room(it=1)
    room.show()
    return room


@pytest.fixture
def token(room):
    return room.tokens["it"][0]


def run_at_once(*calls):
    """Run each call in a thread and on a connection of its own."""
    start = threading.Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(run, calls))


@contextmanager
def in_another_thread(call):
    """Start a call that has to wait for this transaction, and wait for it afterwards."""
    results = []

    def run():
        try:
            results.append(call())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield thread, results
    thread.join()


@at_once
@pytest.mark.parametrize("attempt", range(4))
def test_of_two_votes_at_once_the_later_one_counts(attempt):
    """A second tab, or a change of mind while the first request is still on its way."""
    room = open_room(it=1)
    room.show()
    (token,) = room.tokens["it"]
    said = {}

    def tap(sequence):
        result = room.vote(token, str(1 + sequence % 5), sequence=sequence)
        said[sequence] = result

    run_at_once(*(lambda sequence=sequence: tap(sequence) for sequence in range(1, 7)))
    vote = Vote.objects.get()
    assert (vote.sequence, vote.value) == (6, "2")
    assert said[6].status is VoteStatus.SAVED
    assert {each.status for each in said.values()} <= {VoteStatus.SAVED, VoteStatus.SUPERSEDED}
    assert Draft.objects.get().answers == {ASKED_OF_ALL: 2}


@at_once
def test_an_older_vote_does_not_win_because_it_waited():
    """It had seen that nothing was stored, and writes when the later one is committed."""
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite a vote that waits has not read anything yet")
    room = open_room(it=1)
    room.show()
    (token,) = room.tokens["it"]
    with in_another_thread(lambda: room.vote(token, "1", sequence=1)) as (older, results):
        assert room.vote(token, "5", sequence=2).status is VoteStatus.SAVED
        older.start()
        older.join(0.5)
        assert older.is_alive()
    (result,) = results
    assert (result.status, result.value) == (VoteStatus.SUPERSEDED, "5")
    assert Vote.objects.get().value == "5"
    assert Draft.objects.get().answers == {ASKED_OF_ALL: 5}


@at_once
def test_an_answer_given_before_does_not_win_because_it_waited():
    """It had seen that nothing was stored; a second tab voted in between."""
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite a vote that waits has not read anything yet")
    room = open_room(it=1)
    room.show()
    (token,) = room.tokens["it"]

    def send_before():
        return room.vote(token, "1", sequence=2, is_given_before=True)

    with in_another_thread(send_before) as (before, results):
        assert room.vote(token, "5", sequence=1).status is VoteStatus.SAVED
        before.start()
        before.join(0.5)
        assert before.is_alive()
    (result,) = results
    assert (result.status, result.value) == (VoteStatus.SAME, "5")
    assert Vote.objects.get().value == "5"


@at_once
def test_a_vote_and_handing_in_at_once():
    room = open_room(it=1)
    room.show()
    (token,) = room.tokens["it"]
    said = []
    run_at_once(
        lambda: said.append(room.vote(token, "4")),
        lambda: submit_ballot(token=token, round_id=room.round.pk),
    )
    assert said[0].status is VoteStatus.SAVED
    assert Vote.objects.get().value == "4"
    assert not Draft.objects.exists()


@at_once
def test_votes_and_the_end_of_the_round_at_once():
    """What was acknowledged is there, and nothing that was refused; nobody waits for ever."""
    room = open_room(it=6)
    room.show()
    said = []
    run_at_once(
        *(
            lambda token=token: said.append(room.vote(token, "4", item="C1a", phase=1).status)
            for token in room.tokens["it"]
        ),
        lambda: close_round(round=room.round),
    )
    assert set(said) <= {VoteStatus.SAVED, VoteStatus.OVER}
    assert Vote.objects.count() == said.count(VoteStatus.SAVED)
    assert room.now.has_ended


@at_once
def test_many_screens_settle_once():
    room = open_room(it=6)
    room.show()
    before = room.now.version
    session = room.step(close_vote)
    Session.objects.filter(pk=session.pk).update(deadline=session.started_at)
    waiting = room.now
    run_at_once(*[lambda: settle(waiting)] * 6)
    assert room.now.reveals.count() == 1
    assert room.now.version == before + 2


def test_an_acknowledged_vote_is_known_when_the_workshop_has_ended(room, token):
    """The answer got lost on the way: the phone still comes to "saved"."""
    room.vote(token, "4")
    room.step(end_session)
    again = room.vote(token, "4", item=ASKED_OF_ALL, phase=VotePhase.BLIND)
    assert (again.status, again.value) == (VoteStatus.SAME, "4")


def test_a_sealed_round_knows_no_phone_any_more(room, token):
    room.vote(token, "4")
    close_round(round=room.round)
    again = room.vote(token, "4", item=ASKED_OF_ALL, phase=VotePhase.BLIND)
    assert (again.status, again.value) == (VoteStatus.OVER, None)
    assert Vote.objects.get().value == "4"


def test_who_hands_in_during_the_workshop_goes_on_voting(room, token):
    """Their answers came after the count of those given before, so their votes are needed."""
    room.vote(token, "4")
    submit_ballot(token=token, round_id=room.round.pk)
    room.show(ASKED_OF_THREE)
    assert room.vote(token, "3").status is VoteStatus.SAVED


def test_who_hands_in_during_the_workshop_without_having_been_there_votes_too(room):
    token = join_round(round=room.round, group=room.groups["it"])
    save_taps(token=token, round_id=room.round.pk, taps=[Tap(ASKED_OF_ALL, 2, 1)])
    submit_ballot(token=token, round_id=room.round.pk)
    assert SessionSeat.objects.filter(seen_at=None).count() == 1
    room.sit_down(token)
    assert room.vote(token, "4").status is VoteStatus.SAVED


def test_who_handed_in_before_votes_once_even_without_a_seat():
    """The request for the seat got lost on the way."""
    room = open_room()
    room.step(end_session)
    token = join_round(round=room.round, group=room.groups["it"])
    submit_ballot(token=token, round_id=room.round.pk)
    room.session = start_session(round=room.round, facilitator=room.facilitator)
    room.show()
    assert seat_of(token=token, round_id=room.round.pk).participant.state == (
        ParticipantState.SUBMITTED
    )
    assert room.vote(token, "4").status is VoteStatus.OVER
    room.reveal()
    room.step(vote_again)
    assert room.vote(token, "4").status is VoteStatus.SAVED


def test_nobody_takes_a_seat_in_a_workshop_that_has_ended(room):
    going_on = room.now
    late = join_round(round=room.round, group=room.groups["it"])
    place = seat_of(token=late, round_id=room.round.pk)
    room.step(end_session)
    before = SessionSeat.objects.count()
    take_seat(session=going_on, place=place, token=late)
    assert SessionSeat.objects.count() == before


def test_not_being_able_to_write_down_who_is_there_is_no_failure(room, monkeypatch):
    """A screen still gets its answer, and the next one writes."""

    def broken(_heard):
        raise DatabaseError

    heard = Heard()
    seat = SessionSeat.objects.get()
    SessionSeat.objects.update(seen_at=None)
    heard.of(room.session.pk, seat.seat)
    with monkeypatch.context() as patch:
        patch.setattr(attending, "_write_down", broken)
        heard.write()
    heard.of(room.session.pk, seat.seat)
    heard.write()
    seat.refresh_from_db()
    assert seat.seen_at is not None
