"""The database: its state, its clock, and a report nobody takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from crm_readiness.doctor import Weight, database
from reports.models import Report
from reports.services.requesting import close_and_request
from tests.reports.samples import sample_round

pytestmark = pytest.mark.django_db


def found(check):
    return [(finding.weight, finding.title) for finding in check()]


def test_migrations():
    assert found(database.migrations) == []
    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.filter(app="reports").order_by("name").last()
    recorder.record_unapplied("reports", last.name)
    assert found(database.migrations) == [
        (Weight.MEND, "The database is behind the program by 1 steps.")
    ]


def test_worker():
    close_and_request(round=sample_round())
    assert found(database.worker) == []
    Report.objects.update(queued_at=timezone.now() - timedelta(minutes=5, seconds=1))
    assert found(database.worker) == [(Weight.MEND, "A report has been waiting for 5 minutes.")]


def test_clocks(monkeypatch):
    assert found(database.clocks) == []
    late = timezone.now() - timedelta(seconds=90)
    monkeypatch.setattr(timezone, "now", lambda: late)
    [(weight, title)] = found(database.clocks)
    assert weight is Weight.MEND
    assert title.startswith("The clock of the database differs from this machine's by ")
