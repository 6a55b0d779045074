"""Closing a round: who may, what it tells before, and what it does."""

import re

import pytest
from django.urls import reverse

from assessments.enums import RoundState
from assessments.models import Round
from reports.models import Report
from tests.factories import DraftFactory, ParticipantFactory, open_round_with_groups
from tests.persons import Persons, persons_of
from tests.reports.samples import FACTS, HEADCOUNTS, PEOPLE, sample_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    round, groups = open_round_with_groups()
    for _person in range(2):
        DraftFactory(participant=ParticipantFactory(group=groups["business"]))
    return round


@pytest.fixture
def persons(round: Round) -> Persons:
    return persons_of(round.workspace)


def address(round: Round) -> str:
    return reverse("reports:close-round", args=[round.workspace.slug, round.pk])


def test_the_page_says_what_closing_means(round, persons):
    page = persons.consultant.get(address(round))
    assert page.status_code == 200
    assert "2 people have begun to answer and have not handed in." in page.text
    assert "If you close now, there will be no verdict:" in page.text
    assert "Frontline: 48 more answers are needed." in page.text


def words_of(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_the_page_says_what_missing_facts_cost():
    round = sample_round(facts={}, assessment__client__client_type="b2c")
    page = persons_of(round.workspace).owner.get(address(round))
    words = words_of(page.text)
    assert "15 facts are missing." in words
    assert (
        "Without them there may be no score for these dimensions, and no verdict: Data quality."
    ) in words
    facts = reverse("assessments:round-facts", args=[round.workspace.slug, round.pk])
    assert f'href="{facts}"' in page.text


def test_a_missing_fact_that_costs_no_score_costs_its_gates():
    round = sample_round(facts={code: fact for code, fact in FACTS.items() if code != "S1b"})
    words = words_of(persons_of(round.workspace).owner.get(address(round)).text)
    assert "2 facts are missing." in words
    assert "One gate rests on them and will not be passed." in words


def test_with_all_facts_and_enough_answers_nothing_is_missed():
    round = sample_round(facts={**FACTS, "Q2c": 5})
    words = words_of(persons_of(round.workspace).owner.get(address(round)).text)
    assert "missing" not in words
    assert "no verdict" not in words


def test_a_group_that_is_needed_and_not_asked_is_named():
    round = sample_round(
        people={**PEOPLE, "it": 0},
        headcounts={code: number for code, number in HEADCOUNTS.items() if code != "it"},
    )
    words = words_of(persons_of(round.workspace).owner.get(address(round)).text)
    assert "IT: this group is not asked in this round, and there is no verdict without it." in words


@pytest.mark.parametrize("person", ["owner", "consultant"])
def test_owner_and_consultant_close(round, persons, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as hints:
        answer = getattr(persons, person).post(address(round))
    assert answer.url == reverse("assessments:round", args=[round.workspace.slug, round.pk])
    round.refresh_from_db()
    assert (round.state, Report.objects.count(), len(hints)) == (RoundState.CLOSED, 1, 1)


@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("stranger", 404)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_cannot_close(round, persons, person, status, method):
    answer = getattr(getattr(persons, person), method)(address(round))
    assert answer.status_code == status
    round.refresh_from_db()
    assert (round.state, Report.objects.count()) == (RoundState.OPEN, 0)


def test_somebody_not_signed_in_is_sent_to_the_sign_in(round, persons):
    answer = persons.anonymous.post(address(round))
    assert answer.url.startswith(reverse("account_login"))
    assert not Report.objects.exists()


def test_closing_twice_makes_one_report_and_says_so(round, persons):
    persons.owner.post(address(round))
    answer = persons.owner.post(address(round))
    messages = [str(message) for message in answer.wsgi_request._messages]
    assert messages[-1] == "Only an open round can be closed, and this one is not open."
    assert Report.objects.count() == 1


def test_a_closed_round_has_nothing_to_confirm(round, persons):
    persons.owner.post(address(round))
    answer = persons.owner.get(address(round))
    assert answer.url == reverse("assessments:round", args=[round.workspace.slug, round.pk])


def test_a_round_of_another_workspace_does_not_exist(persons):
    other, _groups = open_round_with_groups()
    mine = reverse("reports:close-round", args=[persons.workspace.slug, other.pk])
    assert persons.owner.post(mine).status_code == 404
    other.refresh_from_db()
    assert other.state == RoundState.OPEN
