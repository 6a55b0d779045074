"""Deleting what people answered, in steps short enough for others to write in between."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model, QuerySet

from assessments.models import (
    Ballot,
    Client,
    Draft,
    Participant,
    Round,
    SessionSeat,
    Statement,
    Vote,
)

# Rows of one step: a fraction of a second.
STEP = 500
# Where answers and the places of people lie, with the way from there to the round. Every table
# with a key to a round, or to a workshop of one, is either here or in KEPT_WITH_ROUND; a test
# sees to it.
ANSWERS: dict[type[Model], str] = {
    Draft: "participant__round",
    Statement: "round",
    Ballot: "round",
    Vote: "round",
    SessionSeat: "session__round",
    Participant: "round",
}
# What a round keeps: how it was asked, what the organisation stated about itself, and what a
# whole room saw and agreed on.
KEPT_WITH_ROUND = frozenset(
    {
        "assessments.StakeholderGroup",
        "assessments.Fact",
        "assessments.Rehearsal",
        "assessments.Session",
        "assessments.AgendaItem",
        "assessments.AgreedLevel",
        "assessments.Reveal",
        "reports.Comment",
        "reports.Report",
    }
)


def answers_of(round: Round) -> Iterator[QuerySet[Model]]:
    """Yield everything that people answered in a round, table by table.

    Texts that were published, without their originals, belong to the report and stay.
    """
    for model, way in ANSWERS.items():
        rows = model._default_manager.filter(**{way: round.pk})
        yield rows.exclude(original="") if model is Statement else rows


def answers_below(client: Client) -> Iterator[QuerySet[Model]]:
    """Yield everything that people answered in any round of a client, table by table."""
    for model, way in ANSWERS.items():
        yield model._default_manager.filter(**{f"{way}__assessment__client": client.pk})


def delete_in_steps(rows: QuerySet[Model]) -> Iterator[int]:
    """Delete rows a step at a time; yield the number after each, when it is committed."""
    while True:
        with transaction.atomic():
            keys = list(rows.order_by("pk").values_list("pk", flat=True)[:STEP])
            rows.model._default_manager.filter(pk__in=keys).delete()
        if not keys:
            return
        yield len(keys)
