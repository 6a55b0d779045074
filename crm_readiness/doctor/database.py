"""Whether the database is ready for this version, agrees about the time, and is worked off."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from crm_readiness.doctor.findings import Finding, Weight
from crm_readiness.doctor.registry import check
from reports.enums import ReportState
from reports.models import Report

# The sweep tells workers again every five seconds; a report takes seconds.
LONGEST_WAIT = timedelta(minutes=2)
# Leases of reports last half a minute.
MOST_SKEW = timedelta(seconds=10)


@check
def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield Finding(
            Weight.MEND,
            f"The database is behind the program by {len(missing)} steps.",
            "Run: python -m crm_readiness.prepare",
        )


@check
def worker() -> Iterator[Finding]:
    waiting = Report.objects.filter(state=ReportState.QUEUED).order_by("queued_at").first()
    if waiting is not None and timezone.now() - waiting.queued_at > LONGEST_WAIT:
        minutes = (timezone.now() - waiting.queued_at) // timedelta(minutes=1)
        yield Finding(
            Weight.MEND,
            f"A report has been waiting for {minutes} minutes.",
            "No worker takes it. See whether worker and scheduler run and reach the queue.",
        )


@check
def clocks() -> Iterator[Finding]:
    skew = abs(timezone.now() - database_time())
    if skew > MOST_SKEW:
        yield Finding(
            Weight.MEND,
            f"The clock of the database differs from this machine's by {skew.seconds} seconds.",
            "Rounds open and reports expire at the wrong time. Let both follow the same clock.",
        )


def database_time() -> datetime:
    """Return the time as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        (value,) = cursor.fetchone()
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=UTC)
