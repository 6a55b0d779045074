"""Recording what a room agrees on, beside its votes and never instead of them."""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from assessments.enums import SessionStage, VotePhase
from assessments.models import AgreedLevel, Reveal
from assessments.services.workshops.locks import moving
from assessments.services.workshops.steps import SessionStepError


def agree(
    *,
    session_id: UUID,
    version: int,
    facilitator: User,
    level: int,
    reason: str,
    dissenting: int,
) -> AgreedLevel:
    """Record the agreed level of the item on the screens; until it leaves, it can be corrected.

    Raises
    ------
    SessionMovedError
        When the workshop has moved on since the facilitator's page was made.
    SessionStepError
        When the answers were not shown yet.
    """
    with moving(session_id, version) as session:
        if session.stage != SessionStage.REVEALED:
            raise SessionStepError(_("A level is agreed on when the answers were shown."))
        first = Reveal.objects.get(session=session, item=session.item, phase=VotePhase.BLIND)
        agreed, _is_new = AgreedLevel.objects.update_or_create(
            session=session,
            item=session.item,
            defaults={
                "workspace_id": session.workspace_id,
                "level": level,
                "reason": reason,
                "dissenting": dissenting,
                "facilitator": facilitator,
                "is_above_votes": first.above_from is not None and level >= first.above_from,
            },
        )
    return agreed
