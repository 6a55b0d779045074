"""Tables of a report as CSV."""

from __future__ import annotations

import csv
import io

from accounts.spreadsheet_cells import safe_row
from reports.document.parts import Cell, Presence, Table

# Spreadsheets take a file for what it is only with this mark at its beginning.
MARK = "\ufeff"


def csv_of(table: Table) -> bytes:
    """Return a table as CSV in UTF-8: numbers as they are, headings of rows as a first column."""
    has_headings = any(row.is_heading for row in table.rows)
    titles = [column.title for column in table.columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(safe_row(["", *titles] if has_headings else titles))
    heading = ""
    for row in table.rows:
        if row.is_heading:
            heading = row.cells[0].text
        else:
            cells = [_value(cell) for cell in row.cells]
            writer.writerow(safe_row([heading, *cells] if has_headings else cells))
    return (MARK + text.getvalue()).encode()


def _value(cell: Cell) -> str | int | float:
    if cell.value is not None and cell.presence is Presence.SHOWN:
        return cell.value
    return cell.text
