"""The report as one file: everything is in it, it asks for nothing, and texts stay texts."""

import hashlib
import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from reports.files.branding import Branding, Logo, LogoType
from reports.files.drawing import Drawing
from reports.files.inline_drawing import with_own_names
from reports.files.offline_page import offline_page
from reports.files.page_look import page_look
from reports.material import Occasion
from tests.reports.files.documents import (
    BRANDING,
    COLOPHON,
    DRAWINGS,
    chapters,
    dimension_table,
    document,
    exhibit,
    summary,
)
from tests.reports.files.reading import (
    chapter_texts,
    row_text,
    rows_of,
    squeezed,
    summary_texts,
)

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 1|add:1 }}{% now "Y" %}'


class Reader(HTMLParser):
    """Elements with their attributes, the text that is read, and rows of tables."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.rows: list[str] = []
        self._inside: list[str] = []
        self.feed(html.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._inside.append(tag)
        if tag == "tr":
            self.rows.append("")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"style", "title"} & set(self._inside):
            self.texts.append(data)
            if "tr" in self._inside:
                self.rows[-1] += data

    @property
    def text(self) -> str:
        return squeezed("".join(self.texts))

    def values(self, name: str) -> list[str]:
        return [str(given[name]) for _tag, given in self.elements if name in given]


@pytest.fixture(scope="module")
def page() -> bytes:
    return offline_page(document(), DRAWINGS, BRANDING, COLOPHON)


def test_the_whole_report_is_in_the_page(page):
    text = Reader(page).text
    said = [*chapter_texts(document()), *summary_texts(document())]
    assert [each for each in said if squeezed(each) not in text] == []
    assert COLOPHON.hash in text
    assert COLOPHON.framework_checksum in text


def test_every_row_has_all_its_numbers(page):
    rows = {squeezed(row) for row in Reader(page).rows}
    assert [row_text(row) for row in rows_of(document()) if row_text(row) not in rows] == []


def test_no_number_that_the_document_does_not_say():
    numbers = dimension_table((("Strategy", 3.14159, 3.5, "Defined"),))
    made = document(chapters=(replace(chapters()[0], blocks=(exhibit("bars", "Bars", numbers),)),))
    page = offline_page(made, {}, BRANDING, COLOPHON)
    assert "3.1" in Reader(page).text
    assert b"3.14" not in page


def test_it_asks_for_nothing_and_runs_nothing(page):
    read = Reader(page)
    tags = {tag for tag, _given in read.elements}
    assert tags.isdisjoint({"script", "link", "iframe", "object", "embed", "base", "form"})
    assert [value for value in [*read.values("href"), *read.values("src")]
            if not value.startswith(("#", "data:image/"))] == []  # fmt: skip
    assert b"@import" not in page
    assert re.findall(rb"url\((?!#)", page) == []
    assert [name for _tag, given in read.elements for name in given if name.startswith("on")] == []
    policy = next(given["content"] for tag, given in read.elements
                  if tag == "meta" and given.get("http-equiv"))  # fmt: skip
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_links_lead_to_their_chapters_and_no_name_is_given_twice(page):
    read = Reader(page)
    ids = read.values("id")
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    targets = [value.removeprefix("#") for value in read.values("href")]
    assert targets[1:] == ["summary", *(chapter.key for chapter in chapters())]
    assert set(targets) <= set(ids)
    assert {name for value in read.values("aria-labelledby") for name in value.split()} <= set(ids)


def test_a_drawing_in_two_places_has_its_own_names_in_each():
    drawing = '<svg aria-labelledby="t d"><title id="t">A</title><g clip-path="url(#c)"/></svg>'
    assert with_own_names(drawing, "gaps") == (
        '<svg aria-labelledby="gaps-t gaps-d"><title id="gaps-t">A</title>'
        '<g clip-path="url(#gaps-c)"/></svg>'
    )
    drawings = {"dimension_bars": Drawing(drawing, drawing)}
    names = Counter(Reader(offline_page(document(), drawings, BRANDING, COLOPHON)).values("id"))
    assert {name: times for name, times in names.items() if times > 1} == {}


def test_texts_are_texts_whatever_they_look_like():
    made = document(
        occasion=Occasion(HOSTILE, HOSTILE, date(2026, 11, 20)),
        summary=summary(headline=HOSTILE, owner=HOSTILE),
        chapters=(replace(chapters()[0], title=HOSTILE, name=HOSTILE),),
    )
    read = Reader(offline_page(made, {}, Branding(HOSTILE), COLOPHON))
    assert read.text.count(squeezed(HOSTILE)) == 8
    assert "script" not in {tag for tag, _given in read.elements}
    assert [given for _tag, given in read.elements if "onerror" in given] == []


def test_language_and_direction_are_those_of_the_report():
    arabic = Reader(offline_page(document(language="ar"), {}, BRANDING, COLOPHON)).elements
    assert next(given for tag, given in arabic if tag == "html") == {"lang": "ar", "dir": "rtl"}
    german = offline_page(document(language="de"), {}, BRANDING, COLOPHON)
    assert "Zusammenfassung" in Reader(german).text


def test_a_workspace_shows_its_logo_and_colour():
    logo = Logo(b"\x89PNG", LogoType.PNG, 40, 20)
    page = offline_page(document(), {}, Branding("Kontor", "#ffd400", logo), COLOPHON)
    image = next(given for tag, given in Reader(page).elements if tag == "img")
    assert image["src"] == "data:image/png;base64,iVBORw=="
    assert (image["width"], image["height"], image["alt"]) == ("40", "20", "Kontor")
    assert page_look(Branding("Kontor", "#ffd400")).encode() in page
    assert b"--house-accent" not in offline_page(document(), {}, BRANDING, COLOPHON)


def test_the_same_report_has_the_same_bytes(page):
    again = offline_page(document(), DRAWINGS, BRANDING, COLOPHON)
    assert hashlib.sha256(again).digest() == hashlib.sha256(page).digest()


def test_it_is_plain_utf8_with_a_title(page):
    html = io.BytesIO(page).read().decode("utf-8")
    assert "<title>CRM readiness: Hanseatic Tools, Q4 2026</title>" in html
