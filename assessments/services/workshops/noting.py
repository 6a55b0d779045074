"""Keeping what a facilitator notes about an item, for nobody else."""

from django.utils.translation import gettext as _

from assessments.models import AgendaItem, Session
from assessments.services.workshops.steps import SessionStepError


def keep_notes(*, session: Session, item: str, notes: str) -> None:
    """Keep the notes on an item; screens know nothing of them, so no version is raised."""
    if not AgendaItem.objects.filter(session=session, item=item).update(notes=notes):
        raise SessionStepError(_("This question is not on the agenda."))
