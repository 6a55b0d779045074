"""Recording what a room agrees on, beside its votes and never instead of them."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from assessments.enums import SessionStage, VotePhase
from assessments.models import AgreedLevel, Session
from assessments.selectors.workshops.tallies import release_of, tallies_of
from assessments.services.workshops.locks import moving
from assessments.services.workshops.steps import SessionStepError
from scoring.release.live import Tally, mean_of

# From here on the room has agreed on more than it voted for.
A_LEVEL_ABOVE = 1.0


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
        blind = mean_of(_shown(session))
        agreed, _is_new = AgreedLevel.objects.update_or_create(
            session=session,
            item=session.item,
            defaults={
                "workspace_id": session.workspace_id,
                "level": level,
                "reason": reason,
                "dissenting": dissenting,
                "facilitator": facilitator,
                "is_above_votes": blind is not None and level - blind >= A_LEVEL_ABOVE,
            },
        )
    return agreed


def _shown(session: Session) -> Iterator[Tally]:
    """Yield the first votes of those the room was shown something of.

    Whoever corrects the level to and fro learns between which levels their mean lies; of people
    who are hidden even that is too much.
    """
    tallies = tallies_of(session, session.item, VotePhase.BLIND)
    release = release_of(session, tallies)
    if release.together is not None and release.together.is_shown:
        yield sum(tallies.values(), Tally())
    yield from (tallies[view.group] for view in release.groups if view.is_shown)
