"""The heartbeat: a long step keeps its claim, a lost claim ends the beating."""

import time

import pytest

from assessments.enums import RoundState
from reports.models import Report
from reports.services.claiming import claim_report
from reports.services.heartbeat import beating
from reports.services.requesting import request_report
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db(transaction=True)


def wait_until(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_the_lease_of_a_long_step_is_extended_beside_it(settings):
    settings.REPORT_LEASE_SECONDS = 0.4
    report = request_report(round=RoundFactory(state=RoundState.CLOSED))
    claim = claim_report(report_id=report.pk)
    first = Report.objects.get().lease_until
    with beating(claim):
        assert wait_until(lambda: Report.objects.get().lease_until > first)
    last = Report.objects.get().lease_until
    time.sleep(0.3)
    assert Report.objects.get().lease_until == last


def test_a_lost_claim_ends_the_beating(settings):
    settings.REPORT_LEASE_SECONDS = 0.2
    report = request_report(round=RoundFactory(state=RoundState.CLOSED))
    claim = claim_report(report_id=report.pk)
    Report.objects.update(attempt=2)
    lease = Report.objects.get().lease_until
    with beating(claim):
        time.sleep(0.3)
    assert Report.objects.get().lease_until == lease
