"""A round with every score and answer set by hand, good enough to lead to no finding."""

from dataclasses import dataclass, replace

from scoring.findings import Evidence

GOOD = 4.0


@dataclass(frozen=True)
class Answers:
    group: str
    counts: tuple[int, ...] = (0, 0, 0, 10, 0)
    dont_know: int = 0

    @property
    def mean(self):
        n = sum(self.counts)
        return sum(level * count for level, count in enumerate(self.counts, 1)) / n if n else None


@dataclass(frozen=True)
class Scored:
    score: float | None = GOOD
    split: bool = False
    groups: tuple[Answers, ...] = ()


@dataclass(frozen=True)
class Capability:
    score: float | None = GOOD
    cap_binds: bool = False


class RoundInHand:
    """Each method sets one thing and returns the round."""

    def __init__(self, framework, client_type="b2b"):
        self.client_type = client_type
        self.items = {
            item.code: Scored(groups=tuple(map(Answers, item.groups)))
            for item in framework.items
            if item.scored
        }
        self.capabilities = {part.code: Capability() for part in framework.capabilities}
        self.dimensions = dict.fromkeys((part.code for part in framework.dimensions), GOOD)
        self.gates = dict.fromkeys((gate.code for gate in framework.gates), GOOD)
        self.stage = 3
        self.problems = {"late answers": 6, "lost records": 4}
        self.side_gaps = {}

    def item(self, code, score):
        self.items[code] = replace(self.items[code], score=score)
        return self

    def facts(self, **levels):
        for code, level in levels.items():
            self.item(code, level)
        return self

    def answers(self, code, group, *counts, dont_know=0):
        """Set what a group answered; every other group's answers stay."""
        item = self.items[code]
        groups = tuple(
            Answers(group, counts, dont_know) if part.group == group else part
            for part in item.groups
        )
        self.items[code] = replace(item, groups=groups)
        return self

    def nobody_else(self, code, *groups):
        """Leave the answers of some groups only."""
        item = self.items[code]
        kept = tuple(part for part in item.groups if part.group in groups)
        self.items[code] = replace(item, groups=kept)
        return self

    def split(self, code):
        self.items[code] = replace(self.items[code], split=True)
        return self

    def capability(self, code, score=GOOD, *, cap_binds=False):
        self.capabilities[code] = Capability(score, cap_binds)
        return self

    def dimension(self, code, score):
        self.dimensions[code] = score
        return self

    def gate(self, code, value):
        self.gates[code] = value
        return self

    def at(self, stage):
        self.stage = stage
        return self

    def named(self, problems):
        self.problems = problems
        return self

    def gap(self, code, gap):
        self.side_gaps[code] = gap
        return self

    def evidence(self):
        return Evidence(
            client_type=self.client_type,
            items=self.items,
            capabilities=self.capabilities,
            dimensions=self.dimensions,
            gates=self.gates,
            stage=self.stage,
            problems=self.problems,
            side_gaps=self.side_gaps,
        )
