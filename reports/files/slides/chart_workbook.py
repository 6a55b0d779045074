"""The workbook behind a chart, which PowerPoint opens with "Edit data"."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from xlsxwriter import Workbook

# The name python-pptx refers to in the charts it makes.
SHEET = "Sheet1"
# A file that names a time differs each time it is made; this one is the earliest of a ZIP.
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell worked out from others, with what it comes to."""

    text: str
    value: float


SheetCell = str | float | int | Formula | None


def chart_workbook(
    header: Sequence[str], rows: Sequence[Sequence[SheetCell]], number_format: str
) -> bytes:
    """Return a workbook with one sheet: a header, then rows from A2 on; None is left empty."""
    file = io.BytesIO()
    workbook = Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"created": NO_TIME})
    number = workbook.add_format({"num_format": number_format})
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_column(0, 0, 40)
    for column, title in enumerate(header):
        sheet.write_string(0, column, title)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, Formula):
                sheet.write_formula(line, column, cell.text, number, cell.value)
            elif isinstance(cell, str):
                sheet.write_string(line, column, cell)
            elif cell is not None:
                sheet.write_number(line, column, cell, number)
    workbook.close()
    return file.getvalue()


def cells(first: str, last: str) -> str:
    """Return a reference as charts write it: cells("B2", "B5") is "Sheet1!$B$2:$B$5"."""
    return f"{SHEET}!{_fixed(first)}" + (f":{_fixed(last)}" if last != first else "")


def letter(column: int) -> str:
    """Return the letter of a column counted from 0; charts have fewer than 26."""
    return chr(ord("A") + column)


def _fixed(cell: str) -> str:
    return f"${cell[0]}${cell[1:]}"
