"""A report follows another only in steps: otherwise the earlier one stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Ballot, Fact, Round
from reports.enums import ReportState
from reports.models import Report
from reports.selectors.reports import newest_ready, progress_of
from reports.services import building
from reports.services.building import build_report
from reports.services.requesting import close_and_request, reopen_and_withdraw, request_report
from tests.factories import BallotFactory
from tests.reports.samples import sample_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    """A closed round whose first report is ready."""
    round = sample_round()
    build_report(report_id=close_and_request(round=round).pk)
    round.refresh_from_db()
    return round


def reopened(round: Round) -> Round:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return reopen_and_withdraw(round=round, closes_on=tomorrow)


def closed_with(round: Round, people: int, group: str = "business") -> Report:
    """Open the round again, let people of a group answer everything, close and build."""
    round = reopened(round)
    BallotFactory.create_batch(people, group=round.groups.get(code=group), value=2)
    report = close_and_request(round=round)
    build_report(report_id=report.pk)
    report.refresh_from_db()
    return report


@pytest.mark.parametrize("people", [1, 4])
def test_with_a_few_more_answers_the_earlier_report_stays(round, people):
    first = newest_ready(round)
    report = closed_with(round, people)
    assert (report.state, report.release, report.scorecard, report.basis) == (
        *(ReportState.KEPT, None),
        *(None, None),
    )
    assert report.lease_until is None
    assert not report.files.exists()
    assert newest_ready(round) == first
    assert progress_of(round).is_kept


def test_with_k_more_answers_a_new_report_follows(round):
    report = closed_with(round, 5)
    assert report.state == ReportState.READY
    assert newest_ready(round) == report
    assert not progress_of(round).is_kept


def test_with_the_same_answers_a_new_report_follows(round):
    """Facts may be corrected at any time: nobody's answer can be worked out from that."""
    round = reopened(round)
    Fact.objects.filter(round=round, item="S4b").update(value=90)
    report = close_and_request(round=round)
    build_report(report_id=report.pk)
    assert newest_ready(round) == report


def test_the_same_is_not_built_twice(round):
    before = newest_ready(round)
    build_report(report_id=request_report(round=round).pk)
    assert newest_ready(round) == before
    assert not progress_of(round).is_unfinished


def test_a_newer_scorer_may_build_anew(round, monkeypatch):
    monkeypatch.setattr(building, "SCORER_VERSION", "next")
    report = request_report(round=round)
    build_report(report_id=report.pk)
    assert newest_ready(round) == report


def test_small_steps_add_up_to_one(round):
    assert closed_with(round, 3).state == ReportState.KEPT
    assert closed_with(round, 2).state == ReportState.READY


def test_every_earlier_report_counts(round):
    """Away and back again: the third report would differ from the first by one person."""
    gone = list(Ballot.objects.filter(group__code="business")[:5])
    Ballot.objects.filter(pk__in=[ballot.pk for ballot in gone]).delete()
    second = request_report(round=round)
    build_report(report_id=second.pk)
    assert newest_ready(round) == second
    Ballot.objects.bulk_create(gone)
    assert closed_with(round, 1).state == ReportState.KEPT
    assert newest_ready(round) == second


def test_a_report_without_a_record_of_its_people_stays(round):
    Report.objects.update(basis=None)
    assert closed_with(round, 20).state == ReportState.KEPT


def test_negative_control_without_the_rule_the_report_is_built(round, monkeypatch):
    monkeypatch.setattr(building, "may_replace_reports", lambda _round, _basis: True)
    assert closed_with(round, 1).state == ReportState.READY


def test_the_database_knows_that_a_kept_report_shows_nothing(round):
    report = closed_with(round, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(release={})


def test_a_report_being_built_is_withdrawn_when_the_round_opens_again(monkeypatch):
    round = sample_round()
    report = close_and_request(round=round)
    score = building.score

    def score_and_reopen(*arguments):
        reopened(round)
        return score(*arguments)

    monkeypatch.setattr(building, "score", score_and_reopen)
    build_report(report_id=report.pk)
    assert not Report.objects.exists()
