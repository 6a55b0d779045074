"""Asking for a round's report, with closing the round, and taking the question back."""

from datetime import date
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Round
from assessments.services.reopening import reopen_round
from assessments.services.rounds import close_round
from reports.enums import UNFINISHED, ReportState
from reports.models import Report
from reports.services.publishing import publish


class RoundNotClosedError(Exception):
    """A report was asked for while people can still answer."""


class AnswersDeletedError(Exception):
    """A report was asked for of a round whose answers are gone."""


@transaction.atomic
def request_report(*, round: Round) -> Report:
    """Queue a report in the caller's transaction; one that is unfinished is returned instead."""
    if not round.is_closed:
        raise RoundNotClosedError
    _refuse_deleted_answers(round)
    now = timezone.now()
    try:
        with transaction.atomic():
            report = Report.objects.create(
                workspace_id=round.workspace_id, round=round, queued_at=now, hinted_at=now
            )
    except IntegrityError:
        # It may have been finished since; then, too, it is the newest.
        return Report.objects.filter(round=round).latest("queued_at")
    transaction.on_commit(partial(publish, report.pk))
    return report


@transaction.atomic
def stop_report(*, round: Round) -> bool:
    """Stop building the round's report; a worker in the middle of it throws it away.

    Tells whether there was anything to stop.
    """
    unfinished = Report.objects.filter(round=round, state__in=UNFINISHED)
    return bool(
        unfinished.update(
            state=ReportState.STOPPED, step="", finished_at=timezone.now(), lease_until=None
        )
    )


@transaction.atomic
def close_and_request(*, round: Round) -> Report:
    """Close the round and queue its report: both happen or neither."""
    return request_report(round=close_round(round=round))


@transaction.atomic
def reopen_and_withdraw(*, round: Round, closes_on: date) -> Round:
    """Open a closed round again; a report still being built of it is given up.

    A worker that holds its row finds it gone and throws away what it has.
    """
    reopened = reopen_round(round=round, closes_on=closes_on)
    Report.objects.filter(round=reopened, state__in=UNFINISHED).delete()
    return reopened


def _refuse_deleted_answers(round: Round) -> None:
    """Hold the round, so that its answers are not deleted between this check and the write."""
    if Round.objects.select_for_update(no_key=True).get(pk=round.pk).answers_deleted_on:
        raise AnswersDeletedError
