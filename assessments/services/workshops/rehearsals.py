"""The job row of a rehearsal: asking for it, claiming it, and sweeping up what a worker left.

The row is the truth and the queue a hint, as with reports (architecture, rule 5). But a
rehearsal is never tried again: one that broke off is over, and what it made is deleted.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services.hints import hint
from assessments.enums import RehearsalState, RehearsalStep, RehearsalTrouble
from assessments.models import Rehearsal, Round, Session
from assessments.selectors.workshops.sessions import live_session
from assessments.services.workshops.locks import held_for_change
from assessments.services.workshops.steps import SessionStepError

REHEARSE = "assessments.rehearse"
HINT_PATIENCE = timedelta(seconds=5)


class RehearsalLostError(Exception):
    """The rehearsal was stopped or taken for dead, or its round is gone."""


def request_rehearsal(*, round: Round) -> Rehearsal:
    """Queue a rehearsal and tell a worker; results of earlier ones are deleted.

    Raises
    ------
    SessionStepError
        When the round is not open, or people are in a workshop of it now.
    """
    if not round.is_open:
        raise SessionStepError(_("A rehearsal needs an open round."))
    if live_session(round.pk) is not None:
        raise SessionStepError(_("A workshop is going on. Rehearse before or after it."))
    try:
        with transaction.atomic():
            earlier = Rehearsal.objects.filter(round=round)
            earlier.exclude(state__in=Rehearsal.UNFINISHED).delete()
            rehearsal = Rehearsal.objects.create(
                workspace_id=round.workspace_id, round=round, hinted_at=timezone.now()
            )
    except IntegrityError:
        # One is running, or a colleague pressed at the same moment.
        return Rehearsal.objects.get(round=round, state__in=Rehearsal.UNFINISHED)
    hint(REHEARSE, rehearsal.pk)
    return rehearsal


def stop_rehearsal(*, round: Round) -> None:
    """Stop the rehearsal that waits or runs; its worker notices within a second or two."""
    unfinished = Rehearsal.objects.filter(round=round, state__in=Rehearsal.UNFINISHED)
    unfinished.update(**_over(RehearsalState.FAILED), trouble=RehearsalTrouble.STOPPED)


def claim_rehearsal(*, rehearsal_id: UUID) -> bool:
    """Claim a rehearsal that waits; False when somebody has it or had it."""
    waiting = Rehearsal.objects.filter(pk=rehearsal_id, state=RehearsalState.QUEUED)
    return bool(waiting.update(state=RehearsalState.RUNNING, lease_until=_lease()))


def keep_lease(*, rehearsal_id: UUID, **changed: RehearsalStep) -> None:
    """Say that the worker lives, and what it does now.

    Raises
    ------
    RehearsalLostError
        When it was stopped or taken for dead meanwhile.
    """
    if not _running(rehearsal_id, lease_until=_lease(), **changed):
        raise RehearsalLostError


def finish_rehearsal(*, rehearsal_id: UUID, measured: Mapping[str, Any]) -> None:
    """Keep what was measured."""
    _running(rehearsal_id, **_over(RehearsalState.DONE), measured=measured)


def break_off(*, rehearsal_id: UUID, trouble: RehearsalTrouble) -> None:
    """Keep why there is no result."""
    _running(rehearsal_id, **_over(RehearsalState.FAILED), trouble=trouble)


def forget_session(session_id: UUID) -> None:
    """Delete the session of a rehearsal with its seats, votes, reveals and agenda."""
    with transaction.atomic():
        if Session.objects.filter(pk=session_id, is_rehearsal=True).exists():
            held_for_change(session_id).delete()


def sweep_rehearsals() -> None:
    """Break off rehearsals of dead workers, delete what they left, tell workers again."""
    now = timezone.now()
    dead = Rehearsal.objects.filter(state=RehearsalState.RUNNING, lease_until__lt=now)
    dead.update(**_over(RehearsalState.FAILED), trouble=RehearsalTrouble.WORKER_LOST)
    running = Rehearsal.objects.filter(state=RehearsalState.RUNNING).values("round")
    left = Session.objects.filter(is_rehearsal=True).exclude(round__in=running)
    for session_id in left.values_list("pk", flat=True):
        forget_session(session_id)
    untold = Q(hinted_at=None) | Q(hinted_at__lt=now - HINT_PATIENCE)
    waiting = Rehearsal.objects.filter(untold, state=RehearsalState.QUEUED)
    for rehearsal_id in waiting.values_list("pk", flat=True):
        # Of several sweepers only the one that writes the time sends the hint.
        if waiting.filter(pk=rehearsal_id).update(hinted_at=now):
            hint(REHEARSE, rehearsal_id)


def _running(rehearsal_id: UUID, **values: Any) -> int:
    running = Rehearsal.objects.filter(pk=rehearsal_id, state=RehearsalState.RUNNING)
    return running.update(**values)


def _lease() -> Any:
    return timezone.now() + timedelta(seconds=settings.REPORT_LEASE_SECONDS)


def _over(state: RehearsalState) -> dict[str, Any]:
    return {"state": state, "finished_at": timezone.now(), "lease_until": None, "step": ""}
