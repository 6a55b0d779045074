"""The files of a report: where each stands, and what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from reports.enums import FileKind, ReportState
from reports.files.picture_archive import picture_in
from reports.models import Report, ReportFile
from reports.selectors.file_inputs import said_by_files

# Charts belong to the pages; nobody takes that file away.
INTERNAL = frozenset({FileKind.FIGURES})


@dataclass(frozen=True, slots=True)
class Files:
    """The files that can be taken away, in their order.

    Of the kinds in `earlier` the content of before can be had while a new one is made.
    """

    lines: tuple[ReportFile, ...]
    earlier: frozenset[str] = frozenset()

    @property
    def is_unfinished(self) -> bool:
        return any(line.is_unfinished for line in self.lines)

    @property
    def can_retry(self) -> bool:
        """Whether somebody has to ask for a file again."""
        return any(line.is_failed or line.is_stopped for line in self.lines)

    @property
    def offered(self) -> tuple[ReportFile, ...]:
        """The files that can be had now."""
        return tuple(line for line in self.lines if line.is_ready or line.kind in self.earlier)

    @property
    def done(self) -> int:
        return sum(line.is_ready for line in self.lines)


def files_of(report: Report) -> Files:
    """Return where the files of a report stand, without their content."""
    order = list(FileKind)
    stored = report.files.exclude(kind__in=INTERNAL).defer("content")
    lines = sorted(stored, key=lambda file: order.index(FileKind(file.kind)))
    return Files(tuple(lines), _earlier(report, lines))


def ready_file(report: Report, kind: str) -> ReportFile | None:
    """Return a file with its content; None where there is none to have.

    While it is made again only to look different, the one of before is handed out.
    """
    stored = report.files.filter(kind=kind).exclude(kind__in=INTERNAL).first()
    if stored is None:
        return None
    return stored if stored.is_ready or _earlier(report, [stored]) else None


def _earlier(report: Report, files: Iterable[ReportFile]) -> frozenset[str]:
    """Return the kinds whose earlier content says all that a new one would, and nothing else.

    Anything else may have been changed to take it back: a comment, a name, a number.
    """
    kept = [file for file in files if file.said and not file.is_ready]
    if not kept:
        return frozenset()
    said = said_by_files(report)
    return frozenset(file.kind for file in kept if file.said == said[FileKind(file.kind)])


def picture_of(report: Report, name: str, ending: str) -> bytes | None:
    """Return a chart as a picture; None while the pictures are not made."""
    stored = ready_file(report, FileKind.PICTURES)
    return None if stored is None else picture_in(bytes(stored.content or b""), f"{name}.{ending}")


def has_pictures(report_id: UUID) -> bool:
    """Whether charts can be had as pictures by now."""
    pictures = ReportFile.objects.filter(report_id=report_id, kind=FileKind.PICTURES)
    return pictures.filter(state=ReportState.READY).exists()
