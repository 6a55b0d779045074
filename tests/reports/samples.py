"""Releases and rounds to draw: seeded answers around a level per group and dimension."""

import random
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from assessments.models import Ballot, Fact, Round
from reports.material import Material, Occasion
from reports.wording import Wording
from scoring import Answers, ScoreOptions, score
from scoring.framework import Framework
from scoring.release import Release, release
from tests.factories import built_in_framework, open_round_with_groups

Levels = Mapping[str, Mapping[str, float]]

# People who answered by group; everybody's quorum is met with the usual headcounts.
PEOPLE = {"executives": 5, "business": 14, "frontline": 60, "it": 6}
HEADCOUNTS = {"executives": 6, "business": 30, "frontline": 160, "it": 8}
# Executives see most things a level above the frontline; IT doubts that it works jointly.
LEVELS: Levels = {
    "executives": {"S": 3.6, "C": 3.8, "Q": 3.2, "A": 3.4},
    "business": {"S": 3.1, "C": 3.0, "Q": 2.7, "A": 3.3},
    "frontline": {"S": 2.8, "C": 2.4, "Q": 2.5, "A": 2.9},
    "it": {"S": 2.7, "C": 2.8, "Q": 2.2, "A": 2.0},
}
FACTS: Mapping[str, object] = {
    "S1b": 3, "S3c": 2, "S4b": 25, "S4d": 3, "S6c": 4, "C4e": 45, "Q1b": 72, "Q1c": 8,
    "Q1d": 70, "Q2b": 35, "Q3b": 3, "Q3c": 40, "Q4c": 2, "Q5b": 55, "A1c": 1,
}  # fmt: skip


def everybody(level: float) -> Levels:
    """The same level for everybody and everything."""
    return {group: dict.fromkeys("SCQA", level) for group in PEOPLE}


def answers_of(
    framework: Framework,
    people: Mapping[str, int],
    levels: Levels,
    seed: int = 7,
    spread: float = 0.8,
) -> list[tuple[str, dict[str, Any]]]:
    """Make ballots: group code and answers, item by item around the group's level."""
    chance = random.Random(seed)
    return [
        (
            group,
            {
                item.code: _answer(item.is_reversed, levels[group][item.dimension], spread, chance)
                for item in framework.items_for(group)
                if not item.is_text
            },
        )
        for group, number in people.items()
        for _person in range(number)
    ]


def _answer(is_reversed: bool, level: float, spread: float, chance: random.Random) -> int:
    value = min(5, max(1, round(chance.gauss(level, spread))))
    return 6 - value if is_reversed else value


def sample_release(
    *,
    people: Mapping[str, int] = PEOPLE,
    headcounts: Mapping[str, int] = HEADCOUNTS,
    levels: Levels = LEVELS,
    facts: Mapping[str, object] = FACTS,
    k: int = 5,
    client_type: str = "b2b",
    spread: float = 0.8,
    options: ScoreOptions | None = None,
) -> Release:
    """Score seeded answers and hide what fewer than k people stand behind."""
    framework = built_in_framework()
    ballots = answers_of(framework, people, levels, spread=spread)
    answers = Answers.from_ballots(framework, ballots)
    settings = options or ScoreOptions(client_type=client_type)
    return release(score(framework, answers, facts, headcounts, settings), k)


@cache
def usual_release() -> Release:
    """The sample as it is without further wishes, scored once."""
    return sample_release()


def sample_wording(**labels: str) -> Wording:
    """The built-in framework's texts; groups may be given other names."""
    framework = built_in_framework()
    return Wording(framework, {group.code: group.title for group in framework.groups} | labels)


def sample_material(released: Release | None = None, **parts: Any) -> Material:
    """Everything a report is made from; without further parts that of a first round."""
    framework = built_in_framework()
    given: dict[str, Any] = {
        "occasion": Occasion("Hanseatic Tools", "Q4 2026", date(2026, 11, 20)),
        "release": usual_release() if released is None else released,
        "wording": sample_wording(),
        "needed": {group.code: group.quorum.people for group in framework.groups if group.quorum},
    }
    return Material(**given | parts)


def sample_round(
    *,
    people: Mapping[str, int] = PEOPLE,
    headcounts: Mapping[str, int] = HEADCOUNTS,
    levels: Levels = LEVELS,
    facts: Mapping[str, object] = FACTS,
    **fields: Any,
) -> Round:
    """Store a round with ballots and facts; open unless told otherwise."""
    round, groups = open_round_with_groups(dict(headcounts), **fields)
    framework = built_in_framework()
    Ballot.objects.bulk_create(
        Ballot(
            workspace_id=round.workspace_id,
            round=round,
            group=groups[code],
            answers=answers,
            day="2026-11-20",
        )
        for code, answers in answers_of(framework, people, levels)
    )
    Fact.objects.bulk_create(
        Fact(workspace_id=round.workspace_id, round=round, item=item, value=value)
        for item, value in facts.items()
    )
    return round
