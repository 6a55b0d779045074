"""Publishing a round: who may, what it tells before, and what the report shows afterwards."""

import pytest
from django.urls import reverse

from assessments.enums import RoundState
from assessments.models import Round, Statement
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from tests.factories import ClientAccessFactory, StatementFactory
from tests.persons import Persons, persons_of
from tests.reports.samples import sample_round
from tests.reports.views.test_closing import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    """A closed round with a report, and eight texts of which one is redacted."""
    round = sample_round()
    build_report(report_id=close_and_request(round=round).pk)
    StatementFactory(round=round, original="Ms Larsen left.", wording="█████ left.")
    StatementFactory.create_batch(7, round=round)
    return round


@pytest.fixture
def persons(round: Round) -> Persons:
    return persons_of(round.workspace)


def address(name: str, round: Round) -> str:
    return reverse(f"reports:{name}", args=[round.workspace.slug, round.pk])


def test_the_page_says_what_becomes_final(round, persons):
    words = words_of(persons.consultant.get(address("publish-round", round)).text)
    assert "A published round is final" in words
    assert "The report will show 8 texts as you left them." in words


def test_the_page_does_not_say_how_few_texts_there_are(round, persons):
    Statement.objects.filter(wording="█████ left.").delete()
    words = words_of(persons.owner.get(address("publish-round", round)).text)
    assert "The report will show no texts: there are fewer than 8 to show." in words
    assert "7" not in words.split("In one sentence")[1]


@pytest.mark.parametrize("person", ["owner", "consultant"])
def test_owner_and_consultant_publish(round, persons, person):
    answer = getattr(persons, person).post(address("publish-round", round))
    assert answer.url == reverse("assessments:round", args=[round.workspace.slug, round.pk])
    round.refresh_from_db()
    assert round.state == RoundState.PUBLISHED


@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("stranger", 404)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_cannot(round, persons, person, status, method):
    answer = getattr(getattr(persons, person), method)(address("publish-round", round))
    assert answer.status_code == status
    round.refresh_from_db()
    assert round.state == RoundState.CLOSED


def test_somebody_not_signed_in_is_sent_to_the_sign_in(round, persons):
    answer = persons.anonymous.post(address("publish-round", round))
    assert answer.url.startswith(reverse("account_login"))


def test_publishing_twice_says_so(round, persons):
    persons.owner.post(address("publish-round", round))
    answer = persons.owner.post(address("publish-round", round), follow=True)
    assert "Only a closed round can be published" in answer.text


def test_only_after_publishing_the_report_shows_what_people_wrote(round, persons):
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)
    assert "In their own words" not in persons.owner.get(address("report", round)).text
    persons.owner.post(address("publish-round", round))
    for person in (persons.owner, persons.viewer):
        page = person.get(address("report", round)).text
        assert "In their own words" in page
        words = person.get(f"{address('report', round)}own-words/").text
        assert "█████ left." in words
        assert "Larsen" not in page


def test_below_eight_the_report_says_nothing_of_them(round, persons):
    Statement.objects.filter(wording="█████ left.").delete()
    persons.owner.post(address("publish-round", round))
    page = persons.owner.get(address("report", round)).text
    assert "In their own words" not in page
    assert "Sentence number" not in page
