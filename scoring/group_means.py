"""What each group said on each item: counts and means (method.md 3.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.answers import Answers
from scoring.framework import LEVELS, DontKnow, Framework


@dataclass(frozen=True, slots=True)
class GroupCell:
    """One group's answers to one item; `mean` on 1 to 5, already turned if reversed.

    `n` are the answers in the mean, `levels` those that chose a level: they differ where
    a "don't know" scores 1.
    """

    mean: float | None
    n: int
    levels: int
    dont_know: int
    not_applicable: int

    @property
    def dont_know_share(self) -> float | None:
        stands = self.levels + self.dont_know
        return self.dont_know / stands if stands else None


class GroupMeans:
    """Counts and means by group and item, and how many people stand behind several items.

    `people` counts, for each group, those who gave at least one scored item a level: a
    ballot of nothing but "don't know", "not applicable", blanks and texts speaks for nobody.
    """

    def __init__(self, framework: Framework, answers: Answers) -> None:
        self._answers = answers
        self._column = {code: column for column, code in enumerate(answers.items)}
        scored = scored_values(framework, answers)
        self._valid = ~np.isnan(scored)
        # One row for each group, one column for each respondent.
        self._members = (
            np.arange(len(answers.groups))[:, np.newaxis] == answers.group[np.newaxis, :]
        ).astype(np.float64)
        n = self._count(self._valid)
        sums = self._members @ np.where(self._valid, scored, 0.0)
        means = np.divide(sums, n, out=np.zeros_like(sums), where=n > 0)
        levels = self._count(~np.isnan(answers.values))
        dont_know = self._count(answers.dont_know)
        not_applicable = self._count(answers.not_applicable)
        chose = ~np.isnan(answers.values).all(axis=1)
        people = self._members @ chose.astype(np.float64)
        self.people: Mapping[str, int] = dict(
            zip(answers.groups, people.astype(int).tolist(), strict=True)
        )
        parts = (means, n, levels, dont_know, not_applicable)
        self._cells = [
            [
                GroupCell(mean if count else None, int(count), int(chosen), int(dk), int(na))
                for mean, count, chosen, dk, na in zip(*row, strict=True)
            ]
            for row in zip(*(part.tolist() for part in parts), strict=True)
        ]
        self._row = {code: row for row, code in enumerate(answers.groups)}

    def cell(self, group: str, item: str) -> GroupCell:
        return self._cells[self._row[group]][self._column[item]]

    def people_answering(self, items: Collection[str]) -> dict[str, int]:
        """Count, for each group, the people with a valid answer to at least one item."""
        columns = [self._column[code] for code in items]
        anything = self._valid[:, columns].any(axis=1)
        counts = (self._members @ anything.astype(np.float64)).astype(int).tolist()
        return dict(zip(self._answers.groups, counts, strict=True))

    def _count(self, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        counts: NDArray[np.float64] = self._members @ mask.astype(np.float64)
        return counts


def scored_values(framework: Framework, answers: Answers) -> NDArray[np.float64]:
    """Turn answers into scores: reversed items as 6 - x, a lowest "don't know" as 1.

    Returns
    -------
    ndarray
        Levels 1 to 5, NaN where there is none; shape (respondents, items).
    """
    items = [framework.item(code) for code in answers.items]
    is_reversed = np.array([item.is_reversed for item in items], dtype=np.bool_)
    is_lowest = np.array([item.dont_know is DontKnow.LOWEST for item in items], dtype=np.bool_)
    values = np.where(is_reversed, LEVELS + 1 - answers.values, answers.values)
    return np.where(answers.dont_know & is_lowest, 1.0, values)
