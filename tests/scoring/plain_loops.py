"""The formulas of method.md 3.2 to 3.5, written out a second time, as plainly as can be."""

import math

from scoring.framework import DontKnow
from scoring.framework.statistics import UncertaintyRules

RULES = UncertaintyRules()


class PlainLoops:
    """The formulas of 3.2 to 3.5, one respondent at a time."""

    def __init__(self, framework, ballots, facts, heads, options):
        self.framework, self.ballots, self.heads = framework, ballots, heads
        self.weights = options.weights(framework)
        self.groups = [group.code for group in framework.groups]
        self.items = [item for item in framework.items if item.is_perception]
        self.applies = {
            item.code: framework.applies(item, options.client_type) for item in framework.items
        }
        self.answered = {
            (row, item.code): level
            for row, (group, given) in enumerate(ballots)
            for item in self.items
            if group in item.groups and (level := self._level(item, given.get(item.code)))
        }
        self.n, self.mean = {}, {}
        for group in self.groups:
            for item in self.items:
                levels = self._levels(group, item.code)
                self.n[group, item.code] = len(levels)
                if levels:
                    self.mean[group, item.code] = sum(levels) / len(levels)
        self.facts = facts

    def _level(self, item, value):
        if value == "dk":
            return 1 if item.dont_know is DontKnow.LOWEST else None
        if not isinstance(value, int):
            return None
        return 6 - value if item.is_reversed else value

    def _levels(self, group, code):
        rows = [row for row, (code_, _) in enumerate(self.ballots) if code_ == group]
        return [self.answered[row, code] for row in rows if (row, code) in self.answered]

    def contributing(self, item):
        least = self.framework.scoring.minimum_answers
        return [
            group
            for group in item.groups
            if self.applies[item.code]
            and self.n[group, item.code] >= least
            and self.weights[group] > 0
        ]

    def side_is_silent(self, dimension):
        if dimension.sides is None:
            return False
        mine = [item for item in self.items if item.dimension == dimension.code]
        for side in ("business", "it"):
            there = {group.code for group in self.framework.groups if group.side == side}
            asked = any(there & set(item.groups) for item in mine if self.applies[item.code])
            heard = any(there & set(self.contributing(item)) for item in mine)
            if asked and not heard:
                return True
        return False

    def shares(self, item):
        """w_gi of 3.2 and 3.3, empty where the item has no score."""
        groups = self.contributing(item)
        dimension = self.framework.dimension(item.dimension)
        if not groups or self.side_is_silent(dimension):
            return {}
        if dimension.sides is None:
            total = sum(self.weights[group] for group in groups)
            return {group: self.weights[group] / total for group in groups}
        side_of = {group.code: group.side for group in self.framework.groups}
        asked = {side_of[group] for group in item.groups} - {None}
        if {side_of[group] for group in groups} != asked:
            return {}
        whole = sum(dimension.sides.share(side) for side in asked)
        shares = {}
        for side in asked:
            there = [group for group in groups if side_of[group] is side]
            total = sum(self.weights[group] for group in there)
            part = dimension.sides.share(side) / whole
            shares |= {group: part * self.weights[group] / total for group in there}
        return shares

    def item_coefficients(self, item):
        return {(group, item.code): share for group, share in self.shares(item).items()}

    def capability_coefficients(self, part, card_part):
        """a_gi: w_gi v_i over the weight of all scored items, facts too."""
        if card_part.score is None:
            return {}
        mine = [item for item in part.items if item.scored and self.applies[item.code]]
        scored = [item for item in mine if item.is_perception and self.shares(item)]
        known = [item for item in mine if item.is_fact and self._known(item.code)]
        total = sum(item.weight for item in scored + known)
        return {
            (group, item.code): share * item.weight / total
            for item in scored
            for group, share in self.shares(item).items()
        }

    def _known(self, code):
        return self.facts.get(code) not in {None, "na"}

    def dimension_coefficients(self, dimension, card_parts):
        parts = [part for part in dimension.capabilities if card_parts[part.code].score is not None]
        found = {}
        for part in parts:
            scored = card_parts[part.code]
            if not (scored.cap_binds and scored.interval.low == scored.score):
                for key, weight in self.capability_coefficients(
                    part, card_parts[part.code]
                ).items():
                    found[key] = weight / len(parts)
        return found

    def cell_coefficients(self, part, group):
        mine = [
            item
            for item in part.items
            if item.is_perception
            and group in item.groups
            and self.applies[item.code]
            and self.n[group, item.code]
        ]
        total = sum(item.weight for item in mine)
        return {(group, item.code): item.weight / total for item in mine}

    def error(self, coefficients, prior):
        """Standard error and df of sum a_gi m_gi; (0, None) without answers."""
        parts = []
        for group in self.groups:
            mine = {code: a for (g, code), a in coefficients.items() if g == group}
            if not mine:
                continue
            rows = [
                row
                for row, (code, _) in enumerate(self.ballots)
                if code == group and any((row, item) in self.answered for item in mine)
            ]
            whole, n = sum(mine.values()), len(rows)
            squares = 0.0
            for row in rows:
                z = 0.0
                for code, a in mine.items():
                    if (row, code) in self.answered:
                        deviation = self.answered[row, code] - self.mean[group, code]
                        z += a / whole * n / self.n[group, code] * deviation
                squares += z * z
            df = n - 1 + RULES.prior_df
            variance = (squares + RULES.prior_df * prior) / df
            heads = self.heads.get(group)
            fraction = min(n / heads, 1.0) if heads else 0.0
            error = variance / n * (1 - fraction * RULES.reliability)
            parts.append((whole**2 * error, df))
        total = sum(part for part, _ in parts)
        if not total:
            return 0.0, None
        return math.sqrt(total), total**2 / sum(part**2 / df for part, df in parts)
