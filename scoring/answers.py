"""All respondents' answers as one matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.answer_input import AnswerError, Ballot, plain, read_ballots, read_matrix
from scoring.framework import LEVELS, Framework

__all__ = ["AnswerError", "Answers", "Ballot", "Record"]

Record = tuple[object, str, str, object]


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

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together.

        Raises
        ------
        ValueError
            For another shape, levels or groups out of range, two answers in one place.
        """
        shape = (len(self.group), len(self.items))
        if any(part.shape != shape for part in (self.levels, self.dont_know, self.not_applicable)):
            raise ValueError(f"answers of {shape[0]} respondents to {shape[1]} items must agree")
        if not _within(self.levels, LEVELS) or not _within(self.group, len(self.groups) - 1):
            raise ValueError(f"levels must be whole, 0 to {LEVELS}, and groups must be known")
        given = (self.levels > 0).astype(np.int8) + self.dont_know + self.not_applicable
        if given.max(initial=0) > 1:
            raise ValueError("a respondent has two answers to one item")
        lengths = {len(part) for part in (self.seconds, self.links) if part is not None}
        if lengths - {len(self.group)}:
            raise ValueError("seconds and links need one entry for each respondent")

    def __len__(self) -> int:
        return len(self.group)

    @property
    def values(self) -> NDArray[np.float64]:
        """The levels with NaN where there is none; shape (r, i)."""
        return np.where(self.levels > 0, self.levels, np.nan)

    def linked(self, links: Iterable[str | None]) -> Answers:
        """Return the answers with each respondent's pseudonym; None for nobody's."""
        return replace(self, links=tuple(links))

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
        return cls(*read_ballots(framework, pairs, range(1, len(pairs) + 1)))

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
            Item code of each column. When None, the columns of a DataFrame, else all scored
            items asked of respondents, in order.

        Raises
        ------
        AnswerError
            As `from_ballots`.
        ValueError
            For a matrix of another shape, of something else than numbers, or with an item
            twice.
        """
        return cls(*read_matrix(framework, groups, values, items))

    @classmethod
    def from_records(cls, framework: Framework, records: Iterable[Record]) -> Answers:
        """Build from long records: (respondent, group code, item code, JSON value).

        Respondents stand in order of first appearance. Rows of a DataFrame will do: 3.0 is
        3, NaN is blank.

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
            answers[item] = plain(value)
        pairs: list[Ballot] = [(groups[name], given[name]) for name in given]
        return cls(*read_ballots(framework, pairs, list(given)))


def _within(numbers: NDArray[np.integer], highest: int) -> bool:
    """Tell whether all are whole numbers from 0 to the highest."""
    whole = np.issubdtype(numbers.dtype, np.integer)
    return bool(whole and numbers.min(initial=0) >= 0 and numbers.max(initial=0) <= highest)
