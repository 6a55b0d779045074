"""Sweeping: what a broker or a worker lost is told again, once, and not too early."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.enums import RoundState
from reports.enums import ReportState
from reports.models import Report
from reports.services.claiming import claim_report
from reports.services.requesting import request_report
from reports.services.sweeping import sweep_jobs
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return request_report(round=RoundFactory(state=RoundState.CLOSED))


def ago(seconds: float) -> object:
    return timezone.now() - timedelta(seconds=seconds)


def test_a_fresh_report_is_left_to_its_first_hint(report):
    assert sweep_jobs() == 0


def test_a_report_nobody_took_is_told_again_once(report):
    Report.objects.update(hinted_at=ago(6))
    assert [sweep_jobs(), sweep_jobs()] == [1, 0]
    Report.objects.update(hinted_at=ago(6))
    assert sweep_jobs() == 1


def test_a_dead_workers_report_waits_again_and_is_told_at_once(report):
    claim_report(report_id=report.pk)
    Report.objects.update(lease_until=ago(1))
    assert sweep_jobs() == 1
    report.refresh_from_db()
    assert (report.state, report.attempt, report.lease_until) == (ReportState.QUEUED, 1, None)


def test_a_living_workers_report_is_left_alone(report):
    claim_report(report_id=report.pk)
    Report.objects.update(hinted_at=ago(60))
    assert sweep_jobs() == 0
    report.refresh_from_db()
    assert report.state == ReportState.RUNNING


def test_looking_when_there_is_nothing_to_do_costs_two_queries(report, django_assert_num_queries):
    with django_assert_num_queries(2):
        sweep_jobs()
