"""What Celery runs: after either task no traces of a closed round are left."""

import pytest

from assessments.models import Round
from reports.enums import ReportState
from reports.models import Report
from reports.services.requesting import close_and_request
from reports.tasks import build, sweep
from tests.reports.samples import sample_round

# VACUUM does not run inside a transaction.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


@pytest.fixture
def report() -> Report:
    return close_and_request(round=sample_round())


def has_traces() -> bool:
    return Round.objects.filter(has_traces=True).exists()


def test_building_clears_the_traces_of_closing(report):
    build(str(report.pk))
    report.refresh_from_db()
    assert report.state == ReportState.READY
    assert not has_traces()


def test_the_sweeper_clears_what_was_left(report):
    assert has_traces()
    sweep()
    assert not has_traces()
