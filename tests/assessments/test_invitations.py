"""Links, personal links, the printable sheet and the QR code."""

import hashlib

import pytest
from django.urls import reverse

from assessments.enums import AnonymityMode, ParticipantState, RoundState
from assessments.models import Participant, Round
from assessments.promise import promise_text
from assessments.services.rounds import RoundStateError, invite_participants
from tests.assessments.test_clients import words
from tests.factories import WorkspaceFactory, open_round_with_groups
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


@pytest.fixture
def opened(persons):
    return open_round_with_groups(assessment__client__workspace=persons.workspace, code="K7M4QX29")


def address(name: str, round: Round) -> str:
    return reverse(f"assessments:{name}", args=[round.workspace.slug, round.pk])


def test_the_page_has_a_link_for_everybody_and_one_for_each_group(persons, opened) -> None:
    page = words(persons.owner.get(address("round-links", opened[0])))

    assert 'value="http://testserver/join/K7M4QX29/"' in page
    assert 'value="http://testserver/join/K7M4QX29/?group=it"' in page


def test_links_use_the_public_address(persons, opened, settings) -> None:
    settings.PUBLIC_URL = "https://readiness.example"

    page = words(persons.owner.get(address("round-links", opened[0])))

    assert 'value="https://readiness.example/join/K7M4QX29/"' in page
    assert "testserver" not in page


def test_personal_links_are_shown_once_and_only_their_hash_is_kept(persons, opened) -> None:
    round, groups = opened

    answer = persons.owner.post(
        address("round-links", round), {"group": groups["it"].pk, "count": "3"}
    )

    links = answer.context["personal_links"]
    hashes = {
        hashlib.sha256(link.rstrip("/").rsplit("/", 1)[-1].encode()).hexdigest() for link in links
    }
    places = Participant.objects.all()
    assert len(links) == len(set(links)) == 3
    assert {place.token_hash for place in places} == hashes
    assert {(place.group, place.state) for place in places} == {
        (groups["it"], ParticipantState.INVITED)
    }
    assert "no-store" in answer["Cache-Control"]
    assert links[0] not in words(persons.owner.get(address("round-links", round)))


@pytest.mark.parametrize("count", ["0", "501", "many", ""])
def test_the_number_of_links_is_checked(persons, opened, count) -> None:
    round, groups = opened

    answer = persons.owner.post(
        address("round-links", round), {"group": groups["it"].pk, "count": count}
    )

    assert answer.status_code == 200
    assert "count" in answer.context["form"].errors
    assert not Participant.objects.exists()


def test_a_group_of_another_round_is_refused(persons, opened) -> None:
    _other, groups = open_round_with_groups()

    answer = persons.owner.post(
        address("round-links", opened[0]), {"group": groups["it"].pk, "count": "1"}
    )

    assert "group" in answer.context["form"].errors
    assert not Participant.objects.exists()


def test_an_anonymous_round_has_no_personal_links(persons) -> None:
    round, groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, mode=AnonymityMode.ANONYMOUS
    )

    answer = persons.owner.post(
        address("round-links", round), {"group": groups["it"].pk, "count": "1"}, follow=True
    )

    assert "This round is anonymous" in words(answer)
    assert not Participant.objects.exists()


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.CLOSED])
def test_only_an_open_round_makes_personal_links(state) -> None:
    round, groups = open_round_with_groups(state=state)

    with pytest.raises(RoundStateError):
        invite_participants(round=round, group=groups["it"], count=1)

    assert not Participant.objects.exists()


def test_the_sheet_carries_code_promise_and_address(persons, opened) -> None:
    page = words(persons.owner.get(address("round-sheet", opened[0])))

    assert "<span>K7M4</span> <span>QX29</span>" in page
    assert opened[0].promise_text in page
    assert "testserver/join" in page
    assert address("round-code", opened[0]) in page


def test_the_sheet_of_a_draft_shows_the_promise_as_it_will_be(persons) -> None:
    round, _groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, state=RoundState.DRAFT, k=6
    )

    page = words(persons.owner.get(address("round-sheet", round)))

    assert all(line in page for line in promise_text(k=6, mode="confidential").splitlines())


def test_the_qr_code_is_a_picture_without_inline_style(persons, opened) -> None:
    answer = persons.owner.get(address("round-code", opened[0]))

    picture = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert picture.lstrip().startswith("<?xml")
    assert "<svg" in picture
    assert "style" not in picture


def test_two_rounds_have_different_pictures(persons, opened) -> None:
    other, _groups = open_round_with_groups(assessment__client__workspace=persons.workspace)

    pictures = {
        persons.owner.get(address("round-code", round)).content for round in (opened[0], other)
    }

    assert len(pictures) == 2
