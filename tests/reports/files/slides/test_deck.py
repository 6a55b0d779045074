"""A report as slides: every number is the report's, on any template, always the same bytes."""

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from pptx.oxml.ns import qn

from reports.document import document_of
from reports.document.parts import Cell, Comment, Exhibit, Presence, Row
from reports.files.branding import Branding, Logo, LogoType
from reports.files.slides import slides_of
from reports.files.slides.plans import PLANS, layout_of, plan_of
from tests.reports.files.slides.decks import (
    BRANDING,
    COLOPHON,
    cached_numbers,
    charts,
    deck_of,
    texts,
    workbook_cells,
)
from tests.reports.samples import everybody, sample_material, sample_release, sample_wording


@pytest.fixture(scope="module")
def material():
    return sample_material()


@pytest.fixture(scope="module")
def document(material):
    return document_of(material)


@pytest.fixture(scope="module")
def deck(document, material):
    return deck_of(document, material)


def values(exhibit: Exhibit) -> set[float]:
    return {
        cell.value for row in exhibit.table.rows for cell in row.cells if cell.value is not None
    }


def test_each_number_in_a_chart_is_one_of_its_exhibit(deck, document):
    known = {part.alternative or part.title: values(part) for part in document.exhibits}
    shown = list(charts(deck))
    assert len(shown) >= 4
    for alternative, chart in shown:
        assert cached_numbers(chart)
        assert set(cached_numbers(chart)) <= known[alternative]


def test_a_chart_shows_what_its_table_says_row_by_row(deck, document):
    bars = document.summary.dimensions
    layout = layout_of(PLANS["dimension_bars"], bars.table)
    (chart,) = [c for text, c in charts(deck) if text == bars.alternative][:1]
    for series, column in zip(chart.plots[0].series, layout.columns, strict=True):
        assert list(series.values) == [row.cells[column].value for row in bars.table.rows]
    assert [str(name) for name in chart.plots[0].categories] == [
        row.cells[0].text for row in bars.table.rows
    ]


def test_the_workbook_behind_a_chart_has_the_same_numbers(deck):
    for _text, chart in charts(deck):
        cells = workbook_cells(chart)
        numbers = {round(c, 9) for row in cells[1:] for c in row if isinstance(c, int | float)}
        assert {round(number, 9) for number in cached_numbers(chart)} <= numbers
        for series in chart.plots[0].series:
            assert series.name in {cell for row in cells for cell in row}


def test_references_of_a_chart_lead_to_the_cells_with_its_numbers(deck):
    for _text, chart in charts(deck):
        cells = workbook_cells(chart)
        for reference in chart._chartSpace.xpath(".//c:ser//c:numRef"):
            cached = [float(part.text) for part in reference.iter(qn("c:v"))]
            found = [
                cell for cell in referred(cells, reference.find(qn("c:f")).text) if cell is not None
            ]
            assert cached == pytest.approx(found)


def referred(cells, reference: str) -> list[object]:
    """The cells that a reference like "Sheet1!$B$2:$B$5" names, column by column."""
    first, _colon, last = reference.removeprefix("Sheet1!").replace("$", "").partition(":")
    last = last or first
    return [
        cells[line - 1][column]
        for column in range(ord(first[0]) - 65, ord(last[0]) - 64)
        for line in range(int(first[1:]), int(last[1:]) + 1)
    ]


def test_limits_of_an_interval_stand_in_the_workbook(deck, document):
    bars = document.summary.dimensions
    (chart,) = [c for text, c in charts(deck) if text == bars.alternative][:1]
    low = [column.title for column in bars.table.columns].index("From")
    for line, row in zip(workbook_cells(chart)[1:], bars.table.rows, strict=True):
        score, limits = line[1], line[3:5]
        assert limits == [row.cells[low].value, row.cells[low + 1].value]
        assert line[5:7] == pytest.approx([score - limits[0], limits[1] - score])


def test_each_table_says_what_its_exhibit_says(deck, document):
    found = 0
    by_text = {part.alternative or part.title: part for part in document.exhibits}
    for slide in deck.slides:
        for shape in slide.shapes:
            exhibit = (
                by_text.get(shape.element.xpath(".//p:cNvPr/@descr")[0])
                if shape.has_table
                else None
            )
            if exhibit is None:
                continue
            found += 1
            told = {cell.text for row in exhibit.table.rows for cell in row.cells}
            for row in list(shape.table.rows)[1:]:
                for cell in row.cells:
                    assert cell.text in told or cell.text.partition(" (")[0] in told
    assert found >= 2


def test_every_chart_table_and_picture_has_an_alternative(document, material):
    logo = Logo(PNG, LogoType.PNG, 1, 1)
    short = replace(document, chapters=document.chapters[:1])
    deck = deck_of(short, material, branding=replace(BRANDING, logo=logo))
    shown = [
        shape
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or shape.shape_type == 13
    ]
    assert {bool(shape.element.xpath(".//p:cNvPr/@descr")[0]) for shape in shown} == {True}
    assert "Kontor Advisory" in [shape.element.xpath(".//p:cNvPr/@descr")[0] for shape in shown]


