"""Finding what a broker or a worker lost; runs every five seconds, and whenever somebody looks."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from reports.enums import ReportState
from reports.models import Job, Report, ReportFile
from reports.services.claiming import reclaim_expired
from reports.services.publishing import publish, publish_file

# A hint that has had no effect for this long is taken for lost.
HINT_PATIENCE = timedelta(seconds=5)


def sweep_jobs() -> int:
    """Free jobs of dead workers, and tell workers again about those that wait too long.

    Returns
    -------
    int
        How many hints were tried.
    """
    return _sweep(Report, publish) + _sweep(ReportFile, publish_file)


def _sweep(model: type[Job], tell: Callable[[UUID], bool]) -> int:
    now = timezone.now()
    rows = model._default_manager.all()
    untold = Q(hinted_at=None) | Q(hinted_at__lt=now - HINT_PATIENCE)
    waiting = Q(state=ReportState.QUEUED) & untold
    dead = Q(state=ReportState.RUNNING, lease_until__lt=now)
    if not rows.filter(waiting | dead).exists():
        return 0
    reclaim_expired(model)
    sent = 0
    for row_id in rows.filter(waiting).order_by("queued_at").values_list("pk", flat=True):
        # Of several sweepers only the one that writes the time sends the hint.
        if rows.filter(waiting, pk=row_id).update(hinted_at=now):
            sent += 1
            if not tell(row_id):
                break  # the queue is away; the others would only wait for it too
    return sent
