"""What Celery runs: building a report, clearing traces, and sweeping up what got lost."""

from importlib import import_module
from typing import Any
from uuid import UUID

from celery import current_app, shared_task
from celery.signals import worker_init, worker_ready

from assessments.services.traces import remove_traces
from reports.services.publishing import BUILD, SWEEP
from reports.services.sweeping import sweep_reports


@shared_task(name=BUILD)
def build(report_id: str) -> None:
    """Build a report, unless it is built, being built or gone; closing has left traces before."""
    from reports.services.building import build_report

    remove_traces()
    build_report(report_id=UUID(report_id))


@shared_task(name=SWEEP)
def sweep() -> None:
    """Tell workers again about reports that wait too long, and clear traces that are left."""
    sweep_reports()
    remove_traces()


@worker_init.connect
def load_statistics(**_signal: Any) -> None:
    """Load what building needs before the worker forks: seconds once, and never in a report."""
    import_module("reports.services.building")


@worker_ready.connect
def sweep_at_start(**_signal: Any) -> None:
    """Look at once for what the last worker left behind."""
    current_app.send_task(SWEEP, retry=False)
