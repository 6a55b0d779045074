"""The files of a report: where each stands, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from reports.enums import FileKind, ReportState
from reports.files.picture_archive import picture_in
from reports.models import Report, ReportFile

# Charts belong to the pages; nobody takes that file away.
INTERNAL = frozenset({FileKind.FIGURES})


@dataclass(frozen=True, slots=True)
class Files:
    """The files that can be taken away, in their order."""

    lines: tuple[ReportFile, ...]

    @property
    def is_unfinished(self) -> bool:
        return any(line.is_unfinished for line in self.lines)

    @property
    def can_retry(self) -> bool:
        """Whether somebody has to ask for a file again."""
        return any(line.is_failed or line.is_stopped for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.is_ready for line in self.lines)


def files_of(report: Report) -> Files:
    """Return where the files of a report stand, without their content."""
    order = list(FileKind)
    stored = report.files.exclude(kind__in=INTERNAL).defer("content")
    return Files(tuple(sorted(stored, key=lambda file: order.index(FileKind(file.kind)))))


def ready_file(report: Report, kind: str) -> ReportFile | None:
    """Return a file with its content; None where it is not ready or nobody's to have."""
    ready = report.files.filter(kind=kind, state=ReportState.READY).exclude(kind__in=INTERNAL)
    return ready.first()


def picture_of(report: Report, name: str, ending: str) -> bytes | None:
    """Return a chart as a picture; None while the pictures are not made."""
    stored = ready_file(report, FileKind.PICTURES)
    return None if stored is None else picture_in(bytes(stored.content or b""), f"{name}.{ending}")


def has_pictures(report_id: UUID) -> bool:
    """Whether charts can be had as pictures by now."""
    pictures = ReportFile.objects.filter(report_id=report_id, kind=FileKind.PICTURES)
    return pictures.filter(state=ReportState.READY).exists()
