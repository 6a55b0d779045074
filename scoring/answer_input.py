"""Reading answers: ballots and matrices to arrays, with the first wrong answer named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.framework import DONT_KNOW, LEVELS, NOT_APPLICABLE, DontKnow, Framework, answer_problem

Ballot = tuple[str, Mapping[str, object]]

# What each JSON value is written as; used only while the matrices are built.
_DONT_KNOW, _NOT_APPLICABLE = LEVELS + 1, LEVELS + 2
_PLACES: dict[object, int] = {
    None: 0,
    **{level: level for level in range(1, LEVELS + 1)},
    DONT_KNOW: _DONT_KNOW,
    NOT_APPLICABLE: _NOT_APPLICABLE,
}
_PLAIN_TYPES = {int, str, type(None)}
_BALLOTS_AT_ONCE = 1024


class AnswerError(ValueError):
    """An answer that cannot be scored: names the respondent, the item and the reason."""

    def __init__(self, respondent: object, item: str, reason: str) -> None:
        self.respondent = respondent
        self.item = item
        self.reason = reason
        super().__init__(f"Respondent {respondent}: {reason}")


class Columns(NamedTuple):
    """Answers as arrays; see `scoring.answers.Answers`."""

    items: tuple[str, ...]
    groups: tuple[str, ...]
    group: NDArray[np.intp]
    levels: NDArray[np.int8]
    dont_know: NDArray[np.bool_]
    not_applicable: NDArray[np.bool_]


def asked_items(framework: Framework) -> tuple[str, ...]:
    """Return the codes of the scored items asked of respondents, in order."""
    return tuple(item.code for item in framework.respondent_items if item.is_perception)


def plain(value: object) -> object:
    """Return a table's value as it stands on a ballot.

    Whole numbers become integers whatever their type, NaN and missing values become blanks.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() else value
    return None if type(value).__name__ in {"NAType", "NaTType"} else value


def read_matrix(
    framework: Framework, groups: Iterable[str], values: ArrayLike, items: Iterable[str] | None
) -> Columns:
    """Read a matrix of levels; see `Answers.from_matrix`."""
    asked, people = asked_items(framework), list(groups)
    codes = _columns(framework, values, items, asked)
    matrix = _numbers(values)
    if matrix.shape != (len(people), len(codes)):
        raise ValueError(f"expected {len(people)} x {len(codes)} values, not {matrix.shape}")
    group = _group_numbers(framework, people, range(1, len(people) + 1))
    given = ~np.isnan(matrix)
    levels = np.where(given, matrix, 0.0)
    takes = np.array(
        [[part.code in framework.item(code).groups for code in codes] for part in framework.groups]
    ).reshape(len(framework.groups), len(codes))
    level = (levels >= 1) & (levels <= LEVELS) & (levels == np.floor(levels))
    wrong = given & ~(level & takes[group])
    if wrong.any():
        row, column = np.argwhere(wrong)[0].tolist()
        answer = {codes[column]: plain(float(matrix[row, column]))}
        _refuse(framework, row + 1, people[row], answer)
    placed = np.zeros((len(people), len(asked)), dtype=np.int8)
    placed[:, [asked.index(code) for code in codes]] = levels
    nothing = np.zeros(placed.shape, dtype=np.bool_)
    codes_of_groups = tuple(part.code for part in framework.groups)
    return Columns(asked, codes_of_groups, group, placed, nothing, nothing.copy())


def read_ballots(
    framework: Framework, ballots: Sequence[Ballot], names: Sequence[object]
) -> Columns:
    """Read ballots; see `Answers.from_ballots`. `names` are those of the respondents."""
    items = asked_items(framework)
    groups = tuple(group.code for group in framework.groups)
    group = _group_numbers(framework, [code for code, _answers in ballots], names)
    asked = {code: {item.code for item in framework.items_for(code)} for code in groups}
    for name, (code, answers) in zip(names, ballots, strict=True):
        if not answers.keys() <= asked[code]:
            _refuse(framework, name, code, answers)
    places = np.empty((len(ballots), len(items)), dtype=np.int8)
    for start in range(0, len(ballots), _BALLOTS_AT_ONCE):
        some = ballots[start : start + _BALLOTS_AT_ONCE]
        cells = [answers.get(item) for _, answers in some for item in items]
        if not set(map(type, cells)) <= _PLAIN_TYPES or not set(cells) <= _PLACES.keys():
            _refuse_first(framework, ballots, names)
        found = np.fromiter(map(_PLACES.__getitem__, cells), np.int8, len(cells))
        places[start : start + len(some)] = found.reshape(len(some), len(items))
    dont_know = places == _DONT_KNOW
    not_offered = [framework.item(code).dont_know is DontKnow.NONE for code in items]
    if bool(dont_know[:, not_offered].any()):
        _refuse_first(framework, ballots, names)
    not_applicable = places == _NOT_APPLICABLE
    places[places > LEVELS] = 0
    return Columns(items, groups, group, places, dont_know, not_applicable)


def _columns(
    framework: Framework, values: object, items: Iterable[str] | None, asked: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the item code of each column: as named, as a frame names them, or all in order."""
    named = getattr(values, "columns", None) if items is None else items
    codes = asked if named is None else tuple(str(code) for code in named)
    if len(set(codes)) < len(codes):
        raise ValueError("an item stands in two columns")
    for code in codes:
        if not framework.has_item(code):
            raise AnswerError("in all rows", code, f"the item {code} is unknown.")
        if code not in asked:
            raise ValueError(f"{code} is no scored item that respondents answer")
    return codes


def _numbers(values: ArrayLike) -> NDArray[np.float64]:
    """Return a matrix of numbers, NaN for whatever a frame holds for a missing one."""
    to_numpy = getattr(values, "to_numpy", None)
    try:
        if to_numpy is not None:
            return np.asarray(to_numpy(dtype=np.float64, na_value=np.nan))
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("the values of a matrix must be numbers, NaN for none") from error


def _group_numbers(
    framework: Framework, codes: Sequence[str], names: Iterable[object]
) -> NDArray[np.intp]:
    position = {group.code: number for number, group in enumerate(framework.groups)}
    for name, code in zip(names, codes, strict=True):
        if code not in position:
            raise AnswerError(name, "", f"the group {code} is unknown.")
    return np.fromiter((position[code] for code in codes), np.intp, len(codes))


def _refuse_first(framework: Framework, ballots: Sequence[Ballot], names: Sequence[object]) -> None:
    for name, (group, answers) in zip(names, ballots, strict=True):
        _refuse(framework, name, group, answers)


def _refuse(framework: Framework, name: object, group: str, answers: Mapping[str, object]) -> None:
    """Raise for the first answer of a ballot that cannot be scored, if there is one."""
    for code, value in answers.items():
        if not framework.has_item(code):
            raise AnswerError(name, str(code), f"the item {code} is unknown.")
        item = framework.item(code)
        if item.is_fact:
            raise AnswerError(name, code, f"{code} is a fact, not asked of respondents.")
        if group not in item.groups:
            raise AnswerError(name, code, f"{code} is not asked of the group {group}.")
        if value is None or not item.is_perception:
            continue
        reason = answer_problem(item, group, value)
        if reason is not None:
            raise AnswerError(name, code, reason)
