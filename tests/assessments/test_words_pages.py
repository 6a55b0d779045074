"""The page of texts in people's own words, and the one on which passages are blacked out."""

import uuid

import pytest
from django.urls import reverse

from assessments.enums import RoundState
from assessments.models import Round, Statement
from tests.assessments.test_clients import words
from tests.factories import ClientAccessFactory, RoundFactory, StatementFactory
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    round = RoundFactory(state=RoundState.CLOSED)
    StatementFactory.create_batch(8, round=round)
    return round


@pytest.fixture
def text(round: Round) -> Statement:
    return Statement.objects.filter(round=round)[0]


@pytest.fixture
def persons(round: Round) -> Persons:
    return persons_of(round.workspace)


def page_address(round: Round) -> str:
    return reverse("assessments:round-words", args=[round.workspace.slug, round.pk])


def text_address(round: Round, text_id: uuid.UUID) -> str:
    return reverse("assessments:statement-edit", args=[round.workspace.slug, round.pk, text_id])


# --- Reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["owner", "consultant"])
def test_editors_read_every_text(round, persons, person):
    page = words(getattr(persons, person).get(page_address(round)))

    assert "In one sentence, which problem should CRM solve?" in page
    assert all(text.original in page for text in Statement.objects.all())


def test_below_eight_the_page_says_so_without_a_number(round, persons, text):
    text.delete()

    page = words(persons.owner.get(page_address(round)))

    assert "Too few people wrote something." in page
    assert "Sentence number" not in page
    assert "7" not in page.split("In one sentence")[1]


def test_the_page_says_what_was_done_to_a_text(round, persons):
    first, second, *_others = Statement.objects.all()
    Statement.objects.filter(pk=first.pk).update(wording="█████")
    Statement.objects.filter(pk=second.pk).update(is_left_out=True)

    page = words(persons.owner.get(page_address(round)))

    assert "Blacked out in part" in page
    assert "Left out of the report" in page
    assert "fewer than 8 would remain, and the report shows none." in page


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.PUBLISHED])
def test_only_texts_of_a_closed_round_are_read_here(round, persons, text, state):
    Round.objects.filter(pk=round.pk).update(state=state)

    answer = persons.owner.get(page_address(round), follow=True)

    assert "Texts can be read here after the round is closed" in words(answer)
    assert text.original not in words(answer)
    assert persons.owner.get(text_address(round, text.pk)).status_code == 404


def test_the_round_leads_there_while_it_is_closed(round, persons):
    address = reverse("assessments:round", args=[round.workspace.slug, round.pk])
    assert page_address(round) in words(persons.owner.get(address))

    Round.objects.filter(pk=round.pk).update(state=RoundState.PUBLISHED)
    assert page_address(round) not in words(persons.owner.get(address))


# --- Blacking out -----------------------------------------------------------------------------


def test_a_passage_is_blacked_out(round, persons, text):
    wording = text.original.replace("number", "[...]")

    answer = persons.consultant.post(text_address(round, text.pk), {"wording": wording})

    assert answer.url == f"{page_address(round)}#text-{text.pk}"
    text.refresh_from_db()
    assert (text.wording, text.is_left_out) == (text.original.replace("number", "█████"), False)


def test_the_original_stands_beside_the_wording(round, persons, text):
    Statement.objects.filter(pk=text.pk).update(wording="█████")

    page = words(persons.owner.get(text_address(round, text.pk)))

    assert text.original in page
    assert "█████</textarea>" in page


def test_a_text_is_left_out(round, persons, text):
    persons.owner.post(
        text_address(round, text.pk), {"wording": text.original, "is_left_out": "on"}
    )

    text.refresh_from_db()
    assert text.is_left_out


@pytest.mark.parametrize(
    ("wording", "problem"),
    [
        ("We love it.", "no word of it can be changed, moved or added."),
        ("", "To show nothing of a text, leave it out instead."),
    ],
)
def test_what_is_no_redaction_is_refused_and_kept_on_the_page(
    round, persons, text, wording, problem
):
    answer = persons.owner.post(text_address(round, text.pk), {"wording": wording})

    assert problem in words(answer)
    assert f"{wording}</textarea>" in words(answer)
    assert Statement.objects.get(pk=text.pk).wording == text.original


# --- Who --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_do_not_get_in(round, persons, text, method):
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)
    for address in (page_address(round), text_address(round, text.pk)):
        asked = {name: getattr(getattr(persons, name), method) for name in ("viewer", "stranger")}
        assert asked["viewer"](address).status_code in {403, 405}
        assert asked["stranger"](address).status_code in {404, 405}
        assert getattr(persons.anonymous, method)(address).status_code in {302, 405}


def test_texts_of_other_rounds_and_absent_ones_are_alike(round, persons):
    other = RoundFactory(state=RoundState.CLOSED)
    StatementFactory.create_batch(8, round=other)
    foreign = Statement.objects.filter(round=other)[0]

    for text_id in (foreign.pk, uuid.uuid4()):
        for method in (persons.owner.get, persons.owner.post):
            assert method(text_address(round, text_id), {"wording": "█████"}).status_code == 404

    assert Statement.objects.get(pk=foreign.pk).wording == foreign.original
