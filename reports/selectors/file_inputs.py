"""What the files of a report are made from, as a hash: when it changes, they are made again."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import prefetch_related_objects

from assessments.selectors.languages import language_of
from reports.content_hash import hash_of
from reports.enums import FileKind, ReportState
from reports.models import Comment, Report
from reports.selectors.branding import branding_inputs
from reports.selectors.workshops import facilitators_of

# Goes up with every change of code that changes what a file holds.
VERSIONS: Mapping[FileKind, int] = {
    FileKind.FIGURES: 3,
    FileKind.SUMMARY: 4,
    FileKind.REPORT: 4,
    FileKind.SLIDES: 4,
    FileKind.WORKBOOK: 4,
    FileKind.PAGE: 5,
    FileKind.PICTURES: 3,
    FileKind.LONG_TABLE: 4,
    FileKind.DATA: 4,
}
# Charts and plain numbers know neither comments nor the look.
PLAIN = {FileKind.FIGURES, FileKind.PICTURES, FileKind.LONG_TABLE, FileKind.DATA}


def file_inputs(report: Report) -> dict[FileKind, str]:
    """Return the hash of each kind of file; needs the report's round with its assessment."""
    look = branding_inputs(report.round.workspace)
    return {
        kind: hash_of([said, "" if kind in PLAIN else look])
        for kind, said in said_by_files(report).items()
    }


def said_by_files(report: Report) -> dict[FileKind, str]:
    """Return for each kind of file the hash of all that it says, without its look.

    Files of one hash hold the same words and numbers, comments and names included, made by the
    same version of this program.
    """
    round = report.round
    prefetch_related_objects([round], "groups")
    client = round.assessment.client
    entered = [
        language_of(round),
        str(client),
        [str(client.record_cost), client.currency],
        [round.label, str(round.closed_on)],
        [[group.code, group.label] for group in round.groups.all()],
        facilitators_of(round, report.queued_at),
    ]
    comments = list(
        Comment.objects.filter(round_id=round.pk)
        .order_by("page")
        .values_list("page", "text", "author__name")
    )
    shared = [report.content_hash, entered]
    return {
        kind: hash_of([kind, version, shared, [] if kind in PLAIN else comments])
        for kind, version in VERSIONS.items()
    }


def has_current_figures(report: Report) -> bool:
    """Whether the stored charts are those that would be drawn now."""
    inputs = file_inputs(report)[FileKind.FIGURES]
    figures = report.files.filter(kind=FileKind.FIGURES, state=ReportState.READY, inputs=inputs)
    return figures.exists()
