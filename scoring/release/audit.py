"""The audit: no combination of the numbers shown may rest on fewer than k people.

A number over several groups is an equation in what each group said on each item, with
coefficients that everybody can look up. Whoever adds and subtracts such equations can
work out every combination of them, and nothing else. So the numbers are let through one
by one, the most important first, and one is kept back as soon as some combination of it
with those before would be left with answers of a crowd of fewer than k people.

For one such crowd, equations are solved for everything outside of it first. What then
remains of a new equation lies inside the crowd, and must be nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

# What an equation is in: a layer, a group, and what was said or measured there.
Atom = tuple[str, str, str]
Row = Mapping[Atom, Fraction]

# Equations are solved modulo this prime, ten times faster than with fractions. What is
# zero with fractions is zero here too, so no combination is missed.
PRIME = 2**61 - 1
# With more crowds than this, the union of all is watched instead: safe, and hides more.
MOST_CROWDS = 64

_Residues = dict[Atom, int]


class Audit:
    """The equations known so far, and whether one more gives a small crowd away.

    Parameters
    ----------
    people
        How many people at least stand behind each atom.
    k
        Fewest people that a combination may rest on.
    """

    def __init__(self, people: Mapping[Atom, int], k: int) -> None:
        self._crowds = [_Crowd(inside) for inside in small_crowds(people, k)]

    def admits(self, rows: Iterable[Row]) -> bool:
        """Take equations that become known together, unless they give a crowd away.

        Returns
        -------
        bool
            False when they would; then nothing is taken.
        """
        residues = [{atom: _residue(part) for atom, part in row.items() if part} for row in rows]
        marks = [crowd.mark for crowd in self._crowds]
        if all(crowd.takes(row) for crowd in self._crowds for row in residues):
            return True
        for crowd, mark in zip(self._crowds, marks, strict=True):
            crowd.forget(mark)
        return False


def small_crowds(people: Mapping[Atom, int], k: int) -> list[frozenset[Atom]]:
    """Return the largest sets of atoms behind which fewer than k people may stand.

    People of one group may be the same on several atoms, so a set counts as large as its
    largest atom in each group. Sets that lie within another are left out.
    """
    small = {atom: n for atom, n in people.items() if 0 < n < k}
    sizes: dict[str, list[int]] = {}
    for (_layer, group, _code), n in small.items():
        sizes.setdefault(group, []).append(n)
    steps = [[0, *sorted(set(found))] for found in sizes.values()]
    limits = list(_largest(steps, k - 1))
    if len(limits) > MOST_CROWDS:
        return [frozenset(small)]
    return [
        frozenset(atom for atom, n in small.items() if n <= allowed[atom[1]])
        for allowed in (dict(zip(sizes, limit, strict=True)) for limit in limits)
        if any(allowed.values())
    ]


def _largest(steps: list[list[int]], budget: int) -> Iterator[tuple[int, ...]]:
    """Yield one size per group, within a budget, where no size can grow any more.

    Stops soon after there are more than anybody asks for.
    """
    found = 0
    for limit in _within(steps, budget):
        left = budget - sum(limit)
        if all(
            size == sizes[-1] or min(step for step in sizes if step > size) - size > left
            for size, sizes in zip(limit, steps, strict=True)
        ):
            yield limit
            found += 1
            if found > MOST_CROWDS:
                return


def _within(steps: list[list[int]], budget: int) -> Iterator[tuple[int, ...]]:
    if not steps:
        yield ()
        return
    for size in steps[0]:
        if size <= budget:
            for rest in _within(steps[1:], budget - size):
                yield (size, *rest)


class _Crowd:
    """Known equations, solved for everything outside of one small crowd."""

    def __init__(self, inside: frozenset[Atom]) -> None:
        self._inside = inside
        # Each solves for one atom, in which no later equation has a part.
        self._solved: list[tuple[Atom, _Residues]] = []
        self._place: dict[Atom, int] = {}

    @property
    def mark(self) -> int:
        return len(self._solved)

    def forget(self, mark: int) -> None:
        """Drop the equations taken since a mark."""
        for atom, _row in self._solved[mark:]:
            del self._place[atom]
        del self._solved[mark:]

    def takes(self, row: _Residues) -> bool:
        """Take an equation; False, and nothing is taken, if it leaves the crowd alone."""
        rest = self._reduced(row)
        outside = next((atom for atom in rest if atom not in self._inside), None)
        if outside is None:
            return not rest
        scale = pow(rest[outside], -1, PRIME)
        self._place[outside] = len(self._solved)
        self._solved.append((outside, {atom: part * scale % PRIME for atom, part in rest.items()}))
        return True

    def _reduced(self, row: _Residues) -> _Residues:
        rest = dict(row)
        while places := [self._place[atom] for atom in rest if atom in self._place]:
            # The earliest first: it may bring in atoms that later ones solve for.
            atom, solved = self._solved[min(places)]
            factor = rest[atom]
            for other, part in solved.items():
                value = (rest.get(other, 0) - factor * part) % PRIME
                if value:
                    rest[other] = value
                else:
                    rest.pop(other, None)
        return rest


def _residue(part: Fraction) -> int:
    return part.numerator * pow(part.denominator, -1, PRIME) % PRIME
