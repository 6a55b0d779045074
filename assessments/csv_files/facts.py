"""Facts from a CSV file: item, value, with raw values."""

import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from assessments.csv_files.records import CsvProblems, Record, records, short
from scoring.framework import NOT_APPLICABLE, Framework, Item, fact_problem

COLUMNS = ("item", "value")
WHOLE = re.compile(r"-?[0-9]{1,12}")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")

RawFact = int | float | str | dict[str, int | float]


def read_facts(file: BinaryIO, framework: Framework) -> dict[str, RawFact]:
    """Return raw values by item code: elements present, number, option, parts, or "na".

    Raises
    ------
    CsvError
        With line, column and reason for every bad row.
    """
    problems = CsvProblems()
    facts: dict[str, RawFact] = {}
    for record in records(file, COLUMNS, problems):
        code = record.cells[0]
        if reason := _item_problem(code, framework, facts):
            problems.note(record.line, "item", reason)
            continue
        value = _value(framework.item(code), record, problems)
        if value is not None:
            facts[code] = value
    problems.raise_if_any()
    return facts


def _item_problem(code: str, framework: Framework, facts: dict[str, RawFact]) -> str | None:
    if not framework.has_item(code):
        name = f"{framework.title} {framework.version}"
        reason = _('%(framework)s has no item "%(code)s"')
        return reason % {"framework": name, "code": short(code)}
    if not framework.item(code).is_fact:
        return _("%(code)s is answered by respondents, not a fact") % {"code": code}
    if code in facts:
        return _("%(code)s is there already in an earlier row") % {"code": code}
    return None


def _value(item: Item, record: Record, problems: CsvProblems) -> RawFact | None:
    """Return the raw value of a row, or None after noting what is wrong with it."""
    text = record.cells[1]
    value: RawFact | None = _parts(item, text) if item.parts else _number(text)
    if text.lower() == NOT_APPLICABLE:
        value = NOT_APPLICABLE
    reason = fact_problem(item, value)
    if reason is None:
        return value
    if item.parts and value is None:
        names = "/".join(part.name for part in item.parts)
        reason = _("%(item)s takes %(names)s, such as 18/150/4")
        reason %= {"item": item.code, "names": names}
    problems.note(record.line, "value", reason.rstrip("."))
    return None


def _number(text: str) -> int | float | None:
    if WHOLE.fullmatch(text):
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else None


def _parts(item: Item, text: str) -> dict[str, int | float] | None:
    numbers = [_number(part.strip()) for part in text.split("/")]
    if len(numbers) != len(item.parts) or None in numbers:
        return None
    names = [part.name for part in item.parts]
    return {name: number for name, number in zip(names, numbers, strict=True) if number is not None}
