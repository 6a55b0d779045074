"""What the files of a report are made from, as a hash: when it changes, they are made again."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import prefetch_related_objects

from assessments.selectors.languages import language_of
from reports.content_hash import hash_of
from reports.enums import FileKind, ReportState
from reports.models import Comment, Report
from reports.selectors.branding import branding_inputs

# Goes up with every change of code that changes what a file holds.
VERSIONS: Mapping[FileKind, int] = {
    FileKind.FIGURES: 1,
    FileKind.SUMMARY: 1,
    FileKind.REPORT: 1,
    FileKind.SLIDES: 1,
    FileKind.WORKBOOK: 1,
    FileKind.PAGE: 1,
    FileKind.PICTURES: 1,
    FileKind.LONG_TABLE: 1,
    FileKind.DATA: 1,
}
# Charts and plain numbers know neither comments nor the look.
PLAIN = {FileKind.FIGURES, FileKind.PICTURES, FileKind.LONG_TABLE, FileKind.DATA}


def file_inputs(report: Report) -> dict[FileKind, str]:
    """Return the hash of each kind of file; needs the report's round with its assessment."""
    round = report.round
    prefetch_related_objects([round], "groups")
    client = round.assessment.client
    entered = [
        language_of(round),
        str(client),
        [str(client.record_cost), client.currency],
        [round.label, str(round.closed_on)],
        [[group.code, group.label] for group in round.groups.all()],
    ]
    said = list(
        Comment.objects.filter(round_id=round.pk)
        .order_by("page")
        .values_list("page", "text", "author__name")
    )
    shared = [report.content_hash, entered]
    dressed = [said, branding_inputs(round.workspace)]
    return {
        kind: hash_of([kind, version, shared, [] if kind in PLAIN else dressed])
        for kind, version in VERSIONS.items()
    }


def has_current_figures(report: Report) -> bool:
    """Whether the stored charts are those that would be drawn now."""
    inputs = file_inputs(report)[FileKind.FIGURES]
    figures = report.files.filter(kind=FileKind.FIGURES, state=ReportState.READY, inputs=inputs)
    return figures.exists()
