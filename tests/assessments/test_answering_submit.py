"""Handing in: from a draft linked to a participant to a ballot linked to nobody."""

import re
import threading

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from assessments.enums import ParticipantState, RoundState
from assessments.models import Ballot, Draft, Participant, Round
from assessments.selectors.answering import receipt_code
from assessments.services.answering import (
    SeatUnknownError,
    submit_ballot,
)
from assessments.services.joining import AnsweringRefusedError, join_round
from assessments.services.rounds import close_round
from tests.assessments.phone import Phone
from tests.factories import open_round_with_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Phone:
    _, groups = open_round_with_groups()
    return Phone().join(groups["business"])


def test_draft_becomes_a_ballot(phone):
    participant = phone.participant
    phone.post_json(
        {
            "taps": [
                {"item": "S2a", "value": 2, "seq": 1},
                {"item": "S1a", "value": "dk", "seq": 2},
            ]
        }
    )
    response = phone.submit()
    assert response["Location"] == phone.path("receipt")
    ballot = Ballot.objects.get()
    assert (ballot.round_id, ballot.group_id) == (participant.round_id, participant.group_id)
    assert ballot.workspace_id == participant.workspace_id
    assert ballot.day == timezone.localdate()
    assert ballot.link_code == ""
    assert list(ballot.answers.items()) == [("S1a", "dk"), ("S2a", 2)]
    assert Draft.objects.count() == 0
    assert phone.participant.state == ParticipantState.SUBMITTED


def test_ballot_has_no_way_to_a_participant():
    fields = {field.name: field for field in Ballot._meta.get_fields()}
    assert set(fields) == {"id", "workspace", "round", "group", "answers", "day", "link_code"}
    targets = {field.related_model.__name__ for field in fields.values() if field.is_relation}
    assert targets == {"Workspace", "Round", "StakeholderGroup"}
    pointing = {
        field.related_model for field in Participant._meta.get_fields() if field.is_relation
    }
    assert Ballot not in pointing


def test_participant_and_ballot_share_no_value_of_their_own(phone):
    phone.tap("S1a", 3, 1)
    phone.submit()
    shared = {"round_id", "group_id", "workspace_id"}
    ballot = {k: str(v) for k, v in Ballot.objects.values().get().items() if k not in shared}
    person = {k: str(v) for k, v in Participant.objects.values().get().items() if k not in shared}
    assert not set(ballot.values()) & set(person.values())
    assert set(person) == {"id", "token_hash", "state", *shared} - shared


def test_open_questions_do_not_hinder(phone):
    phone.submit()
    assert Ballot.objects.get().answers == {}


def test_second_press_does_no_harm(phone):
    phone.tap("S1a", 3, 1)
    review = phone.get("answer-review")
    for _ in range(2):
        response = phone.send(phone.path("answer-submit"), review)
        assert response["Location"] == phone.path("receipt")
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("name", [("answer",), ("answer-place", "S1"), ("answer-review",)])
def test_after_handing_in_every_page_leads_to_the_receipt(phone, name):
    phone.submit()
    assert phone.get(*name)["Location"] == phone.path("receipt")


def test_before_handing_in_there_is_no_receipt(phone):
    assert phone.get("receipt")["Location"] == phone.path("answer")


def test_receipt_shows_day_and_code(phone):
    phone.submit()
    html = phone.get("receipt").content.decode()
    today = timezone.localdate()
    assert f"Handed in on {today.day} {today:%b %Y}." in html
    code = receipt_code(phone.participant)
    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}", code)
    assert code in html


def test_receipt_code_is_the_same_whatever_was_answered(phone):
    code = receipt_code(phone.participant)
    phone.tap("S1a", 5, 1)
    phone.submit()
    assert receipt_code(phone.participant) == code


def test_receipt_stays_after_the_round_is_closed(phone):
    phone.submit()
    close_round(round=phone.round)
    html = phone.get("receipt").content.decode()
    assert "The round is closed" in html
    assert receipt_code(phone.participant) in html


@pytest.mark.parametrize("day", ["", "yesterday", "2026-99-99", "<b>"])
def test_odd_day_in_the_cookie_is_left_out(phone, day):
    phone.submit()
    phone.client.cookies["handed-in"] = day
    assert "Handed in on" not in phone.get("receipt").content.decode()


def test_closed_round_takes_no_ballot(phone):
    review = phone.get("answer-review")
    close_round(round=phone.round)
    response = phone.send(phone.path("answer-submit"), review)
    assert response.status_code == 423
    assert "This round is closed" in response.content.decode()
    assert Ballot.objects.count() == 0


def test_service_refuses_a_closed_round(phone):
    token = phone.client.cookies["seat"].value
    Round.objects.update(state=RoundState.CLOSED)
    with pytest.raises(AnsweringRefusedError):
        submit_ballot(token=token, round_id=phone.round_id)
    assert (Ballot.objects.count(), Draft.objects.count()) == (0, 1)


def test_service_refuses_an_unknown_token(phone):
    with pytest.raises(SeatUnknownError):
        submit_ballot(token="unknown", round_id=phone.round_id)


def test_stranger_cannot_hand_in(phone):
    review = phone.get("answer-review")
    phone.client.cookies["seat"] = "forged"
    assert phone.send(phone.path("answer-submit"), review).status_code == 403
    assert Ballot.objects.count() == 0


def test_without_the_form_token_nothing_is_handed_in(phone):
    response = phone.client.post(phone.path("answer-submit"))
    assert response.status_code == 403
    assert "This page needs a cookie" in response.content.decode()
    assert Ballot.objects.count() == 0


def test_handing_in_takes_a_press(phone):
    assert phone.get("answer-submit").status_code == 405
    assert Ballot.objects.count() == 0


def test_one_handing_in_leaves_the_others_alone(phone):
    other = Phone().join(phone.participant.group)
    other.tap("S1a", 2, 1)
    phone.submit()
    assert other.draft.answers == {"S1a": 2}
    assert other.participant.state == ParticipantState.JOINED


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_ballot_and_used_mark_are_written_together_or_not_at_all():
    """The database refuses the last of the three writes: the first two are undone with it."""
    round, groups = open_round_with_groups()
    token = join_round(round=round, group=groups["business"])
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE UPDATE OF state ON assessments_participant"
            " BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"
        )
    try:
        with pytest.raises(DatabaseError, match="refused by the test"):
            submit_ballot(token=token, round_id=round.pk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER refuse")
    assert (Ballot.objects.count(), Draft.objects.count()) == (0, 1)
    assert Participant.objects.get().state == ParticipantState.JOINED


@pytest.mark.django_db(transaction=True)
def test_handing_in_twice_at_the_same_moment_makes_one_ballot():
    round, groups = open_round_with_groups()
    token = join_round(round=round, group=groups["business"])
    made = []

    def submit() -> None:
        try:
            made.append(submit_ballot(token=token, round_id=round.pk) is not None)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False, False, False, True]
    assert Ballot.objects.count() == 1
