"""Ids and secrets of another round in bodies, queries and cookies do no more than nonsense does."""

import json
import re
from http.cookies import SimpleCookie
from uuid import uuid4

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from assessments import fact_links
from assessments.enums import ParticipantState, Side
from assessments.models import Draft, Fact, Participant
from reports.models import ShareLink
from tests.factories import GroupFactory
from tests.routes.doors import Role
from tests.routes.matrix import TOKENS

pytestmark = pytest.mark.django_db

NOTHING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def owner(world) -> Browser:
    return browser_with(world.browsers[Role.OWNER])


def browser_with(cookies: SimpleCookie | dict[str, str]) -> Browser:
    browser = Browser()
    browser.cookies = SimpleCookie(
        {name: getattr(held, "value", held) for name, held in cookies.items()}
    )
    return browser


def at(world, name: str, objects=None, **parts) -> str:
    values = (objects or world.north).parts | parts
    known = {
        "round-links": ("workspace", "round_id"),
        "round-facts": ("workspace", "round_id"),
        "assessment-new": ("workspace", "client_id"),
        "fact-owner": ("signed",),
        "join-code": ("code",),
        "invitation": ("link",),
        "answer": ("round_id",),
        "answer-taps": ("round_id",),
        "answer-submit": ("round_id",),
        "receipt": ("round_id",),
    }[name]
    return reverse(f"assessments:{name}", kwargs={part: values[part] for part in known})


def said(answer: HttpResponse, *typed: object) -> tuple:
    """What an answer says, without tokens and without what was typed."""
    text = TOKENS.sub("TOKEN", answer.content.decode())
    for each in typed:
        text = text.replace(str(each), "TYPED")
    return answer.status_code, answer.headers.get("Location"), text


def test_personal_links_are_made_for_groups_of_this_round_only(world, owner) -> None:
    address, before = at(world, "round-links"), Participant.objects.count()
    foreign = world.south.groups["it"].pk
    answers = {
        said(owner.post(address, {"group": group, "count": "3"}), group)
        for group in (foreign, NOTHING)
    }
    assert len(answers) == 1
    assert Participant.objects.count() == before
    owner.post(address, {"group": world.north.groups["it"].pk, "count": "3"})
    assert Participant.objects.count() == before + 3


def test_a_report_of_another_workspace_is_shared_by_nobody(world, owner) -> None:
    parts, before = world.north.parts, ShareLink.objects.count()
    address = reverse("reports:share", args=[parts["workspace"], parts["round_id"]])
    foreign = world.south.round.reports.get().pk
    sent = {
        "audience": "steering",
        "last_day": owner.get(address).context["form"]["last_day"].value(),
    }
    answers = {
        said(owner.post(address, {**sent, "report": report}), report)
        for report in (foreign, NOTHING)
    }
    assert len(answers) == 1
    assert ShareLink.objects.count() == before
    owner.post(address, {**sent, "report": world.north.round.reports.get().pk})
    assert ShareLink.objects.count() == before + 1


def test_an_unknown_framework_in_the_query_is_as_good_as_none(world, owner) -> None:
    address = at(world, "assessment-new")
    pages = {
        said(owner.get(address + query), query or "?")
        for query in ("", "?framework=nowhere", "?framework=%00", f"?framework={NOTHING}")
    }
    assert len(pages) == 1


@pytest.mark.parametrize("page", ["round-facts", "fact-owner"])
def test_a_fact_that_is_not_of_this_page_is_not_stored(world, owner, page) -> None:
    address, before = at(world, page), Fact.objects.count()
    browser = owner if page == "round-facts" else Browser()
    # An item that people answer, one of nothing, and on an owner's page one of another owner.
    codes = ["S1a", "nowhere", "", *(["S1b"] if page == "fact-owner" else [])]
    answers = {
        said(browser.post(address, {"item": code, "value": "3"}), code or "?") for code in codes
    }
    assert len(answers) == 1
    assert Fact.objects.count() == before


def test_a_signed_fact_link_cannot_be_turned_to_another_round_or_owner(world) -> None:
    signed = world.north.parts["signed"]
    held, seal = signed.rsplit(":", 1)
    turned = signing.Signer(salt=fact_links.SALT, key="another").sign_object(
        [world.south.parts["round_id"].hex, "it"]
    )
    other = world.south.parts["signed"].rsplit(":", 1)
    forged = [turned, f"{other[0]}:{seal}", f"{held}:{other[1]}", held, f"{signed}x", ":", NOTHING]
    never = said(Browser().get(at(world, "fact-owner", signed="nonsense")))
    assert never[0] == 404
    assert {said(Browser().get(at(world, "fact-owner", signed=each))) for each in forged} == {never}


