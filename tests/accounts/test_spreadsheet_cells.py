"""Cells that no spreadsheet takes for a formula."""

from datetime import date

import pytest

from accounts.spreadsheet_cells import safe_cell, safe_row


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM",
        " =1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b=1",
        '=HYPERLINK("http://evil.example","x")',
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Nordhaven Pumps", "a=b", "1-2", "'=1", "Q4 2026", "é-"])
def test_other_text_stays_as_it_is(text) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize("value", [-1, 2.5, None, date(2026, 11, 22), True])
def test_numbers_and_dates_stay_what_they_are(value) -> None:
    assert safe_cell(value) is value


def test_a_row() -> None:
    assert safe_row(["=x", 1, "y"]) == ["'=x", 1, "y"]
