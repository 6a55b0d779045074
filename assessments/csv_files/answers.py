"""Answers of many respondents from a CSV file: respondent, group, item, value."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from assessments.csv_files.records import CsvProblems, Record, records, short
from scoring.framework import DONT_KNOW, NOT_APPLICABLE, Framework, answer_problem

COLUMNS = ("respondent", "group", "item", "value")
LONGEST_RESPONDENT = 100
MOST_RESPONDENTS = 200_000
MARKS = (None, 1, 2, 3, 4, 5, DONT_KNOW, NOT_APPLICABLE)
LEVELS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}

Answers = dict[str, int | str]


@dataclass(slots=True)
class AnswerSheet:
    """The answers of a file, one byte each: half a million respondents would fit in memory.

    Respondents are known by their place in the file only; their names end here.
    """

    items: tuple[str, ...]
    groups: tuple[str, ...]
    _positions: dict[str, int] = field(init=False)
    _marks: list[bytearray] = field(default_factory=list)
    _group_of: bytearray = field(default_factory=bytearray)
    _texts: dict[int, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._positions = {code: position for position, code in enumerate(self.items)}

    def __len__(self) -> int:
        return len(self._marks)

    def add_respondent(self, group: str) -> int:
        """Return the place of a new respondent."""
        self._marks.append(bytearray(len(self.items)))
        self._group_of.append(self.groups.index(group))
        return len(self._marks) - 1

    def put(self, place: int, item: str, answer: int | str, *, is_text: bool) -> None:
        if is_text:
            self._texts.setdefault(place, {})[item] = str(answer)
        else:
            self._marks[place][self._positions[item]] = MARKS.index(answer)

    def has(self, place: int, item: str) -> bool:
        return bool(self._marks[place][self._positions[item]]) or item in self._texts.get(place, ())

    def group(self, place: int) -> str:
        return self.groups[self._group_of[place]]

    def answers(self, place: int) -> Answers:
        """Return one respondent's answers, keyed by item code."""
        answers: Answers = {}
        for item, code in zip(self.items, self._marks[place], strict=True):
            if (mark := MARKS[code]) is not None:
                answers[item] = mark
        return answers | self._texts.get(place, {})

    def respondents(self) -> Iterator[tuple[str, Answers]]:
        """Yield group and answers of each respondent."""
        for place in range(len(self)):
            yield self.group(place), self.answers(place)


def read_answers(
    file: BinaryIO, framework: Framework, groups: Collection[str] | None = None
) -> AnswerSheet:
    """Read and check a whole file before any of it is used.

    Parameters
    ----------
    file
        UTF-8, opened as bytes.
    framework
        Says which items there are and who answers them.
    groups
        Codes of the groups that may appear; without them all of the framework's.

    Raises
    ------
    CsvError
        With line, column and reason for every bad row.
    """
    problems = CsvProblems()
    reader = _Reader(framework, groups, problems)
    for record in records(file, COLUMNS, problems):
        reader.take(record)
    problems.raise_if_any()
    return reader.sheet


class _Reader:
    """Checks row after row against the framework and against the rows before."""

    def __init__(
        self, framework: Framework, groups: Collection[str] | None, problems: CsvProblems
    ) -> None:
        asked = [group for group in framework.groups if groups is None or group.code in groups]
        self._framework = framework
        self._problems = problems
        self._codes = {group.code: group.code for group in asked}
        self._codes |= {group.short: group.code for group in asked if group.short}
        self._places: dict[str, int] = {}
        self.sheet = AnswerSheet(
            tuple(item.code for item in framework.respondent_items),
            tuple(group.code for group in asked),
        )

    def take(self, record: Record) -> None:
        respondent, group_text, item_code, value = record.cells
        before = self._problems.count
        group = self._group(record.line, respondent, group_text)
        self._check_respondent(record.line, respondent)
        self._check_item(record.line, item_code)
        if self._problems.count > before:
            return
        item = self._framework.item(item_code)
        answer = _answer(value, is_text=item.is_text)
        if group not in item.groups:
            self._note(record.line, "item", answer_problem(item, group, answer))
        elif reason := answer_problem(item, group, answer):
            self._note(record.line, "value", reason)
        else:
            self._put(record.line, respondent, group, item_code, answer, is_text=item.is_text)

    def _group(self, line: int, respondent: str, text: str) -> str:
        group = self._codes.get(text, "")
        place = self._places.get(respondent)
        if not group:
            known = ", ".join(self.sheet.groups)
            reason = _('unknown group "%(text)s"; expected one of %(known)s')
            self._note(line, "group", reason % {"text": short(text), "known": known})
        elif place is not None and self.sheet.group(place) != group:
            reason = _("in an earlier row this respondent belongs to %(group)s")
            self._note(line, "group", reason % {"group": self.sheet.group(place)})
        return group

    def _check_respondent(self, line: int, respondent: str) -> None:
        if not respondent:
            self._note(line, "respondent", _("empty"))
        elif len(respondent) > LONGEST_RESPONDENT:
            reason = _("longer than %(most)d characters") % {"most": LONGEST_RESPONDENT}
            self._note(line, "respondent", reason)
        elif respondent not in self._places and len(self._places) >= MOST_RESPONDENTS:
            reason = _("more than %(most)d respondents") % {"most": MOST_RESPONDENTS}
            self._note(line, "respondent", reason)

    def _check_item(self, line: int, code: str) -> None:
        if not self._framework.has_item(code):
            name = f"{self._framework.title} {self._framework.version}"
            reason = _('%(framework)s has no item "%(code)s"')
            self._note(line, "item", reason % {"framework": name, "code": short(code)})
        elif self._framework.item(code).is_fact:
            reason = _("%(code)s is a fact, not answered by respondents") % {"code": code}
            self._note(line, "item", reason)

    def _put(
        self, line: int, respondent: str, group: str, item: str, answer: int | str, *, is_text: bool
    ) -> None:
        place = self._places.get(respondent)
        if place is None:
            place = self._places[respondent] = self.sheet.add_respondent(group)
        if self.sheet.has(place, item):
            reason = _("in an earlier row this respondent has answered %(item)s already")
            self._note(line, "item", reason % {"item": item})
        else:
            self.sheet.put(place, item, answer, is_text=is_text)

    def _note(self, line: int, column: str, reason: str | None) -> None:
        self._problems.note(line, column, (reason or "").rstrip("."))


def _answer(value: str, *, is_text: bool) -> int | str:
    if is_text:
        return value
    return LEVELS.get(value, value.lower() if value.isascii() else value)
