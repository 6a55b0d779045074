"""Keeping what a facilitator notes about an item, for nobody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import AgendaItem, Session
from assessments.services.workshops.steps import SessionStepError


class WrittenElsewhereError(Exception):
    """Another browser has stored other words meanwhile; nothing was changed."""

    def __init__(self, stored: str) -> None:
        super().__init__(stored)
        self.stored = stored


@transaction.atomic
def keep_notes(*, session: Session, item: str, notes: str, known: str) -> None:
    """Keep the notes on an item; screens know nothing of them, so no version is raised.

    `known` are the notes that whoever writes has seen as stored: only those are replaced. Words
    that go on where the stored ones end replace nothing, as when an answer of ours was lost.

    Raises
    ------
    SessionStepError
        When the question is not on the agenda.
    WrittenElsewhereError
        When other words are stored.
    """
    rows = AgendaItem.objects.select_for_update(no_key=True)
    row = rows.filter(session=session, item=item).first()
    if row is None:
        raise SessionStepError(_("This question is not on the agenda."))
    if row.notes != known and not notes.startswith(row.notes):
        raise WrittenElsewhereError(row.notes)
    row.notes = notes
    row.save(update_fields=["notes"])
