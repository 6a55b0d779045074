"""Facts from a file: raw values by type, and every way a row can be wrong."""

from io import BytesIO

import pytest

from assessments.csv_files.facts import RawFact, read_facts
from assessments.csv_files.records import CsvError
from tests.factories import built_in_framework


def read(rows: str) -> dict[str, RawFact]:
    return read_facts(BytesIO(("item,value\n" + rows).encode()), built_in_framework())


def test_each_kind_of_fact() -> None:
    rows = "S1b,4\nS4b,12.5\nS4d,0\nQ3b,6\nQ2c,18/150/4\nC4e,NA\nQ1c,0\n"
    assert read(rows) == {
        "S1b": 4,
        "S4b": 12.5,
        "S4d": 0,
        "Q3b": 6,
        "Q2c": {"bad": 18, "checked": 150, "months": 4},
        "C4e": "na",
        "Q1c": 0,
    }


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Z9,3", 'column item: CRM Readiness 2 has no item "Z9"'),
        ("S1a,3", "column item: S1a is answered by respondents, not a fact"),
        ("Q1b,91", "column item: Q1b is there already in an earlier row"),
        ("S1b,5", 'column value: S1b takes a whole number from 0 to 4, "na"'),
        ("S1b,2.5", 'column value: S1b takes a whole number from 0 to 4, "na"'),
        ("S4d,6", 'column value: S4d takes a whole number from 0 to 5, "na"'),
        ("S4b,101", 'column value: S4b takes a number from 0 to 100, "na"'),
        ("S4b,25%", 'column value: S4b takes a number from 0 to 100, "na"'),
        ("S4b,nan", 'column value: S4b takes a number from 0 to 100, "na"'),
        ("S4b,1e1", 'column value: S4b takes a number from 0 to 100, "na"'),
        ("S4b,", 'column value: S4b takes a number from 0 to 100, "na"'),
        ("Q2c,18/150", "column value: Q2c takes bad/checked/months, such as 18/150/4"),
        ("Q2c,18", "column value: Q2c takes bad/checked/months, such as 18/150/4"),
        ("S1b", "expected 2 columns (item,value), found 1"),
    ],
)
def test_a_bad_row(row: str, fault: str) -> None:
    with pytest.raises(CsvError) as caught:
        read(f"Q1b,90\n{row}\n")
    place = "line 3, " if fault.startswith("column") else "line 3: "
    assert caught.value.lines() == [(place + fault).replace(', "na"', ', or "na"')]
