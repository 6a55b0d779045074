"""Everything a round's answers are scored from. Loads numpy: for workers and commands only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.enums import SessionStage
from assessments.models import AgreedLevel, Ballot, Round
from assessments.selectors.frameworks import framework_of
from scoring.answers import Answers
from scoring.framework import Framework, Item
from scoring.options import ScoreOptions

CHUNK = 1000
SEEDS = 2**32


@dataclass(frozen=True, slots=True)
class ScoringInput:
    """The arguments of `scoring.score` for one round."""

    framework: Framework
    answers: Answers
    facts: dict[str, object]
    headcounts: dict[str, int]
    options: ScoreOptions


def scoring_input(round: Round) -> ScoringInput:
    """Return what a round is scored from, in five queries whatever its size."""
    framework = framework_of(round.framework_version_id)
    groups = {group.pk: group for group in round.groups.all()}
    codes = {key: group.code for key, group in groups.items()}
    weights = {group.code: group.weight for group in groups.values() if group.weight is not None}
    client_type, records = Round.objects.values_list(
        "assessment__client__client_type", "assessment__client__customer_records"
    ).get(pk=round.pk)
    return ScoringInput(
        framework=framework,
        answers=Answers.from_ballots(framework, _ballots(round, codes)),
        facts=_raw_facts(round, framework),
        headcounts={group.code: group.headcount for group in groups.values()},
        options=ScoreOptions(
            client_type=client_type,
            group_weights=weights or None,
            seed=round.pk.int % SEEDS,
            least_people=round.k,
            records=records,
            discussed=_discussed(round, framework),
        ),
    )


def _ballots(round: Round, codes: dict[UUID, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield group code and answers, in the order of the random ids: the same every time."""
    rows = Ballot.objects.filter(round_id=round.pk).order_by("pk")
    for group_id, answers in rows.values_list("group_id", "answers").iterator(chunk_size=CHUNK):
        yield codes[group_id], answers


def _discussed(round: Round, framework: Framework) -> frozenset[str]:
    """Return the capabilities on which a room has agreed, in a workshop that has ended."""
    agreed = AgreedLevel.objects.filter(
        session__round=round, session__stage=SessionStage.ENDED, session__is_rehearsal=False
    )
    items = agreed.values_list("item", flat=True)
    return frozenset(framework.item(code).capability for code in items)


def _raw_facts(round: Round, framework: Framework) -> dict[str, object]:
    stored = round.facts.values_list("item", "value")
    return {code: _raw(framework.item(code), value) for code, value in stored}


def _raw(item: Item, value: Any) -> object:
    """Return a stored value as `scoring` takes it: a checklist becomes the number it has."""
    return sum(map(bool, value)) if item.elements and isinstance(value, list) else value
