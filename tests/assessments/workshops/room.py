"""A workshop for tests: an open round, a facilitator, and phones that vote."""

from dataclasses import dataclass, field

from accounts.models import User
from assessments.models import Round, Session, StakeholderGroup
from assessments.selectors.answering import seat_of
from assessments.services.joining import join_round
from assessments.services.workshops.agreeing import agree
from assessments.services.workshops.attending import take_seat
from assessments.services.workshops.sessions import start_session
from assessments.services.workshops.steps import close_vote, settle, show_item
from assessments.services.workshops.voting import CastVote, VoteResult, cast_vote
from tests.factories import UserFactory, open_round_with_groups

# Asked of all four groups, and of executives, business and IT only.
ASKED_OF_ALL = "C1a"
ASKED_OF_THREE = "A1a"
HEADCOUNTS = {"executives": 8, "business": 20, "frontline": 60, "it": 8}


@dataclass
class Room:
    """A workshop with the tokens of those who came, by group."""

    round: Round
    groups: dict[str, StakeholderGroup]
    facilitator: User
    session: Session
    tokens: dict[str, list[str]] = field(default_factory=dict)

    def come_in(self, group: str, people: int = 1) -> list[str]:
        """Let people join and take their seats; return their tokens."""
        came = [join_round(round=self.round, group=self.groups[group]) for _each in range(people)]
        for token in came:
            self.sit_down(token)
        self.tokens.setdefault(group, []).extend(came)
        return came

    def sit_down(self, token: str) -> None:
        place = seat_of(token=token, round_id=self.round.pk)
        assert place is not None
        take_seat(session=self.now, place=place, token=token)

    @property
    def now(self) -> Session:
        return Session.objects.select_related("round__assessment__client").get(pk=self.session.pk)

    def step(self, move, **parts) -> Session:
        return move(session_id=self.session.pk, version=self.now.version, **parts)

    def show(self, item: str = ASKED_OF_ALL) -> Session:
        return self.step(show_item, item=item)

    def vote(self, token: str, value: str, sequence: int = 1, **other) -> VoteResult:
        """Vote as a phone does, on what is on the screens unless told otherwise."""
        now = self.now
        cast = {"item": now.item, "phase": now.phase} | other
        return cast_vote(
            token=token,
            round_id=self.round.pk,
            session_id=self.session.pk,
            vote=CastVote(value=value, sequence=sequence, **cast),
        )

    def reveal(self) -> Session:
        """End the vote; phones that are missing have nothing to send, so time is over."""
        self.step(close_vote)
        Session.objects.filter(pk=self.session.pk).update(deadline=self.now.started_at)
        return settle(self.now)


def open_room(**people: int) -> Room:
    """Start a workshop with so many people of each group in the room."""
    round, groups = open_round_with_groups(HEADCOUNTS)
    facilitator = UserFactory()
    session = start_session(round=round, facilitator=facilitator)
    room = Room(round, groups, facilitator, session)
    for group, number in people.items():
        room.come_in(group, number)
    return room


def held_workshop(round: Round, facilitator: User, item: str = ASKED_OF_ALL) -> Room:
    """Let a room vote once on an item of an open round and agree on level 3; it goes on."""
    groups = {group.code: group for group in round.groups.all()}
    session = start_session(round=round, facilitator=facilitator)
    room = Room(round, groups, facilitator, session)
    phones = {code: room.come_in(code, round.k) for code in ("business", "it")}
    room.show(item)
    for token in (token for tokens in phones.values() for token in tokens):
        room.vote(token, "2")
    room.reveal()
    room.step(
        agree, facilitator=facilitator, level=3, reason="Sales showed the new list.", dissenting=1
    )
    return room
