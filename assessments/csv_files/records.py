"""Records of a CSV file, read in bounded memory; what is wrong is noted with its place."""

import csv
import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_NOTED = 200
# Twice what the answers of all respondents that are taken come to.
LARGEST_FILE = 2_000_000_000
LONGEST_LINE = 20_000
# A text in quotes may run over several lines; a quote that never closes must not eat the file.
LONGEST_RECORD = 50
BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OTHER_DELIMITERS = {
    ";": gettext_lazy("semicolons"),
    "\t": gettext_lazy("tabs"),
    "|": gettext_lazy("vertical bars"),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One fault: the line it is on, the column (empty for the whole row), and why."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = _("line %(line)d") % {"line": self.line}
        if self.column:
            where += ", " + _("column %(column)s") % {"column": self.column}
        return f"{where}: {self.reason}"


class CsvError(ValueError):
    """Raised when a file cannot be taken; `problems` are the first of `count`."""

    def __init__(self, problems: Sequence[RowProblem], count: int) -> None:
        self.problems = tuple(problems)
        self.count = count
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Return one line of text per fault, and one for those that are not kept."""
        lines = [str(problem) for problem in self.problems]
        if rest := self.count - len(lines):
            lines.append(_("and %(rest)d more") % {"rest": rest})
        return lines


class CsvProblems:
    """The faults found so far: the first ones in full, all of them counted."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[RowProblem] = []

    def note(self, line: int, column: str, reason: str) -> None:
        self.count += 1
        if len(self._kept) < MOST_NOTED:
            self._kept.append(RowProblem(line, column, reason))

    def raise_if_any(self) -> None:
        if self.count:
            raise CsvError(self._kept, self.count)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row in the order asked for, and the line it starts on."""

    line: int
    cells: tuple[str, ...]


def records(file: BinaryIO, columns: Sequence[str], problems: CsvProblems) -> Iterator[Record]:
    """Yield the sound rows of a UTF-8 CSV file with exactly these columns, in any order."""
    if file.seekable() and _size(file) > LARGEST_FILE:
        reason = _("the file is larger than %(most)d MB")
        problems.note(1, "", reason % {"most": LARGEST_FILE // 1_000_000})
        return
    lines = _Lines(file, problems)
    header = _next_row(lines, problems)
    if header is None and not problems.count:
        problems.note(1, "", _("the file is empty"))
    # Without a sound header every later message would mislead.
    if header is None or problems.count:
        return
    order = _order(header, columns, problems)
    if order is None:
        return
    is_empty = True
    while (row := _next_row(lines, problems)) is not None:
        is_empty = False
        if len(row.cells) == len(columns):
            yield Record(row.line, tuple(row.cells[position].strip() for position in order))
        else:
            problems.note(row.line, "", _columns_differ(row, columns))
    if is_empty and not problems.count:
        problems.note(header.line + 1, "", _("there are no rows below the header"))


def _size(file: BinaryIO) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _columns_differ(row: Record, columns: Sequence[str]) -> str:
    words = {"found": len(row.cells), "expected": len(columns), "columns": ",".join(columns)}
    return _("expected %(expected)d columns (%(columns)s), found %(found)d") % words


def _order(header: Record, columns: Sequence[str], problems: CsvProblems) -> list[int] | None:
    """Return where each column stands, or None after noting what is wrong with the header."""
    names = [name.strip().lower() for name in header.cells]
    if len(names) == 1:
        for delimiter, word in OTHER_DELIMITERS.items():
            if delimiter in names[0]:
                reason = _("columns are separated by %(found)s; separate them by commas")
                problems.note(header.line, "", reason % {"found": word})
                return None
    before = problems.count
    for name in columns:
        if name not in names:
            problems.note(header.line, name, _("this column is missing in the header"))
    for position, name in enumerate(names):
        if name not in columns:
            reason = _("unknown column; expected %(columns)s") % {"columns": ",".join(columns)}
            problems.note(header.line, short(name) or str(position + 1), reason)
        elif name in names[:position]:
            problems.note(header.line, name, _("this column is there twice"))
    return None if problems.count > before else [names.index(name) for name in columns]


def short(text: str) -> str:
    """Return the beginning of a text, fit for a message."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in text[:40])
    return printable + "…" if len(text) > len(printable) else printable


def _next_row(lines: "_Lines", problems: CsvProblems) -> Record | None:
    """Return the next sound row that is not blank."""
    while lines.wait():
        taken: list[tuple[int, str]] = []
        try:
            cells = next(csv.reader(lines.taking(taken), strict=True))
        except csv.Error:
            # Only the first line is bad; the others may be rows of their own.
            lines.give_back(taken[1:])
            reason = _("quotation marks do not match: one opens or closes in the wrong place")
            problems.note(taken[0][0], "", reason)
            continue
        if any(cell.strip() for cell in cells):
            return Record(taken[0][0], tuple(cells))
    return None


class _Lines:
    """Numbered lines of a file, each bounded and decoded by itself."""

    def __init__(self, file: BinaryIO, problems: CsvProblems) -> None:
        self._file = file
        self._problems = problems
        self._number = 0
        self._ready: deque[tuple[int, str]] = deque()

    def wait(self) -> bool:
        """Read on to the next sound line; tell whether there is one."""
        while not self._ready:
            content = self._file.readline(LONGEST_LINE)
            if not content:
                return False
            self._number += 1
            text = self._decoded(content)
            if text is not None:
                self._ready.append((self._number, text))
        return True

    def taking(self, taken: list[tuple[int, str]]) -> Iterator[str]:
        """Yield the lines of one record and write down which they were."""
        while len(taken) < LONGEST_RECORD and self.wait():
            taken.append(self._ready.popleft())
            yield taken[-1][1]

    def give_back(self, lines: Sequence[tuple[int, str]]) -> None:
        self._ready.extendleft(reversed(lines))

    def _decoded(self, content: bytes) -> str | None:
        if self._number == 1:
            if content.startswith(UTF_16):
                self._refuse(_("the file is UTF-16; save it as CSV UTF-8"))
                return None
            content = content.removeprefix(BOM)
        if len(content) == LONGEST_LINE and not content.endswith(b"\n"):
            self._skip_rest_of_line()
            self._note(_("the line is longer than %(most)d bytes") % {"most": LONGEST_LINE})
            return None
        if b"\x00" in content:
            self._note(_("the line contains a NUL byte"))
            return None
        if b"\r" in content.rstrip(b"\r\n"):
            self._note(_("the line contains a lone carriage return; save with usual line ends"))
            return None
        try:
            return content.decode()
        except UnicodeDecodeError:
            self._note(_("the line is not UTF-8; save the file as CSV UTF-8"))
            return None

    def _skip_rest_of_line(self) -> None:
        while (rest := self._file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass

    def _note(self, reason: str) -> None:
        self._problems.note(self._number, "", reason)

    def _refuse(self, reason: str) -> None:
        self._note(reason)
        self._file.seek(0, 2)