def test_a_fact_link_stores_in_its_own_round_only(world) -> None:
    page = Browser().get(at(world, "fact-owner", world.south)).text
    north, south = world.north.parts["round_id"], world.south.parts["round_id"]
    assert str(north) not in page
    before = Fact.objects.filter(round=north).count()
    item = re.search(r'name="item"\s+value="([^"]+)"', page)[1]
    Browser().post(at(world, "fact-owner", world.south), {"item": item, "round": north})
    assert Fact.objects.filter(round=north).count() == before
    assert Fact.objects.exclude(round__in=[north, south]).count() == 0


@pytest.mark.parametrize("field", ["pk", "code", "label"])
def test_a_group_of_another_round_cannot_be_joined(world, field) -> None:
    foreign = getattr(
        GroupFactory(code="elsewhere", label="Elsewhere", choice="", side=Side.IT, position=0),
        field,
    )
    address, before = at(world, "join-code"), Participant.objects.count()
    answers = {
        said(Browser().post(address, {"group": group, "token": "T" * 43}), group)
        for group in (foreign, "nowhere", NOTHING)
    }
    assert {status for status, _location, _text in answers} == {422}
    assert len(answers) == 1
    assert Participant.objects.count() == before
    looks = {said(Browser().get(f"{address}?group={group}"), group) for group in (foreign, "x1")}
    assert len(looks) == 1


def test_the_token_of_another_round_joins_like_a_malformed_one(world) -> None:
    taken = "S" * 43
    south = at(world, "join-code", world.south)
    assert Browser().post(south, {"group": "it", "token": taken}).status_code == 302
    before = Participant.objects.count()
    answers = {
        said(Browser().post(at(world, "join-code"), {"group": "it", "token": token}), token)
        for token in (taken, "short", "!" * 43)
    }
    assert {status for status, _location, _text in answers} == {422}
    assert len(answers) == 1
    assert Participant.objects.count() == before


def test_an_invitation_is_not_accepted_with_a_token_of_another_round(world) -> None:
    taken = "S" * 43
    Browser().post(at(world, "join-code", world.south), {"group": "it", "token": taken})
    address = at(world, "invitation")
    answer = Browser().post(address, {"token": taken})
    assert answer.status_code == 404
    assert said(answer) == said(Browser().post(address, {"token": "short"}))
    link = Participant.objects.get(round=world.north.round, state=ParticipantState.INVITED)
    assert link.group == world.north.groups["it"]


@pytest.mark.parametrize("name", ["answer", "receipt", "answer-taps", "answer-submit"])
def test_a_place_in_another_round_is_no_place_in_this_one(world, name) -> None:
    address = at(world, name)
    sent = {"data": {"taps": []}, "content_type": "application/json"}
    answers = set()
    for seat in (world.south.seat, "nonsense", ""):
        browser = browser_with({"seat": seat})
        answer = (
            browser.post(address, **sent)
            if name in {"answer-taps", "answer-submit"}
            else browser.get(address)
        )
        assert answer.status_code in {401, 403}
        answers.add(said(answer))
    assert len(answers) == 1


def test_a_tap_for_what_the_group_is_not_asked_is_answered_like_one_for_nothing(world) -> None:
    browser = browser_with({"seat": world.north.seat})
    answers = set()
    for item in ("S2a", "nowhere"):  # S2a is not for IT
        taps = {"taps": [{"item": item, "value": 3, "seq": 1}]}
        answer = browser.post(at(world, "answer-taps"), taps, content_type="application/json")
        assert answer.status_code == 422
        answers.add(json.dumps(answer.json()).replace(item, "ITEM"))
    assert len(answers) == 1
    draft = Draft.objects.get(participant__round=world.north.round)
    assert draft.answers == {}


def test_revoking_names_the_link_through_its_own_round(world, owner) -> None:
    parts = world.north.parts
    foreign, absent = (
        owner.post(
            reverse("reports:share-revoke", args=[parts["workspace"], parts["round_id"], pk])
        )
        for pk in (world.south.parts["link_id"], uuid4())
    )
    assert said(foreign) == said(absent)
    assert ShareLink.objects.filter(revoked_at=None).count() == 2
