"""The pages for answering, as a browser without JavaScript uses them."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Workspace
from assessments.enums import ClientType, RoundState
from assessments.models import Ballot, Participant, Round
from assessments.models import Client as Organisation
from assessments.services.rounds import close_round
from tests.assessments.phone import Phone
from tests.factories import built_in_framework, open_round_with_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Phone:
    _, groups = open_round_with_groups()
    return Phone().join(groups["business"])


def form(html: str) -> str:
    """Return the part of a page that is shown: everything before the templates."""
    return re.sub(r"\s+", " ", html.split("<template", 1)[0])


def record(response) -> dict:
    found = re.search(r'id="record"[^>]*>([^<]*)<', response.content.decode())
    return json.loads(found[1])


def test_whole_journey_as_plain_forms(phone):
    framework = built_in_framework()
    path = phone.get("answer")["Location"]
    for capability in framework.capabilities_for("business"):
        assert path == phone.path("answer-place", capability.code)
        fields = {
            f"item-{item.code}": "A sentence of mine." if item.is_text else "4"
            for item in capability.items
            if "business" in item.groups
        }
        path = phone.send(path, phone.client.get(path), go="next", **fields)["Location"]
    assert path == phone.path("answer-review")
    review = phone.client.get(path)
    assert "You have answered every question" in review.content.decode()
    path = phone.send(phone.path("answer-submit"), review)["Location"]
    assert "Your answers are handed in" in phone.client.get(path).content.decode()
    asked = framework.items_for("business")
    assert Ballot.objects.get().answers == {
        item.code: "A sentence of mine." if item.is_text else 4 for item in asked
    }


def test_first_screen_is_the_first_capability(phone):
    assert phone.get("answer")["Location"] == phone.path("answer-place", "S1")


def test_return_resumes_at_the_place_seen_last(phone):
    phone.tap("C2a", 3, 1, place="C2")
    assert phone.get("answer")["Location"] == phone.path("answer-place", "C2")


def test_screen_shows_questions_and_stored_answers(phone):
    phone.post_json(
        {
            "taps": [
                {"item": "S1a", "value": 4, "seq": 1},
                {"item": "S1c", "value": "dk", "seq": 2},
                {"item": "S1d", "value": "Slow <answers>", "seq": 3},
            ]
        }
    )
    html = form(phone.get("answer-place", "S1").content.decode())
    assert re.findall(r'name="(\S+)" value="(\S+)" checked', html) == [
        ("item-S1a", "4"),
        ("item-S1c", "dk"),
    ]
    assert "Slow &lt;answers&gt;</textarea>" in html
    assert "1 of 24" in html


def test_choices_stand_lightest_first_and_without_numbers(phone):
    html = form(phone.get("answer-place", "S1").content.decode())
    anchors = built_in_framework().item("S1a").anchors
    places = [html.index(anchor) for anchor in anchors]
    assert places == sorted(places)
    assert not re.search(r"<span>\s*\d", html)


def test_dont_know_is_offered_only_where_the_item_allows_it(phone):
    html = phone.get("answer-place", "S5").content.decode()
    template = html.split('<template id="screens">')[1]
    for code, expected in (("S5a", {"dk", "na"}), ("S5b", {"na"})):
        asides = set(re.findall(rf'name="item-{code}" value="(dk|na)"', template))
        assert asides == expected


def test_page_carries_all_screens_without_answers(phone):
    phone.tap("S1a", 4, 1)
    html = phone.get("answer-place", "S2").content.decode()
    template = html.split('<template id="screens">')[1].split("</template>")[0]
    codes = [each.code for each in built_in_framework().capabilities_for("business")]
    assert re.findall(r'data-code="(\w+)"', template) == codes
    assert " checked>" not in template
    assert str(phone.round_id) not in template


def test_groups_see_their_own_questions():
    _, groups = open_round_with_groups()
    phone = Phone().join(groups["it"])
    html = phone.get("answer-place", "S1").content.decode()
    assert "item-S1a" in html
    assert "item-S1c" not in html


def test_questions_that_do_not_concern_the_client_are_not_asked(phone):
    assert b"item-Q5a" in phone.get("answer-place", "S1").content
    Organisation.objects.update(client_type=ClientType.B2C)
    html = phone.get("answer-place", "S1").content.decode()
    assert "item-Q5a" not in html
    assert "1 of 23" in html


def test_record_for_the_script_holds_nothing_secret(phone):
    phone.tap("S1a", 4, 17)
    response = phone.get("answer-place", "S1")
    kept = record(response)
    assert kept == {
        "round": str(phone.round_id),
        "seat": kept["seat"],
        "base": f"/answer/{phone.round_id}/",
        "answers": {"S1a": 4},
        "last": 17,
        "here": "S1",
    }
    html = response.content.decode()
    assert phone.client.cookies["seat"].value not in html
    assert phone.participant.token_hash not in html


def test_seat_key_differs_between_people(phone):
    other = Phone().join(phone.participant.group)
    keys = {record(each.get("answer-place", "S1"))["seat"] for each in (phone, other)}
    assert len(keys) == 2


def test_back_saves_as_well(phone):
    path = phone.path("answer-place", "S2")
    response = phone.send(path, phone.client.get(path), go="back", **{"item-S2a": "2"})
    assert response["Location"] == phone.path("answer-place", "S1")
    assert (phone.draft.answers, phone.draft.place) == ({"S2a": 2}, "S1")


def test_next_without_an_answer_goes_on(phone):
    path = phone.path("answer-place", "S1")
    response = phone.send(path, phone.client.get(path), go="next")
    assert response["Location"] == phone.path("answer-place", "S2")
    assert phone.draft.answers == {}


def test_emptied_text_withdraws_it(phone):
    phone.tap("S1d", "Too slow.", 1)
    path = phone.path("answer-place", "S1")
    phone.send(path, phone.client.get(path), **{"item-S1d": " \r\n "})
    assert phone.draft.answers == {}


def test_line_breaks_of_a_form_count_once(phone):
    path = phone.path("answer-place", "S1")
    phone.send(path, phone.client.get(path), **{"item-S1d": "one\r\ntwo"})
    assert phone.draft.answers == {"S1d": "one\ntwo"}


@pytest.mark.parametrize("value", ["6", "0", "x", "dkna", "٣"])
def test_answer_out_of_range_is_refused_and_the_rest_saved(phone, value):
    path = phone.path("answer-place", "S1")
    fields = {"item-S1a": value, "item-S1c": "2", "item-C1a": "3"}
    response = phone.send(path, phone.client.get(path), go="next", **fields)
    assert response.status_code == 422
    assert "could not be accepted" in form(response.content.decode())
    assert phone.draft.answers == {"S1c": 2}


def test_text_that_is_too_long_is_shown_again(phone):
    path = phone.path("answer-place", "S1")
    long = "x" * 1001
    response = phone.send(path, phone.client.get(path), **{"item-S1d": long})
    assert response.status_code == 422
    assert long in form(response.content.decode())


def test_stale_form_does_not_overwrite_a_newer_answer(phone):
    path = phone.path("answer-place", "S1")
    stale = phone.client.get(path)
    phone.tap("S1a", 5, 3)
    response = phone.send(path, stale, **{"item-S1a": "1", "item-S1c": "2"})
    assert response.status_code == 409
    assert "newer answer" in form(response.content.decode())
    assert phone.draft.answers == {"S1a": 5, "S1c": 2}


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 400])
def test_odd_hidden_field_does_no_harm(phone, seen):
    path = phone.path("answer-place", "S1")
    response = phone.send(path, phone.client.get(path), seen=seen, **{"item-S1a": "1"})
    assert response.status_code == 302
    assert phone.draft.answers == {"S1a": 1}


def test_unknown_screen_leads_to_the_place_seen_last(phone):
    assert phone.get("answer-place", "Z9")["Location"] == phone.path("answer")


def test_review_names_what_is_open(phone):
    phone.tap("S1a", 4, 1)
    html = phone.get("answer-review").content.decode()
    assert "52 questions are still open" in html
    assert re.search(r'\.\./S1/"><span>[^<]*</span> <span class="open">1 open', html)


def test_sentence_in_own_words_is_never_open(phone):
    phone.post_json({"taps": [{"item": code, "value": 3, "seq": 1} for code in ("S1a", "S1c")]})
    html = phone.get("answer-review").content.decode()
    assert html.split("<details>")[0].count("../S1/") == 0


ANSWER_PAGES = [("answer",), ("answer-place", "S1"), ("answer-review",)]


@pytest.mark.parametrize("name", ANSWER_PAGES)
def test_stranger_is_told_to_join(phone, name):
    stranger = Phone()
    stranger.round_id = phone.round_id
    response = stranger.get(*name)
    assert response.status_code == 403
    assert "This browser has not joined" in response.content.decode()


@pytest.mark.parametrize("name", [*ANSWER_PAGES, ("receipt",)])
def test_tampered_cookie_is_told_to_join(phone, name):
    phone.client.cookies["seat"] = phone.client.cookies["seat"].value[:-1] + "?"
    assert phone.get(*name).status_code == 403


def test_unknown_round_says_the_same_as_a_strange_one(phone):
    phone.round_id = Workspace.objects.get().pk
    assert phone.get("answer").status_code == 403


@pytest.mark.parametrize("name", ANSWER_PAGES)
def test_closed_round_says_what_became_of_the_answers(phone, name):
    close_round(round=phone.round)
    html = phone.get(*name).content.decode()
    assert "This round is closed" in html
    assert "were deleted" in html


def test_ended_round_says_when(phone):
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    html = phone.get("answer-place", "S1").content.decode()
    assert "This round ended on" in html
    assert "are not counted" in html


def test_round_closed_while_the_form_was_open(phone):
    path = phone.path("answer-place", "S1")
    shown = phone.client.get(path)
    Round.objects.update(state=RoundState.CLOSED)
    response = phone.send(path, shown, **{"item-S1a": "3"})
    assert response.status_code == 423
    assert phone.draft.answers == {}


@pytest.mark.parametrize("name", [*ANSWER_PAGES, ("receipt",)])
def test_pages_are_kept_nowhere(phone, name):
    if name == ("receipt",):
        phone.submit()
    assert "no-store" in phone.get(*name)["Cache-Control"]


def test_reading_pages_makes_and_changes_nothing(phone):
    phone.tap("S1a", 3, 1, place="S3")
    before = (Participant.objects.count(), phone.draft.answers, phone.draft.place)
    for name in ANSWER_PAGES:
        phone.get(*name)
    assert (Participant.objects.count(), phone.draft.answers, phone.draft.place) == before


@pytest.mark.parametrize("name", [*ANSWER_PAGES, ("receipt",)])
def test_page_takes_one_query(phone, name):
    if name == ("receipt",):
        phone.submit()
    phone.get(*name)
    with CaptureQueriesContext(connection) as queries:
        phone.get(*name)
    assert len(queries) == 1


def test_demo_is_marked(phone):
    assert b'class="demo"' not in phone.get("answer-place", "S1").content
    Organisation.objects.update(is_demo=True)
    assert b'class="demo"' in phone.get("answer-place", "S1").content


def test_page_is_small_when_compressed(phone):
    response = phone.client.get(
        phone.path("answer-place", "S1"), headers={"Accept-Encoding": "gzip"}
    )
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 20_000


def test_page_loads_only_its_own_files(phone):
    html = phone.get("answer-place", "S1").content.decode()
    assert re.findall(r'(?:href|src)="(/static/[^"]*)"', html) == [
        "/static/icon.svg",
        "/static/css/tokens.css",
        "/static/css/participant.css",
        "/static/js/answering.js",
        "/static/js/workshop-is-on.js",
    ]
    assert "http://" not in html
    assert "https://" not in html
    assert " style=" not in html
    assert not re.search(r"<script>", html)
