"""The order in which a workshop talks about items."""

from dataclasses import replace

import pytest

from scoring.agenda import Reason, agenda
from scoring.framework import load
from scoring.release.live import Tally

K = 5


@pytest.fixture(scope="module")
def framework():
    return load("assessments/frameworks/crm-readiness-2.yaml")


@pytest.fixture(scope="module")
def items(framework):
    in_gates = {code for gate in framework.gates for code in gate.items}
    asked = [item for item in framework.items if item.is_perception and not item.is_text]
    return [item for item in asked if item.code not in in_gates][:6]


def ranked(framework, items, **tallies):
    given = {items[int(name[1:])].code: {"it": tally} for name, tally in tallies.items()}
    return agenda(framework, items, given, K)


def test_what_people_disagree_on_comes_first(framework, items):
    topics = ranked(
        framework,
        items,
        i3=Tally((10, 0, 0, 0, 10)),
        i0=Tally((0, 0, 20, 0, 0)),
    )
    assert topics[0].item == items[3].code
    assert topics[0].reasons == (Reason.SPLIT,)


def test_what_people_do_not_know_comes_before_what_they_agree_on(framework, items):
    same = (0, 0, 10, 0, 0)
    topics = ranked(framework, items, i1=Tally(same), i2=Tally(same, unsure=10))
    places = [topic.item for topic in topics]
    assert places.index(items[2].code) < places.index(items[1].code)
    assert next(t for t in topics if t.item == items[2].code).reasons == (Reason.UNSURE,)


def test_an_item_at_the_limit_of_a_gate_comes_before_its_equal(framework):
    gate = framework.gates[0]
    level = round(gate.pilot)
    inside = next(item for code in gate.items if not (item := framework.item(code)).is_fact)
    outside = next(
        item
        for item in framework.items
        if item.is_perception
        and item.weight == inside.weight
        and not any(item.code in each.items for each in framework.gates)
    )
    same = {"it": Tally(tuple(10 * (each == level) for each in range(1, 6)))}
    given = {outside.code: same, inside.code: same}
    topics = agenda(framework, [outside, inside], given, K)
    assert [topic.item for topic in topics] == [inside.code, outside.code]
    assert topics[0].reasons == (Reason.GATE,)


def test_without_answers_the_gates_come_first(framework):
    topics = agenda(framework, framework.items, {}, K)
    in_gates = {code for gate in framework.gates for code in gate.items}
    first = [topic.item in in_gates for topic in topics if framework.item(topic.item).weight == 1]
    assert first == sorted(first, reverse=True)
    assert {reason for topic in topics for reason in topic.reasons} == {Reason.NOT_ASKED}


def test_fewer_than_k_answers_decide_nothing(framework, items):
    few = ranked(framework, items, i4=Tally((2, 0, 0, 0, 2)))
    assert tuple(replace(topic, answers=0) for topic in few) == ranked(framework, items)
    enough = ranked(framework, items, i4=Tally((2, 0, 0, 0, 3)))
    assert enough[0].item == items[4].code


def again(framework, items, before, tally):
    """The first item's topic in a later workshop, when these have answered it."""
    earlier = {topic.item: topic for topic in before}
    topics = agenda(framework, items, {items[0].code: {"it": tally}}, K, earlier)
    return next(topic for topic in topics if topic.item == items[0].code)


def test_one_more_who_does_not_know_does_not_move_a_later_agenda(framework, items):
    before = ranked(framework, items, i0=Tally((0, 4, 4, 0, 0), unsure=1))
    ten = Tally((0, 4, 4, 0, 0), unsure=2)
    assert Reason.UNSURE in ranked(framework, items, i0=ten)[0].reasons
    kept = again(framework, items, before, ten)
    assert kept in before
    thirteen = Tally((0, 4, 4, 0, 0), unsure=5)
    assert Reason.UNSURE not in again(framework, items, [kept], thirteen).reasons
    assert Reason.UNSURE in again(framework, items, [kept], thirteen + Tally(unsure=1)).reasons


def test_an_item_few_had_answered_moves_with_every_answer(framework, items):
    before = ranked(framework, items, i0=Tally((0, 2, 2, 0, 0)))
    assert again(framework, items, before, Tally((0, 3, 3, 0, 0))).reasons == ()
