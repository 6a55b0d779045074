"""Reports survive: a worker killed or frozen in the middle, a message lost or sent twice.

A real worker process with the product's own command, on the queue and database of the test.
"""

from pathlib import Path

import pytest
from celery import current_app

from assessments.selectors.scoring_input import scoring_input
from reports.enums import FileKind, ReportState
from reports.models import Report, ReportFile
from reports.services.publishing import publish
from reports.services.requesting import close_and_request
from scoring.release import Release
from tests.faults.workers import Worker, wait_for
from tests.reports.samples import PEOPLE, sample_release, sample_round

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

# Enough answers for a build that can be caught in the middle.
MANY = {**PEOPLE, "frontline": 1500}
MANY_HEADCOUNTS = {"executives": 6, "business": 30, "frontline": 2000, "it": 8}


@pytest.fixture
def worker(tmp_path: Path):
    current_app.control.purge()
    with Worker(tmp_path / "worker.log") as running:
        yield running


def state() -> str:
    return Report.objects.values_list("state", flat=True).get()


def is_ready() -> bool:
    return state() == ReportState.READY


def kinds_of_files() -> list[str]:
    """Every file is asked for once, however often the report was built."""
    return sorted(ReportFile.objects.values_list("kind", flat=True))


def close_large_round_and_catch_it(worker: Worker) -> Report:
    """Return the report while the worker is in the middle of it."""
    report = close_and_request(round=sample_round(people=MANY, headcounts=MANY_HEADCOUNTS))
    wait_for(lambda: state() == ReportState.RUNNING, worker, pause=0.001)
    return report


def test_kill_9_in_the_middle_of_a_build(worker):
    report = close_large_round_and_catch_it(worker)
    worker.kill()
    report.refresh_from_db()
    assert (report.state, report.attempt) == (ReportState.RUNNING, 1), "it was over too soon"
    worker.start()
    wait_for(is_ready, worker)
    report.refresh_from_db()
    assert report.attempt == 2
    assert Release.from_json(report.release) == sample_release(
        people=MANY, headcounts=MANY_HEADCOUNTS, options=scoring_input(report.round).options
    )


def test_a_worker_that_wakes_up_after_its_lease_changes_nothing(worker, tmp_path):
    """Frozen in the middle (a laptop closed, a machine paused) and overtaken by another."""
    close_large_round_and_catch_it(worker)
    worker.freeze()
    with Worker(tmp_path / "second.log") as second:
        wait_for(is_ready, second)
        before = Report.objects.values().get()
        assert before["attempt"] == 2
        worker.thaw()
        wait_for(lambda: "was overtaken" in worker.log.read_text(), worker)
    assert Report.objects.values().get() == before
    assert kinds_of_files() == sorted(FileKind)


def test_kill_9_in_the_middle_of_a_file(worker):
    """The other files stay as they are; the one that broke off is made by the next worker."""
    report = close_and_request(round=sample_round())
    whole = report.files.filter(kind=FileKind.REPORT)
    running = whole.filter(state=ReportState.RUNNING)
    wait_for(running.exists, worker, pause=0.001)
    worker.kill()
    assert whole.get().state == ReportState.RUNNING, "it was over too soon"
    ready = dict(report.files.filter(state=ReportState.READY).values_list("kind", "finished_at"))
    worker.start()
    unfinished = report.files.exclude(state=ReportState.READY)
    wait_for(lambda: not unfinished.exists(), worker)
    attempts = dict(report.files.values_list("kind", "attempt"))
    assert attempts.pop(FileKind.REPORT) == 2
    assert set(attempts.values()) <= {0, 1}
    kept = report.files.filter(kind__in=ready).values_list("kind", "finished_at")
    assert dict(kept) == ready
    assert bytes(whole.get().content).startswith(b"%PDF")


def test_a_lost_message(tmp_path):
    close_and_request(round=sample_round())
    current_app.control.purge()
    with Worker(tmp_path / "worker.log", lease_seconds=60) as worker:
        wait_for(is_ready, worker)
    assert Report.objects.get().attempt == 1


def test_a_message_sent_many_times(tmp_path):
    report = close_and_request(round=sample_round())
    for _copy in range(5):
        publish(report.pk)
    with Worker(tmp_path / "worker.log", lease_seconds=60) as worker:
        wait_for(is_ready, worker)
        before = Report.objects.values().get()
        publish(report.pk)
        wait_for(queue_is_empty, worker)
    assert Report.objects.values().get() == before
    assert before["attempt"] == 1
    assert kinds_of_files() == sorted(FileKind)


def queue_is_empty() -> bool:
    with current_app.connection_for_read() as connection:
        queue = connection.default_channel.queue_declare("celery")
        return bool(queue.message_count == 0)
