"""What a participant's browser may do: its seat in a round, read from the token it holds."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments.enums import ParticipantState, RoundState, SessionStage
from assessments.join_codes import CODE_LENGTH, as_written
from assessments.models import Draft, Participant, Round, Session, StakeholderGroup
from assessments.selectors.frameworks import framework_of
from scoring.framework import Item

Answers = dict[str, Any]
MOST_IN_MEMORY = 128
SEATED = (ParticipantState.JOINED, ParticipantState.SUBMITTED)
SEAT_ROWS = ("group", "round__assessment__client", "draft")
# What the pages for answering show or decide by; all of it costs twice the time.
SEAT_COLUMNS = (
    "token_hash",
    "state",
    "group__code",
    "round__state",
    "round__label",
    "round__closes_on",
    "round__framework_version_id",
    "round__assessment__client__client_type",
    "round__assessment__client__is_demo",
    "round__assessment__client__language",
    "round__assessment__client__name",
    "draft__answers",
    "draft__sequences",
    "draft__place",
)
WORKSHOP_IS_ON = Exists(
    Session.objects.filter(round=OuterRef("round_id"), is_rehearsal=False).exclude(
        stage=SessionStage.ENDED
    )
)
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Standing(StrEnum):
    """Whether a round, or one participant's place in it, takes answers."""

    NOT_OPEN = "not_open"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant's place in a round; `draft` is None once it is handed in or deleted."""

    participant: Participant
    round: Round
    group: StakeholderGroup
    draft: Draft | None
    workshop_is_on: bool = False

    @property
    def standing(self) -> Standing:
        if self.participant.state == ParticipantState.SUBMITTED:
            return Standing.SUBMITTED
        return standing_of(self.round)

    @property
    def client_type(self) -> str:
        return self.round.assessment.client.client_type

    @property
    def items(self) -> Mapping[str, Item]:
        """The items this participant is asked, by code, in order."""
        return items_asked(self.round.framework_version_id, self.group.code, self.client_type)

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Codes of the capabilities this participant is asked about, in order."""
        return tuple(dict.fromkeys(item.capability for item in self.items.values()))

    @property
    def answers(self) -> Answers:
        return {} if self.draft is None else self.draft.answers

    @property
    def last_sequence(self) -> int:
        """The highest sequence number any answer was written with."""
        return 0 if self.draft is None else max(self.draft.sequences.values(), default=0)


@lru_cache(maxsize=MOST_IN_MEMORY)
def items_asked(version_id: UUID, group_code: str, client_type: str) -> Mapping[str, Item]:
    """Return what a group of such a client is asked, worked out once per process."""
    items = framework_of(version_id).items_for(group_code, client_type)
    return {item.code: item for item in items}


def token_hash(token: str) -> str:
    """Return what is stored of a token: it can be recognised, but not found out."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def standing_of(round: Round) -> Standing:
    """Tell whether a round takes answers today."""
    return standing(round.state, round.closes_on)


def standing(state: str, closes_on: date | None) -> Standing:
    """Tell whether a round in this state takes answers; the closing day still belongs to it."""
    if state == RoundState.DRAFT:
        return Standing.NOT_OPEN
    if state != RoundState.OPEN:
        return Standing.CLOSED
    if closes_on is not None and closes_on < today():
        return Standing.ENDED
    return Standing.OPEN


def today() -> date:
    return timezone.localdate()


def seat_of(*, token: str, round_id: UUID) -> Seat | None:
    """Return the place that a token stands for, or None for an unknown one."""
    try:
        participant = (
            Participant.objects.select_related(*SEAT_ROWS)
            .only(*SEAT_COLUMNS)
            .annotate(workshop_is_on=WORKSHOP_IS_ON)
            .get(token_hash=token_hash(token), round_id=round_id, state__in=SEATED)
        )
    except Participant.DoesNotExist:
        return None
    return Seat(
        participant=participant,
        round=participant.round,
        group=participant.group,
        draft=getattr(participant, "draft", None),
        workshop_is_on=participant.workshop_is_on,
    )


def round_by_code(code: str) -> Round | None:
    """Return the round with a join code as somebody typed it: any case, blanks, hyphens."""
    wanted = as_written(code)
    if not wanted or len(wanted) > CODE_LENGTH:
        return None
    return Round.objects.select_related("assessment__client").filter(code=wanted).first()


def groups_to_join(round: Round) -> QuerySet[StakeholderGroup]:
    """Return the groups that are asked in a round, in their order."""
    return round.groups.filter(headcount__gt=0).order_by("position")


def first_capability(round: Round, group: StakeholderGroup) -> str | None:
    """Return where a group begins; None when it is asked nothing."""
    client_type = round.assessment.client.client_type
    items = items_asked(round.framework_version_id, group.code, client_type)
    return next((item.capability for item in items.values()), None)


def invitation_of(link: str) -> Participant | None:
    """Return the place a personal link is for, as long as nobody has taken it."""
    return _places(link).filter(state=ParticipantState.INVITED).first()


def place_of(token: str) -> Participant | None:
    """Return the place a browser's token stands for, in whatever round."""
    return _places(token).filter(state__in=SEATED).first()


def _places(secret: str) -> QuerySet[Participant]:
    related = ("group", "round__assessment__client")
    return Participant.objects.select_related(*related).filter(token_hash=token_hash(secret))


def receipt_code(participant: Participant) -> str:
    """Return the code that proves taking part; it can be worked out again from the place.

    It is made from the place alone and says nothing about answers.
    """
    digest = salted_hmac("receipt", participant.token_hash, algorithm="sha256").digest()
    signs = [RECEIPT_ALPHABET[byte % len(RECEIPT_ALPHABET)] for byte in digest[:12]]
    return "-".join("".join(signs[start : start + 4]) for start in (0, 4, 8))


def seat_key(participant: Participant) -> str:
    """Return a name for the place that pages may show; it opens nothing."""
    return salted_hmac("seat key", participant.token_hash, algorithm="sha256").hexdigest()[:16]
