"""Cells for CSV and Excel files that no spreadsheet takes for a formula.

A cell that begins like a formula is run by the program that opens the file, so text from
people is written with an apostrophe before it. Headers are cells too.
"""

import unicodedata
from collections.abc import Iterable

# What spreadsheets begin a formula with, or skip before one.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> object:
    """Return the value so that it is read as what it is; numbers and dates stay as they are."""
    if not isinstance(value, str):
        return value
    # Full-width signs are turned into plain ones by some programs; blanks before are skipped.
    plain = unicodedata.normalize("NFKC", value).lstrip(" \u200b\ufeff\u00a0\u2060\x00")
    if value.startswith(BEGINNINGS) or plain.startswith(BEGINNINGS):
        return f"'{value}"
    return value


def safe_row(values: Iterable[object]) -> list[object]:
    """Return a row of safe cells."""
    return [safe_cell(value) for value in values]
