"""No vote is lost: phones on a bad network, a server killed in the middle, and strict books.

Every acknowledged vote is in the database as it was sent, none twice and none that was refused.
"""

import pytest

from tests.benchmarks.seeding import seed_round
from tests.room.phone import STORED, RoomPhone
from tests.room.records import delete_vote, read_records
from tests.room.strict import complaints
from tests.room.workshop import Plan, hold_workshop
from tests.services.stack import Stack

pytestmark = pytest.mark.services

SMALL = Plan(phones=20, items=6, cut=0.15, deaths=(2,))
# Every question a room can vote on, each of which some vote twice.
WHOLE = Plan(phones=200, items=51, cut=0.05, deaths=(17, 34))


def check(stack: Stack, phones: list[RoomPhone]) -> None:
    logs = [phone.log for phone in phones]
    tokens = [phone.token for phone in phones]
    assert not [phone for phone in phones if not phone.is_empty]
    assert complaints(logs, read_records(stack, tokens)) == []
    # The negative control: one vote is deleted behind everybody's back.
    put = next(told.put for told in logs[0].told if told.status in STORED)
    delete_vote(stack, tokens[0], put.item, put.phase)
    (lost,) = complaints(logs, read_records(stack, tokens))
    assert "is not there" in lost


def test_a_small_room(tmp_path):
    with Stack(tmp_path / "a folder") as stack:
        phones = hold_workshop(stack, seed_round(stack, 100), SMALL)
        check(stack, phones)
        assert stack.output().count("The web server stopped") == len(SMALL.deaths)
    saved = sum(len(phone.log.saved_at) for phone in phones)
    assert saved > SMALL.phones * SMALL.items / 2
    assert sum(phone.log.cuts for phone in phones) > SMALL.phones


@pytest.mark.long
def test_a_full_room_for_a_day(tmp_path):
    with Stack(tmp_path / "a folder") as stack:
        phones = hold_workshop(stack, seed_round(stack, 1000), WHOLE)
        check(stack, phones)
        assert stack.output().count("The web server stopped") == len(WHOLE.deaths)
    saved = sum(len(phone.log.saved_at) for phone in phones)
    assert saved > WHOLE.phones * WHOLE.items / 2
