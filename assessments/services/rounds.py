"""Planning, opening and closing rounds, and inviting people to them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.enums import AnonymityMode, ParticipantState, RoundState, Side
from assessments.join_codes import CODE_ALPHABET, CODE_LENGTH
from assessments.models import Assessment, Participant, Round, StakeholderGroup
from assessments.promise import promise_hash, promise_text
from assessments.selectors.answering import token_hash
from assessments.selectors.frameworks import newest_version
from assessments.selectors.languages import language_of
from assessments.services.sealing import seal_round
from assessments.services.workshops.sessions import end_sessions_of

TOKEN_BYTES = 32


class RoundStateError(Exception):
    """The round's state forbids a step; the text is written for the person who asked."""


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """One group to be asked in a round; a headcount of 0 leaves the group out."""

    code: str
    label: str
    headcount: int
    side: Side = Side.BUSINESS
    choice: str = ""
    weight: float | None = None


@transaction.atomic
def plan_round(
    *,
    assessment: Assessment,
    label: str,
    k: int,
    mode: AnonymityMode,
    opens_on: date | None,
    closes_on: date | None,
    groups: Sequence[GroupPlan],
) -> Round:
    """Create a draft round on the newest published version of the assessment's framework."""
    # Two colleagues planning at once must not get the same number.
    locked = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("framework")
        .get(pk=assessment.pk)
    )
    version = newest_version(locked.framework.slug)
    if version is None:
        raise RoundStateError(_("This framework has no published version to ask with."))
    last = locked.rounds.aggregate(last=Max("number"))["last"] or 0
    round = Round.objects.create(
        workspace_id=locked.workspace_id,
        assessment=locked,
        number=last + 1,
        label=label,
        framework_version=version,
        k=k,
        mode=mode,
        code=_free_code(),
        opens_on=opens_on,
        closes_on=closes_on,
    )
    _put_groups(round, groups)
    return round


@transaction.atomic
def revise_round(
    *,
    round: Round,
    label: str,
    k: int,
    mode: AnonymityMode,
    opens_on: date | None,
    closes_on: date | None,
    groups: Sequence[GroupPlan],
) -> Round:
    """Change a round that is still in preparation; its groups are replaced."""
    changed = Round.objects.filter(pk=round.pk, state=RoundState.DRAFT).update(
        label=label, k=k, mode=mode, opens_on=opens_on, closes_on=closes_on
    )
    if not changed:
        raise RoundStateError(
            _(
                "The round has opened, and people were promised what they read. "
                "Its groups and its smallest group shown stay as they are."
            )
        )
    round.groups.all().delete()
    round.refresh_from_db()
    _put_groups(round, groups)
    return round


@transaction.atomic
def adjust_round(*, round: Round, label: str, closes_on: date | None) -> Round:
    """Change what may still change while people answer: the name and the closing date."""
    changed = Round.objects.filter(pk=round.pk, state=RoundState.OPEN).update(
        label=label, closes_on=closes_on
    )
    if not changed:
        raise RoundStateError(_("The round is not open, so nothing was changed."))
    round.refresh_from_db()
    return round


@transaction.atomic
def open_round(*, round: Round, today: date | None = None) -> Round:
    """Open a draft for answers and fix, word for word, what participants are promised.

    The demo tells of rounds that opened in the past, so it says what day it was.
    """
    if round.closes_on is not None and round.closes_on < (today or timezone.localdate()):
        raise RoundStateError(
            _("The last day of this round is over. Change the plan and choose a later one.")
        )
    if not round.groups.filter(headcount__gt=0).exists():
        raise RoundStateError(_("Nobody is asked yet. Give at least one group its people."))
    with translation.override(language_of(round)):
        text = promise_text(k=round.k, mode=round.mode)
    changed = Round.objects.filter(pk=round.pk, state=RoundState.DRAFT).update(
        state=RoundState.OPEN,
        promise_text=text,
        promise_hash=promise_hash(text),
    )
    if not changed:
        raise RoundStateError(_("The round was opened before."))
    round.refresh_from_db()
    return round


@transaction.atomic
def close_round(*, round: Round) -> Round:
    """Close an open round and seal it: drafts are deleted, ballots lose order, day and texts."""
    changed = Round.objects.filter(pk=round.pk, state=RoundState.OPEN).update(
        state=RoundState.CLOSED, closed_on=timezone.localdate()
    )
    if not changed:
        raise RoundStateError(_("Only an open round can be closed, and this one is not open."))
    round.refresh_from_db()
    end_sessions_of(round)
    seal_round(round=round)
    round.refresh_from_db()
    return round


def _put_groups(round: Round, groups: Sequence[GroupPlan]) -> None:
    asked = [group for group in groups if group.headcount > 0]
    StakeholderGroup.objects.bulk_create(
        StakeholderGroup(
            workspace_id=round.workspace_id,
            round=round,
            code=group.code,
            label=group.label,
            choice=group.choice,
            side=group.side,
            headcount=group.headcount,
            weight=group.weight,
            position=position,
        )
        for position, group in enumerate(asked)
    )


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _place in range(CODE_LENGTH))
        if not Round.objects.filter(code=code).exists():
            return code


@transaction.atomic
def invite_participants(*, round: Round, group: StakeholderGroup, count: int) -> list[str]:
    """Make personal places in a group and return their tokens, which are kept nowhere."""
    current = Round.objects.select_for_update().get(pk=round.pk)
    if not current.is_open:
        raise RoundStateError(_("Personal links can be made while the round is open."))
    if current.mode == AnonymityMode.ANONYMOUS:
        raise RoundStateError(
            _(
                "This round is anonymous, so everybody uses the same link and there are no "
                "personal ones."
            )
        )
    tokens = [secrets.token_urlsafe(TOKEN_BYTES) for _place in range(count)]
    Participant.objects.bulk_create(
        Participant(
            workspace_id=current.workspace_id,
            round=current,
            group=group,
            token_hash=token_hash(token),
            state=ParticipantState.INVITED,
        )
        for token in tokens
    )
    return tokens
