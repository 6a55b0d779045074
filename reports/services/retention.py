"""Deleting the answers of rounds that were closed long enough ago; their reports stay.

Runs daily, in steps, and as often as it likes: a deletion broken off goes on the next time.
"""

import logging
from datetime import date

from django.db import transaction

from accounts.services.wiping import wipe_deleted_rows
from assessments.models import Round
from assessments.selectors.retention import CLOSED, rounds_due
from assessments.services.deletion import answers_of, delete_in_steps
from reports.enums import UNFINISHED
from reports.models import Report

log = logging.getLogger(__name__)

RETENTION = "reports.retention"


def apply_retention(*, today: date) -> list[Round]:
    """Delete the answers of every round whose time is over; return these rounds."""
    due = rounds_due(today)
    for round in due:
        delete_answers(round=round, today=today)
    if due:
        log.info("The answers of %s rounds were deleted", len(due))
        wipe_deleted_rows()
    return due


def delete_answers(*, round: Round, today: date) -> None:
    """Delete what people answered in a closed round, and the scores computed from it.

    A round that was opened again meanwhile is left alone.
    """
    if not _seal_for_good(round, today):
        return
    for rows in answers_of(round):
        for _step in delete_in_steps(rows):
            pass


@transaction.atomic
def _seal_for_good(round: Round, today: date) -> bool:
    """Note the day first: from then on nothing is built from answers that are half gone."""
    closed = Round.objects.filter(pk=round.pk, state__in=CLOSED)
    closed.filter(answers_deleted_on=None).update(answers_deleted_on=today, has_traces=True)
    if not closed.filter(answers_deleted_on__isnull=False).exists():
        return False
    # A worker that is building finds its row gone and throws away what it has.
    Report.objects.filter(round=round, state__in=UNFINISHED).delete()
    Report.objects.filter(round=round).update(scorecard=None, basis=None, answers_hash="")
    return True
