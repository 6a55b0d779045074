"""Decks to look into: a report, made into slides and opened again."""

import io
import re
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook
from pptx import Presentation

from reports.document import document_of
from reports.document.parts import Document
from reports.files.branding import Branding
from reports.files.colophon import Colophon
from reports.files.slides import slides_of
from reports.material import Material
from tests.reports.samples import sample_material

BRANDING = Branding("Kontor Advisory")
COLOPHON = Colophon("3f2a9c17" * 8, "CRM Readiness 2", "b61d04fe" * 8)
NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,]\d+)?")


def deck_of(
    document: Document | None = None,
    material: Material | None = None,
    template: bytes | None = None,
    branding: Branding = BRANDING,
):
    material = material or sample_material()
    content = slides_of(document or document_of(material), material, branding, COLOPHON, template)
    return Presentation(io.BytesIO(content))


def charts(deck) -> Iterator[tuple[str, object]]:
    """Alternative text and chart, slide by slide."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.element.xpath(".//p:cNvPr/@descr")[0], shape.chart


def cached_numbers(chart) -> list[float]:
    """The numbers a chart shows without its workbook."""
    found = chart._chartSpace.xpath(".//c:ser/c:val//c:v/text() | .//c:ser/c:xVal//c:v/text()")
    return [float(text) for text in found]


def workbook_cells(chart) -> list[list[object]]:
    """The rows of the workbook behind a chart; formulas as they were last worked out."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    sheet = load_workbook(io.BytesIO(blob), data_only=True).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def texts(deck) -> str:
    """Everything that can be read on slides and in notes, alternatives too."""
    found = []
    for slide in deck.slides:
        for part in (slide, slide.notes_slide):
            found += part.shapes._spTree.xpath(".//a:t/text() | .//p:cNvPr/@descr")
    return "\n".join(found)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
