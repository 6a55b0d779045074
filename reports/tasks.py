"""What Celery runs: building a report, deleting what is due, and sweeping up what got lost."""

from importlib import import_module
from typing import Any
from uuid import UUID

from celery import current_app, shared_task
from celery.signals import worker_init, worker_ready
from django.utils import timezone

from assessments.services.traces import remove_traces
from assessments.services.workshops.rehearsals import sweep_rehearsals
from reports.services.erasure import ERASE, erase_client, resume_erasures
from reports.services.publishing import BUILD, MAKE, SWEEP
from reports.services.retention import RETENTION, apply_retention
from reports.services.sweeping import sweep_jobs


@shared_task(name=BUILD)
def build(report_id: str) -> None:
    """Build a report, unless it is built, being built or gone; closing has left traces before."""
    from reports.services.building import build_report

    remove_traces()
    build_report(report_id=UUID(report_id))


@shared_task(name=MAKE)
def make_file(file_id: str) -> None:
    """Make a file of a report, unless it is made, being made or gone."""
    from reports.services.making import make_file as make

    make(file_id=UUID(file_id))


@shared_task(name=SWEEP)
def sweep() -> None:
    """Take up what got lost: reports that wait too long, rehearsals, traces, erasures."""
    sweep_jobs()
    sweep_rehearsals()
    remove_traces()
    resume_erasures()


@shared_task(name=ERASE)
def erase(client_id: str) -> None:
    """Delete a client whose erasure was asked for, with everything below."""
    erase_client(client_id=UUID(client_id))


@shared_task(name=RETENTION)
def delete_due_answers() -> None:
    """Delete the answers of rounds that were closed long enough ago."""
    apply_retention(today=timezone.localdate())


@worker_init.connect
def load_statistics(**_signal: Any) -> None:
    """Load what building needs before the worker forks: seconds once, and never in a report."""
    import_module("reports.services.building")
    import_module("reports.services.making")


@worker_ready.connect
def sweep_at_start(**_signal: Any) -> None:
    """Look at once for what the last worker left behind, and for what fell due meanwhile."""
    current_app.send_task(SWEEP, retry=False)
    current_app.send_task(RETENTION, retry=False)
