"""Moving on: item, end of a vote, answers, second vote, and what an old screen can't do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.enums import AgendaState, SessionStage, VotePhase
from assessments.models import AgendaItem, Draft, Round, Session, SessionSeat
from assessments.selectors.answering import token_hash
from assessments.selectors.workshops.sessions import connected_seats
from assessments.services.answering import Tap, save_taps, submit_ballot
from assessments.services.joining import join_round
from assessments.services.rounds import close_round
from assessments.services.workshops.agreeing import agree
from assessments.services.workshops.locks import SessionMovedError
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.steps import (
    LATE_VOTES,
    SessionStepError,
    close_vote,
    gather,
    missing_votes,
    put_aside,
    settle,
    show_item,
    vote_again,
)
from tests.assessments.workshops.room import ASKED_OF_ALL, ASKED_OF_THREE, open_room
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return open_room(it=6, executives=6)


def vote_all(room, **values):
    for group, value in values.items():
        for token in room.tokens[group]:
            room.vote(token, value, sequence=room.now.version)


def draft_of(token):
    return Draft.objects.get(participant__token_hash=token_hash(token))


def shown(room, phase=VotePhase.BLIND):
    reveal = room.now.reveals.get(item=room.now.item, phase=phase)
    return {view["group"]: view["level"] for view in reveal.shown["groups"]}


def test_a_workshop_begins_by_gathering(room):
    assert (room.now.stage, room.now.item) == (SessionStage.GATHERING, "")


def test_there_is_one_workshop_at_a_time(room):
    again = start_session(round=room.round, facilitator=UserFactory())
    assert again.pk == room.session.pk
    rehearsal = start_session(round=room.round, facilitator=room.facilitator, is_rehearsal=True)
    assert rehearsal.pk != room.session.pk


def test_a_step_from_an_old_screen_does_nothing(room):
    seen = room.now.version
    room.show()
    with pytest.raises(SessionMovedError):
        show_item(session_id=room.session.pk, version=seen, item=ASKED_OF_THREE)
    assert room.now.item == ASKED_OF_ALL


def test_every_step_has_a_new_version(room):
    versions = [room.now.version]
    for move in (room.show, room.reveal, lambda: room.step(vote_again), lambda: room.step(gather)):
        move()
        versions.append(room.now.version)
    assert versions == sorted(set(versions))


def test_the_room_sees_both_votes(room):
    room.show()
    vote_all(room, it="2", executives="4")
    room.reveal()
    assert shown(room) == {"executives": 4, "business": None, "frontline": None, "it": 2}
    room.step(vote_again)
    vote_all(room, it="3", executives="3")
    room.reveal()
    assert shown(room, VotePhase.SECOND)["it"] == 3
    assert shown(room, VotePhase.BLIND)["it"] == 2


def test_answers_handed_in_before_are_first_votes():
    room = open_room()
    for level in (2, 2, 2, 3, 3):
        token = join_round(round=room.round, group=room.groups["it"])
        save_taps(token=token, round_id=room.round.pk, taps=[Tap(ASKED_OF_ALL, level, 1)])
        submit_ballot(token=token, round_id=room.round.pk)
    room.step(end_session)
    room.session = start_session(round=room.round, facilitator=room.facilitator)
    room.show()
    room.reveal()
    assert room.now.reveals.get().shown["groups"][-1]["level"] == 2


def test_answers_after_late_votes_are_shown_when_time_is_over(room):
    room.show()
    room.step(close_vote)
    assert missing_votes(room.now) == 12
    assert settle(room.now).stage == SessionStage.CLOSING
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=room.session.pk).update(deadline=past)
    assert settle(room.now).stage == SessionStage.REVEALED
    assert room.now.deadline is None


def test_nobody_waits_for_those_who_have_voted(room):
    room.show()
    vote_all(room, it="2", executives="4")
    room.step(close_vote)
    assert missing_votes(room.now) == 0
    assert settle(room.now).stage == SessionStage.REVEALED


def test_nobody_waits_for_phones_that_are_gone(room):
    room.show()
    long_ago = timezone.now() - timedelta(minutes=1)
    SessionSeat.objects.filter(group__code="it").update(seen_at=long_ago)
    assert missing_votes(room.now) == 6
    assert connected_seats(room.now).count() == 6


def test_a_countdown_ends_a_vote(room):
    room.step(show_item, item=ASKED_OF_ALL, seconds=30)
    assert settle(room.now).stage == SessionStage.VOTING
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=room.session.pk).update(deadline=past)
    closing = settle(room.now)
    assert closing.stage == SessionStage.CLOSING
    assert timezone.now() < closing.deadline <= timezone.now() + LATE_VOTES


def test_settling_twice_shows_the_answers_once(room):
    room.show()
    before = room.reveal()
    assert settle(room.now).version == before.version
    assert room.now.reveals.count() == 1


def test_going_back_to_an_item_shows_its_answers_again(room):
    room.show()
    room.reveal()
    room.show(ASKED_OF_THREE)
    back = room.show(ASKED_OF_ALL)
    assert (back.stage, back.phase) == (SessionStage.REVEALED, VotePhase.BLIND)


def test_votes_on_an_item_that_was_left_are_there_on_return(room):
    room.show()
    vote_all(room, it="2")
    room.show(ASKED_OF_THREE)
    room.show(ASKED_OF_ALL)
    vote_all(room, executives="2")
    room.reveal()
    assert shown(room)["it"] == 2


def test_items_are_parked_and_come_back(room):
    room.show()
    room.step(put_aside, item=ASKED_OF_ALL, state=AgendaState.PARKED)
    assert room.now.stage == SessionStage.GATHERING
    agenda = AgendaItem.objects.get(session=room.session, item=ASKED_OF_ALL)
    assert agenda.state == AgendaState.PARKED
    room.show()
    agenda.refresh_from_db()
    assert agenda.state == AgendaState.WAITING


def test_an_item_that_was_shown_counts_as_discussed_when_it_leaves(room):
    room.show()
    room.reveal()
    room.show(ASKED_OF_THREE)
    room.step(gather)
    states = dict(AgendaItem.objects.filter(session=room.session).values_list("item", "state"))
    assert states[ASKED_OF_ALL] == AgendaState.DONE
    assert states[ASKED_OF_THREE] == AgendaState.WAITING


def test_a_level_is_agreed_beside_the_votes(room):
    room.show()
    vote_all(room, it="2", executives="4")
    room.reveal()
    agreed = room.step(
        agree, facilitator=room.facilitator, level=3, reason="Seen the records.", dissenting=2
    )
    assert (agreed.level, agreed.dissenting, agreed.is_above_votes) == (3, 2, False)
    higher = room.step(
        agree, facilitator=room.facilitator, level=4, reason="Seen more.", dissenting=0
    )
    assert higher.pk == agreed.pk
    assert higher.is_above_votes
    assert shown(room) == {"executives": 4, "business": None, "frontline": None, "it": 2}


def test_a_level_says_nothing_of_people_who_are_hidden(room):
    """Two people voted, and whoever tries all levels must not find theirs."""
    room.show()
    for token in room.tokens["it"][:2]:
        room.vote(token, "1")
    room.reveal()
    for level in (1, 3, 5):
        agreed = room.step(
            agree, facilitator=room.facilitator, level=level, reason="x", dissenting=0
        )
        assert not agreed.is_above_votes


def test_steps_in_the_wrong_order_are_refused(room):
    with pytest.raises(SessionStepError):
        room.step(close_vote)
    with pytest.raises(SessionStepError):
        room.step(vote_again)
    with pytest.raises(SessionStepError):
        room.show("S1b")
    room.show()
    with pytest.raises(SessionStepError):
        room.step(agree, facilitator=room.facilitator, level=3, reason="x", dissenting=0)


def test_a_workshop_that_has_ended_does_not_know_when_who_was_there(room):
    room.show()
    vote_all(room, it="2")
    room.step(end_session)
    assert set(SessionSeat.objects.values_list("seen_at", flat=True)) == {None}
    assert room.now.votes.count() == 6
    assert room.now.answered_before == {}
    with pytest.raises(SessionMovedError):
        room.show()


def test_closing_the_round_ends_the_workshop(room):
    close_round(round=room.round)
    assert room.now.has_ended
    assert Round.objects.get().is_closed


def test_a_workshop_needs_an_open_round(room):
    close_round(round=room.round)
    with pytest.raises(SessionStepError):
        start_session(round=room.round, facilitator=room.facilitator)


def test_a_workshop_needs_a_day_on_which_people_can_join(room):
    room.step(end_session)
    yesterday = timezone.localdate() - timedelta(days=1)
    Round.objects.filter(pk=room.round.pk).update(opens_on=yesterday, closes_on=yesterday)
    with pytest.raises(SessionStepError, match="last day"):
        start_session(round=room.round, facilitator=room.facilitator)


def test_a_vote_after_the_last_day_is_no_answer_to_the_survey(room):
    room.show()
    yesterday = timezone.localdate() - timedelta(days=1)
    Round.objects.filter(pk=room.round.pk).update(opens_on=yesterday, closes_on=yesterday)
    token = room.tokens["it"][0]
    assert room.vote(token, "3").status == 201
    assert draft_of(token).answers == {}
