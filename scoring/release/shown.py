"""Which numbers are shown: first the method's own rules, then the audit (method.md 3.7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from scoring.release import numbers
from scoring.release.audit import Audit
from scoring.release.crowds import Crowds, crowds_of
from scoring.release.equations import Equations
from scoring.release.numbers import GAP_KINDS, Number
from scoring.release.suppression import hidden_groups, hidden_subtotals
from scoring.scorecard import (
    CapabilityScore,
    Gap,
    GateScore,
    ItemScore,
    Scorecard,
)


class Shown:
    """The numbers of a scorecard that may be shown, and what is hidden as a whole.

    `audit` knows what was shown of the same answers before. Numbers are let through in the
    order of their weight for a reader: dimensions, overall, capabilities, gates, views of
    groups, gaps, items, views of groups on items. Nothing is shown that is part of something
    hidden.
    """

    def __init__(self, card: Scorecard, crowds: Crowds, audit: Audit) -> None:
        self._card, self._crowds, self._audit = card, crowds, audit
        self._equations = Equations(card)
        self._shown: set[Number] = set()
        self.hidden_capabilities = hidden_capabilities(card, crowds)
        self._take(self._dimensions())
        self._take(self._overall())
        self._take(self._capabilities())
        self._take(self._gates())
        self._take(self._cells())
        self._take(self._gaps())
        self._take(self._items())
        self._take(self._item_cells())

    def __contains__(self, number: Number) -> bool:
        return number in self._shown

    def has_gap(self, gap: Gap) -> bool:
        """Tell whether both views of a gap, and so the gap, are shown."""
        return Number(GAP_KINDS[gap.pair], gap.capability) in self._shown

    def _take(self, proposed: Iterable[Number]) -> None:
        for number in proposed:
            if self._audit.admits(self._equations.of(number)):
                self._shown.add(number)

    def _dimensions(self) -> Iterator[Number]:
        """Propose dimensions, but for those in which no capability rests on k people."""
        for dimension in self._card.dimensions:
            people = max(
                (
                    self._crowds.behind(part.groups)
                    for part in self._card.capabilities
                    if part.dimension == dimension.code
                ),
                default=0,
            )
            if dimension.score is not None and not self._crowds.are_few(people):
                yield numbers.dimension(dimension.code)

    def _overall(self) -> Iterator[Number]:
        """Propose the overall score only beside all of its dimensions."""
        parts = [numbers.dimension(part.code) for part in self._card.dimensions]
        if self._card.overall.score is not None and all(part in self._shown for part in parts):
            yield numbers.OVERALL

    def _capabilities(self) -> Iterator[Number]:
        for part in self._card.capabilities:
            if _has_number(part) and part.code not in self.hidden_capabilities:
                yield numbers.capability(part.code)

    def _gates(self) -> Iterator[Number]:
        """Propose values of gates that no hidden view or item of few people is near to.

        Where a group the gate leaves out is hidden, the score over all groups may be known;
        and beside an item of few people each further item would help to solve for it.
        """
        items = {item.code: item for item in self._card.items}
        few = {item.capability for item in self._card.items if self._rests_on_few(item)}
        closed = few | self.hidden_capabilities
        for gate in self._card.gates:
            heard = [items[part.item].capability for part in gate.items if part.n]
            betrays = any(
                capability in closed
                or any(self._is_hidden(capability, group) for group in gate.leave_out)
                for capability in heard
            )
            if (
                gate.value is not None
                and not betrays
                and not is_of_few(gate, self._card, self._crowds)
            ):
                yield numbers.gate(gate.code)

    def _is_hidden(self, capability: str, group: str) -> bool:
        """Tell whether a group answers a capability and its view may not be shown."""
        part = next(part for part in self._card.capabilities if part.code == capability)
        return any(view.group == group for view in part.groups) and group not in set(
            self._open_groups(part)
        )

    def _open_groups(self, part: CapabilityScore) -> Iterator[str]:
        people = {view.group: self._crowds.people(view.group, view.n) for view in part.groups}
        counted = {view.group: people[view.group] for view in part.groups if view.weight > 0}
        hidden = hidden_groups(counted, self._crowds.k)
        for group, n in people.items():
            if n >= self._crowds.k and group not in hidden:
                yield group

    def _cells(self) -> Iterator[Number]:
        for part in self._card.capabilities:
            if self._is_open(part):
                yield from (numbers.cell(part.code, group) for group in self._open_groups(part))

    def _is_open(self, part: CapabilityScore) -> bool:
        """Tell whether parts of a capability may be shown: it is not hidden itself."""
        if part.code in self.hidden_capabilities:
            return False
        return not _has_number(part) or numbers.capability(part.code) in self._shown

    def _gaps(self) -> Iterator[Number]:
        """Propose gaps in which every group may be shown and k people answered on each side.

        These groups have at least k people each, so n of a side, though it counts ballots,
        reaches k only where k people stand behind it.
        """
        for gap in self._card.gaps:
            cells = (
                numbers.cell(gap.capability, group)
                for group in gap.first_groups + gap.second_groups
            )
            enough = min(gap.n_first, gap.n_second) >= self._crowds.k
            if enough and all(cell in self._shown for cell in cells):
                yield Number(GAP_KINDS[gap.pair], gap.capability)

    def _items(self) -> Iterator[Number]:
        parts = {part.code: part for part in self._card.capabilities}
        for item in self._card.items:
            is_heard = item.score is not None and not item.is_fact
            if is_heard and not self._rests_on_few(item) and self._is_open(parts[item.capability]):
                yield numbers.item(item.code)

    def _item_cells(self) -> Iterator[Number]:
        for item in self._card.items:
            if item.score is not None and numbers.item(item.code) not in self._shown:
                continue
            people = {cell.group: self._crowds.people(cell.group, cell.n) for cell in item.groups}
            counted = {cell.group: people[cell.group] for cell in item.groups if cell.weight > 0}
            hidden = hidden_groups(counted, self._crowds.k)
            for group, n in people.items():
                is_beside_view = numbers.cell(item.capability, group) in self._shown
                if is_beside_view and n >= self._crowds.k and group not in hidden:
                    yield numbers.item_cell(item.code, group)

    def _rests_on_few(self, item: ItemScore) -> bool:
        return item.score is not None and self._crowds.are_few(self._crowds.behind(item.groups))


def shown_of(card: Scorecard, crowds: Crowds, earlier: Iterable[Scorecard] = ()) -> Shown:
    """Decide what is shown beside releases of the same answers that people have already.

    These are gone through again in their order, so that the audit knows what they show.
    """
    audit = Audit(Equations(card).people(crowds), crowds.k)
    for before in earlier:
        Shown(before, crowds_of(before, crowds.k), audit)
    return Shown(card, crowds, audit)


def hidden_capabilities(card: Scorecard, crowds: Crowds) -> frozenset[str]:
    """Return capabilities behind which fewer than k people stand, and what betrays them.

    A capability of facts alone rests on nobody's answers and is always shown.
    """
    hidden: set[str] = set()
    for dimension in card.dimensions:
        parts = [part for part in card.capabilities if part.dimension == dimension.code]
        people = {part.code: crowds.behind(part.groups) for part in parts}
        hidden |= hidden_subtotals(people, crowds.k)
    return frozenset(hidden)


def is_of_few(gate: GateScore, card: Scorecard, crowds: Crowds) -> bool:
    """Tell whether a part of a gate rests on fewer than k people."""
    items = {item.code: item for item in card.items}
    return any(
        crowds.are_few(_gate_people(items[part.item], part.n, gate.leave_out, crowds))
        for part in gate.items
        if part.n
    )


def _gate_people(item: ItemScore, n: int, leave_out: Collection[str], crowds: Crowds) -> int:
    """Return how many people at least stand behind n answers to a part of a gate."""
    return max(1, n - crowds.surplus(cell for cell in item.groups if cell.group not in leave_out))


def _has_number(part: CapabilityScore) -> bool:
    return part.score is not None or part.perception is not None
