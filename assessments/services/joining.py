"""Taking a place in a round: by its code, or by a personal link.

The browser's token is made with the page that offers the place, so a press repeated by
accident lands on the same place. A personal link loses its power the moment it is accepted:
whoever sent it cannot look over the participant's shoulder with it.
"""

import re
import secrets

from django.db import IntegrityError, transaction

from assessments.enums import ParticipantState
from assessments.models import Draft, Participant, Round, StakeholderGroup
from assessments.selectors.answering import Standing, seat_of, standing_of, token_hash

TOKEN_BYTES = 32
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class AnsweringRefusedError(Exception):
    """The round takes no answers now; `standing` says why."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing)
        self.standing = standing


class PlaceTakenError(Exception):
    """The token or link does not lead to a free place in this round."""


def new_token() -> str:
    """Return a fresh secret of 256 bits for one browser."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@transaction.atomic
def join_round(*, round: Round, group: StakeholderGroup, token: str | None = None) -> str:
    """Give a browser a place in a group and return its token; the same token joins once."""
    locked = _open_round(round)
    if group.round_id != locked.pk:
        raise PlaceTakenError
    token = new_token() if token is None else _well_formed(token)
    participant, is_new = Participant.objects.get_or_create(
        token_hash=token_hash(token),
        defaults={
            "workspace_id": locked.workspace_id,
            "round": locked,
            "group": group,
            "state": ParticipantState.JOINED,
        },
    )
    if participant.round_id != locked.pk:
        raise PlaceTakenError
    if is_new:
        Draft.objects.create(workspace_id=locked.workspace_id, participant=participant)
    return token


@transaction.atomic
def accept_invitation(*, round: Round, link: str, token: str) -> None:
    """Hand the place a link is for to the browser that holds `token`, once and for all."""
    locked = _open_round(round)
    participant = (
        Participant.objects.select_for_update()
        .filter(round=locked, token_hash=token_hash(link), state=ParticipantState.INVITED)
        .first()
    )
    if participant is None:
        if seat_of(token=_well_formed(token), round_id=locked.pk) is None:
            raise PlaceTakenError
        return
    participant.token_hash = token_hash(_well_formed(token))
    participant.state = ParticipantState.JOINED
    try:
        with transaction.atomic():
            participant.save(update_fields=["token_hash", "state"])
    except IntegrityError:
        # The token is somebody's already, here or in another round; pages never offer one twice.
        raise PlaceTakenError from None
    Draft.objects.create(workspace_id=locked.workspace_id, participant=participant)


def _open_round(round: Round) -> Round:
    # Locked, so that a round being closed cannot get a draft it would never delete.
    locked = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    standing = standing_of(locked)
    if standing is not Standing.OPEN:
        raise AnsweringRefusedError(standing)
    return locked


def _well_formed(token: str) -> str:
    if TOKEN.fullmatch(token) is None:
        raise PlaceTakenError
    return token
