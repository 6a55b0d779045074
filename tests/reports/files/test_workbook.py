"""The Excel file: numbers as numbers, hidden ones as words, texts that no program runs."""

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from reports.document import document_of
from reports.document.parts import Comment
from reports.files.workbook import workbook_of
from tests.reports.files.slides.decks import BRANDING, COLOPHON
from tests.reports.samples import PEOPLE, sample_material, sample_release, sample_wording

HEAD = 4


@pytest.fixture(scope="module")
def material():
    return sample_material()


@pytest.fixture(scope="module")
def book(material):
    return opened(material)


def opened(material, document=None):
    content = workbook_of(document or document_of(material), material, BRANDING, COLOPHON)
    return load_workbook(io.BytesIO(content))


def rows(book, name: str) -> list[dict[str, object]]:
    lines = list(book[name].iter_rows(min_row=HEAD, values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_scores_are_those_of_the_release_as_numbers(book, material):
    release = material.release
    found = {(row["Part"], row["Code"]): row for row in rows(book, "Scores")}
    for part in release.dimensions:
        row = found["Dimension", part.code]
        assert (row["Score"], row["Target"], row["Index"]) == (part.score, part.target, part.index)
        assert (row["From"], row["To"]) == (part.interval.low, part.interval.high)
    for part in release.capabilities:
        row = found["Capability", part.code]
        assert (row["Score"], row["What people say"], row["Proof on paper"]) == (
            part.score, part.perception, part.evidence,
        )  # fmt: skip
    assert found["Overall", None]["Score"] == release.overall.score


def test_groups_items_gaps_and_gates_are_those_of_the_release(book, material):
    release, wording = material.release, material.wording
    by_group = {(row["Code"], row["Group"]): row for row in rows(book, "By group")}
    for cell in release.cells:
        if wording.is_asked(cell.group, cell.capability):
            row = by_group[cell.capability, wording.group(cell.group)]
            assert (row["Average"], row["About level"], row["Answers"]) == (
                cell.mean if cell.about is None else None, cell.about, cell.n,
            )  # fmt: skip
    items = {(row["Code"], row["Group"]): row for row in rows(book, "Items")}
    for item in release.items:
        assert items[item.code, "Everybody"]["Score"] == item.score
        for cell in item.cells:
            row = items[item.code, wording.group(cell.group)]
            counts = tuple(row[f"Level {level}"] for level in range(1, 6))
            assert tuple(count for count in counts if count is not None) == cell.counts
    gaps = [
        (row["Code"], row["Its average"], row["Other average"], row["Distance"])
        for row in rows(book, "Gaps")
    ]
    assert gaps == [
        *((gap.capability, gap.it, gap.business, gap.gap) for gap in release.gaps),
        *((gap.capability, gap.upper, gap.lower, gap.gap) for gap in release.hierarchy_gaps),
    ]
    assert [row["Value"] for row in rows(book, "Gates")] == [gate.value for gate in release.gates]


def test_a_hidden_number_is_said_in_words():
    released = sample_release(people=PEOPLE | {"it": 2})
    material = sample_material(released)
    found = rows(opened(material), "By group")
    hidden = [row for row in found if row["Group"] == material.wording.group("it")]
    assert {row["Average"] for row in hidden} == {"too few answers to show"}
    assert {row["Answers"] for row in hidden} == {None}


def test_people_are_not_counted_for_readers_who_are_not_to_see_it():
    material = sample_material(shows_people=False)
    book = opened(material)
    assert "Answers" not in rows(book, "By group")[0]
    assert "Level 1" not in rows(book, "Items")[0]
    told = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert "Frontline 60" not in told


def test_no_text_is_a_formula_or_a_link():
    names = {
        "executives": "=cmd|' /C calc'!A0",
        "business": "+1",
        "frontline": "<x>&\x0b",
        "it": "@SUM(A1)",
    }
    material = sample_material(wording=sample_wording(**names))
    occasion = replace(material.occasion, client="=1+1&P", round=names["executives"])
    document = replace(document_of(material), occasion=occasion)
    summary = replace(document.summary, comments=(Comment("=1+1\nhttp://203.0.113.9/", "@me"),))
    document = replace(document, summary=summary)
    content = workbook_of(document, material, BRANDING, COLOPHON)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if "worksheets" in n]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    assert any(b"=1+1&amp;&amp;P" in sheet for sheet in sheets)
    groups = {row["Group"] for row in rows(load_workbook(io.BytesIO(content)), "By group")}
    assert {name.replace("\x0b", "") for name in names.values()} <= {
        str(group).removeprefix("'") for group in groups
    }


def test_sheets_are_real_tables_with_frozen_heads_and_print_setup(book):
    for sheet in book.worksheets[1:-1]:
        assert list(sheet.tables)
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
    for sheet in book.worksheets:
        assert sheet.page_setup.fitToHeight == 0
        assert "Hanseatic Tools" in sheet.oddFooter.left.text


def test_numbers_have_the_formats_of_the_report(book):
    heads = [cell.value for cell in book["Scores"][HEAD]]
    assert book["Scores"].cell(HEAD + 1, heads.index("Score") + 1).number_format == "0.0"
    heads = [cell.value for cell in book["Priorities"][HEAD]]
    assert book["Priorities"].cell(HEAD + 1, heads.index("Gap") + 1).number_format == "0%"


def test_notes_name_the_report_and_how_to_read_it(book):
    told = {row[0].value: row[1].value for row in book["Method notes"].iter_rows(min_row=3)}
    assert told["Report"] == COLOPHON.hash
    assert "fewer than 5 people" in told["Hidden"]
    assert COLOPHON.framework in told["Framework"]


def test_the_same_report_gives_the_same_bytes(material):
    document = document_of(material)
    first = workbook_of(document, material, BRANDING, COLOPHON)
    assert first == workbook_of(document, material, BRANDING, COLOPHON)
    assert b"1980-01-01" in zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml")


def test_a_group_of_forty_characters_and_names_like_others_make_no_broken_file():
    wording = sample_wording(executives="x" * 40, business="x" * 40, it="[a]:*?/\\")
    assert opened(sample_material(wording=wording)).sheetnames[0] == "Summary"
