"""Each file of a report is made from what its row holds, in the workspace's look."""

import io
import json
import zipfile

import pytest
from pptx import Presentation

from reports.enums import ENDINGS, MEDIA_TYPES, FileKind, TemplateTrouble
from reports.models import Branding, Report
from reports.selectors.file_inputs import VERSIONS, file_inputs
from reports.services.branding import Template, set_look
from reports.services.making import MAKERS, Contents
from tests.reports.shares import ready_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return Report.objects.get(pk=ready_report().pk)


def uploaded() -> Template:
    file = io.BytesIO()
    Presentation().save(file)
    return Template(file.getvalue(), "Kontor.pptx")


def test_every_kind_is_made_and_named() -> None:
    assert set(MAKERS) == set(FileKind) - {FileKind.FIGURES}
    assert set(VERSIONS) == set(MEDIA_TYPES) == set(ENDINGS) == set(FileKind)


def test_slides_sheets_table_and_data_come_from_the_report(report) -> None:
    template = uploaded()
    set_look(workspace=report.round.workspace, accent="#7a1f5c", template=template)
    contents = Contents(report)

    deck = Presentation(io.BytesIO(MAKERS[FileKind.SLIDES](contents)))
    assert deck.slide_width == 9_144_000
    assert Branding.objects.get().template_trouble == ""
    with zipfile.ZipFile(io.BytesIO(MAKERS[FileKind.WORKBOOK](contents))) as book:
        assert "xl/workbook.xml" in book.namelist()
    assert b"overall" in MAKERS[FileKind.LONG_TABLE](contents)
    assert json.loads(MAKERS[FileKind.DATA](contents))["release"] == report.release

    Branding.objects.update(template=b"PK broken")
    MAKERS[FileKind.SLIDES](Contents(report))
    assert Branding.objects.get().template_trouble == TemplateTrouble.DAMAGED


def test_files_in_a_look_are_made_anew_when_it_changes(report) -> None:
    before = file_inputs(report)
    set_look(workspace=report.round.workspace, accent="#7a1f5c")
    after = file_inputs(report)
    changed = {kind for kind in before if before[kind] != after[kind]}
    plain = {FileKind.FIGURES, FileKind.PICTURES, FileKind.LONG_TABLE, FileKind.DATA}
    assert changed == set(FileKind) - plain
