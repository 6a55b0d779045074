"""What a boss with the report and a calculator can work out, in exact fractions.

Written from the method alone, without the code of the release: every number that a release
shows becomes an equation in what each group said on each item. Each equation is first
checked against the number itself. Then all of them together must not isolate a crowd of
fewer than k people: no combination may be left with answers of such a crowd only.
"""

from fractions import Fraction
from itertools import product

from tests.scoring.plain_loops import PlainLoops

ROUNDING = 0.05 + 1e-6


class Oracle:
    """The equations of a release, and the crowds they isolate."""

    def __init__(self, framework, ballots, facts, heads, options, card, released):
        self.framework, self.card, self.released = framework, card, released
        self.loops = PlainLoops(framework, ballots, facts, heads, options)
        self.weight = {code: Fraction(w) for code, w in options.weights(framework).items()}
        self.level = {item.code: item.score for item in card.items if item.is_fact}
        self.scored = {part.code: part for part in card.capabilities}
        self.perception_items = {item.code: item for item in self.loops.items}
        self.heads = heads
        self.rows = list(self._rows())

    def wrong(self):
        """Return the numbers that their own equation does not give; there must be none."""
        mean = {(g, i): value for (g, i), value in self.loops.mean.items()}
        return [
            (name, value)
            for name, row, constant, value in self.rows
            if value is not None
            and abs(float(sum(c * Fraction(mean[a]) for a, c in row.items()) + constant) - value)
            > ROUNDING
        ]

    def leaks(self, k):
        """Return the crowds of fewer than k people that the numbers isolate."""
        people = {
            (group, code): self._people(group, n) for (group, code), n in self.loops.n.items() if n
        }
        rows = [row for _name, row, _constant, _value in self.rows if row]
        spreads = [row for row in self._spreads() if row]
        found = []
        for allowed in self._allowances(people, k):
            inside = {atom for atom, n in people.items() if n <= allowed[atom[0]]}
            if inside and isolates(rows, inside):
                found.append(allowed)
                continue
            groups = self._groups_within(allowed)
            if any(
                isolates([row for c, row in spreads if c == code], set(mine))
                for code, mine in groups.items()
            ):
                found.append(allowed)
        return found

    def _people(self, group, n):
        heads = self.heads.get(group)
        return n if heads is None else max(1, min(n, heads))

    def _allowances(self, people, k):
        """How many people of each group a crowd may have: every way to stay under k."""
        sizes = {group: {0} for group in self.loops.groups}
        for (group, _code), n in people.items():
            if n < k:
                sizes[group].add(n)
        for part in self.card.capabilities:
            for view in part.groups:
                if 0 < view.n < k:
                    sizes[view.group].add(self._people(view.group, view.n))
        for chosen in product(*(sorted(sizes[group]) for group in self.loops.groups)):
            if 0 < sum(chosen) < k:
                yield dict(zip(self.loops.groups, chosen, strict=True))

    def _groups_within(self, allowed):
        """By capability and item, the groups whose people there fit into the allowance."""
        within = {}
        for part in self.card.capabilities:
            within[part.code] = [
                view.group
                for view in part.groups
                if 0 < self._people(view.group, view.n) <= allowed[view.group]
            ]
        for (group, code), n in self.loops.n.items():
            if n and self._people(group, n) <= allowed[group]:
                within.setdefault(code, []).append(group)
        return {code: groups for code, groups in within.items() if groups}

    # --- equations in means ---------------------------------------------------------------

    def _rows(self):
        """Yield each number's name, its equation, the constant in it, and its value."""
        yield from self._wholes()
        yield from self._capabilities()
        yield from self._views()
        yield from self._gaps()
        yield from self._gates()

    def _wholes(self):
        for part in self.released.dimensions:
            if part.score is not None:
                yield ("dimension " + part.code, *self._dimension(part.code), part.score)
        if self.released.overall.score is not None:
            parts = [self._dimension(part.code) for part in self.released.dimensions]
            share = Fraction(1, len(parts))
            row = _sum((row, share) for row, _constant in parts)
            constant = sum(constant for _row, constant in parts) * share
            yield "overall", row, constant, self.released.overall.score

    def _capabilities(self):
        for part in self.released.capabilities:
            if part.perception is not None:
                row = self._perception(part.code)
                yield "perception " + part.code, row, 0, part.perception
            if part.score is not None:
                yield ("capability " + part.code, *self._capability(part.code), part.score)
            if part.lowest is not None and part.lowest.code in self.perception_items:
                row = self._heard(part.lowest.code)
                yield "lowest " + part.lowest.code, row, 0, part.lowest.score

    def _views(self):
        for cell in self.released.cells:
            if cell.n is not None:
                row = self._cell(cell.capability, cell.group)
                yield f"cell {cell.capability} {cell.group}", row, 0, cell.mean
        for item in self.released.items:
            if not item.is_fact and item.score is not None:
                yield "item " + item.code, self._heard(item.code), 0, item.score
            for cell in item.cells:
                if cell.n is not None:
                    row = {(cell.group, item.code): Fraction(1)}
                    yield f"item cell {item.code} {cell.group}", row, 0, cell.mean

    def _gaps(self):
        stored = {(gap.pair.value, gap.capability): gap for gap in self.card.gaps}
        for gap in self.released.gaps:
            found = stored["sides", gap.capability]
            yield "gap", self._side(found, found.first_groups), 0, gap.it
            yield "gap", self._side(found, found.second_groups), 0, gap.business
        for gap in self.released.hierarchy_gaps:
            found = stored["hierarchy", gap.capability]
            yield "gap", self._side(found, gap.upper_groups), 0, gap.upper
            yield "gap", self._side(found, gap.lower_groups), 0, gap.lower

    def _gates(self):
        for gate in self.released.gates:
            if gate.value is None:
                continue
            found = next(part for part in self.card.gates if part.code == gate.code)
            for part in found.items:
                if part.score is not None and part.n and abs(part.score - found.value) < 1e-9:
                    yield (
                        "gate " + gate.code,
                        self._heard(part.item, found.leave_out),
                        0,
                        gate.value,
                    )

    def _shares(self, code, without=()):
        """w_gi of 3.2 and 3.3 in fractions."""
        item = self.perception_items[code]
        dimension = self.framework.dimension(item.dimension)
        groups = [group for group in self.loops.contributing(item) if group not in without]
        if not groups or self.loops.side_is_silent(dimension):
            return {}
        if dimension.sides is None:
            total = sum(self.weight[group] for group in groups)
            return {group: self.weight[group] / total for group in groups}
        side_of = {group.code: group.side for group in self.framework.groups}
        asked = {side_of[group] for group in item.groups if group not in without} - {None}
        if {side_of[group] for group in groups} != asked:
            return {}
        whole = sum(_exact(dimension.sides.share(side)) for side in asked)
        shares = {}
        for side in asked:
            there = [group for group in groups if side_of[group] is side]
            total = sum(self.weight[group] for group in there)
            part = _exact(dimension.sides.share(side)) / whole
            shares |= {group: part * self.weight[group] / total for group in there}
        return shares

    def _heard(self, code, without=()):
        return {(group, code): share for group, share in self._shares(code, without).items()}

    def _mine(self, capability):
        return [
            item
            for item in self.framework.capability(capability).items
            if item.scored and self.loops.applies[item.code]
        ]

    def _perception(self, capability):
        heard = [i for i in self._mine(capability) if i.is_perception and self._shares(i.code)]
        total = sum(_exact(item.weight) for item in heard)
        return _sum((self._heard(item.code), _exact(item.weight) / total) for item in heard)

    def _capability(self, capability):
        mine = self._mine(capability)
        if self.scored[capability].cap_binds:
            return {}, self.scored[capability].score
        heard = [item for item in mine if item.is_perception and self._shares(item.code)]
        known = [item for item in mine if item.is_fact and self.level[item.code] is not None]
        total = sum(_exact(item.weight) for item in heard + known)
        row = _sum((self._heard(item.code), _exact(item.weight) / total) for item in heard)
        facts = sum(_exact(item.weight) / total * Fraction(self.level[item.code]) for item in known)
        return row, facts

    def _dimension(self, code):
        codes = [part.code for part in self.framework.dimension(code).capabilities]
        parts = [self._capability(c) for c in codes if self.scored[c].score is not None]
        share = Fraction(1, len(parts))
        row = _sum((row, share) for row, _constant in parts)
        return row, sum(Fraction(constant) for _row, constant in parts) * share

    def _cell(self, capability, group):
        answered = [
            item
            for item in self._mine(capability)
            if item.is_perception and group in item.groups and self.loops.n[group, item.code]
        ]
        total = sum(_exact(item.weight) for item in answered)
        return {(group, item.code): _exact(item.weight) / total for item in answered}

    def _side(self, gap, groups):
        items = [self.perception_items[code] for code in gap.items]
        total = sum(_exact(item.weight) for item in items)
        row = {}
        for item in items:
            there = [group for group in self.loops.contributing(item) if group in groups]
            whole = sum(self.weight[group] for group in there)
            for group in there:
                row[group, item.code] = _exact(item.weight) / total * self.weight[group] / whole
        return row

    # --- equations in squared errors --------------------------------------------------------

    def _spreads(self):
        """Yield capability or item, and its squared error as a sum over groups."""
        for part in self.released.capabilities:
            if part.interval is not None:
                yield part.code, _squares(self._perception(part.code))
        for cell in self.released.cells:
            if cell.interval is not None:
                yield cell.capability, {cell.group: Fraction(1)}
        for gap in self.card.gaps:
            pair = self.released.gaps if gap.pair.value == "sides" else self.released.hierarchy_gaps
            if any(shown.capability == gap.capability for shown in pair):
                both = self._side(gap, gap.first_groups) | self._side(gap, gap.second_groups)
                yield gap.capability, _squares(both)
        for item in self.released.items:
            if item.interval is not None:
                yield item.code, _squares(self._heard(item.code))
            for cell in item.cells:
                if cell.counts:
                    yield item.code, {cell.group: Fraction(1)}


def isolates(rows, inside):
    """Tell whether a combination of rows is left with atoms from inside, and only those."""
    outside = [{a: c for a, c in row.items() if a not in inside} for row in rows]
    return rank(rows) > rank(outside)


def rank(rows):
    """Return the rank of sparse rows of fractions, by plain elimination."""
    solved = {}
    for row in rows:
        rest = {atom: Fraction(part) for atom, part in row.items() if part}
        while rest:
            lead = min(rest)
            if lead not in solved:
                solved[lead] = rest
                break
            factor = rest[lead] / solved[lead][lead]
            for atom, part in solved[lead].items():
                value = rest.get(atom, Fraction(0)) - factor * part
                if value:
                    rest[atom] = value
                else:
                    rest.pop(atom, None)
    return len(solved)


def _squares(row):
    shares = {}
    for (group, _code), part in row.items():
        shares[group] = shares.get(group, Fraction(0)) + part
    return {group: share**2 for group, share in shares.items()}


def _sum(parts):
    total = {}
    for row, factor in parts:
        for atom, part in row.items():
            total[atom] = total.get(atom, Fraction(0)) + part * factor
    return total


def _exact(number):
    return Fraction(str(number))
