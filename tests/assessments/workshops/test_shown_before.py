"""What was seen of the same answers before, and what must not be told beside it."""

import pytest
from django.utils import timezone

from assessments.enums import VotePhase
from assessments.models import AgendaItem, Round, Session
from assessments.services.answering import Tap, save_taps, submit_ballot
from assessments.services.joining import join_round
from assessments.services.reopening import reopen_round
from assessments.services.rounds import close_round
from assessments.services.workshops.agreeing import agree
from assessments.services.workshops.paper_ballots import lay_out_ballots
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.typed_votes import PaperVote, take_back, type_in
from tests.assessments.workshops.room import ASKED_OF_ALL, ASKED_OF_THREE, open_room

pytestmark = pytest.mark.django_db


def vote_on(room, item, levels):
    """Let business vote on an item and show it; return what the room sees of business."""
    room.show(item)
    for token, level in zip(room.tokens["business"], levels, strict=False):
        room.vote(token, str(level), sequence=room.now.version)
    room.reveal()
    shown = room.now.reveals.get(item=item, phase=VotePhase.BLIND).shown
    return next(view for view in shown["groups"] if view["group"] == "business")


def start_again(room):
    if not room.now.has_ended:
        room.step(end_session)
    room.session = start_session(round=room.round, facilitator=room.facilitator)
    for token in room.tokens.get("business", []):
        room.sit_down(token)


def agreed_above(room, level):
    return room.step(
        agree, facilitator=room.facilitator, level=level, reason="So.", dissenting=0
    ).is_above_votes


NINE = (1, 2, 2, 2, 2, 3, 3, 3, 4)


def test_votes_typed_in_later_do_not_move_from_where_a_level_lies_above():
    """Else a facilitator weighs the votes of others against sheets typed in and taken back."""
    room = open_room(business=6)
    vote_on(room, ASKED_OF_ALL, [2] * 6)
    assert agreed_above(room, 3)
    sheets = lay_out_ballots(session_id=room.session.pk, numbers={room.groups["business"]: 9})
    for sheet in sheets:
        type_in(
            session_id=room.session.pk,
            paper=PaperVote(sheet.code, ASKED_OF_ALL, VotePhase.BLIND, "5"),
        )
    assert agreed_above(room, 3)
    take_back(
        session_id=room.session.pk,
        code=sheets[0].code,
        item=ASKED_OF_ALL,
        phase=VotePhase.BLIND,
    )
    assert agreed_above(room, 3)


def test_votes_typed_in_later_show_nothing_of_who_was_hidden():
    room = open_room(business=3)
    vote_on(room, ASKED_OF_ALL, [2] * 3)
    assert not agreed_above(room, 5)
    for sheet in lay_out_ballots(session_id=room.session.pk, numbers={room.groups["business"]: 2}):
        type_in(
            session_id=room.session.pk,
            paper=PaperVote(sheet.code, ASKED_OF_ALL, VotePhase.BLIND, "2"),
        )
    assert not agreed_above(room, 5)


def test_another_workshop_shows_no_bars_of_a_question_that_had_some():
    room = open_room(business=9)
    assert vote_on(room, ASKED_OF_ALL, NINE)["bars"]
    room.tokens["business"].pop()
    start_again(room)
    view = vote_on(room, ASKED_OF_ALL, NINE[:8])
    assert (view["bars"], view["level"]) == (None, 2)


def test_another_workshop_shows_bars_of_other_questions():
    room = open_room(business=9)
    vote_on(room, ASKED_OF_ALL, NINE)
    start_again(room)
    assert vote_on(room, ASKED_OF_THREE, NINE)["bars"]


def test_rehearsals_and_hidden_votes_take_no_bars_away():
    room = open_room(business=9)
    vote_on(room, ASKED_OF_ALL, NINE)
    Session.objects.update(is_rehearsal=True)
    room.step(end_session)
    start_again(room)
    assert vote_on(room, ASKED_OF_ALL, NINE)["bars"]
    room = open_room(business=9)
    vote_on(room, ASKED_OF_ALL, NINE[:4])
    start_again(room)
    assert vote_on(room, ASKED_OF_ALL, NINE)["bars"]


def hand_in(room, level):
    token = join_round(round=room.round, group=room.groups["it"])
    save_taps(token=token, round_id=room.round.pk, taps=[Tap(ASKED_OF_ALL, level, 1)])
    submit_ballot(token=token, round_id=room.round.pk)


def reasons_of(room):
    return AgendaItem.objects.get(session=room.session, item=ASKED_OF_ALL).reasons


def test_another_agenda_does_not_tell_what_one_more_person_said():
    room = open_room()
    for answer in (2, 2, 2, 2, 3, 3, 3, 3, "dk"):
        hand_in(room, answer)
    start_again(room)
    before = reasons_of(room)
    for _number in range(4):
        hand_in(room, "dk")
        start_again(room)
        assert reasons_of(room) == before
    hand_in(room, "dk")
    start_again(room)
    assert "unsure" in reasons_of(room)
    assert "unsure" not in before


def test_a_round_that_had_a_report_shows_no_bars():
    room = open_room(business=9)
    close_round(round=room.round)
    reopen_round(round=Round.objects.get(pk=room.round.pk), closes_on=timezone.localdate())
    start_again(room)
    assert vote_on(room, ASKED_OF_ALL, NINE)["level"] == 2
