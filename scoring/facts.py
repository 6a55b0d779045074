"""The facts of a round, checked, and the levels they earn."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.framework import Framework, fact_level, fact_problem


class FactError(ValueError):
    """A fact that cannot be scored: names the item and the reason."""

    def __init__(self, item: str, reason: str) -> None:
        self.item = item
        self.reason = reason
        super().__init__(reason)


def check_facts(framework: Framework, facts: Mapping[str, object]) -> None:
    """Refuse facts the framework does not know or cannot take; None is a missing one.

    Raises
    ------
    FactError
        For the first such fact.
    """
    for code, raw in facts.items():
        if not framework.has_item(code) or not framework.item(code).is_fact:
            raise FactError(code, f"{code} is not a fact of this framework.")
        problem = None if raw is None else fact_problem(framework.item(code), raw)
        if problem is not None:
            raise FactError(code, problem)


def fact_levels(framework: Framework, facts: Mapping[str, object]) -> dict[str, float | None]:
    """Return the level of every scored fact by item code, None where there is none."""
    return {
        item.code: fact_level(item, facts.get(item.code))
        for item in framework.facts
        if item.is_evidence
    }


def whole_fact(facts: Mapping[str, object], code: str) -> int | None:
    """Return a fact that is a count or a stage, None when missing or not applicable."""
    raw = facts.get(code)
    return raw if isinstance(raw, int) else None
