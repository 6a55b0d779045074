"""What Celery runs for assessments: rehearsing a workshop."""

from uuid import UUID

from celery import shared_task

from assessments.services.workshops.rehearsals import REHEARSE
from assessments.services.workshops.rehearsing import rehearse as rehearse_now


@shared_task(name=REHEARSE)
def rehearse(rehearsal_id: str) -> None:
    """Rehearse, unless somebody has begun it."""
    rehearse_now(rehearsal_id=UUID(rehearsal_id))
