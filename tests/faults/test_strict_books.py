"""The checker of the fault rig finds what it is there for."""

import pytest

from tests.room.phone import Log, Put, Told
from tests.room.records import Records, Row
from tests.room.strict import complaints

FIRST, CHANGED = Put("C1a", 1, "2", 1), Put("C1a", 1, "4", 2)
BOTH = (Told(FIRST, 201, "2"), Told(CHANGED, 201, "4"))


def row(put=CHANGED, **other):
    values = {"item": put.item, "phase": put.phase, "value": put.value, "sequence": put.sequence}
    return Row(**({"phone": 0} | values | other))


def books(*rows, told=BOTH, draft=4):
    log = Log(put=[FIRST, CHANGED], told=list(told))
    return complaints([log], Records(tuple(rows), ({"C1a": draft},), ()))


def test_what_was_acknowledged_is_there():
    assert books(row()) == []


def test_nothing_is_there_that_nobody_was_told_of():
    assert books(told=()) == []
    assert books(told=[Told(CHANGED, 423, None)]) == []


def test_a_vote_whose_answer_was_lost_may_be_there():
    assert books(row(), told=[Told(FIRST, 201, "2")]) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([], "is not there"),
        ([row(), row()], "is there 2 times"),
        ([row(value="5")], "was never sent like this"),
        ([row(sequence=3)], "was never sent like this"),
        ([row(FIRST)], "is older than number 2"),
        ([row(), row(phone=None)], "a vote of nobody"),
        ([row(), row(item="C1b")], "was never sent like this"),
    ],
)
def test_what_is_wrong_is_found(rows, found):
    assert any(found in complaint for complaint in books(*rows))


def test_a_refused_vote_that_is_there_is_found():
    told = [Told(FIRST, 201, "2"), Told(CHANGED, 423, "2")]
    assert any("was refused" in complaint for complaint in books(row(), told=told))


def test_an_answer_that_differs_from_the_vote_is_found():
    assert any("in the draft" in complaint for complaint in books(row(), draft=2))
