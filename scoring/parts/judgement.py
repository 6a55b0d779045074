"""The verdict of a round, how sure it is, and what would lift it (method.md 3.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.arrays.basis import Basis
from scoring.arrays.composites import Composite
from scoring.arrays.layout import Floats, Ints
from scoring.arrays.uncertainty import Errors, GroupErrors, combine, correlation, linear_errors
from scoring.framework.rules import VerdictRules
from scoring.scorecard import CapabilityScore, GateItem, GateScore, GateStatus
from scoring.verdict import decide
from scoring.verdict.batch import decide_many
from scoring.verdict.confidence import confidence_of, draw
from scoring.verdict.steps_up import steps_up
from scoring.verdict.terms import StepUp, Verdict, VerdictCode, VerdictConfidence


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, how sure it is and what would lift it; empty without rules for a verdict."""

    verdict: Verdict | None = None
    confidence: VerdictConfidence | None = None
    steps_up: tuple[StepUp, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Everything a verdict looks at, for one round.

    `dimensions_made` is how the dimensions follow from answers, in the framework's order.
    """

    basis: Basis
    dimensions_made: Composite
    rules: VerdictRules
    capabilities: Sequence[CapabilityScore]
    gates: Sequence[GateScore]
    technology_stage: int | None
    pilot_unit: bool
    critical_hierarchy_gap: bool
    reportable: bool

    @property
    def dimensions(self) -> dict[str, float | None]:
        codes = [part.code for part in self.basis.layout.framework.dimensions]
        scores = self.basis.composition.dimensions.tolist()
        return {
            code: None if score != score else score  # noqa: PLR0124 - NaN
            for code, score in zip(codes, scores, strict=True)
        }

    @property
    def unproven(self) -> tuple[str, ...]:
        return tuple(gate.code for gate in self.gates if gate.missing)

    def judged(self, seed: int) -> Judged:
        verdict = self.verdict()
        return Judged(verdict, self.confidence(verdict, seed), self.steps_up())

    def verdict(self) -> Verdict:
        return decide(
            dimensions=self.dimensions,
            gates={gate.code: gate.value for gate in self.gates},
            technology_stage=self.technology_stage,
            pilot_unit=self.pilot_unit,
            critical_hierarchy_gap=self.critical_hierarchy_gap,
            rules=self.rules,
            reportable=self.reportable,
            unproven=self.unproven,
        )

    def steps_up(self) -> tuple[StepUp, ...]:
        """Return the cheapest sets of moves that lift the verdict a step."""
        scores: dict[str, dict[str, float | None]] = {}
        for part in self.capabilities:
            scores.setdefault(part.dimension, {})[part.code] = part.score
        return steps_up(
            dimensions=self.dimensions,
            capabilities={code: scores.get(code, {}) for code in self.rules.dimensions},
            gates={gate.code: gate.value for gate in self.gates},
            technology_stage=self.technology_stage,
            pilot_unit=self.pilot_unit,
            critical_hierarchy_gap=self.critical_hierarchy_gap,
            rules=self.rules,
            reportable=self.reportable,
            unproven=self.unproven,
        )

    def confidence(self, verdict: Verdict, seed: int) -> VerdictConfidence | None:
        """Draw plausible scores and see which verdicts they lead to.

        Dimensions and what gates hear from respondents vary together, as far as the same
        people stand behind them; facts are fixed. None without enough evidence to judge.
        """
        if verdict.code is VerdictCode.INSUFFICIENT:
            return None
        codes = [part.code for part in self.basis.layout.framework.dimensions]
        order = [codes.index(code) for code in self.rules.dimensions]
        parts = _parts(self.basis, self.dimensions_made, order, self.gates)
        errors, rules = parts.errors, self.basis.rules.confidence
        drawn = draw(
            parts.values,
            errors.standard_error,
            errors.df,
            parts.correlation(self.basis),
            rules.draws,
            seed,
        )
        verdicts = decide_many(
            drawn[:, : len(order)],
            parts.gate_values(self.gates, drawn),
            technology_stage=self.technology_stage,
            pilot_unit=self.pilot_unit,
            critical_hierarchy_gap=self.critical_hierarchy_gap,
            rules=self.rules,
            unproven=np.array([bool(gate.missing) for gate in self.gates], dtype=np.bool_),
        )
        return confidence_of(verdicts, rules, seed)


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """What varies: the dimensions in the order of the verdict, then what gates hear.

    Parameters
    ----------
    heard
        The gate and item of each part after the dimensions.
    group_errors
        Errors of each group's mean in each part; see `GroupErrors`.
    coefficients
        Weight of each group's mean of each item in each part; shape (p, g, i).
    people
        People behind each part; shape (p, g).
    """

    values: Floats
    heard: tuple[tuple[str, str], ...]
    group_errors: GroupErrors
    coefficients: Floats
    people: Ints

    @property
    def errors(self) -> Errors:
        return combine(self.group_errors)

    def correlation(self, basis: Basis) -> Floats:
        """Return how the parts vary together, as far as they rest on the same people."""
        return correlation(basis.tallies, self.coefficients, self.people, self.group_errors)

    def gate_values(self, gates: Sequence[GateScore], drawn: Floats) -> Floats:
        """Return the value of each gate in each draw: the lowest of what it heard and facts."""
        first = drawn.shape[1] - len(self.heard)
        columns = []
        for gate in gates:
            facts = (part.score for part in _counting(gate) if not part.n)
            fixed = [score for score in facts if score is not None]
            heard = [first + n for n, (code, _item) in enumerate(self.heard) if code == gate.code]
            lowest = np.full(len(drawn), min(fixed, default=np.inf))
            for column in heard:
                lowest = np.minimum(lowest, drawn[:, column])
            columns.append(np.where(np.isinf(lowest), np.nan, lowest))
        return np.stack(columns, axis=1) if columns else np.empty((len(drawn), 0))


def _parts(
    basis: Basis, dimensions: Composite, order: Sequence[int], gates: Sequence[GateScore]
) -> _Parts:
    rules, tallies = basis.rules.uncertainty, basis.tallies
    heard = [(gate, part) for gate in gates for part in _counting(gate) if part.n]
    columns = [item.code for item in basis.layout.columns]
    items = np.zeros((len(heard), *basis.shares.shape))
    people = np.zeros(items.shape[:2], dtype=np.int64)
    for number, (gate, part) in enumerate(heard):
        column = columns.index(part.item)
        shares = basis.shares_without(gate.leave_out) if gate.leave_out else basis.shares
        items[number, :, column] = shares[:, column]
        people[number] = tallies.n[:, column]
    coefficients = np.concatenate([dimensions.coefficients[order], items])
    people = np.concatenate([dimensions.people[order], people])
    priors = [rules.capability_variance] * len(order) + [rules.item_variance] * len(heard)
    errors = linear_errors(
        tallies, coefficients, people, basis.headcounts, np.array(priors)[:, np.newaxis], rules
    )
    values = [*basis.composition.dimensions[order], *(part.score for _gate, part in heard)]
    codes = tuple((gate.code, part.item) for gate, part in heard)
    return _Parts(np.array(values, dtype=np.float64), codes, errors, coefficients, people)


def _counting(gate: GateScore) -> tuple[GateItem, ...]:
    """Return the parts that count in a gate's value."""
    if gate.status is GateStatus.NOT_APPLICABLE:
        return ()
    return tuple(part for part in gate.items if part.applies and part.score is not None)
