"""Paper says what the document says, on the pages it promises, whatever the texts are."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from reports.document.parts import Cell, Presence, Row
from reports.files import pdf
from reports.files.branding import Branding, Logo, LogoType, Paper
from reports.files.pdf import full_pdf, summary_pdf
from reports.material import Occasion
from tests.reports.files.documents import (
    BRANDING,
    COLOPHON,
    DRAWINGS,
    LONG_WORD,
    chapters,
    dimension_table,
    document,
    exhibit,
    overfull_summary,
    summary,
)
from tests.reports.files.reading import (
    chapter_texts,
    pdf_pages,
    row_text,
    rows_of,
    squeezed,
    summary_texts,
)

# Without forgetting six reports of ten pages keep more than 150 MB.
MOST_KEPT = 48 * 1024 * 1024

HOSTILE = (
    '#read("/etc/passwd")',
    '#eval("1+1") #sys.inputs',
    "$x^2$ @label <label> *bold* _em_ `raw` = heading",
    r"\ // comment /* more */ #{1+1} \u{41} ~ -- --- ...",
    "]] }} )) #panic()",
    "<script>alert(1)</script> {{ 1 }} {% now %}",
)
RIGHT_TO_LEFT = ("شركة النور للتجارة", "חברת הכלים")
NAMES = (*RIGHT_TO_LEFT, "Ñandú & Ærø", "Ελλάς", "Ökostromanbieterverbund")


@pytest.fixture(scope="module")
def full() -> bytes:
    return full_pdf(document(), DRAWINGS, BRANDING, COLOPHON)


def test_the_whole_report_is_on_paper(full):
    pages = [squeezed(page) for page in pdf_pages(full)]
    everything = "".join(pages)
    missing = [text for text in chapter_texts(document()) if squeezed(text) not in everything]
    assert missing == []
    assert [text for text in summary_texts(document()) if squeezed(text) not in pages[1]] == []


def test_every_row_stands_uncut_on_one_page_with_all_its_numbers(full):
    pages = [squeezed(page) for page in pdf_pages(full)]
    rows = [row_text(row) for row in rows_of(document()) if row_text(row)]
    assert len(rows) > 80
    assert [row for row in rows if not any(row in page for page in pages)] == []


def test_headings_of_a_table_stand_on_every_page_it_fills(full):
    pages = [squeezed(page) for page in pdf_pages(full)]
    filled = [page for page in pages if page.count("aspeopleseeit") > 1]
    assert len(filled) > 2
    assert all("BusinessmanagersFrontlineITOverall" in page for page in filled)


def test_no_number_that_the_document_does_not_say(full):
    said = set(re.findall(r"\d+", " ".join(_all_texts(document()))))
    pages = pdf_pages(full)
    counted = {str(number) for number in range(1, len(pages) + 1)}
    printed = set(re.findall(r"\d+", " ".join(_without_foot(page) for page in pages)))
    assert printed - said - counted == set()


def test_a_number_behind_a_text_is_not_printed_more_exactly():
    cells = (Cell("3.1", 3.14159265), Cell("–", presence=Presence.HIDDEN), Cell("Defined"))
    rows = (Row((Cell("Strategy"), *cells)),)
    table = replace(dimension_table(), rows=rows)
    made = document(chapters=(replace(chapters()[0], blocks=(exhibit("bars", "Title", table),)),))
    text = "".join(pdf_pages(full_pdf(made, {}, BRANDING, COLOPHON)))
    assert "3.1" in text
    assert "3.14" not in text


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_the_summary_is_one_page(paper, language):
    made = document(language=language)
    on_paper = replace(BRANDING, paper=paper)
    pages = PdfReader(io.BytesIO(summary_pdf(made, DRAWINGS, on_paper, COLOPHON))).pages
    assert len(pages) == 1
    width, height = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}[paper]
    box = pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (width, height)
    text = squeezed(pages[0].extract_text())
    assert [said for said in summary_texts(made) if squeezed(said) not in text] == []
    assert squeezed("We saw the same in the workshop. The pilot team is ready.") in text


@pytest.mark.parametrize(
    ("paper", "drawings"), [(Paper.A4, {}), (Paper.LETTER, DRAWINGS)], ids=["tables", "charts"]
)
def test_far_too_much_still_fits_one_page_and_the_verdict_is_whole(paper, drawings):
    made = document(language="de", summary=overfull_summary(times=8))
    pages = pdf_pages(summary_pdf(made, drawings, replace(BRANDING, paper=paper), COLOPHON))
    assert len(pages) == 1
    text = squeezed(pages[0])
    said = made.summary
    for whole in (said.headline, said.reason, said.confidence, *said.footnotes):
        assert squeezed(whole) in text
    assert all(squeezed(gate.title) in text for gate in said.gates.gates)
    assert "..." in text  # the ellipsis, taken apart by `squeezed`


def test_a_summary_with_hardly_anything_in_it():
    bare = summary(
        name="", reason="", confidence="", technology=None, gap=None, decay="", owner="",
        actions=None, step_up="", changes=None, footnotes=(), comments=(),
    )  # fmt: skip
    made = document(summary=bare, chapters=(), occasion=Occasion("Hanse", "Q4", None))
    assert len(pdf_pages(summary_pdf(made, {}, BRANDING, COLOPHON))) == 1
    assert len(pdf_pages(full_pdf(made, {}, BRANDING, COLOPHON))) == 3


@pytest.mark.parametrize("text", [*HOSTILE, *NAMES, LONG_WORD])
def test_texts_are_texts_whatever_they_look_like(text):
    made = document(
        occasion=Occasion(text, "Q4 2026", date(2026, 11, 20)),
        summary=summary(headline=text, owner=text),
        chapters=(
            replace(
                chapters()[0],
                title=text,
                blocks=(
                    exhibit("dimension_bars", text, dimension_table(((text, 3.1, 3.5, text),))),
                ),
            ),
        ),
    )
    pages = pdf_pages(full_pdf(made, DRAWINGS, Branding(text), COLOPHON))
    # Right-to-left words are read back in another order.
    wanted = text.split() if text in RIGHT_TO_LEFT else [text]
    for words in wanted:
        assert sum(squeezed(page).count(squeezed(words)) for page in pages) >= 8


def test_a_letter_that_no_font_has_costs_the_standard_and_not_the_report():
    made = document(occasion=Occasion("東京 \x07 \u202e 😀", "Q4", date(2026, 11, 20)), chapters=())
    assert len(pdf_pages(summary_pdf(made, DRAWINGS, BRANDING, COLOPHON))) == 1


def test_a_template_reaches_no_file_of_the_machine(monkeypatch, tmp_path):
    (tmp_path / "summary.typ").write_text('#read("/etc/passwd")')
    monkeypatch.setattr(pdf, "_templates", lambda: tmp_path)
    with pytest.raises(typst.TypstError, match="not found"):
        summary_pdf(document(), {}, BRANDING, COLOPHON)


def test_the_same_report_has_the_same_bytes_in_another_process(full):
    code = (
        "import django, hashlib; django.setup()\n"
        "from reports.files.pdf import full_pdf\n"
        "from tests.reports.files.documents import *\n"
        "made = full_pdf(document(), DRAWINGS, BRANDING, COLOPHON)\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo",
    }  # fmt: skip
    other = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == hashlib.sha256(full).hexdigest()


def test_readers_hear_title_language_and_what_charts_show(full):
    reader = PdfReader(io.BytesIO(full))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "CRM readiness: Hanseatic Tools, Q4 2026"
    assert reader.metadata.author == "Kontor Advisory"
    assert reader.metadata.creation_date.date() == date(2026, 11, 20)
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own kind of boolean
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part>1<", xmp)
    assert re.search(r"pdfaid:part>2<", xmp)
    told = _alternative_texts(root["/StructTreeRoot"])
    assert {block.alternative for chapter in chapters() for block in chapter.exhibits
            if block.has_chart} <= told  # fmt: skip


def test_every_page_names_its_origin(full):
    pages = pdf_pages(full)
    for number, page in enumerate(pages, 1):
        assert COLOPHON.hash in squeezed(page)
        assert COLOPHON.framework_checksum in squeezed(page)
        assert f"Page {number} of {len(pages)}" in page
    assert all("Hanseatic Tools · Q4 2026" in page for page in pages[1:])


def test_comments_are_marked(full):
    text = squeezed("".join(pdf_pages(full)))
    assert text.count("Commentbytheconsultant·AdaKing") == 2


def test_a_workspace_shows_its_logo_and_colour():
    logo = Logo(_png(), LogoType.PNG, 40, 20)
    plain = full_pdf(document(chapters=()), {}, BRANDING, COLOPHON)
    branded = full_pdf(document(chapters=()), {}, Branding("Kontor", "#ffd400", logo), COLOPHON)
    assert [len(page.images) for page in PdfReader(io.BytesIO(branded)).pages] == [1, 0, 0]
    assert [len(page.images) for page in PdfReader(io.BytesIO(plain)).pages] == [0, 0, 0]


def test_a_worker_keeps_nothing_of_the_reports_it_printed():
    def printed(client: str) -> int:
        full_pdf(document(occasion=Occasion(client, "Q4", None)), DRAWINGS, BRANDING, COLOPHON)
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    first = printed("A")
    for client in "BCDE":
        printed(client)
    assert printed("F") - first < MOST_KEPT


def _png() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (40, 20), "#4453a6").save(target, "PNG")
    return target.getvalue()


def _without_foot(page: str) -> str:
    return page.replace(COLOPHON.hash, "").replace(COLOPHON.framework_checksum, "")


def _all_texts(made) -> list[str]:
    return [
        *chapter_texts(made), *summary_texts(made), made.occasion.client, made.occasion.round,
        "20 Nov 2026", COLOPHON.framework,
        *(cell.text + " " + cell.note for row in rows_of(made) for cell in row.cells),
        *(action.why for action in made.summary.actions.actions),
    ]  # fmt: skip


def _alternative_texts(element) -> set[str]:
    told: set[str] = set()
    waiting = [element]
    while waiting:
        part = waiting.pop()
        part = part.get_object() if hasattr(part, "get_object") else part
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            if "/Alt" in part:
                told.add(str(part["/Alt"]))
            if "/K" in part:
                waiting.append(part["/K"])
    return told
