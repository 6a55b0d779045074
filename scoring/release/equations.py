"""What each number of a scorecard says about the answers: equations with known coefficients.

Two layers are told apart. In MEANS the unknowns are a group's mean on an item; scores are
sums of these (method.md 3.2 to 3.4, 3.9). In SPREAD they are how much a group scatters in
a part; the squared error behind an interval is a sum of these (method.md 3.5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from scoring.limits import TOLERANCE
from scoring.release.audit import Atom, Row
from scoring.release.crowds import Crowds
from scoring.release.numbers import GAP_KINDS, Number, NumberKind
from scoring.scorecard import (
    CapabilityScore,
    Gap,
    GateScore,
    ItemGroup,
    ItemScore,
    Scorecard,
)

MEANS, SPREAD = "means", "spread"
OVERALL = "overall"
# Shares come as binary numbers; the simple fraction next to one is the share itself.
LARGEST_DENOMINATOR = 1_000_000

_Sums = dict[Atom, Fraction]


class Equations:
    """The equations of a scorecard; facts are known to everybody and drop out."""

    def __init__(self, card: Scorecard) -> None:
        self._card = card
        self._items: dict[str, list[ItemScore]] = {}
        for item in card.items:
            self._items.setdefault(item.capability, []).append(item)
        self._item = {item.code: item for item in card.items}
        self._capability = {part.code: part for part in card.capabilities}
        self._weight = {part.group: part.weight for part in card.group_weights}
        self._gaps = {(GAP_KINDS[gap.pair], gap.capability): gap for gap in card.gaps}
        self._gate = {gate.code: gate for gate in card.gates}

    def people(self, crowds: Crowds) -> dict[Atom, int]:
        """Return how many people at least stand behind every atom."""
        found: dict[Atom, int] = {}
        for item in self._card.items:
            for cell in item.groups:
                people = crowds.people(cell.group, cell.n)
                found[MEANS, cell.group, item.code] = people
                found[SPREAD, cell.group, item.code] = people
        for part in self._card.capabilities:
            for view in part.groups:
                people = crowds.people(view.group, view.n)
                found[SPREAD, view.group, part.code] = people
                for whole in (part.dimension, OVERALL):
                    atom = (SPREAD, view.group, whole)
                    found[atom] = max(found.get(atom, 0), people)
        return found

    def of(self, number: Number) -> tuple[Row, ...]:
        """Return the equations that become known with a number and its limits."""
        code, group = number.code, number.group
        match number.kind:
            case NumberKind.GATE:
                return tuple(self._gate_values(self._gate[code]))
            case NumberKind.SIDES_GAP | NumberKind.HIERARCHY_GAP:
                return self._gap(self._gaps[number.kind, code])
            case NumberKind.OVERALL:
                code, means = OVERALL, self._overall()
            case NumberKind.DIMENSION:
                means = self._dimension(code)
            case NumberKind.CAPABILITY:
                means = self._perception(self._capability[code])
            case NumberKind.CELL:
                means = self._cell(code, group)
            case NumberKind.ITEM:
                means = _item(self._item[code])
            case NumberKind.ITEM_CELL:
                means = {(MEANS, group, code): Fraction(1)}
        return self._with_spread(code, means)

    def _with_spread(self, code: str, means: Row) -> tuple[Row, ...]:
        """Add the equation of the squared error: groups by the squares of their shares."""
        shares: dict[str, Fraction] = {}
        for (_layer, group, _item), part in means.items():
            shares[group] = shares.get(group, Fraction(0)) + part
        return means, {(SPREAD, group, code): share**2 for group, share in shares.items()}

    def _perception(self, part: CapabilityScore) -> Row:
        scored = [item for item in self._items[part.code] if _is_heard(item)]
        weights = {item.code: _exact(item.weight) for item in scored}
        total = sum(weights.values(), Fraction(0))
        return _sum((_item(item), weights[item.code] / total) for item in scored)

    def _score(self, part: CapabilityScore) -> Row:
        """Return a capability's score as others build on it: nothing where facts cap it."""
        if part.cap_binds:
            return {}
        scored = [item for item in self._items[part.code] if item.score is not None]
        weights = [_exact(item.weight) for item in scored]
        heard = [weight for item, weight in zip(scored, weights, strict=True) if not item.is_fact]
        share = sum(heard, Fraction(0)) / sum(weights, Fraction(0))
        return _sum([(self._perception(part), share)])

    def _dimension(self, code: str) -> Row:
        parts = [
            part
            for part in self._card.capabilities
            if part.dimension == code and part.score is not None
        ]
        return _sum((self._score(part), Fraction(1, len(parts))) for part in parts)

    def _overall(self) -> Row:
        codes = [part.code for part in self._card.dimensions]
        return _sum((self._dimension(code), Fraction(1, len(codes))) for code in codes)

    def _cell(self, capability: str, group: str) -> Row:
        answered = [
            item
            for item in self._items[capability]
            if item.applies and any(cell.group == group and cell.n for cell in item.groups)
        ]
        total = sum((_exact(item.weight) for item in answered), Fraction(0))
        return {(MEANS, group, item.code): _exact(item.weight) / total for item in answered}

    def _gap(self, gap: Gap) -> tuple[Row, ...]:
        sides = (self._side(gap, groups) for groups in (gap.first_groups, gap.second_groups))
        first, second = (self._with_spread(gap.capability, side) for side in sides)
        return *first, *second

    def _side(self, gap: Gap, groups: Collection[str]) -> Row:
        items = [self._item[code] for code in gap.items]
        total = sum((_exact(item.weight) for item in items), Fraction(0))
        return _sum(
            (_shared(_among(item, groups), self._weight, item.code), _exact(item.weight) / total)
            for item in items
        )

    def _gate_values(self, gate: GateScore) -> Iterable[Row]:
        """Yield the parts of a gate that have its value: whoever sees it knows them all."""
        for part in gate.items:
            is_lowest = (
                part.score is not None
                and gate.value is not None
                and abs(part.score - gate.value) <= TOLERANCE
            )
            if is_lowest and part.shares:
                yield {
                    (MEANS, share.group, part.item): _exact(share.weight) for share in part.shares
                }


def _is_heard(item: ItemScore) -> bool:
    return item.score is not None and not item.is_fact


def _item(item: ItemScore) -> Row:
    return {
        (MEANS, cell.group, item.code): _exact(cell.weight) for cell in item.groups if cell.weight
    }


def _among(item: ItemScore, groups: Collection[str]) -> list[ItemGroup]:
    return [cell for cell in item.groups if cell.n and cell.group in groups]


def _shared(cells: Iterable[ItemGroup], weights: Mapping[str, float], code: str) -> Row:
    mine = {cell.group: _exact(weights[cell.group]) for cell in cells}
    total = sum(mine.values(), Fraction(0))
    return {(MEANS, group, code): weight / total for group, weight in mine.items() if weight}


def _sum(parts: Iterable[tuple[Row, Fraction]]) -> Row:
    total: _Sums = {}
    for row, factor in parts:
        for atom, part in row.items():
            total[atom] = total.get(atom, Fraction(0)) + part * factor
    return total


def _exact(number: float) -> Fraction:
    return Fraction(number).limit_denominator(LARGEST_DENOMINATOR)
