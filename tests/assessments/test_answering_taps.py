"""Saving answers as they are tapped."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.enums import ClientType, RoundState
from assessments.models import Client as Organisation
from assessments.models import Draft, Round
from assessments.services.answering import Tap, TapStatus, save_taps
from assessments.services.joining import join_round
from assessments.services.rounds import close_round
from tests.assessments.phone import Phone
from tests.factories import open_round_with_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Phone:
    _, groups = open_round_with_groups()
    return Phone().join(groups["business"])


def test_new_answer_is_saved(phone):
    response = phone.tap("S1a", 4, 7, place="S2")
    assert response.status_code == 201
    assert response.json() == {
        "status": 201,
        "taps": [{"item": "S1a", "seq": 7, "status": 201, "value": 4}],
    }
    assert (phone.draft.answers, phone.draft.sequences) == ({"S1a": 4}, {"S1a": 7})
    assert phone.draft.place == "S2"
    assert response["Cache-Control"] == "no-store"


def test_same_tap_again_changes_nothing(phone):
    phone.tap("S1a", 4, 7)
    response = phone.tap("S1a", 4, 7)
    assert response.status_code == 200
    assert response.json()["taps"][0]["status"] == 200
    assert phone.draft.answers == {"S1a": 4}


def test_newer_tap_replaces_the_answer(phone):
    phone.tap("S1a", 4, 7)
    assert phone.tap("S1a", 2, 8).status_code == 201
    assert (phone.draft.answers, phone.draft.sequences) == ({"S1a": 2}, {"S1a": 8})


@pytest.mark.parametrize(("value", "seq"), [(1, 7), (1, 6), (4, 6), (None, 7)])
def test_older_tap_is_superseded_and_told_the_stored_answer(phone, value, seq):
    phone.tap("S1a", 4, 7)
    response = phone.tap("S1a", value, seq)
    assert response.status_code == 409
    (told,) = response.json()["taps"]
    assert told == {"item": "S1a", "seq": seq, "status": 409, "value": 4, "newest": 7}
    assert phone.draft.answers == {"S1a": 4}


def test_two_windows_the_last_tap_stays_however_late_the_first_arrives(phone):
    assert phone.tap("S1a", 5, 12).status_code == 201
    assert phone.tap("S1a", 1, 11).status_code == 409
    assert phone.draft.answers == {"S1a": 5}


def test_withdrawn_answer_is_gone_but_its_number_stays(phone):
    phone.tap("S1a", 4, 7)
    assert phone.tap("S1a", None, 8).status_code == 201
    assert (phone.draft.answers, phone.draft.sequences) == ({}, {"S1a": 8})
    assert phone.tap("S1a", 4, 7).status_code == 409


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5, "dk", "na"])
def test_every_answer_of_a_choice_is_kept_as_it_is(phone, value):
    phone.tap("S1a", value, 1)
    assert phone.draft.answers == {"S1a": value}


def test_text_is_kept_word_for_word(phone):
    text = 'Kunden wandern ab – "still"\n<b>&amp; 客户'
    phone.tap("S1d", text, 1)
    assert phone.draft.answers == {"S1d": text}


@pytest.mark.parametrize(
    ("item", "value", "seq"),
    [
        ("S1a", 0, 1),
        ("S1a", 6, 1),
        ("S1a", -1, 1),
        ("S1a", 3.5, 1),
        ("S1a", "3", 1),
        ("S1a", True, 1),
        ("S1a", [3], 1),
        ("S1a", {"level": 3}, 1),
        ("S1a", "DK", 1),
        ("S5b", "dk", 1),  # its don't-know rule is "none"
        ("S1d", 3, 1),
        ("S1d", "   ", 1),
        ("S1d", "x" * 1001, 1),
        ("S1d", "broken \x00 text", 1),
        ("S1d", "half \ud800 a sign", 1),
        ("S1b", 3, 1),  # a fact
        ("Z9z", 3, 1),
        ("", 3, 1),
        (None, 3, 1),
        (["S1a"], 3, 1),
        ("S1a", 3, 0),
        ("S1a", 3, -4),
        ("S1a", 3, 1.5),
        ("S1a", 3, "1"),
        ("S1a", 3, True),
        ("S1a", 3, None),
        ("S1a", 3, 2**53),
    ],
)
def test_wrong_tap_is_refused_with_a_reason_and_the_rest_is_saved(phone, item, value, seq):
    wrong = {"item": item, "value": value, "seq": seq}
    response = phone.post_json({"taps": [wrong, {"item": "S2a", "value": 2, "seq": 9}]})
    assert response.status_code == 422
    refused, saved = response.json()["taps"]
    assert refused["status"] == 422
    assert refused["reason"]
    assert saved["status"] == 201
    assert phone.draft.answers == {"S2a": 2}


def test_refused_tap_is_told_the_stored_answer(phone):
    phone.tap("S1a", 4, 1)
    assert phone.tap("S1a", 9, 2).json()["taps"][0]["value"] == 4
    assert phone.draft.answers == {"S1a": 4}


def test_item_of_another_group_is_refused():
    _, groups = open_round_with_groups()
    phone = Phone().join(groups["it"])
    assert phone.tap("S1c", 3, 1).status_code == 422
    assert phone.draft.answers == {}


def test_item_that_does_not_concern_the_client_is_refused(phone):
    assert phone.tap("Q5a", 3, 1).status_code == 201
    Organisation.objects.update(client_type=ClientType.B2C)
    assert phone.tap("Q5a", 4, 2).status_code == 422


@pytest.mark.parametrize("tap", ["S1a", 3, None, [], {}, {"item": "S1a", "seq": 1}])
def test_tap_of_another_shape_is_refused(phone, tap):
    assert phone.post_json({"taps": [tap]}).status_code == 422
    assert phone.draft.answers == {}


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("", 400, "not_json"),
        ("{", 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        ("[" * 50_000, 400, "not_json"),
        ('{"taps": [{"seq": ' + "9" * 5000 + "}]}", 400, "not_json"),
        ("null", 422, "no_taps"),
        ("[]", 422, "no_taps"),
        ('{"taps": {}}', 422, "no_taps"),
        ("{}", 422, "no_taps"),
        (json.dumps({"taps": [None] * 201}), 413, "too_many"),
        (json.dumps({"taps": ["x" * 70_000]}), 413, "too_large"),
        (json.dumps({"taps": ["x" * 400_000]}), 413, "too_large"),
    ],
)
def test_unreadable_body_saves_nothing(phone, body, status, reason):
    response = phone.post_json(body)
    assert (response.status_code, response.json()["reason"]) == (status, reason)
    assert phone.draft.answers == {}


def test_place_alone_is_saved(phone):
    assert phone.post_json({"taps": [], "place": "C3"}).status_code == 200
    assert phone.draft.place == "C3"


@pytest.mark.parametrize("place", ["Z9", "", None, 5, ["S1"], "x" * 500])
def test_unknown_place_is_passed_over(phone, place):
    phone.tap("S1a", 3, 1, place="S2")
    assert phone.post_json({"taps": [], "place": place}).status_code == 200
    assert phone.draft.place == "S2"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": RoundState.CLOSED}, "closed"),
        ({"state": RoundState.PUBLISHED}, "closed"),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "ended"),
    ],
)
def test_round_that_is_not_open_takes_nothing(phone, fields, reason):
    Round.objects.update(**fields)
    response = phone.tap("S1a", 3, 1)
    assert (response.status_code, response.json()) == (423, {"status": 423, "reason": reason})
    assert phone.draft.answers == {}


def test_closed_round_without_drafts_says_closed(phone):
    close_round(round=phone.round)
    response = phone.tap("S1a", 3, 1)
    assert (response.status_code, response.json()["reason"]) == (423, "closed")


def test_after_handing_in_nothing_is_taken(phone):
    phone.submit()
    response = phone.tap("S1a", 3, 1)
    assert (response.status_code, response.json()["reason"]) == (423, "submitted")


def test_stranger_without_a_seat_is_unknown(phone):
    stranger = Phone()
    stranger.round_id = phone.round_id
    response = stranger.tap("S1a", 3, 1)
    assert (response.status_code, response.json()["reason"]) == (401, "unknown")


@pytest.mark.parametrize("token", ["", "forged", "x" * 4000, "é"])
def test_tampered_cookie_is_unknown(phone, token):
    seat = phone.client.cookies["seat"].value
    phone.client.cookies["seat"] = token
    assert phone.tap("S1a", 3, 1).status_code == 401
    phone.client.cookies["seat"] = seat
    assert phone.draft.answers == {}


def test_seat_of_another_round_opens_nothing(phone):
    _, groups = open_round_with_groups()
    other = Phone().join(groups["business"])
    phone.round_id = other.round_id
    assert phone.tap("S1a", 3, 1).status_code == 401
    assert other.draft.answers == {}


def test_other_participant_of_the_round_is_not_touched(phone):
    other = Phone().join(phone.participant.group)
    other.tap("S1a", 1, 1)
    phone.tap("S1a", 5, 1)
    assert (phone.draft.answers, other.draft.answers) == ({"S1a": 5}, {"S1a": 1})


def test_without_the_form_token_nothing_is_saved(phone):
    response = phone.client.post(
        phone.path("answer-taps"),
        json.dumps({"taps": [{"item": "S1a", "value": 3, "seq": 1}]}),
        content_type="application/json",
    )
    assert (response.status_code, response.json()["reason"]) == (403, "token")
    assert phone.draft.answers == {}


def test_address_takes_posts_only(phone):
    assert phone.get("answer-taps").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_saving_takes_four_queries(phone):
    phone.tap("S1a", 1, 1)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        phone.tap("S2a", 1, 2, place="S2")
    assert [query["sql"].split()[0] for query in queries] == ["BEGIN", "SELECT", "UPDATE", "COMMIT"]


@pytest.mark.django_db(transaction=True)
def test_many_taps_take_as_many_queries_as_one(phone):
    phone.tap("S1a", 1, 1)
    taps = [{"item": code, "value": 2, "seq": 2} for code in ("S1a", "S1c", "S2a", "S2b")]
    with CaptureQueriesContext(connection) as queries:
        phone.post_json({"taps": taps, "place": "S2"})
    assert len(queries) == 4


@pytest.mark.django_db(transaction=True)
def test_repeated_tap_writes_nothing(phone):
    phone.tap("S1a", 1, 1)
    with CaptureQueriesContext(connection) as queries:
        phone.tap("S1a", 1, 1)
    assert len(queries) == 3


@pytest.mark.django_db(transaction=True)
def test_taps_at_the_same_moment_are_all_kept():
    round, groups = open_round_with_groups()
    token = join_round(round=round, group=groups["business"])
    codes = ["S1a", "S1c", "S2a", "S2b", "S3a", "S3b", "S4a", "S4c"]
    statuses = []

    def tap(number: int, code: str) -> None:
        try:
            taps = [Tap(code, 1 + number % 5, number + 1)]
            results = save_taps(token=token, round_id=round.pk, taps=taps)
            statuses.extend(result.status for result in results)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap, args=pair) for pair in enumerate(codes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [TapStatus.SAVED] * len(codes)
    assert set(Draft.objects.get().answers) == set(codes)


def test_stranger_needs_no_session(phone):
    phone.tap("S1a", 3, 1)
    assert "sessionid" not in phone.client.cookies
