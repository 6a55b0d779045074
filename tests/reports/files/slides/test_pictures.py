"""Decks opened by another program than the one that made them; slow, and it needs LibreOffice."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from reports.document import document_of
from reports.files.slides import slides_of
from tests.reports.files.slides.decks import BRANDING, COLOPHON
from tests.reports.files.slides.test_template import template
from tests.reports.samples import sample_material

OFFICE = shutil.which("soffice")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


@pytest.mark.parametrize("own", [False, True], ids=["our template", "another template"])
def test_every_slide_can_be_opened_and_its_title_read(tmp_path: Path, own: bool) -> None:
    material = sample_material()
    chosen = template() if own else None
    content = slides_of(document_of(material), material, BRANDING, COLOPHON, chosen)
    (tmp_path / "deck.pptx").write_bytes(content)
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "pdf", "--outdir", tmp_path, tmp_path / "deck.pptx"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = PdfReader(tmp_path / "deck.pdf").pages
    slides = Presentation(io.BytesIO(content)).slides
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        read = "".join(page.extract_text().split())
        assert "".join(slide.shapes.title.text.split()) in read
