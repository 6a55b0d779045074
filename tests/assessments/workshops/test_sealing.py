"""After closing nobody who holds a token and the database finds the votes of a seat."""

import itertools
import random
from collections import Counter

import pytest
from django.db import connection

from assessments.models import AgendaItem, AgreedLevel, Reveal, Session, SessionSeat, Vote
from assessments.selectors.workshops.seats import seat_in
from assessments.services.rounds import close_round
from assessments.services.workshops.agreeing import agree
from assessments.services.workshops.noting import keep_notes
from assessments.services.workshops.steps import vote_again
from tests.assessments.workshops.room import ASKED_OF_ALL, Room, open_room

pytestmark = pytest.mark.django_db

PEOPLE = 40
SAID = ("session", "group", "item", "phase", "value")


@pytest.fixture
def room() -> Room:
    """A room that has voted twice on an item, agreed on it, and is still there."""
    room = open_room(business=6, it=6)
    room.show()
    for phase in (1, 2):
        for number, token in enumerate(tokens(room)):
            room.vote(token, str(1 + number % 5), sequence=phase * 100 + number)
        room.reveal()
        if phase == 1:
            room.step(vote_again)
    room.step(agree, facilitator=room.facilitator, level=3, reason="Because.", dissenting=0)
    keep_notes(session=room.now, item=ASKED_OF_ALL, notes="Ms Larsen was silent.", known="")
    return room


def tokens(room: Room) -> list[str]:
    return [token for came in room.tokens.values() for token in came]


def votes_of(room: Room, token: str):
    """All that somebody with a token and the database finds."""
    return Vote.objects.filter(seat=seat_in(room.now, token))


def written_values() -> list[int]:
    """The votes in the order in which a dump shows them."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM assessments_vote ORDER BY {place}")
        return [int(row[0]) for row in cursor.fetchall()]


def kept_neighbours(values: list[int]) -> int:
    """Count the votes followed by the one cast after them: values rise by one, 5 by 1."""
    return sum(later == earlier % 5 + 1 for earlier, later in itertools.pairwise(values))


def test_a_token_finds_no_vote(room) -> None:
    assert all(votes_of(room, token).count() == 2 for token in tokens(room))  # negative control

    close_round(round=room.round)

    assert not any(votes_of(room, token).exists() for token in tokens(room))


def test_no_two_votes_are_known_to_be_one_persons(room) -> None:
    close_round(round=room.round)

    assert len(set(Vote.objects.values_list("seat"))) == Vote.objects.count() == 24


def test_nothing_of_a_vote_stays_but_what_was_said(room) -> None:
    """Neither ids nor the numbers a browser counted: a phone still knows its own."""
    before = set(Vote.objects.values_list("pk", flat=True))
    said = Counter(Vote.objects.values_list(*SAID))

    close_round(round=room.round)

    assert Counter(Vote.objects.values_list(*SAID)) == said
    assert not before & set(Vote.objects.values_list("pk", flat=True))
    assert set(Vote.objects.values_list("sequence", flat=True)) == {1}


def all_voted() -> Room:
    room = open_room(business=PEOPLE)
    room.show()
    for number, token in enumerate(tokens(room)):
        room.vote(token, str(1 + number % 5))
    assert kept_neighbours(written_values()) > 30
    return room


def test_the_order_of_voting_is_lost() -> None:
    close_round(round=all_voted().round)

    assert kept_neighbours(written_values()) < 20


def test_negative_control_writing_anew_without_shuffling_keeps_the_order(monkeypatch) -> None:
    room = all_voted()
    monkeypatch.setattr(random.SystemRandom, "shuffle", lambda _self, _rows: None)

    close_round(round=room.round)

    assert kept_neighbours(written_values()) > 30


def test_what_the_room_saw_and_agreed_on_stays_and_private_notes_go(room) -> None:
    shown = list(Reveal.objects.values_list("item", "phase", "shown"))

    close_round(round=room.round)

    assert list(Reveal.objects.values_list("item", "phase", "shown")) == shown
    assert AgreedLevel.objects.get().reason == "Because."
    assert not AgendaItem.objects.exclude(notes="").exists()


def test_who_was_in_the_room_is_gone(room) -> None:
    Session.objects.update(answered_before={ASKED_OF_ALL: {"it": {"3": 2}}})

    close_round(round=room.round)

    assert not SessionSeat.objects.exists()
    assert Session.objects.get().answered_before == {}


def test_other_rounds_are_left_alone(room) -> None:
    other = open_room(it=5)
    other.show()
    other.vote(tokens(other)[0], "4", sequence=7)
    before = votes_of(other, tokens(other)[0]).values().get()

    close_round(round=room.round)

    assert votes_of(other, tokens(other)[0]).values().get() == before
