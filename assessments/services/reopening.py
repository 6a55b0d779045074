"""Opening a closed round once more, for people who are late."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import ParticipantState, RoundState
from assessments.models import Draft, Participant, Round
from assessments.services.rounds import RoundStateError


@transaction.atomic
def reopen_round(*, round: Round, closes_on: date) -> Round:
    """Open a closed round again; whoever joined and did not hand in starts with an empty draft.

    What was promised stays. Closing seals the round again, early and late answers together.
    """
    if closes_on < timezone.localdate():
        raise RoundStateError(_("This day is over. Choose today or a later day."))
    closed = Round.objects.filter(pk=round.pk, state=RoundState.CLOSED)
    if closed.filter(answers_deleted_on__isnull=False).exists():
        raise RoundStateError(_("The answers of this round were deleted, so it stays closed."))
    changed = closed.filter(answers_deleted_on=None).update(
        state=RoundState.OPEN, closes_on=closes_on, closed_on=None, was_closed=True
    )
    if not changed:
        raise RoundStateError(_("Only a closed round that is not published can be opened again."))
    unfinished = Participant.objects.filter(round_id=round.pk, state=ParticipantState.JOINED)
    Draft.objects.bulk_create(
        Draft(workspace_id=participant.workspace_id, participant=participant)
        for participant in unfinished
    )
    round.refresh_from_db()
    return round
