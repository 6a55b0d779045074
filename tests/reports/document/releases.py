"""Releases to write chapters about: usual, random and extreme ones."""

import random
from functools import cache
from typing import Any

from reports.material import Material
from scoring.release import Release
from tests.reports.samples import (
    FACTS,
    HEADCOUNTS,
    LEVELS,
    PEOPLE,
    everybody,
    sample_material,
    sample_release,
    sample_wording,
)

CASES: dict[str, dict[str, Any]] = {
    "usual": {},
    "everything hidden": {"people": dict.fromkeys(PEOPLE, 1)},
    "groups hidden": {"people": dict.fromkeys(PEOPLE, 2)},
    "one dimension not scored": {"people": {**PEOPLE, "it": 0}},
    "all one": {"levels": everybody(1), "spread": 0},
    "all five": {"levels": everybody(5), "spread": 0},
    "nobody": {"people": dict.fromkeys(PEOPLE, 0), "facts": {}},
    "small groups": {"people": {**PEOPLE, "it": 4, "executives": 3}},
    "consumers": {"client_type": "b2c"},
    "conditions": {"levels": everybody(4), "facts": {**FACTS, "Q2b": 60, "A1c": 3, "Q3b": 5}},
    **{f"random {seed}": {"seed": seed} for seed in range(6)},
}
NAMES = {
    "executives": "Geschäftsleitungsmitglieder der Holding 40",
    "business": "مديرو الأعمال في الشرق الأوسط",
    "frontline": "R&D <b>Vertrieb</b> und “Kundendienst”",
    "it": "Informationsverarbeitungsdienstleistungen",
}


@cache
def release_of(case: str) -> Release:
    """The release of a case, made once."""
    parts = dict(CASES[case])
    seed = parts.pop("seed", None)
    return sample_release(**parts) if seed is None else _random(seed)


def material_for(case: str, **parts: Any) -> Material:
    """What the report of a case is made from."""
    return sample_material(release_of(case), **parts)


def odd_names() -> Any:
    """A wording in which groups have long names, from right to left, or with markup."""
    return sample_wording(**NAMES)


def _random(seed: int) -> Release:
    chance = random.Random(seed)
    people = {code: chance.choice([0, 3, 5, 9, 14]) for code in PEOPLE}
    levels = {group: {dimension: chance.uniform(1, 5) for dimension in "SCQA"} for group in LEVELS}
    facts = {code: value for code, value in FACTS.items() if chance.random() < 0.8}
    return sample_release(
        people=people,
        headcounts={code: max(HEADCOUNTS[code], people[code]) for code in people},
        levels=levels,
        facts=facts,
        spread=chance.uniform(0, 2),
        k=chance.choice([3, 5]),
    )
