"""Answers from a file: what is understood, and every way a row can be wrong."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from typing import Any

import pytest

from assessments.csv_files.answers import LONGEST_RESPONDENT, read_answers
from assessments.csv_files.records import CsvError
from tests.factories import built_in_framework

HEADER = "respondent,group,item,value\n"


def read(rows: str, groups: set[str] | None = None) -> list[tuple[str, dict[str, int | str]]]:
    file = BytesIO((HEADER + rows).encode())
    return list(read_answers(file, built_in_framework(), groups).respondents())


def faults(rows: str, groups: set[str] | None = None) -> list[str]:
    with pytest.raises(CsvError) as caught:
        read(rows, groups)
    return caught.value.lines()


def test_rows_become_one_set_of_answers_per_respondent() -> None:
    rows = (
        "r1,executives,S1a,3\n"
        "r2,F,C6a,dk\n"
        "r1,X,S2a,NA\n"
        'r1,executives,S1d,"Late, ""very"" late orders"\n'
        "r2,frontline,Q6c,5\n"
        "r3,I,A5b, 1 \n"
    )
    assert read(rows) == [
        ("executives", {"S1a": 3, "S2a": "na", "S1d": 'Late, "very" late orders'}),
        ("frontline", {"C6a": "dk", "Q6c": 5}),
        ("it", {"A5b": 1}),
    ]


def test_dk_and_na_are_words_where_a_text_is_asked() -> None:
    assert read("r1,X,S1d,NA\n") == [("executives", {"S1d": "NA"})]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "r1,sales,S1a,3",
            'column group: unknown group "sales"; expected one of executives, business,'
            " frontline, it",
        ),
        (
            "r1,x,S1a,3",
            'column group: unknown group "x"; expected one of executives, business, frontline, it',
        ),
        ("r1,X,Z9,3", 'column item: CRM Readiness 2 has no item "Z9"'),
        ("r1,X,s1a,3", 'column item: CRM Readiness 2 has no item "s1a"'),
        ("r1,X,S1b,3", "column item: S1b is a fact, not answered by respondents"),
        ("r1,X,A5b,3", "column item: A5b is not asked of the group executives"),
        ("r1,X,S1a,6", 'column value: S1a takes a whole number from 1 to 5, "dk" or "na"'),
        ("r1,X,S1a,0", 'column value: S1a takes a whole number from 1 to 5, "dk" or "na"'),
        ("r1,X,S1a,-1", 'column value: S1a takes a whole number from 1 to 5, "dk" or "na"'),
        ("r1,X,S1a,3.0", 'column value: S1a takes a whole number from 1 to 5, "dk" or "na"'),
        ("r1,X,S1a,٣", 'column value: S1a takes a whole number from 1 to 5, "dk" or "na"'),
        ("r1,X,S1a,", 'column value: S1a takes a whole number from 1 to 5, "dk" or "na"'),
        ("r1,X,S5b,dk", 'column value: S5b has no "don\'t know"'),
        ("r1,X,S1d,", "column value: S1d takes a text"),
        ("r1,X,S1d," + "x" * 1001, "column value: S1d takes at most 1,000 characters"),
        ("r1,X,S1d,a\x07b", "column value: S1d takes printable characters only"),
        (",X,S1a,3", "column respondent: empty"),
        (
            "r" * (LONGEST_RESPONDENT + 1) + ",X,S1a,3",
            "column respondent: longer than 100 characters",
        ),
        ("r1,X,S1a", "expected 4 columns (respondent,group,item,value), found 3"),
    ],
)
def test_a_bad_row(row: str, fault: str) -> None:
    expected = f"line 3, {fault}" if fault.startswith("column") else f"line 3: {fault}"
    assert faults(f"ok,B,S1a,3\n{row}\n") == [expected]


def test_every_bad_row_and_every_bad_cell_is_listed() -> None:
    rows = "r1,sales,Z9,3\nr2,X,S1a,3\nr2,X,S1a,4\nr2,B,S2a,4\nr3,X,S2a,7\n"
    assert faults(rows) == [
        'line 2, column group: unknown group "sales"; expected one of executives, business,'
        " frontline, it",
        'line 2, column item: CRM Readiness 2 has no item "Z9"',
        "line 4, column item: in an earlier row this respondent has answered S1a already",
        "line 5, column group: in an earlier row this respondent belongs to executives",
        'line 6, column value: S2a takes a whole number from 1 to 5, "dk" or "na"',
    ]


def test_a_text_given_twice() -> None:
    assert faults("r1,X,S1d,one\nr1,X,S1d,two\n") == [
        "line 3, column item: in an earlier row this respondent has answered S1d already"
    ]


def test_a_group_that_the_round_does_not_ask() -> None:
    assert faults("r1,it,A5b,3\n", {"executives", "business"}) == [
        'line 2, column group: unknown group "it"; expected one of executives, business'
    ]


def test_a_bad_cell_is_quoted_in_short_and_without_control_characters() -> None:
    [line] = faults("r1,X," + "\x1b[31m" + "Z" * 500 + ",3\n")
    assert line == ('line 2, column item: CRM Readiness 2 has no item "?[31m' + "Z" * 35 + '…"')


class Generated(RawIOBase):
    """A large file that exists only while it is read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines

    def readline(self, size: Any = -1) -> bytes:
        return next(self._lines, b"")


def test_a_large_file_takes_about_a_byte_per_answer() -> None:
    items = [item.code for item in built_in_framework().items_for("business")]
    scored = [code for code in items if code != "S1d"]

    def lines() -> Iterator[bytes]:
        yield HEADER.encode()
        for item in scored:  # item by item, so that no respondent's rows stand together
            for respondent in range(400):
                yield f"r{respondent},B,{item},4\n".encode()

    file: Any = Generated(lines())
    framework = built_in_framework()
    tracemalloc.start()
    try:
        sheet = read_answers(file, framework)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(sheet) == 400
    assert sheet.answers(399) == dict.fromkeys(scored, 4)
    assert peak < 400_000
