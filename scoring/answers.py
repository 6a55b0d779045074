"""All respondents' answers as one matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.framework import DONT_KNOW, LEVELS, NOT_APPLICABLE, DontKnow, Framework, answer_problem

Record = tuple[object, str, str, object]
Ballot = tuple[str, Mapping[str, object]]

# Where each JSON value stands in the tables below; used only while the matrices are built.
_PLACES: dict[object, int] = {
    value: place for place, value in enumerate([None, *range(1, LEVELS + 1)])
}
_PLACES[DONT_KNOW] = LEVELS + 1
_PLACES[NOT_APPLICABLE] = LEVELS + 2
_LEVEL_AT = np.array([np.nan, *range(1, LEVELS + 1), np.nan, np.nan])
_PLAIN_TYPES = {int, str, type(None)}


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
    values
        Level as answered, 1 to 5 (reversed items not yet turned); NaN where there is
        none; shape (r, i).
    dont_know, not_applicable
        Where the answer was "dk", "na"; shape (r, i).
    """

    items: tuple[str, ...]
    groups: tuple[str, ...]
    group: NDArray[np.intp]
    values: NDArray[np.float64]
    dont_know: NDArray[np.bool_]
    not_applicable: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.group)

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
    cells = [answers.get(item) for _, answers in ballots for item in items]
    if not set(map(type, cells)) <= _PLAIN_TYPES or not set(cells) <= _PLACES.keys():
        _refuse_first(framework, ballots, names)
    places = np.fromiter(map(_PLACES.__getitem__, cells), np.int8, len(cells))
    places = places.reshape((len(ballots), len(items)))
    dont_know = places == _PLACES[DONT_KNOW]
    not_offered = [framework.item(code).dont_know is DontKnow.NONE for code in items]
    if bool(dont_know[:, not_offered].any()):
        _refuse_first(framework, ballots, names)
    return Answers(
        items=items,
        groups=groups,
        group=np.fromiter((position[group] for group, _ in ballots), np.intp, len(ballots)),
        values=_LEVEL_AT[places],
        dont_know=dont_know,
        not_applicable=places == _PLACES[NOT_APPLICABLE],
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
