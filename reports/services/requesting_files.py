"""Asking for the files of a report, and stopping them.

Whoever opens a report makes sure that its files are those of today: a comment, a new logo, another
language or another version of this program changes what they are made from.
"""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reports.enums import UNFINISHED, FileKind, ReportState
from reports.models import Report, ReportFile
from reports.selectors.file_inputs import file_inputs
from reports.services.publishing import publish_file


def request_files(*, report: Report) -> None:
    """Queue the files that a report lacks, and those made from something else than now.

    A file that failed or was stopped waits for somebody to ask, unless what it is made from
    has changed meanwhile. Where nothing is to be done nothing is written, nor locked.
    """
    wanted = file_inputs(report)
    there = report.files.values_list("kind", "inputs", "state")
    known = {kind for kind, _inputs, _state in there}
    missing = [kind for kind in wanted if kind not in known]
    # One that is waited for anyway is looked at again once it is there.
    outdated = [
        kind
        for kind, inputs, state in there
        if state not in UNFINISHED and wanted.get(FileKind(kind)) != inputs
    ]
    if missing or outdated:
        _request(report, missing, outdated)


@transaction.atomic
def _request(report: Report, missing: list[FileKind], outdated: list[str]) -> None:
    if missing:
        now = timezone.now()
        ReportFile.objects.bulk_create(
            (
                ReportFile(
                    workspace_id=report.workspace_id,
                    report_id=report.pk,
                    kind=kind,
                    queued_at=now,
                    hinted_at=now,
                )
                for kind in missing
            ),
            ignore_conflicts=True,
        )
    _queue(report, Q(kind__in=outdated))
    _publish(report, [*missing, *outdated])


def withdraw_files(*, of_others_than: Report) -> None:
    """Take back the files of earlier reports of the round that still wait to be made.

    Whoever opens such a report through a link asks for them again.
    """
    earlier = ReportFile.objects.filter(report__round_id=of_others_than.round_id)
    earlier.exclude(report=of_others_than).filter(state=ReportState.QUEUED).delete()


@transaction.atomic
def request_files_again(*, report: Report) -> None:
    """Queue the files that failed or were stopped."""
    given_up = Q(state__in=(ReportState.FAILED, ReportState.STOPPED))
    kinds = list(report.files.filter(given_up).values_list("kind", flat=True))
    _queue(report, Q(kind__in=kinds))
    _publish(report, kinds)


@transaction.atomic
def stop_files(*, report: Report) -> None:
    """Stop what is still to be made; a worker in the middle of it throws it away."""
    wanted = file_inputs(report)
    for file in report.files.filter(state__in=UNFINISHED).only("pk", "kind"):
        ReportFile.objects.filter(pk=file.pk, state__in=UNFINISHED).update(
            state=ReportState.STOPPED,
            inputs=wanted[FileKind(file.kind)],
            finished_at=timezone.now(),
            lease_until=None,
        )


def _queue(report: Report, which: Q) -> None:
    now = timezone.now()
    report.files.filter(which).exclude(state__in=UNFINISHED).update(
        state=ReportState.QUEUED, attempt=0, error="", queued_at=now, hinted_at=now
    )


def _publish(report: Report, kinds: list[FileKind] | list[str]) -> None:
    if not kinds:
        return
    waiting = report.files.filter(kind__in=kinds, state=ReportState.QUEUED)
    for file_id in waiting.values_list("pk", flat=True):
        transaction.on_commit(partial(publish_file, file_id))
