"""Reading records: every kind of broken file names its line, and memory stays bounded."""

import tracemalloc
from io import BytesIO

import pytest

from assessments.csv_files.records import (
    LARGEST_FILE,
    LONGEST_LINE,
    MOST_NOTED,
    CsvError,
    CsvProblems,
    records,
)

COLUMNS = ("item", "value")


def read(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """Return line and cells of every row, or raise what is wrong."""
    problems = CsvProblems()
    rows = [(record.line, record.cells) for record in records(BytesIO(content), COLUMNS, problems)]
    problems.raise_if_any()
    return rows


def faults(content: bytes) -> list[str]:
    with pytest.raises(CsvError) as caught:
        read(content)
    return caught.value.lines()


@pytest.mark.parametrize(
    "content",
    [
        b"item,value\nS1a,3\n",
        b"item,value\r\nS1a,3\r\n",
        b"item,value\nS1a,3",
        b"\xef\xbb\xbfitem,value\nS1a,3\n",
        b" Item , VALUE \n S1a , 3 \n",
        b'"item","value"\n"S1a","3"\n',
        b"value,item\n3,S1a\n",
        b"item,value\nS1a,3\n\n  \n,\n",
    ],
)
def test_forms_of_the_same_row(content: bytes) -> None:
    assert read(content) == [(2, ("S1a", "3"))]


def test_a_text_in_quotes_may_run_over_lines_and_keeps_line_numbers_right() -> None:
    content = b'item,value\nS1d,"one\ntwo, ""three"""\nS1a,3\n'
    assert read(content) == [(2, ("S1d", 'one\ntwo, "three"')), (4, ("S1a", "3"))]


def test_quotes_inside_a_plain_cell_are_text() -> None:
    assert read(b'item,value\nS1d,5" pipes\nS1a,3\n') == [
        (2, ("S1d", '5" pipes')),
        (3, ("S1a", "3")),
    ]


MISMATCH = "quotation marks do not match: one opens or closes in the wrong place"


def test_a_quote_that_never_closes_spoils_its_own_line_only() -> None:
    content = b'item,value\nS1d,"oops\nS1a,3\nS1b,\nS1c,x,y\n'
    assert faults(content) == [
        f"line 2: {MISMATCH}",
        "line 5: expected 2 columns (item,value), found 3",
    ]


def test_a_quote_that_never_closes_in_a_long_file() -> None:
    content = b'item,value\nS1d,"oops\n' + b"S1a,3\n" * 500 + b'S1d,"again\n' + b"S1a,3\n"
    assert faults(content) == [f"line 2: {MISMATCH}", f"line 503: {MISMATCH}"]


def test_text_after_a_closing_quote() -> None:
    assert faults(b'item,value\nS1d,"a"b\nS1a,3\n') == [f"line 2: {MISMATCH}"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["line 1: the file is empty"]),
        (b"\n\n", ["line 1: the file is empty"]),
        (b"item,value\n", ["line 2: there are no rows below the header"]),
        (
            b"item;value\nS1a;3\n",
            ["line 1: columns are separated by semicolons; separate them by commas"],
        ),
        (
            b"item\tvalue\nS1a\t3\n",
            ["line 1: columns are separated by tabs; separate them by commas"],
        ),
        (
            b"item,level\nS1a,3\n",
            [
                "line 1, column value: this column is missing in the header",
                "line 1, column level: unknown column; expected item,value",
            ],
        ),
        (
            b"item,value,value\nS1a,3,4\n",
            ["line 1, column value: this column is there twice"],
        ),
        (
            b"item,value,\nS1a,3,\n",
            ["line 1, column 3: unknown column; expected item,value"],
        ),
        (
            "item,value\nS1a,3\n".encode("utf-16"),
            ["line 1: the file is UTF-16; save it as CSV UTF-8"],
        ),
        (
            "item,value\nS1d,naïve\nS1a,3\n".encode("latin-1"),
            ["line 2: the line is not UTF-8; save the file as CSV UTF-8"],
        ),
        (b"item,value\nS1a,3\x00\n", ["line 2: the line contains a NUL byte"]),
        (
            b"item,value\rS1a,3\r",
            ["line 1: the line contains a lone carriage return; save with usual line ends"],
        ),
        (
            b"item,value\nS1a\nS1a,1,2\n",
            [
                "line 2: expected 2 columns (item,value), found 1",
                "line 3: expected 2 columns (item,value), found 3",
            ],
        ),
        (
            b"item,value\nS1d," + b"x" * LONGEST_LINE + b"\nS1a\n",
            [
                f"line 2: the line is longer than {LONGEST_LINE} bytes",
                "line 3: expected 2 columns (item,value), found 1",
            ],
        ),
        (b"x" * (3 * LONGEST_LINE), [f"line 1: the line is longer than {LONGEST_LINE} bytes"]),
    ],
)
def test_broken_files(content: bytes, expected: list[str]) -> None:
    assert faults(content) == expected


def test_all_faults_are_counted_and_the_first_are_kept() -> None:
    lines = faults(b"item,value\n" + b"S1a\n" * (MOST_NOTED + 30))
    assert len(lines) == MOST_NOTED + 1
    assert lines[-1] == "and 30 more"


def test_a_huge_broken_file_needs_little_memory() -> None:
    content = b'item,value\n"' + b"S1a,3\n" * 10_000 + b"x" * 1_000_000
    problems = CsvProblems()
    file = BytesIO(content)
    tracemalloc.start()
    try:
        count = sum(1 for _record in records(file, COLUMNS, problems))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (count, problems.count) == (9_999, 2)
    assert peak < 200_000


def test_a_file_of_absurd_size_is_refused_unread(tmp_path) -> None:
    path = tmp_path / "answers.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)  # takes no room on the disk
    problems = CsvProblems()
    with path.open("rb") as file:
        assert list(records(file, COLUMNS, problems)) == []
        assert file.tell() == 0
    with pytest.raises(CsvError, match=r"^line 1: the file is larger than 2000 MB$"):
        problems.raise_if_any()
