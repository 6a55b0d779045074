"""All respondents' answers as one matrix."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.framework import DONT_KNOW, LEVELS, NOT_APPLICABLE, DontKnow, Framework, answer_problem

Record = tuple[object, str, str, object]
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


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers of r respondents to the i scored respondent items of a framework.

    Texts and unscored items are not part of it.

    Parameters
    ----------
    items
        Item codes, one for each column.
    groups
        Group codes of the framework; `group` indexes them.
    group
        Group of each respondent; shape (r,).
    levels
        Level as answered, 1 to 5 (reversed items not yet turned); 0 where there is none;
        shape (r, i).
    dont_know, not_applicable
        Where the answer was "dk", "na"; shape (r, i).
    seconds
        Median seconds per item of each respondent, NaN where unknown; shape (r,), or
        None. The product itself keeps no times.
    links
        For each respondent the pseudonym that links rounds, or None; None for all.
    """

    items: tuple[str, ...]
    groups: tuple[str, ...]
    group: NDArray[np.intp]
    levels: NDArray[np.int8]
    dont_know: NDArray[np.bool_]
    not_applicable: NDArray[np.bool_]
    seconds: NDArray[np.float64] | None = None
    links: tuple[str | None, ...] | None = None

    def __len__(self) -> int:
        return len(self.group)

    @property
    def values(self) -> NDArray[np.float64]:
        """The levels with NaN where there is none; shape (r, i)."""
        return np.where(self.levels > 0, self.levels, np.nan)

    def linked(self, links: Iterable[str | None]) -> Answers:
        """Return the answers with each respondent's pseudonym; None for nobody's.

        Raises
        ------
        ValueError
            For another number of respondents.
        """
        given = tuple(links)
        if len(given) != len(self):
            raise ValueError(f"expected {len(self)} links, not {len(given)}")
        return replace(self, links=given)

    def chosen(self, rows: NDArray[np.bool_]) -> Answers:
        """Return the answers of some respondents; `rows` has shape (r,)."""
        links = self.links and tuple(
            link for link, kept in zip(self.links, rows, strict=True) if kept
        )
        return replace(
            self,
            group=self.group[rows],
            levels=self.levels[rows],
            dont_know=self.dont_know[rows],
            not_applicable=self.not_applicable[rows],
            seconds=None if self.seconds is None else self.seconds[rows],
            links=links,
        )

    @classmethod
    def from_ballots(cls, framework: Framework, ballots: Iterable[Ballot]) -> Answers:
        """Build from ballots: pairs of a group code and {item code: JSON value}.

        A missing item and None are blank. Respondents are named by their position,
        starting at 1.

        Raises
        ------
        AnswerError
            For an unknown group or item, an item not asked of the group, a value the
            item does not take.
        """
        pairs = list(ballots)
        return _build(framework, pairs, range(1, len(pairs) + 1))

    @classmethod
    def from_matrix(
        cls,
        framework: Framework,
        groups: Iterable[str],
        values: ArrayLike,
        items: Iterable[str] | None = None,
    ) -> Answers:
        """Build from a matrix of levels, respondents by items; a DataFrame is one.

        Parameters
        ----------
        framework
            The framework version that was asked.
        groups
            Group code of each respondent; length r.
        values
            Levels as answered, 1 to 5, NaN for none; shape (r, number of items).
        items
            Item code of each column; all scored respondent items, in order, when None.

        Raises
        ------
        AnswerError
            As `from_ballots`.
        ValueError
            For a matrix of another shape.
        """
        asked = [item.code for item in framework.respondent_items if item.is_perception]
        columns, people = (asked if items is None else list(items)), list(groups)
        matrix = np.asarray(values, dtype=np.float64)
        if matrix.shape != (len(people), len(columns)):
            raise ValueError(f"expected {len(people)} x {len(columns)} values, not {matrix.shape}")
        ballots = (
            (group, {code: _level(value) for code, value in zip(columns, row, strict=True)})
            for group, row in zip(people, matrix.tolist(), strict=True)
        )
        answered = (
            (group, {code: level for code, level in row.items() if level is not None})
            for group, row in ballots
        )
        return cls.from_ballots(framework, answered)

    @classmethod
    def from_records(cls, framework: Framework, records: Iterable[Record]) -> Answers:
        """Build from long records: (respondent, group code, item code, JSON value).

        Respondents stand in order of first appearance.

        Raises
        ------
        AnswerError
            As `from_ballots`; also for a respondent with two groups, or with two answers
            to one item.
        """
        groups: dict[object, str] = {}
        given: dict[object, dict[str, object]] = {}
        for respondent, group, item, value in records:
            if groups.setdefault(respondent, group) != group:
                reason = f"is in two groups, {groups[respondent]} and {group}."
                raise AnswerError(respondent, item, reason)
            answers = given.setdefault(respondent, {})
            if item in answers:
                raise AnswerError(respondent, item, f"{item} is answered twice.")
            answers[item] = value
        pairs: list[Ballot] = [(groups[name], given[name]) for name in given]
        return _build(framework, pairs, list(given))


def _level(value: float) -> object:
    """Return a matrix value as it stands on a ballot: None for NaN, whole numbers as such."""
    if math.isnan(value):
        return None
    return int(value) if value.is_integer() else value


def _build(framework: Framework, ballots: list[Ballot], names: Iterable[object]) -> Answers:
    items = tuple(item.code for item in framework.respondent_items if item.is_perception)
    groups = tuple(group.code for group in framework.groups)
    position = {code: number for number, code in enumerate(groups)}
    asked = {code: {item.code for item in framework.items_for(code)} for code in groups}
    for name, (group, answers) in zip(names, ballots, strict=True):
        if group not in position:
            raise AnswerError(name, "", f"the group {group} is unknown.")
        if not answers.keys() <= asked[group]:
            _refuse(framework, name, group, answers)
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
    return Answers(
        items=items,
        groups=groups,
        group=np.fromiter((position[group] for group, _ in ballots), np.intp, len(ballots)),
        levels=places,
        dont_know=dont_know,
        not_applicable=not_applicable,
    )


def _refuse_first(framework: Framework, ballots: list[Ballot], names: Iterable[object]) -> None:
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
