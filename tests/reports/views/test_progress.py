"""How far a report has come: what each state says, who sees it, and trying again."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.enums import RoundState
from assessments.models import Round
from reports.enums import ReportState, Trouble
from reports.models import Report
from reports.services.claiming import claim_report
from reports.services.requesting import request_report
from tests.factories import ClientAccessFactory, RoundFactory
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return RoundFactory(state=RoundState.CLOSED)


@pytest.fixture
def persons(round: Round) -> Persons:
    return persons_of(round.workspace)


def address(name: str, round: Round) -> str:
    return reverse(f"reports:{name}", args=[round.workspace.slug, round.pk])


def fail(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.FAILED, error=Trouble.SCORING, attempt=3
    )


def test_a_waiting_report_is_polled_each_second(round, persons):
    request_report(round=round)
    text = persons.owner.get(address("report-progress", round)).text
    assert "The report is next in line" in text
    assert f'hx-get="{address("report-progress", round)}" hx-trigger="every 1s"' in text
    assert re.search(r'<progress class="meter"\s+max="100"\s+value="0"', text)


def test_a_running_report_names_its_step(round, persons):
    claim_report(report_id=request_report(round=round).pk)
    text = persons.owner.get(address("report-progress", round)).text
    assert "Reading the answers" in text
    assert 'value="10"' in text


def test_an_interrupted_try_is_said(round, persons):
    report = request_report(round=round)
    claim_report(report_id=report.pk)
    assert "interrupted" not in persons.owner.get(address("report-progress", round)).text
    Report.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    said = "The first try was interrupted; it is being built again."
    assert said in persons.owner.get(address("report-progress", round)).text
    claim_report(report_id=report.pk)
    assert said in persons.owner.get(address("report-progress", round)).text
    Report.objects.update(attempt=3)
    said = "2 tries were interrupted; it is being built again."
    assert said in persons.owner.get(address("report-progress", round)).text


def test_a_report_that_waits_long_says_that_nothing_is_lost(round, persons):
    request_report(round=round)
    Report.objects.update(queued_at=timezone.now() - timedelta(seconds=16))
    text = persons.owner.get(address("report-progress", round)).text
    assert "Still waiting for the program that builds reports. Nothing is lost" in text


def test_looking_sweeps(round, persons):
    report = request_report(round=round)
    claim_report(report_id=report.pk)
    Report.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    persons.owner.get(address("report-progress", round))
    report.refresh_from_db()
    assert report.state == ReportState.QUEUED


def test_a_ready_report_is_offered_and_polling_stops(round, persons):
    report = request_report(round=round)
    Report.objects.filter(pk=report.pk).update(state=ReportState.READY, release={})
    text = persons.owner.get(address("report-progress", round)).text
    assert f'href="{address("report", round)}">Open the report</a>' in text
    assert "hx-get" not in text


def test_a_failed_report_says_why_and_can_be_tried_again(round, persons):
    report = request_report(round=round)
    fail(report)
    text = persons.consultant.get(address("report-progress", round)).text
    assert "The scores could not be computed." in text
    assert str(report.pk) in text
    assert "hx-get" not in text
    answer = persons.consultant.post(address("report-retry", round))
    assert answer.url == address("report", round)
    states = Report.objects.order_by("queued_at").values_list("state", flat=True)
    assert list(states) == [ReportState.FAILED, ReportState.QUEUED]


def test_an_editor_stops_a_report_and_starts_it_again(round, persons):
    claim_report(report_id=request_report(round=round).pk)
    stop = f'action="{address("report-stop", round)}"'
    assert stop in persons.consultant.get(address("report-progress", round)).text
    answer = persons.consultant.post(address("report-stop", round))
    assert answer.url == reverse("assessments:round", args=[round.workspace.slug, round.pk])
    assert Report.objects.get().state == ReportState.STOPPED
    text = persons.consultant.get(address("report-progress", round)).text
    assert "Somebody stopped it before it was ready. No answer is lost." in text
    assert "Build the report" in text
    assert "could not be built" not in text
    assert "hx-get" not in text
    assert stop not in text
    persons.consultant.post(address("report-retry", round))
    states = Report.objects.order_by("queued_at").values_list("state", flat=True)
    assert list(states) == [ReportState.STOPPED, ReportState.QUEUED]


def test_a_viewer_cannot_stop_a_report(round, persons):
    request_report(round=round)
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)
    text = persons.viewer.get(address("report-progress", round)).text
    assert "The report is next in line" in text
    assert address("report-stop", round) not in text
    assert persons.viewer.post(address("report-stop", round)).status_code == 403
    assert Report.objects.get().is_unfinished


def test_after_a_stop_the_report_from_before_is_still_there(round, persons):
    ready = request_report(round=round)
    Report.objects.filter(pk=ready.pk).update(state=ReportState.READY, release={})
    request_report(round=round)
    persons.owner.post(address("report-stop", round))
    text = persons.owner.get(address("report-progress", round)).text
    assert "Somebody stopped it" in text
    assert "Open the report from before" in text


def test_stopping_what_is_not_being_built_changes_nothing(round, persons):
    fail(request_report(round=round))
    persons.owner.post(address("report-stop", round))
    assert Report.objects.get().state == ReportState.FAILED


def test_a_closed_round_without_a_report_can_get_one(round, persons):
    assert "This round has no report yet." in persons.owner.get(address("report", round)).text
    persons.owner.post(address("report-retry", round))
    assert Report.objects.get().state == ReportState.QUEUED


def test_an_open_round_gets_no_report(persons):
    round = RoundFactory(assessment__client__workspace=persons.workspace)
    persons.owner.post(address("report-retry", round))
    assert not Report.objects.exists()


def test_a_ready_report_is_not_built_again(round, persons):
    report = request_report(round=round)
    Report.objects.filter(pk=report.pk).update(state=ReportState.READY, release={})
    persons.owner.post(address("report-retry", round))
    assert Report.objects.get() == report


def test_a_viewer_sees_only_clients_granted_and_cannot_try_again(round, persons):
    fail(request_report(round=round))
    assert persons.viewer.get(address("report-progress", round)).status_code == 404
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)
    page = persons.viewer.get(address("report-progress", round))
    assert page.status_code == 200
    assert "Try again" not in page.text
    assert persons.viewer.post(address("report-retry", round)).status_code == 403


@pytest.mark.parametrize("name", ["report-progress", "report"])
def test_a_stranger_finds_nothing(round, persons, name):
    assert persons.stranger.get(address(name, round)).status_code == 404
    assert persons.anonymous.get(address(name, round)).status_code == 302


def test_the_page_while_waiting_shows_the_progress(round, persons):
    request_report(round=round)
    page = persons.owner.get(address("report", round))
    assert "The report is next in line" in page.text
