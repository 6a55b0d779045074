"""Holding a job while it is done: claim, lease, progress and the ways to let go.

A job is a report or one of its files. Every write names the attempt. A worker that was taken for
dead finds that out at its next write and leaves the row to whoever has it now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.enums import PERCENT, ReportState, Step, Trouble
from reports.models import Job, Report, ReportFigure, ReportFile

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do a job, as long as its row still carries this attempt.

    Attempts are counted anew when somebody asks again, so the time of asking counts too.
    """

    model: type[Job]
    row_id: UUID
    attempt: int
    queued_at: datetime

    @property
    def row(self) -> QuerySet[Any]:
        """The row, or nothing when somebody else holds it."""
        return _rows(self.model).filter(
            pk=self.row_id,
            attempt=self.attempt,
            queued_at=self.queued_at,
            state=ReportState.RUNNING,
        )


class ClaimLostError(Exception):
    """Another worker holds the job, or it is gone."""


def claim_report(*, report_id: UUID) -> Claim | None:
    """Claim a report that waits or whose lease has run out; None when there is nothing to do."""
    return _claim(Report, report_id, step=Step.READING, progress=PERCENT[Step.READING])


def claim_file(*, file_id: UUID) -> Claim | None:
    """Claim a file that waits or whose lease has run out; None when there is nothing to do."""
    return _claim(ReportFile, file_id)


def extend_lease(*, claim: Claim) -> bool:
    """Say that the worker lives; False when the claim is lost."""
    now = timezone.now()
    return bool(claim.row.update(heartbeat_at=now, lease_until=_lease(now)))


def record_step(*, claim: Claim, step: Step) -> None:
    """Record what is being done now with a report."""
    now = timezone.now()
    _write(claim, step=step, progress=PERCENT[step], heartbeat_at=now, lease_until=_lease(now))


@transaction.atomic
def finish_report(
    *,
    claim: Claim,
    figures: Iterable[ReportFigure],
    files: Iterable[ReportFile],
    **computed: object,
) -> None:
    """Store everything that was built and call the report ready, at once."""
    _write(
        claim,
        **_finished(ReportState.READY),
        step=Step.READY,
        progress=PERCENT[Step.READY],
        **computed,
    )
    ReportFigure.objects.bulk_create(figures)
    ReportFile.objects.bulk_create(files)


@transaction.atomic
def finish_file(*, claim: Claim, figures: Iterable[ReportFigure] = (), **made: object) -> None:
    """Store what a file consists of; new charts take the place of the report's earlier ones."""
    _write(claim, **_finished(ReportState.READY), error="", **made)
    drawn = list(figures)
    if drawn:
        ReportFigure.objects.filter(report_id=drawn[0].report_id).delete()
        ReportFigure.objects.bulk_create(drawn)


def keep_earlier_report(*, claim: Claim) -> None:
    """End without a report of its own: the one that is shown already stays."""
    _write(claim, **_finished(ReportState.KEPT), step="", progress=PERCENT[Step.READY])


def drop_report(*, claim: Claim) -> None:
    """End without a trace: the report that is shown already is the same."""
    if not claim.row.delete()[0]:
        raise ClaimLostError


@transaction.atomic
def give_up_attempt(*, claim: Claim, trouble: Trouble) -> None:
    """Let a job wait for its next attempt, or fail it after the last one."""
    if claim.attempt >= ATTEMPTS:
        claim.row.update(**_failed(trouble))
    else:
        # The sweeper tells a worker again, after a pause in which the trouble may pass.
        claim.row.update(**_waiting(claim.model), hinted_at=timezone.now())


@transaction.atomic
def reclaim_expired(model: type[Job]) -> None:
    """Free the jobs whose worker has said nothing for too long."""
    expired = _rows(model).filter(state=ReportState.RUNNING, lease_until__lt=timezone.now())
    expired.filter(attempt__gte=ATTEMPTS).update(**_failed(Trouble.WORKER_LOST))
    expired.update(**_waiting(model), hinted_at=None)


@transaction.atomic
def _claim(model: type[Job], row_id: UUID, **begun: object) -> Claim | None:
    now = timezone.now()
    claimed = (
        _rows(model)
        .filter(pk=row_id, attempt__lt=ATTEMPTS)
        .filter(Q(state=ReportState.QUEUED) | Q(state=ReportState.RUNNING, lease_until__lt=now))
        .update(
            state=ReportState.RUNNING,
            attempt=F("attempt") + 1,
            heartbeat_at=now,
            lease_until=_lease(now),
            **begun,
        )
    )
    if not claimed:
        return None
    # Nobody else can write the row before this transaction ends.
    attempt, queued_at = _rows(model).values_list("attempt", "queued_at").get(pk=row_id)
    return Claim(model, row_id, attempt, queued_at)


def _write(claim: Claim, **values: object) -> None:
    if not claim.row.update(**values):
        raise ClaimLostError


def _rows(model: type[Job]) -> QuerySet[Any]:
    return model._default_manager.all()


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.REPORT_LEASE_SECONDS)


def _finished(state: ReportState) -> dict[str, object]:
    return {"state": state, "finished_at": timezone.now(), "lease_until": None}


def _waiting(model: type[Job]) -> dict[str, object]:
    waiting: dict[str, object] = {"state": ReportState.QUEUED, "lease_until": None}
    return waiting | {"step": "", "progress": 0} if model is Report else waiting


def _failed(trouble: Trouble) -> dict[str, object]:
    return _finished(ReportState.FAILED) | {"error": trouble}
