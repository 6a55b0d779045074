"""How many people can stand behind answers: never more than a group has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.release.suppression import is_small
from scoring.scorecard import CapabilityGroup, ItemGroup, ItemScore, Scorecard


@dataclass(frozen=True, slots=True)
class Crowds:
    """The most people each group can speak with, and the fewest a shown figure may rest on.

    Ballots may outnumber people, say after a file was imported twice. More ballots make
    nobody harder to recognise, so n is held to the headcount wherever that is known, and
    to the people of the group who gave a level at all.
    """

    at_most: Mapping[str, int]
    k: int

    def people(self, group: str, n: int) -> int:
        """Return the people behind n answers of a group: 0 without answers, else at least 1."""
        return max(1, min(n, self.at_most[group])) if n else 0

    def behind(self, cells: Iterable[CapabilityGroup | ItemGroup]) -> int:
        """Return the people behind the cells that count in a total."""
        return sum(self.people(cell.group, cell.n) for cell in cells if cell.weight > 0)

    def surplus(self, cells: Iterable[ItemGroup]) -> int:
        """Return how many answers of the cells cannot be of different people."""
        return sum(cell.n - self.people(cell.group, cell.n) for cell in cells)

    def are_few(self, people: int) -> bool:
        return is_small(people, self.k)

    def are_all_enough(self, items: Iterable[ItemScore]) -> bool:
        """Tell whether nobody, or at least k people, answered each item in each group.

        Where that holds, no combination of numbers over these items rests on fewer.
        """
        return not any(
            self.are_few(self.people(cell.group, cell.n)) for item in items for cell in item.groups
        )


def crowds_of(card: Scorecard, k: int) -> Crowds:
    """Gather the groups of a scorecard; an unknown headcount holds nothing down."""
    at_most = {
        group.group: group.n if group.headcount is None else min(group.n, group.headcount)
        for group in card.response
    }
    return Crowds(at_most, k)
