"""Opening a closed round again: who may, what it tells before, and what it does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.enums import RoundState
from assessments.models import Round
from reports.enums import ReportState, Trouble
from reports.models import Report
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from tests.factories import BallotFactory, ClientAccessFactory, open_round_with_groups
from tests.persons import Persons, persons_of
from tests.reports.samples import sample_round
from tests.reports.views.test_closing import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return open_round_with_groups(state=RoundState.CLOSED)[0]


@pytest.fixture
def persons(round: Round) -> Persons:
    return persons_of(round.workspace)


def address(name: str, round: Round) -> str:
    return reverse(name, args=[round.workspace.slug, round.pk])


REOPEN, REPORT = "reports:reopen-round", "reports:report"
ROUND, PROGRESS = "assessments:round", "reports:report-progress"


def typed(days: int = 7) -> dict[str, str]:
    return {"closes_on": (timezone.localdate() + timedelta(days=days)).isoformat()}


def test_the_page_says_what_it_means(round, persons):
    words = words_of(persons.consultant.get(address(REOPEN, round)).text)
    assert "Whoever began and did not hand in begins anew." in words
    assert "A new report needs at least 5 more people in each group that gets any" in words
    assert "those of fewer than 8 late people are deleted unread" in words


@pytest.mark.parametrize("person", ["owner", "consultant"])
def test_owner_and_consultant_open_again(round, persons, person):
    answer = getattr(persons, person).post(address(REOPEN, round), typed())
    assert answer.url == address(ROUND, round)
    round.refresh_from_db()
    assert (round.state, str(round.closes_on)) == (RoundState.OPEN, typed()["closes_on"])


@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("stranger", 404)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_cannot(round, persons, person, status, method):
    answer = getattr(getattr(persons, person), method)(address(REOPEN, round), typed())
    assert answer.status_code == status
    round.refresh_from_db()
    assert round.state == RoundState.CLOSED


def test_somebody_not_signed_in_is_sent_to_the_sign_in(round, persons):
    answer = persons.anonymous.post(address(REOPEN, round), typed())
    assert answer.url.startswith(reverse("account_login"))


def test_a_day_that_is_over_is_refused(round, persons):
    page = persons.owner.post(address(REOPEN, round), typed(-1))
    assert "This day is over." in page.text
    round.refresh_from_db()
    assert round.state == RoundState.CLOSED


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.PUBLISHED])
def test_other_rounds_are_not_opened(persons, round, state):
    Round.objects.filter(pk=round.pk).update(state=state)
    assert persons.owner.get(address(REOPEN, round)).url == address(ROUND, round)
    answer = persons.owner.post(address(REOPEN, round), typed(), follow=True)
    assert "Only a closed round that is not published can be opened again." in answer.text
    round.refresh_from_db()
    assert round.state == state


def test_the_round_offers_it_to_editors_while_it_is_closed(round, persons):
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)
    link = address(REOPEN, round)
    assert link in persons.owner.get(address(ROUND, round)).text
    assert link not in persons.viewer.get(address(ROUND, round)).text
    Round.objects.update(state=RoundState.PUBLISHED)
    page = persons.owner.get(address(ROUND, round)).text
    assert link not in page
    assert "Published. Answers and report stay as they are." in page


def test_a_second_report_that_failed_can_be_tried_again():
    round = sample_round()
    persons = persons_of(round.workspace)
    build_report(report_id=close_and_request(round=round).pk)
    persons.owner.post(address(REOPEN, round), typed())
    persons.owner.post(reverse("reports:close-round", args=[round.workspace.slug, round.pk]))
    Report.objects.filter(state=ReportState.QUEUED).update(
        state=ReportState.FAILED, error=Trouble.SCORING
    )

    page = words_of(persons.owner.get(address(PROGRESS, round)).text)
    assert "The report could not be built, in three attempts." in page
    assert "Open the report from before" in page
    assert persons.owner.get(address(REPORT, round)).status_code == 200

    persons.owner.post(reverse("reports:report-retry", args=[round.workspace.slug, round.pk]))
    assert Report.objects.filter(state=ReportState.QUEUED).count() == 1


def test_pages_say_that_the_earlier_report_stays_and_why():
    round = sample_round()
    persons = persons_of(round.workspace)
    build_report(report_id=close_and_request(round=round).pk)
    why = "Answers came in after this report was made, but from fewer than 5 people"
    assert why not in persons.owner.get(address(REPORT, round)).text

    persons.owner.post(address(REOPEN, round), typed())
    page = persons.owner.get(address(PROGRESS, round)).text
    assert "The report from before stays until the round is closed again." in page

    BallotFactory(group=round.groups.get(code="it"))
    persons.owner.post(reverse("reports:close-round", args=[round.workspace.slug, round.pk]))
    build_report(report_id=Report.objects.first().pk)
    for name in (REPORT, PROGRESS):
        assert why in words_of(persons.owner.get(address(name, round)).text)
