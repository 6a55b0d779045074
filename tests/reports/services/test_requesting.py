"""Asking for a report: one row, told about after the commit, and never two unfinished ones."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.enums import RoundState
from assessments.services.rounds import RoundStateError
from reports.enums import ReportState
from reports.models import Report
from reports.services.requesting import RoundNotClosedError, close_and_request, request_report
from tests.factories import BallotFactory, DraftFactory, GroupFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_a_closed_round_gets_a_queued_report_and_one_hint(django_capture_on_commit_callbacks):
    round = RoundFactory(state=RoundState.CLOSED)
    with django_capture_on_commit_callbacks() as hints:
        report = request_report(round=round)
    assert (report.state, report.attempt, report.progress) == (ReportState.QUEUED, 0, 0)
    assert report.workspace_id == round.workspace_id
    assert len(hints) == 1


def test_asking_twice_returns_the_unfinished_report(django_capture_on_commit_callbacks):
    round = RoundFactory(state=RoundState.CLOSED)
    with django_capture_on_commit_callbacks() as hints:
        first = request_report(round=round)
        second = request_report(round=round)
    assert second == first
    assert len(hints) == 1


def test_the_database_refuses_a_second_unfinished_report():
    report = request_report(round=RoundFactory(state=RoundState.CLOSED))
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            workspace=report.workspace, round=report.round, queued_at=now, hinted_at=now
        )


def test_an_open_round_gets_no_report():
    with pytest.raises(RoundNotClosedError):
        request_report(round=RoundFactory())
    assert not Report.objects.exists()


def test_closing_seals_the_round_deletes_drafts_and_queues_the_report():
    round = RoundFactory()
    group = GroupFactory(round=round)
    BallotFactory(group=group)
    DraftFactory(participant__group=group)
    report = close_and_request(round=round)
    round.refresh_from_db()
    assert round.state == RoundState.CLOSED
    assert [group.ballots.count(), round.participants.filter(draft__isnull=False).count()] == [1, 0]
    assert report.state == ReportState.QUEUED


def test_closing_a_closed_round_changes_nothing():
    round = RoundFactory(state=RoundState.CLOSED)
    with pytest.raises(RoundStateError):
        close_and_request(round=round)
    assert not Report.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_request_rolled_back_leaves_the_round_open():
    """Both happen or neither."""
    round = RoundFactory()
    with transaction.atomic():
        close_and_request(round=round)
        transaction.set_rollback(True)
    round.refresh_from_db()
    assert (round.state, Report.objects.count()) == (RoundState.OPEN, 0)
