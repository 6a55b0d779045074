"""Making one file of a report from what its row holds. Runs in workers only."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation

from assessments.selectors.languages import language_of
from reports.document import Document, Outline
from reports.enums import FileKind, Trouble
from reports.files.branding import Branding
from reports.files.colophon import Colophon
from reports.files.data import json_of
from reports.files.drawing import Drawing
from reports.files.long_table import csv_of_release
from reports.files.offline_page import offline_page
from reports.files.pdf import full_pdf, summary_pdf
from reports.files.pictures import pictures_of
from reports.files.slides import slides_and_trouble
from reports.files.workbook import workbook_of
from reports.material import Material
from reports.models import Report, ReportFile
from reports.selectors.branding import branding_of, template_of_workspace
from reports.selectors.contents import drawings_of, outline_for
from reports.selectors.file_inputs import file_inputs, has_current_figures, said_by_files
from reports.selectors.material import material_of_report
from reports.services.branding import note_template_trouble
from reports.services.claiming import (
    Claim,
    ClaimLostError,
    claim_file,
    finish_file,
    give_up_attempt,
)
from reports.services.drawing import drawn_figures, list_of
from reports.services.heartbeat import beating

log = logging.getLogger(__name__)

# Of a report's hash, as many characters as a person compares.
SHORT = 12


@dataclass(frozen=True)
class Contents:
    """What files are made from, each part read when the first file asks for it."""

    report: Report

    @cached_property
    def material(self) -> Material:
        return material_of_report(self.report)

    @cached_property
    def outline(self) -> Outline:
        return outline_for(self.report)

    @cached_property
    def document(self) -> Document:
        return self.outline.document()

    @cached_property
    def summary(self) -> Document:
        """The report without its chapters."""
        return replace(self.outline, entries=()).document()

    @cached_property
    def drawings(self) -> Mapping[str, Drawing]:
        """The drawings of today: the stored ones, or own ones while these wait to be redone.

        Files are made beside each other, in any order; none may depend on which came first.
        """
        if has_current_figures(self.report):
            return drawings_of(self.report.pk)
        return {
            each.name: Drawing(each.wide, each.narrow)
            for each in drawn_figures(self.report, self.material)
        }

    @cached_property
    def branding(self) -> Branding:
        return branding_of(self.report.round.workspace)

    @cached_property
    def template(self) -> bytes | None:
        return template_of_workspace(self.report.workspace_id)

    @cached_property
    def colophon(self) -> Colophon:
        version = self.report.round.framework_version
        return Colophon(self.report.content_hash[:SHORT], str(version), version.checksum[:SHORT])


def _slides(of: Contents) -> bytes:
    """Make the slides, and tell the workspace where its template could not be used."""
    content, trouble = slides_and_trouble(
        of.document, of.material, of.branding, of.colophon, of.template
    )
    if of.template is not None:
        note_template_trouble(workspace_id=of.report.workspace_id, trouble=trouble)
    return content


MAKERS: Mapping[FileKind, Callable[[Contents], bytes]] = {
    FileKind.SUMMARY: lambda of: summary_pdf(of.summary, of.drawings, of.branding, of.colophon),
    FileKind.REPORT: lambda of: full_pdf(of.document, of.drawings, of.branding, of.colophon),
    FileKind.SLIDES: _slides,
    FileKind.WORKBOOK: lambda of: workbook_of(of.document, of.material, of.branding, of.colophon),
    FileKind.PAGE: lambda of: offline_page(of.document, of.drawings, of.branding, of.colophon),
    FileKind.PICTURES: lambda of: pictures_of(of.drawings),
    FileKind.LONG_TABLE: lambda of: csv_of_release(of.material),
    FileKind.DATA: lambda of: json_of(of.summary, of.material, of.colophon),
}


def make_file(*, file_id: UUID) -> None:
    """Make a file if it waits to be made; whoever comes second finds nothing to do."""
    claim = claim_file(file_id=file_id)
    if claim is None:
        return
    try:
        with beating(claim):
            _make(claim)
    except ClaimLostError:
        log.warning("File %s: attempt %s was overtaken", claim.row_id, claim.attempt)
    except Exception:
        log.exception("File %s: attempt %s broke off", claim.row_id, claim.attempt)
        give_up_attempt(claim=claim, trouble=Trouble.MAKING)


def _make(claim: Claim) -> None:
    kind = FileKind(ReportFile.objects.values_list("kind", flat=True).get(pk=claim.row_id))
    report = _report_of(claim).get()
    inputs, said = file_inputs(report)[kind], said_by_files(report)[kind]
    # Noted first: a file that cannot be made is not tried again until this changes.
    claim.row.update(inputs=inputs)
    contents = Contents(report)
    with translation.override(language_of(report.round)):
        figures = drawn_figures(report, contents.material) if kind is FileKind.FIGURES else []
        content = list_of(figures) if kind is FileKind.FIGURES else MAKERS[kind](contents)
    if any(file_inputs(now)[kind] != inputs for now in _report_of(claim)):
        # Nobody knows what of the change it holds; whoever opens the report has it made again.
        claim.row.update(inputs="")
        said = ""
    finish_file(
        claim=claim,
        figures=figures,
        content=content,
        said=said,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _report_of(claim: Claim) -> QuerySet[Report]:
    """The report of a file, with what tells what the file is made from; none when it is gone."""
    reports = Report.objects.filter(files=claim.row_id).defer("scorecard", "basis")
    return reports.select_related(
        "round__framework_version", "round__assessment__client", "round__workspace"
    )
