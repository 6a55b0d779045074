"""Holding a report: one worker at a time, every write under its own attempt."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.enums import RoundState
from reports.enums import ReportState, Step, Trouble
from reports.models import Report
from reports.services.claiming import (
    ATTEMPTS,
    ClaimLostError,
    claim_report,
    extend_lease,
    finish_report,
    give_up_attempt,
    reclaim_expired,
    record_step,
)
from reports.services.requesting import request_report
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return request_report(round=RoundFactory(state=RoundState.CLOSED))


def let_lease_expire(report: Report) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Report.objects.filter(pk=report.pk).update(lease_until=past)


def test_a_waiting_report_is_claimed_once(report, settings):
    settings.REPORT_LEASE_SECONDS = 30
    claim = claim_report(report_id=report.pk)
    report.refresh_from_db()
    assert claim is not None
    assert (claim.attempt, report.state, report.step) == (1, ReportState.RUNNING, Step.READING)
    assert report.lease_until - report.heartbeat_at == timedelta(seconds=30)
    assert claim_report(report_id=report.pk) is None


def test_an_expired_lease_is_claimed_by_the_next_worker(report):
    first = claim_report(report_id=report.pk)
    let_lease_expire(report)
    second = claim_report(report_id=report.pk)
    assert (first.attempt, second.attempt) == (1, 2)


def test_whoever_lost_the_claim_can_write_nothing(report):
    first = claim_report(report_id=report.pk)
    let_lease_expire(report)
    claim_report(report_id=report.pk)
    assert extend_lease(claim=first) is False
    with pytest.raises(ClaimLostError):
        record_step(claim=first, step=Step.SCORING)
    with pytest.raises(ClaimLostError):
        finish_report(claim=first, figures=[], files=[], release={}, scorecard={})
    give_up_attempt(claim=first, trouble=Trouble.SCORING)
    report.refresh_from_db()
    assert (report.state, report.attempt, report.step) == (ReportState.RUNNING, 2, Step.READING)


def test_a_step_shows_how_far_the_report_is(report):
    claim = claim_report(report_id=report.pk)
    shown = []
    for step in (Step.SCORING, Step.DRAWING):
        record_step(claim=claim, step=step)
        report.refresh_from_db()
        shown.append((report.progress, report.get_step_display()))
    assert shown == [(25, "Computing the scores"), (70, "Drawing the figures")]


def test_an_attempt_given_up_waits_for_the_next(report):
    give_up_attempt(claim=claim_report(report_id=report.pk), trouble=Trouble.SCORING)
    report.refresh_from_db()
    assert (report.state, report.attempt, report.error) == (ReportState.QUEUED, 1, "")


def test_the_third_attempt_given_up_fails_with_the_reason(report):
    for _attempt in range(ATTEMPTS):
        give_up_attempt(claim=claim_report(report_id=report.pk), trouble=Trouble.SCORING)
    report.refresh_from_db()
    assert (report.state, report.attempt) == (ReportState.FAILED, 3)
    assert report.get_error_display() == "The scores could not be computed."
    assert claim_report(report_id=report.pk) is None


def test_a_worker_that_dies_three_times_fails_the_report(report):
    for _attempt in range(ATTEMPTS):
        assert claim_report(report_id=report.pk) is not None
        let_lease_expire(report)
    reclaim_expired(Report)
    report.refresh_from_db()
    assert report.state == ReportState.FAILED
    assert report.get_error_display() == "The program that builds reports stopped each time."


def test_a_running_report_with_a_lease_is_left_alone(report):
    claim_report(report_id=report.pk)
    reclaim_expired(Report)
    report.refresh_from_db()
    assert report.state == ReportState.RUNNING


def test_a_report_that_is_gone_is_no_error(report):
    claim = claim_report(report_id=report.pk)
    report.delete()
    assert claim_report(report_id=claim.row_id) is None
    assert extend_lease(claim=claim) is False
