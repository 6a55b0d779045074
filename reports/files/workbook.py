"""The Excel file: everything a release shows as numbers, with notes on how to read it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from accounts.spreadsheet_cells import safe_cell
from reports.document.parts import Comment, Document, Page, Passage
from reports.files.branding import Branding
from reports.files.colophon import Colophon
from reports.files.plain_text import plain_text, with_plain_text
from reports.files.sheets import Kind, Sheet, Value, sheets_of
from reports.material import Material
from reports.story.response import weights_line

# A file that names a time differs each time it is made.
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
A4 = 9
FORMATS = {
    Kind.SCORE: "0.0",
    Kind.CHANGE: "+0.0;−0.0;0.0",
    Kind.WHOLE: "0",
    Kind.SHARE: "0%",
}
WIDTHS = {Kind.CODE: 8, Kind.NAME: 44, Kind.TEXT: 22}
NUMBER_WIDTH = 12
LABEL_WIDTH, TEXT_WIDTH = 26, 110
LONGEST_NAME = 31
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# Title, note, an empty row, then the table.
HEAD_ROW = 3
LONGEST_FOOT = 200

Line = tuple[str, str]


def workbook_of(
    document: Document, material: Material, branding: Branding, colophon: Colophon
) -> bytes:
    """Return the report as an .xlsx file; the same report gives the same bytes."""
    document, branding = with_plain_text(document), with_plain_text(branding)
    file = io.BytesIO()
    workbook = Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties(
        {
            "title": f"{document.occasion.client} · {document.occasion.round}",
            "author": branding.name,
            "created": NO_TIME,
        }
    )
    book = _Book(workbook, _foot(document, colophon), branding)
    book.lines(_("Summary"), document.summary.headline, _summary(document))
    for sheet in sheets_of(document, material):
        book.table(sheet)
    book.lines(_("Method notes"), _("How to read this file"), _notes(document, material, colophon))
    workbook.close()
    return file.getvalue()


class _Book:
    """A workbook being filled; sheets share formats, print setup and the line at the foot."""

    def __init__(self, workbook: Any, foot: str, branding: Branding) -> None:
        self._workbook = workbook
        self._foot = foot
        self._accent = branding.accent_on()
        self._names: set[str] = set()
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._note = workbook.add_format({"font_color": "#565f66", "italic": True})
        self._label = workbook.add_format({"bold": True, "valign": "top"})
        self._text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        )
        self._numbers = {
            kind: workbook.add_format({"num_format": form, "valign": "top"})
            for kind, form in FORMATS.items()
        }

    def lines(self, name: str, title: str, lines: Iterator[Line]) -> None:
        """Add a sheet of labels and sentences."""
        sheet = self._sheet(name, title, "")
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_column(1, 1, TEXT_WIDTH)
        for row, (label, text) in enumerate(lines, start=HEAD_ROW - 1):
            self._write_text(sheet, row, 0, label, self._label)
            self._write_text(sheet, row, 1, text, self._text)

    def table(self, content: Sheet) -> None:
        """Add a sheet with one table that can be sorted and filtered."""
        sheet = self._sheet(content.name, content.name, content.note)
        last_row, last_column = HEAD_ROW + len(content.rows), len(content.heads) - 1
        titles = _distinct([head.title for head in content.heads])
        columns = [
            {"header": str(safe_cell(title)), "header_format": self._head} for title in titles
        ]
        sheet.add_table(
            HEAD_ROW, 0, last_row, last_column,
            {"columns": columns, "style": "Table Style Light 1", "name": self._table_name()},
        )  # fmt: skip
        for column, head in enumerate(content.heads):
            sheet.set_column(column, column, WIDTHS.get(head.kind, NUMBER_WIDTH))
            form = self._numbers.get(head.kind, self._text)
            for row, line in enumerate(content.rows, start=HEAD_ROW + 1):
                self._write(sheet, row, column, line[column], form)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        sheet.repeat_rows(HEAD_ROW)

    def _sheet(self, name: str, title: str, note: str) -> Any:
        sheet = self._workbook.add_worksheet(self._sheet_name(name))
        sheet.hide_gridlines(2)
        sheet.set_tab_color(self._accent)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._foot}&R&P / &N")
        self._write_text(sheet, 0, 0, title, self._title)
        self._write_text(sheet, 1, 0, note, self._note)
        return sheet

    def _sheet_name(self, name: str) -> str:
        """Return a name that Excel takes, another one each time."""
        short = plain_text(name).translate(NOT_IN_NAMES).strip()[:LONGEST_NAME] or "–"
        number = 2
        while short.lower() in self._names:
            short = f"{short[: LONGEST_NAME - 4]} ({number})"
            number += 1
        self._names.add(short.lower())
        return short

    def _table_name(self) -> str:
        return f"Table{len(self._names)}"

    def _write(self, sheet: Any, row: int, column: int, value: Value, form: Any) -> None:
        if value is None:
            self._write_text(sheet, row, column, _("too few answers to show"), self._text)
        elif isinstance(value, str):
            self._write_text(sheet, row, column, value, self._text)
        else:
            sheet.write_number(row, column, value, form)

    @staticmethod
    def _write_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        if text:
            sheet.write_string(row, column, str(safe_cell(plain_text(text))), form)


def _summary(document: Document) -> Iterator[Line]:
    occasion, summary = document.occasion, document.summary
    yield _("Client"), occasion.client
    yield _("Round"), occasion.round
    if occasion.closed_on is not None:
        yield _("Closed on"), date_format(occasion.closed_on)
    told = (
        (_("Verdict"), summary.name),
        (_("Why"), summary.reason),
        (_("How sure"), summary.confidence),
        (_("Dimensions"), summary.dimensions.title),
        (_("Gates"), summary.gates.title),
        (_("Technology"), summary.technology.title if summary.technology else ""),
        (_("Largest gap"), _joined(summary.gap)),
        (_("Records"), summary.decay),
        (_("Owner"), summary.owner),
        (_("One step up"), summary.step_up),
        (_("Change"), _joined(summary.changes)),
    )
    yield from ((label, text) for label, text in told if text)
    for note in summary.footnotes:
        yield _("Note"), note
    yield from _comments(_("Summary"), summary.comments)
    for chapter in document.chapters:
        yield from _comments(chapter.name, chapter.comments)


def _comments(page: str, comments: Sequence[Comment]) -> Iterator[Line]:
    for comment in comments:
        label = _("Comment of the consultant: %(page)s") % {"page": page}
        yield label, f"{comment.text}\n— {comment.author}" if comment.author else comment.text


def _notes(document: Document, material: Material, colophon: Colophon) -> Iterator[Line]:
    release = material.release
    yield (
        _("Hidden"),
        _(
            "“too few answers to show” stands where fewer than %(k)s people stand behind a number, "
            "or where one could be worked out."
        )
        % {"k": release.k},
    )
    yield _("Weights"), weights_line(release, material.wording)
    for chapter in document.chapters:
        if chapter.page is Page.METHOD:
            for block in chapter.blocks:
                if isinstance(block, Passage):
                    yield block.title, "\n".join(block.sentences)
    yield (
        _("Framework"),
        _("%(framework)s, checksum %(checksum)s")
        % {
            "framework": colophon.framework,
            "checksum": colophon.framework_checksum,
        },
    )
    yield _("Report"), colophon.hash


def _joined(passage: Passage | None) -> str:
    return "" if passage is None else " ".join(passage.sentences)


def _foot(document: Document, colophon: Colophon) -> str:
    """Return the line at the foot; "&" begins a command there."""
    occasion = document.occasion
    line = f"{occasion.client} · {occasion.round} · {colophon.hash[:12]}"
    return line[:LONGEST_FOOT].replace("&", "&&").replace("\n", " ")


def _distinct(titles: Sequence[str]) -> list[str]:
    """Return the heads of a table, none twice and none empty: Excel refuses both."""
    seen: dict[str, int] = {}
    found = []
    for number, title in enumerate(titles, start=1):
        plain = plain_text(title).replace("\n", " ").strip() or str(number)
        seen[plain.lower()] = seen.get(plain.lower(), 0) + 1
        times = seen[plain.lower()]
        found.append(plain if times == 1 else f"{plain} ({times})")
    return found
