"""Which rounds have kept their answers for as long as their workspace wants."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from assessments.enums import RoundState
from assessments.models import Ballot, Participant, Round

CLOSED = (RoundState.CLOSED, RoundState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class DueRound:
    """A round whose answers are to be deleted, and how many there are."""

    round: Round
    ballots: int
    places: int


def rounds_due(today: date) -> list[Round]:
    """Return the rounds whose time is over, and those whose deletion was broken off."""
    candidates = Round.objects.filter(
        Q(answers_deleted_on=None, workspace__retention_months__isnull=False)
        | Q(answers_deleted_on__isnull=False, participants__isnull=False)
        | Q(answers_deleted_on__isnull=False, ballots__isnull=False),
        state__in=CLOSED,
        closed_on__isnull=False,
    ).select_related("workspace", "assessment__client")
    ordered = candidates.distinct().order_by("closed_on", "pk")
    return [round for round in ordered if round.answers_deleted_on or is_over(round, today)]


def is_over(round: Round, today: date) -> bool:
    """Tell whether a closed round has kept its answers for the months of its workspace."""
    months = round.workspace.retention_months
    if months is None or round.closed_on is None:
        return False
    return months_later(round.closed_on, months) <= today


def due_round(round: Round) -> DueRound:
    """Return a round with the numbers of what would be deleted."""
    return DueRound(
        round=round,
        ballots=Ballot.objects.filter(round=round).count(),
        places=Participant.objects.filter(round=round).count(),
    )


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
