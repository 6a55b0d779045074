"""The clauses of a verdict, each written once: for one case, and elementwise for many.

Every clause is built from comparisons, `|` and `&` alone, which mean the same for a number as
for an array with one number per case. The first clause that holds decides (method.md 3.10).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from scoring.framework.rules import VerdictRules
from scoring.limits import below

# One value, or an array with one value per case.
Numbers: TypeAlias = Any
Flags: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the clauses look at.

    `stop_gates` says whether every gate that can stop is low, `far_ahead` whether the lag
    reaches the one that stops, `blocked` whether a gate is below "pilot" or unproven.
    `warnings` counts the gates below "proceed" only.
    """

    strategy: Numbers
    culture: Numbers
    data: Numbers
    alignment: Numbers
    stop_gates: Flags
    far_ahead: Flags
    blocked: Flags
    warnings: Numbers
    hierarchy_gap: Flags
    no_pilot_unit: Flags


def stops(case: Situation, rules: VerdictRules) -> Flags:
    """Tell whether no further technology money may be committed."""
    return case.stop_gates | lacks_foundation(case, rules) | outruns_foundation(case, rules)


def lacks_foundation(case: Situation, rules: VerdictRules) -> Flags:
    """Tell whether neither strategy nor culture can carry technology."""
    limit = rules.stop_foundation_below
    return is_below(case.strategy, limit) & is_below(case.culture, limit)


def outruns_foundation(case: Situation, rules: VerdictRules) -> Flags:
    """Tell whether technology is far ahead of a low strategy or culture."""
    limit = rules.stop_foundation_below
    return (is_below(case.strategy, limit) | is_below(case.culture, limit)) & case.far_ahead


def misses_proceed(case: Situation, rules: VerdictRules) -> Flags:
    """Tell whether anything speaks against PROCEED."""
    findings = case.blocked | (case.warnings > 0)
    return _any_below(case, rules.proceed_minimum) | findings | case.hierarchy_gap


def misses_conditions(case: Situation, rules: VerdictRules) -> Flags:
    """Tell whether anything speaks against PROCEED WITH CONDITIONS."""
    too_many = case.warnings > rules.conditions_warnings
    return _any_below(case, rules.conditions_minimum) | case.blocked | too_many


def misses_pilot(case: Situation, rules: VerdictRules) -> Flags:
    """Tell whether anything speaks against a DECOUPLED PILOT."""
    return cannot_pilot(case, rules) | case.no_pilot_unit


def cannot_pilot(case: Situation, rules: VerdictRules) -> Flags:
    """Tell whether a pilot is out of reach even with a pilot unit."""
    return (
        is_below(case.strategy, rules.pilot_strategy)
        | is_below(case.alignment, rules.pilot_alignment)
        | is_below(case.data, rules.pilot_data)
        | is_below(case.culture, rules.pilot_culture)
        | case.blocked
    )


def _any_below(case: Situation, limit: float) -> Flags:
    return (
        is_below(case.strategy, limit)
        | is_below(case.culture, limit)
        | is_below(case.data, limit)
        | is_below(case.alignment, limit)
    )


def is_below(values: Numbers, limit: Numbers) -> Flags:
    """Tell elementwise whether values are below a limit; NaN is below none."""
    return below(values, limit)
