"""Clearing away what sealing leaves in the files of the database.

A sealed round's drafts, old ballots and old votes are out of reach of every query, but not of
somebody with the files. Runs in workers, never in a request. A round remembers that it has
traces, so a try that fails or gets lost is repeated by the sweeper.
"""

from accounts.services.wiping import wipe_deleted_rows
from assessments.models import (
    AgendaItem,
    Ballot,
    Draft,
    Participant,
    Round,
    Session,
    SessionSeat,
    Statement,
    Vote,
)

EMPTIED = tuple(
    model._meta.db_table
    for model in (
        *(Ballot, Draft, Participant, Statement),
        # Who was in the room, what they voted, what they had answered before, private notes.
        *(SessionSeat, Vote, Session, AgendaItem),
    )
)


def remove_traces() -> bool:
    """Clear away the traces of all rounds that have some; False when it has to be tried again."""
    rounds = list(Round.objects.filter(has_traces=True).values_list("pk", flat=True))
    if not rounds:
        return True
    is_clean = wipe_deleted_rows(EMPTIED)
    if is_clean:
        Round.objects.filter(pk__in=rounds).update(has_traces=False)
    return is_clean
