"""Votes on paper: the same key as a phone's, nothing overwritten, nothing told about a phone's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.enums import PlaceKind, VotePhase
from assessments.models import Draft, SessionSeat, Vote
from assessments.selectors.workshops.counters import counters_of
from assessments.selectors.workshops.seats import seat_code, seat_id
from assessments.services.answering import submit_ballot
from assessments.services.joining import join_round
from assessments.services.reopening import reopen_round
from assessments.services.rounds import close_round
from assessments.services.workshops.attending import Heard
from assessments.services.workshops.paper_ballots import lay_out_ballots
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.steps import SessionStepError, vote_again
from assessments.services.workshops.typed_votes import (
    PaperVote,
    TypedVoteError,
    take_back,
    type_in,
)
from assessments.services.workshops.voting import VoteStatus
from tests.assessments.workshops.room import ASKED_OF_ALL, ASKED_OF_THREE, open_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    room = open_room(it=1)
    room.show()
    return room


@pytest.fixture
def code(room):
    """The code on a sheet of somebody in IT."""
    (sheet,) = lay_out_ballots(session_id=room.session.pk, numbers={room.groups["it"]: 1})
    return sheet.code


@pytest.fixture
def phones_code(room):
    return seat_code(room.tokens["it"][0], room.session.pk)


def typed(room, code, value="4", item=ASKED_OF_ALL, phase=VotePhase.BLIND):
    return type_in(session_id=room.session.pk, paper=PaperVote(code, item, phase, value))


def test_a_sheet_is_a_seat_with_its_group_and_the_code_is_kept_nowhere(room):
    numbers = {room.groups["it"]: 2, room.groups["frontline"]: 3}
    sheets = lay_out_ballots(session_id=room.session.pk, numbers=numbers)
    seats = SessionSeat.objects.filter(kind=PlaceKind.PAPER)
    assert {(seat.seat, seat.group.code) for seat in seats} == {
        (seat_id(sheet.code, room.session.pk), sheet.group.code) for sheet in sheets
    }
    stored = str(list(SessionSeat.objects.values()))
    assert len({sheet.code for sheet in sheets}) == 5
    assert not any(sheet.code in stored for sheet in sheets)


def test_sheets_are_neither_joined_nor_connected(room, code):
    assert (counters_of(room.now).joined, counters_of(room.now).connected) == (1, 1)


def test_a_vote_from_paper_is_stored_with_the_group_of_its_seat(room, code):
    result = typed(room, f" {code[:4].lower()}-{code[4:]} ")
    vote = Vote.objects.get()
    assert (result.is_new, result.was_shown) == (True, False)
    assert (vote.seat, vote.group.code, vote.value) == (
        seat_id(code, room.session.pk),
        "it",
        "4",
    )


def test_the_same_again_is_told_so_and_another_answer_is_refused(room, code):
    typed(room, code)
    assert not typed(room, code).is_new
    with pytest.raises(TypedVoteError, match="Another answer was typed in"):
        typed(room, code, "2")
    assert Vote.objects.get().value == "4"


def test_a_slip_is_taken_back_and_typed_in_anew(room, code):
    typed(room, code, "2")
    slip = {"session_id": room.session.pk, "code": code, "item": ASKED_OF_ALL, "phase": 1}
    assert take_back(**slip)
    assert not take_back(**slip)
    assert typed(room, code, "4").is_new


def test_a_phone_that_died_goes_on_under_its_code(room, phones_code):
    typed(room, phones_code)
    assert Vote.objects.get().seat == seat_id(phones_code, room.session.pk)


@pytest.mark.parametrize("value", ["4", "2"])
def test_a_phones_vote_stands_and_nobody_learns_which_it_is(room, phones_code, value):
    """The refusal is the same for the same answer and for another."""
    room.vote(room.tokens["it"][0], "4")
    with pytest.raises(TypedVoteError, match="has voted on this question itself"):
        typed(room, phones_code, value)
    assert not take_back(
        session_id=room.session.pk, code=phones_code, item=ASKED_OF_ALL, phase=VotePhase.BLIND
    )
    assert Vote.objects.get().value == "4"


def test_a_phone_that_comes_back_in_time_has_the_last_word(room, phones_code):
    typed(room, phones_code, "2")
    assert room.vote(room.tokens["it"][0], "4").status is VoteStatus.SAVED
    assert Vote.objects.get().value == "4"


def test_a_phone_that_comes_back_too_late_is_told_what_counts(room, phones_code):
    typed(room, phones_code, "2")
    room.reveal()
    late = room.vote(room.tokens["it"][0], "4", item=ASKED_OF_ALL)
    assert (late.status, late.value) == (VoteStatus.OVER, "2")


def test_who_handed_in_before_has_no_second_first_vote():
    room = open_room()
    room.step(end_session)
    token = join_round(round=room.round, group=room.groups["it"])
    submit_ballot(token=token, round_id=room.round.pk)
    room.session = start_session(round=room.round, facilitator=room.facilitator)
    room.sit_down(token)
    room.show()
    code = seat_code(token, room.session.pk)
    with pytest.raises(TypedVoteError, match="before the workshop"):
        typed(room, code)
    room.reveal()
    assert typed(room, code, phase=VotePhase.SECOND).is_new


def test_a_vote_typed_in_later_changes_nothing_that_was_shown(room, code):
    room.vote(room.tokens["it"][0], "4")
    room.reveal()
    (before,) = room.now.reveals.values_list("shown", flat=True)
    assert typed(room, code, "1").was_shown
    assert list(room.now.reveals.values_list("shown", flat=True)) == [before]


def test_a_second_vote_needs_answers_that_were_shown(room, code):
    with pytest.raises(TypedVoteError, match="second vote follows"):
        typed(room, code, phase=VotePhase.SECOND)
    room.reveal()
    room.step(vote_again)
    result = typed(room, code, phase=VotePhase.SECOND)
    assert (result.is_new, result.was_shown) == (True, False)


def test_typing_goes_on_after_the_workshop_for_phones_too(room, code, phones_code):
    room.step(end_session)
    assert typed(room, code).is_new
    assert typed(room, phones_code).is_new
    assert set(SessionSeat.objects.values_list("seen_at", flat=True)) == {None}


def test_who_was_heard_of_last_is_not_noted_after_the_end(room, phones_code):
    heard = Heard()
    heard.of(room.session.pk, seat_id(phones_code, room.session.pk))
    heard.write()
    assert SessionSeat.objects.get().seen_at > timezone.now() - timedelta(seconds=5)
    heard.of(room.session.pk, seat_id(phones_code, room.session.pk))
    room.step(end_session)
    heard.write()
    assert SessionSeat.objects.get().seen_at is None


def test_closing_the_round_deletes_seats_and_ends_typing(room, code):
    typed(room, code)
    room.step(end_session)
    close_round(round=room.round)
    assert not SessionSeat.objects.exists()
    assert Vote.objects.count() == 1
    with pytest.raises(TypedVoteError, match="round is closed"):
        typed(room, code, item="C1c")
    reopen_round(round=room.round, closes_on=timezone.localdate())
    with pytest.raises(TypedVoteError, match="Nobody in this workshop"):
        typed(room, code, item="C1c")


@pytest.mark.parametrize(
    ("nonsense", "told"),
    [
        ({"value": "6"}, "not with this answer"),
        ({"value": "four"}, "not with this answer"),
        ({"item": "NOPE"}, "not on the agenda"),
        ({"code": "ABCD-EFGH"}, "Compare it with the sheet"),
        ({"code": "ABCD-EFG0"}, "Codes have no 0"),
        ({"code": ""}, "Compare it with the sheet"),
    ],
)
def test_nonsense_is_refused_with_what_to_do(room, code, nonsense, told):
    with pytest.raises(TypedVoteError, match=told):
        typed(room, **{"code": code} | nonsense)
    assert not Vote.objects.exists()


def test_a_group_that_is_not_asked_does_not_vote_on_paper(room):
    numbers = {room.groups["frontline"]: 1}
    (sheet,) = lay_out_ballots(session_id=room.session.pk, numbers=numbers)
    with pytest.raises(TypedVoteError, match="not asked of the group"):
        typed(room, sheet.code, item=ASKED_OF_THREE)


def test_a_code_of_another_workshop_opens_nothing(room, code):
    other = open_room()
    other.show()
    with pytest.raises(TypedVoteError, match="Nobody in this workshop"):
        typed(other, code)


def test_paper_is_no_answer_to_the_survey(room, phones_code):
    typed(room, phones_code)
    assert Draft.objects.get().answers == {}


def test_sheets_are_made_while_the_workshop_goes_on(room):
    room.step(end_session)
    with pytest.raises(SessionStepError):
        lay_out_ballots(session_id=room.session.pk, numbers={room.groups["it"]: 1})
    assert not SessionSeat.objects.filter(kind=PlaceKind.PAPER).exists()
