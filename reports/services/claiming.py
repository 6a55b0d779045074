"""Holding a report while it is built: claim, lease, progress and the ways to let go.

Every write names the attempt. A worker that was taken for dead finds that out at its next
write and leaves the row to whoever has it now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.enums import PERCENT, ReportState, Step, Trouble
from reports.models import Report, ReportFile

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to build a report, as long as the row still carries this attempt."""

    report_id: UUID
    attempt: int

    @property
    def row(self) -> QuerySet[Report]:
        """The row, or nothing when somebody else holds it."""
        return Report.objects.filter(
            pk=self.report_id, attempt=self.attempt, state=ReportState.RUNNING
        )


class ClaimLostError(Exception):
    """Another worker holds the report, or it is gone."""


@transaction.atomic
def claim_report(*, report_id: UUID) -> Claim | None:
    """Claim a report that waits or whose lease has run out; None when there is nothing to do."""
    now = timezone.now()
    claimed = (
        Report.objects.filter(pk=report_id, attempt__lt=ATTEMPTS)
        .filter(Q(state=ReportState.QUEUED) | Q(state=ReportState.RUNNING, lease_until__lt=now))
        .update(
            state=ReportState.RUNNING,
            attempt=F("attempt") + 1,
            step=Step.READING,
            progress=PERCENT[Step.READING],
            heartbeat_at=now,
            lease_until=_lease(now),
        )
    )
    if not claimed:
        return None
    # Nobody else can write the row before this transaction ends.
    return Claim(report_id, Report.objects.values_list("attempt", flat=True).get(pk=report_id))


def extend_lease(*, claim: Claim) -> bool:
    """Say that the worker lives; False when the claim is lost."""
    now = timezone.now()
    return bool(claim.row.update(heartbeat_at=now, lease_until=_lease(now)))


def record_step(*, claim: Claim, step: Step) -> None:
    """Record what is being done now."""
    now = timezone.now()
    written = claim.row.update(
        step=step, progress=PERCENT[step], heartbeat_at=now, lease_until=_lease(now)
    )
    if not written:
        raise ClaimLostError


@transaction.atomic
def finish_report(*, claim: Claim, files: Iterable[ReportFile], **computed: object) -> None:
    """Store everything that was built and call the report ready, at once."""
    written = claim.row.update(
        state=ReportState.READY,
        step=Step.READY,
        progress=PERCENT[Step.READY],
        finished_at=timezone.now(),
        lease_until=None,
        **computed,
    )
    if not written:
        raise ClaimLostError
    ReportFile.objects.bulk_create(files)


def keep_earlier_report(*, claim: Claim) -> None:
    """End without a report of its own: the one that is shown already stays."""
    written = claim.row.update(
        state=ReportState.KEPT,
        step="",
        progress=PERCENT[Step.READY],
        finished_at=timezone.now(),
        lease_until=None,
    )
    if not written:
        raise ClaimLostError


@transaction.atomic
def give_up_attempt(*, claim: Claim, trouble: Trouble) -> None:
    """Let a report wait for its next attempt, or fail it after the last one."""
    if claim.attempt >= ATTEMPTS:
        claim.row.update(**_failed(trouble))
    else:
        # The sweeper tells a worker again, after a pause in which the trouble may pass.
        claim.row.update(**_waiting(), hinted_at=timezone.now())


@transaction.atomic
def reclaim_expired() -> None:
    """Free the reports whose worker has said nothing for too long."""
    expired = Report.objects.filter(state=ReportState.RUNNING, lease_until__lt=timezone.now())
    expired.filter(attempt__gte=ATTEMPTS).update(**_failed(Trouble.WORKER_LOST))
    expired.update(**_waiting(), hinted_at=None)


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.REPORT_LEASE_SECONDS)


def _waiting() -> dict[str, object]:
    return {"state": ReportState.QUEUED, "step": "", "progress": 0, "lease_until": None}


def _failed(trouble: Trouble) -> dict[str, object]:
    return {
        "state": ReportState.FAILED,
        "error": trouble,
        "finished_at": timezone.now(),
        "lease_until": None,
    }
