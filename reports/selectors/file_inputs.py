"""What the files of a report are made from, as a hash: when it changes, they are made again."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.selectors.languages import language_of
from reports.content_hash import hash_of
from reports.enums import FileKind
from reports.models import Comment, Report

# Goes up with every change of code that changes what a file holds.
VERSIONS: Mapping[FileKind, int] = {
    FileKind.FIGURES: 1,
    FileKind.SUMMARY: 1,
    FileKind.REPORT: 1,
    FileKind.PICTURES: 1,
}
# Charts know neither comments nor branding.
PLAIN = {FileKind.FIGURES, FileKind.PICTURES}


def file_inputs(report: Report) -> dict[FileKind, str]:
    """Return the hash of each kind of file; needs the report's round with its assessment."""
    round = report.round
    client = round.assessment.client
    client = round.assessment.client
    entered = [
        language_of(round),
        str(client),
        [str(client.record_cost), client.currency],
        round.label,
        list(round.groups.order_by("position").values_list("code", "label")),
    ]
    said = list(
        Comment.objects.filter(round_id=round.pk)
        .order_by("page")
        .values_list("page", "text", "author__name")
    )
    shared = [report.content_hash, entered]
    return {
        kind: hash_of([kind, version, shared, [] if kind in PLAIN else said])
        for kind, version in VERSIONS.items()
    }
