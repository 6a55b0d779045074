"""Joining a round with its code."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.enums import ParticipantState, RoundState
from assessments.models import Assessment, Draft, Participant
from assessments.models import Client as Organisation
from assessments.services.joining import (
    AnsweringRefusedError,
    PlaceTakenError,
    join_round,
    new_token,
)
from tests.assessments.phone import Phone, field
from tests.factories import GroupFactory, RoundFactory, open_round_with_groups

pytestmark = pytest.mark.django_db

JOIN = "/join/"


def page(round) -> str:
    return reverse("assessments:join-code", args=[round.code])


@pytest.mark.parametrize("typed", ["ABC234", "abc234", " abc-234 ", "a b c 2 3 4", "ABC–234"])
def test_code_is_recognised_however_it_is_typed(client, typed):
    round = RoundFactory(code="ABC234")
    response = client.get(JOIN, {"code": typed})
    assert response.status_code == 302
    assert response["Location"] == page(round)


@pytest.mark.parametrize("typed", ["ZZZZZZ", "ABC23", "ABC2345678", "'; DROP", "\x00", "é", "--"])
def test_unknown_code_is_said_plainly(client, typed):
    RoundFactory(code="ABC234")
    response = client.get(JOIN, {"code": typed})
    assert response.status_code == 200
    assert "No round has this code" in response.content.decode()


def test_unknown_code_in_the_address_is_not_found(client):
    response = client.get("/join/ZZZZZZ/")
    assert response.status_code == 404
    assert "No round has this code" in response.content.decode()


def test_typed_code_is_shown_again_as_text_only(client):
    assert b"<script>x" not in client.get(JOIN, {"code": "<script>x"}).content


def test_code_in_small_letters_leads_to_the_one_address(client):
    round = RoundFactory(code="ABC234")
    assert client.get("/join/abc234/")["Location"] == page(round)


def test_page_shows_groups_and_promise_and_makes_nothing(client):
    round, groups = open_round_with_groups({"executives": 4, "business": 9})
    GroupFactory(round=round, code="it", headcount=0)
    Assessment.objects.update(title="A title for consultants")
    html = client.get(page(round)).content.decode()
    assert [code for code in ("executives", "business", "it") if f'value="{code}"' in html] == [
        "executives",
        "business",
    ]
    assert groups["executives"].choice in html
    assert round.promise_text in html
    assert round.assessment.client.name in html
    assert "A title for consultants" not in html
    assert (Participant.objects.count(), Draft.objects.count()) == (0, 0)


def test_single_group_is_chosen_already(client):
    round, _ = open_round_with_groups({"it": 4})
    html = re.sub(r"\s+", " ", client.get(page(round)).content.decode())
    assert 'value="it" required checked' in html


def test_several_groups_leave_the_choice(client):
    round, _ = open_round_with_groups({"it": 4, "business": 4})
    assert "checked" not in client.get(page(round)).content.decode()


def test_joining_gives_a_place_and_a_cookie_for_the_answers_only():
    round, groups = open_round_with_groups()
    phone = Phone().join(groups["it"])
    assert phone.participant.group == groups["it"]
    assert phone.participant.state == ParticipantState.JOINED
    assert phone.draft.answers == {}
    seat = phone.client.cookies["seat"]
    assert (seat["path"], seat["httponly"], seat["samesite"], seat["max-age"]) == (
        f"/answer/{round.pk}/",
        True,
        "Lax",
        180 * 24 * 60 * 60,
    )
    assert seat.value not in str(Participant.objects.values())


def test_cookie_is_secure_where_the_product_is(settings):
    settings.SESSION_COOKIE_SECURE = True
    _, groups = open_round_with_groups()
    assert Phone().join(groups["it"]).client.cookies["seat"]["secure"] is True


def test_press_repeated_by_accident_joins_once():
    round, _ = open_round_with_groups()
    phone = Phone()
    shown = phone.client.get(page(round))
    for _ in range(2):
        response = phone.send(page(round), shown, group="it")
        assert response["Location"] == f"/answer/{round.pk}/S1/"
    assert Participant.objects.count() == 1


def test_browser_with_a_place_is_offered_to_go_on():
    _, groups = open_round_with_groups()
    phone = Phone().join(groups["it"])
    html = phone.client.get(page(groups["it"].round)).content.decode()
    assert "You have joined in this browser" in html
    assert f"/answer/{phone.round_id}/" in html
    assert 'name="group"' not in html


def test_another_person_may_join_on_the_same_device():
    _, groups = open_round_with_groups()
    phone = Phone().join(groups["it"])
    path = page(groups["it"].round)
    phone.send(path, phone.client.get(path, {"again": 1}), group="business")
    assert phone.participant.group == groups["business"]
    assert Participant.objects.count() == 2


@pytest.mark.parametrize("chosen", [None, "", "nobody", "it' OR 1=1"])
def test_no_group_chosen_asks_again(chosen):
    round, _ = open_round_with_groups()
    phone = Phone()
    fields = {} if chosen is None else {"group": chosen}
    response = phone.send(page(round), phone.client.get(page(round)), **fields)
    assert response.status_code == 422
    assert "Please choose one sentence first" in response.content.decode()
    assert Participant.objects.count() == 0


@pytest.mark.parametrize("token", ["", "short", "x" * 5000, "=" * 43])
def test_made_up_token_makes_nothing(token):
    round, _ = open_round_with_groups()
    phone = Phone()
    shown = phone.client.get(page(round))
    csrf = field(shown, "csrfmiddlewaretoken")
    response = phone.client.post(
        page(round), {"csrfmiddlewaretoken": csrf, "group": "it", "token": token}
    )
    assert response.status_code == 422
    assert Participant.objects.count() == 0


def test_group_of_another_round_is_refused():
    round, _ = open_round_with_groups()
    _, others = open_round_with_groups()
    with pytest.raises(PlaceTakenError):
        join_round(round=round, group=others["it"])


def test_token_of_another_round_is_refused():
    round, groups = open_round_with_groups()
    other, other_groups = open_round_with_groups()
    token = join_round(round=round, group=groups["it"])
    with pytest.raises(PlaceTakenError):
        join_round(round=other, group=other_groups["it"], token=token)
    assert Participant.objects.filter(round=other).count() == 0


def test_round_in_preparation_says_when_it_opens(client):
    opens = timezone.localdate() + timedelta(days=30)
    round, _ = open_round_with_groups(state=RoundState.DRAFT, opens_on=opens)
    html = client.get(page(round)).content.decode()
    assert "Not open yet" in html
    assert f"planned to open on {opens.day} {opens:%b %Y}" in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": RoundState.CLOSED}, "This round is closed"),
        ({"state": RoundState.PUBLISHED}, "This round is closed"),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "This round ended on"),
    ],
)
def test_round_that_is_over_says_so(client, fields, words):
    round, groups = open_round_with_groups(**fields)
    html = client.get(page(round)).content.decode()
    assert words in html
    assert 'name="group"' not in html
    with pytest.raises(AnsweringRefusedError):
        join_round(round=round, group=groups["it"])
    assert Participant.objects.count() == 0


def test_closing_day_still_belongs_to_the_round():
    round, groups = open_round_with_groups(closes_on=timezone.localdate())
    join_round(round=round, group=groups["it"])
    assert Participant.objects.count() == 1


def test_round_opened_early_by_hand_is_open():
    round, groups = open_round_with_groups(opens_on=timezone.localdate() + timedelta(days=3))
    join_round(round=round, group=groups["it"])
    assert Participant.objects.count() == 1


def test_round_closed_while_the_page_was_open_makes_nothing():
    round, _ = open_round_with_groups()
    phone = Phone()
    shown = phone.client.get(page(round))
    round.state = RoundState.CLOSED
    round.save()
    response = phone.send(page(round), shown, group="it")
    assert response.status_code == 423
    assert Participant.objects.count() == 0


def test_browser_that_refuses_cookies_is_told_what_is_missing():
    round, _ = open_round_with_groups()
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get(page(round))
    csrf = field(shown, "csrfmiddlewaretoken")
    browser.cookies.clear()
    response = browser.post(
        page(round), {"csrfmiddlewaretoken": csrf, "group": "it", "token": new_token()}
    )
    assert response.status_code == 403
    assert "This page needs a cookie" in response.content.decode()
    assert Participant.objects.count() == 0


def test_demo_is_marked(client):
    round, _ = open_round_with_groups()
    assert b'class="demo"' not in client.get(page(round)).content
    Organisation.objects.update(is_demo=True)
    assert b'class="demo"' in client.get(page(round)).content


@pytest.mark.parametrize("path", ["/join/", "/join/ABC234/", "/i/forged/"])
def test_pages_are_kept_nowhere(client, path):
    open_round_with_groups(code="ABC234")
    assert client.get(path)["Cache-Control"] == "no-store"


def test_page_loads_only_its_own_style(client):
    html = client.get(JOIN).content.decode()
    assert html.count("<link") == 3
    assert "bootstrap" not in html
    assert "<script" not in html


def test_a_link_for_a_group_has_the_group_chosen() -> None:
    round, groups = open_round_with_groups()
    path = reverse("assessments:join-code", args=[round.code])
    page = Client().get(path, {"group": "it"}).content.decode()
    chosen = re.findall(r'value="(\w+)"\s+required\s+checked', page)
    assert chosen == [groups["it"].code]
    assert "checked" not in Client().get(path, {"group": "nobody"}).content.decode()
