"""Asking for files: each is made once, and again when what it is made from changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.services.clients import state_records
from reports.enums import FileKind, ReportState, Trouble
from reports.models import Report, ReportFile
from reports.selectors.file_inputs import file_inputs
from reports.selectors.files import ready_file
from reports.services.building import build_report
from reports.services.claiming import (
    ATTEMPTS,
    ClaimLostError,
    claim_file,
    finish_file,
    give_up_attempt,
)
from reports.services.commenting import comment_on
from reports.services.making import make_file
from reports.services.requesting import close_and_request
from reports.services.requesting_files import request_files, request_files_again, stop_files
from reports.services.sweeping import sweep_jobs
from tests.factories import MembershipFactory
from tests.reports.samples import sample_round

pytestmark = pytest.mark.django_db

ALL = set(FileKind)
PLAIN = {FileKind.FIGURES, FileKind.PICTURES, FileKind.LONG_TABLE, FileKind.DATA}


@pytest.fixture
def report() -> Report:
    """A report whose files wait, all but the charts."""
    built = close_and_request(round=sample_round())
    build_report(report_id=built.pk)
    return reloaded(built)


@pytest.fixture
def finished(report: Report) -> Report:
    """A report whose files are there; what is in them does not matter."""
    for kind, inputs in file_inputs(report).items():
        report.files.filter(kind=kind).exclude(kind=FileKind.FIGURES).update(
            state=ReportState.READY, inputs=inputs, content=b"content", sha256="0" * 64
        )
    return report


def reloaded(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def waiting(report: Report) -> set[str]:
    return set(report.files.filter(state=ReportState.QUEUED).values_list("kind", flat=True))


def file_of(report: Report, kind: FileKind = FileKind.LONG_TABLE) -> ReportFile:
    return report.files.get(kind=kind)


def test_a_built_report_has_its_charts_and_asks_for_the_rest(report):
    assert set(report.files.values_list("kind", flat=True)) == ALL
    assert waiting(report) == ALL - {FileKind.FIGURES}


def test_asking_twice_makes_and_tells_nothing(finished, django_capture_on_commit_callbacks):
    before = list(ReportFile.objects.order_by("pk").values())
    with django_capture_on_commit_callbacks() as hints:
        request_files(report=reloaded(finished))
        request_files_again(report=reloaded(finished))
    assert list(ReportFile.objects.order_by("pk").values()) == before
    assert hints == []


def test_what_waits_is_not_told_again_by_asking(report, django_capture_on_commit_callbacks):
    """Files without inputs yet are neither missing nor outdated: the sweeper sees to them."""
    before = list(ReportFile.objects.order_by("pk").values())
    with django_capture_on_commit_callbacks() as hints:
        request_files(report=report)
    assert list(ReportFile.objects.order_by("pk").values()) == before
    assert hints == []


def test_a_comment_is_for_the_files_that_hold_comments(finished):
    author = MembershipFactory(workspace=finished.round.workspace).user
    comment_on(round=finished.round, page="summary", text="Start with S4.", author=author)
    request_files(report=reloaded(finished))
    assert waiting(finished) == ALL - PLAIN


def test_what_a_record_costs_is_for_all_files(finished):
    state_records(
        client=finished.round.assessment.client,
        customer_records=None,
        record_cost=Decimal("2.50"),
        currency="EUR",
    )
    request_files(report=reloaded(finished))
    assert waiting(finished) == ALL


@pytest.mark.parametrize("change", ["language", "group", "closed again"])
def test_what_pages_and_files_say_is_for_all_files(finished, change):
    round, client = finished.round, finished.round.assessment.client
    if change == "language":
        type(client).objects.filter(pk=client.pk).update(language="de")
    elif change == "group":
        round.groups.filter(code="it").update(label="Technik")
    else:
        type(round).objects.filter(pk=round.pk).update(closed_on="2027-01-15")
    request_files(report=reloaded(finished))
    assert waiting(finished) == ALL


def test_only_a_file_that_is_ready_is_handed_over(finished):
    assert ready_file(finished, FileKind.LONG_TABLE) is not None
    for state in (ReportState.QUEUED, ReportState.FAILED, ReportState.STOPPED, ReportState.RUNNING):
        ReportFile.objects.update(
            state=state, error=Trouble.MAKING, lease_until=timezone.now()
        )  # the content of before is still in the row
        assert ready_file(finished, FileKind.LONG_TABLE) is None


def test_charts_are_nobodys_to_take_away(finished):
    assert ready_file(finished, FileKind.FIGURES) is None


def test_a_report_from_before_there_were_charts_and_files_gets_them(report):
    made = {each.name: (each.plotly, each.wide) for each in report.figures.all()}
    report.figures.all().delete()
    report.files.all().delete()
    request_files(report=report)
    assert waiting(report) == ALL
    make_file(file_id=file_of(report, FileKind.FIGURES).pk)
    assert {each.name: (each.plotly, each.wide) for each in report.figures.all()} == made


def test_two_files_are_made_at_once(report):
    first = claim_file(file_id=file_of(report, FileKind.LONG_TABLE).pk)
    second = claim_file(file_id=file_of(report, FileKind.DATA).pk)
    finish_file(claim=second, content=b"two", sha256="2" * 64)
    finish_file(claim=first, content=b"one", sha256="1" * 64)
    kinds = (FileKind.LONG_TABLE, FileKind.DATA)
    assert [bytes(file_of(report, kind).content) for kind in kinds] == [b"one", b"two"]


def test_a_file_stopped_in_the_middle_is_not_written(report):
    file = file_of(report)
    claim = claim_file(file_id=file.pk)
    stop_files(report=report)
    with pytest.raises(ClaimLostError):
        finish_file(claim=claim, content=b"late", sha256="0" * 64)
    file.refresh_from_db()
    assert (file.state, file.content) == (ReportState.STOPPED, None)
    assert waiting(report) == set()


def test_what_was_stopped_stays_so_until_somebody_asks(report):
    stop_files(report=report)
    request_files(report=reloaded(report))
    assert waiting(report) == set()
    request_files_again(report=report)
    assert waiting(report) == ALL - {FileKind.FIGURES}


def test_who_was_stopped_does_not_write_into_the_next_try(report):
    """The attempts start anew, so the next try has the number of the one that was stopped."""
    file = file_of(report)
    stopped = claim_file(file_id=file.pk)
    stop_files(report=report)
    request_files_again(report=report)
    again = claim_file(file_id=file.pk)
    assert again.attempt == stopped.attempt == 1
    with pytest.raises(ClaimLostError):
        finish_file(claim=stopped, content=b"old", sha256="0" * 64)
    give_up_attempt(claim=stopped, trouble=Trouble.MAKING)
    finish_file(claim=again, content=b"new", sha256="0" * 64)
    file.refresh_from_db()
    assert (file.state, bytes(file.content)) == (ReportState.READY, b"new")


def test_a_file_that_cannot_be_made_fails_in_words_and_can_be_tried_again(report, caplog):
    file = file_of(report)
    release = Report.objects.values_list("release", flat=True).get(pk=report.pk)
    Report.objects.filter(pk=report.pk).update(release={"schema": "of another world"})
    for _attempt in range(ATTEMPTS):
        make_file(file_id=file.pk)
    file.refresh_from_db()
    assert (file.state, file.attempt) == (ReportState.FAILED, 3)
    assert file.get_error_display() == "The file could not be made."
    assert str(file.pk) in caplog.text
    request_files(report=reloaded(report))
    file.refresh_from_db()
    assert file.state == ReportState.FAILED, "the same would only fail again"

    Report.objects.filter(pk=report.pk).update(release=release)
    request_files_again(report=report)
    file.refresh_from_db()
    assert (file.state, file.attempt, file.error) == (ReportState.QUEUED, 0, "")
    make_file(file_id=file.pk)
    file.refresh_from_db()
    assert (file.state, file.attempt) == (ReportState.READY, 1)


def test_workers_that_die_with_a_file_three_times_fail_it(report):
    file = file_of(report)
    for attempt in range(1, ATTEMPTS + 1):
        assert claim_file(file_id=file.pk).attempt == attempt
        report.files.filter(pk=file.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        sweep_jobs()
    file.refresh_from_db()
    assert file.state == ReportState.FAILED
    assert file.get_error_display() == "The program that builds reports stopped each time."
    assert claim_file(file_id=file.pk) is None


def test_pictures_do_not_wait_for_the_charts(report):
    """Files are made in any order: what stands on paper may not depend on it."""
    pictures = file_of(report, FileKind.PICTURES)
    make_file(file_id=pictures.pk)
    before = bytes(file_of(report, FileKind.PICTURES).content)
    report.figures.all().delete()
    report.files.filter(kind=FileKind.FIGURES).delete()
    report.files.filter(kind=FileKind.PICTURES).update(state=ReportState.QUEUED)
    make_file(file_id=pictures.pk)
    assert bytes(file_of(report, FileKind.PICTURES).content) == before