def test_every_slide_has_a_title_notes_foot_and_number(deck):
    for number, slide in enumerate(deck.slides, start=1):
        assert slide.shapes.title.text
        if number > 2:
            assert slide.notes_slide.notes_text_frame.text
        if number > 1:
            kinds = {part.placeholder_format.type: part for part in slide.placeholders}
            assert "Hanseatic Tools · Q4 2026" in kinds[15].text_frame.text
            assert "3f2a9c173f2a" in kinds[15].text_frame.text
            assert kinds[13].text_frame.text == str(number)


def test_shapes_stay_on_their_slide_and_have_ids_of_their_own(deck):
    for slide in deck.slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_there_are_few_enough_slides(deck):
    assert 20 <= len(deck.slides) <= 28


def test_contents_name_the_slide_on_which_a_page_begins(deck, document):
    (table,) = [shape.table for shape in deck.slides[1].shapes if shape.has_table]
    for row in list(table.rows)[1:]:
        name, title, number = (cell.text for cell in row.cells)
        slide = deck.slides[int(number) - 1]
        told = texts_of(slide)
        assert title in told or name == "Summary"


def texts_of(slide) -> str:
    return slide.shapes.title.text + "\n" + slide.notes_slide.notes_text_frame.text


def test_a_comment_of_the_consultant_stands_on_a_slide_of_its_own(document, material):
    summary = replace(document.summary, comments=(Comment("We saw the same.", "Ada King"),))
    deck = deck_of(replace(document, summary=summary, chapters=()), material)
    (slide,) = [s for s in deck.slides if "Comment of the consultant" in s.shapes.title.text]
    told = " ".join(slide.shapes._spTree.xpath(".//a:t/text()"))
    assert "We saw the same." in told
    assert "Ada King" in told
    assert "no part of what was measured" in told


def test_a_hidden_number_is_a_gap_with_words(document, material):
    bars = document.summary.dimensions
    row = bars.table.rows[0]
    hidden = Cell("–", None, "too few answers to show", Presence.HIDDEN)
    rows = (Row((row.cells[0], hidden, *row.cells[2:])), *bars.table.rows[1:])
    exhibit = replace(bars, table=replace(bars.table, rows=rows))
    summary = replace(document.summary, dimensions=exhibit)
    deck = deck_of(replace(document, summary=summary, chapters=()), material)
    chart = next(chart for _text, chart in charts(deck))
    assert next(iter(chart.plots[0].series[0].values)) is None
    assert "too few answers to show" in str(chart.plots[0].categories[0])


@pytest.mark.parametrize(
    "people",
    [{"executives": 2, "business": 2, "frontline": 2, "it": 2}, {"it": 0}],
    ids=["all hidden", "one group empty"],
)
def test_a_report_with_little_to_show_is_a_deck_too(people):
    from tests.reports.samples import PEOPLE

    released = sample_release(people=PEOPLE | people)
    material = sample_material(released)
    assert len(deck_of(document_of(material), material).slides) >= 4


@pytest.mark.parametrize("level", [1.0, 5.0])
def test_extreme_scores_stay_on_their_slides(level):
    material = sample_material(sample_release(levels=everybody(level), spread=0.0))
    test_shapes_stay_on_their_slide_and_have_ids_of_their_own(
        deck_of(document_of(material), material)
    )


def test_names_are_shown_as_they_are():
    names = {
        "executives": "=cmd|' /C calc'!A0",
        "business": '<x>&"quo\x0bted"',
        "frontline": "مبيعات المنطقة الشرقية",
        "it": "Vertriebsaußendienstmitarbeitende Südwest",
    }
    material = sample_material(wording=sample_wording(**names))
    deck = deck_of(document_of(material), material)
    said = texts(deck)
    for name in names.values():
        assert name.replace("\x0b", "") in said
    for _text, chart in charts(deck):
        blob = chart.part.chart_workbook.xlsx_part.blob
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"cmd" not in sheet


def test_equal_reports_make_equal_bytes_in_another_process(document, material):
    here = slides_of(document, material, BRANDING, COLOPHON)
    again = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert again == hashlib.sha256(here).hexdigest()


def test_another_report_makes_other_bytes(document, material):
    short = replace(document, chapters=())
    here = slides_of(short, material, BRANDING, COLOPHON)
    assert here == slides_of(short, material, BRANDING, COLOPHON)
    assert here != slides_of(short, material, Branding("Another"), COLOPHON)


def test_every_plan_of_the_report_finds_its_columns(document):
    planned = [part for part in document.exhibits if plan_of(part.name) and part.has_chart]
    assert planned
    for exhibit in planned:
        layout = layout_of(plan_of(exhibit.name), exhibit.table)
        assert layout.columns
        assert all(exhibit.table.columns[column].is_number for column in layout.columns)


SCRIPT = """
import hashlib, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from reports.document import document_of
from reports.files.slides import slides_of
from tests.reports.files.slides.decks import BRANDING, COLOPHON
from tests.reports.samples import sample_material
material = sample_material()
print(hashlib.sha256(slides_of(document_of(material), material, BRANDING, COLOPHON)).hexdigest())
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "606060000000050001a5f645400000000049454e44ae426082"
)
