"""Finding what a broker or a worker lost; runs every five seconds, and whenever somebody looks."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from reports.enums import ReportState
from reports.models import Report
from reports.services.claiming import reclaim_expired
from reports.services.publishing import publish

# A hint that has had no effect for this long is taken for lost.
HINT_PATIENCE = timedelta(seconds=5)


def sweep_reports() -> int:
    """Free reports of dead workers, and tell workers again about those that wait too long.

    Returns
    -------
    int
        How many hints were tried.
    """
    now = timezone.now()
    untold = Q(hinted_at=None) | Q(hinted_at__lt=now - HINT_PATIENCE)
    waiting = Q(state=ReportState.QUEUED) & untold
    dead = Q(state=ReportState.RUNNING, lease_until__lt=now)
    if not Report.objects.filter(waiting | dead).exists():
        return 0
    reclaim_expired()
    due = Report.objects.filter(waiting).order_by("queued_at")
    sent = 0
    for report_id in due.values_list("pk", flat=True):
        # Of several sweepers only the one that writes the time sends the hint.
        if Report.objects.filter(waiting, pk=report_id).update(hinted_at=now):
            sent += 1
            if not publish(report_id):
                break  # the queue is away; the others would only wait for it too
    return sent
