"""Paper ballots: a seat for each sheet, known by the code that is printed on it alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import PlaceKind
from assessments.models import SessionSeat, StakeholderGroup
from assessments.selectors.workshops.seats import new_code, seat_id
from assessments.services.workshops.locks import held_for_vote
from assessments.services.workshops.steps import SessionStepError


@dataclass(frozen=True, slots=True)
class PaperSeat:
    """A sheet's code and the group whoever fills it in belongs to."""

    code: str
    group: StakeholderGroup


@transaction.atomic
def lay_out_ballots(
    *, session_id: UUID, numbers: Mapping[StakeholderGroup, int]
) -> list[PaperSeat]:
    """Make a seat for every sheet of every group; the codes are returned and kept nowhere.

    Raises
    ------
    SessionStepError
        When the workshop has ended.
    """
    session = held_for_vote(session_id)
    if session is None or session.has_ended:
        raise SessionStepError(_("Ballots are printed while the workshop is going on."))
    sheets = [
        PaperSeat(new_code(), group) for group, number in numbers.items() for _one in range(number)
    ]
    SessionSeat.objects.bulk_create(
        SessionSeat(
            workspace_id=session.workspace_id,
            session=session,
            seat=seat_id(sheet.code, session.pk),
            group=sheet.group,
            kind=PlaceKind.PAPER,
        )
        for sheet in sheets
    )
    return sheets
