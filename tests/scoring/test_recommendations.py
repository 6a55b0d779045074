"""What to do: by the released priorities, else failed gates first, then the largest gaps."""

from dataclasses import replace

import pytest

from scoring import Answers, recommend, score
from scoring.actions import Effort, load_actions
from scoring.priorities import Priority
from scoring.quarters import Quarter
from scoring.recommendations import FirstStep
from scoring.release import GateStatus, Release, release
from tests.scoring.conftest import CRM_READINESS


@pytest.fixture
def released(small, ballots, facts):
    # Five of everybody, so that all groups may be shown; means stay as in the worked example.
    return release(score(small, Answers.from_ballots(small, ballots * 5), facts), 5)


@pytest.fixture(scope="module")
def library(crm_readiness):
    return load_actions(CRM_READINESS.with_name("crm-readiness-2.actions.yaml"), crm_readiness)


@pytest.fixture(scope="module")
def whole(crm_readiness) -> Release:
    """A round of the built-in framework in which most stands between 2 and 3."""
    ballots = [
        (
            group.code,
            {
                item.code: 2 + (number + place) % 2
                for place, item in enumerate(crm_readiness.items_for(group.code))
                if not item.is_text
            },
        )
        for group in crm_readiness.groups
        for number in range(12)
    ]
    facts = {"S1b": 1, "S3c": 2, "S4d": 3, "S6c": 4, "Q4c": 3, "A1c": 1}
    answers = Answers.from_ballots(crm_readiness, ballots)
    return release(score(crm_readiness, answers, facts), 5)


def capabilities(steps):
    return [step.capability for step in steps]


class TestWithoutPriorities:
    """A release of schema 1, and a framework without rules for priorities."""

    def test_failed_gates_first_then_the_largest_gap(self, small, released):
        assert released.priorities == ()
        first, second, third = recommend(small, released, most=3)
        assert (first.rank, first.capability, first.dimension) == (1, "S1", "S")
        assert first.gates == ("G2",)
        assert first.gap == pytest.approx(3.5 - 2.9)  # 26 / 9 as it is shown
        assert first.first_step == FirstStep("S1c", 2.0, 2, "Name")
        assert second.capability == "A4"  # 2.25: the largest gap
        assert second.first_step == FirstStep("A4b", 1.5, 1, "Show")  # has reached level 1
        assert (third.capability, third.gates) == ("A1", ("G6",))  # only warned

    def test_without_a_library_no_action_and_no_quarter(self, small, released):
        for step in recommend(small, released):
            assert (step.action, step.rise, step.quarter, step.priority) == (None, 0, None, None)

    def test_as_many_as_asked(self, small, released):
        assert recommend(small, released, most=0) == ()
        assert len(recommend(small, released)) == 8  # S6 is above its target

    def test_an_item_that_may_not_be_named_is_not_recommended(self, small, ballots, facts):
        """With four people in IT no item of A4 is shown; the next gap takes its place."""
        answers = Answers.from_ballots(small, ballots * 5)
        headcounts = {"executives": 10, "business": 15, "frontline": 15, "it": 4}
        steps = recommend(small, release(score(small, answers, facts, headcounts), 5))
        assert capabilities(steps)[:2] == ["S1", "A1"]
        assert "A4" not in capabilities(steps)

    def test_prerequisites_hold_here_too(self, crm_readiness, whole, library):
        steps = recommend(crm_readiness, replace(whole, priorities=()), library)
        place = {code: number for number, code in enumerate(capabilities(steps))}
        pairs = [pair for pair in crm_readiness.priorities.prerequisites if set(pair) <= set(place)]
        assert len(pairs) > 10
        assert [pair for pair in pairs if place[pair[0]] > place[pair[1]]] == []


def test_nothing_to_recommend_at_the_top(small):
    top = {"C1b": 1}  # reversed: 1 is the best
    ballots = [
        (
            group.code,
            {i.code: top.get(i.code, 5) for i in small.items_for(group.code) if not i.is_text},
        )
        for group in small.groups
        for _ in range(5)
    ]
    facts = {"S1b": 4, "Q1c": 0, "Q3b": 6, "Q5b": 100, "A1c": 4}
    released = release(score(small, Answers.from_ballots(small, ballots), facts), 5)
    assert released.overall.score == 5.0
    assert recommend(small, released) == ()


def test_hidden_capabilities_are_not_recommended(small, ballots, facts):
    hidden = release(score(small, Answers.from_ballots(small, ballots[:3]), facts), 5)
    assert recommend(small, hidden) == ()


class TestByPriorities:
    def test_in_the_order_of_the_release(self, crm_readiness, whole, library):
        steps = recommend(crm_readiness, whole, library)
        ranked = [step for step in steps if step.priority]
        assert [step.priority for step in ranked] == list(whole.priorities)
        assert steps[: len(ranked)] == tuple(ranked)
        assert [step.rank for step in steps] == list(range(1, len(steps) + 1))

    def test_each_has_the_action_of_its_band(self, crm_readiness, whole, library):
        scores = {part.code: part.score for part in whole.capabilities}
        for step in recommend(crm_readiness, whole, library):
            assert step.score == scores[step.capability]
            assert step.action == library.action_for(step.capability, step.score)
            assert step.rise == library.rise(step.action)

    def test_none_stands_before_what_it_waits_for(self, crm_readiness, whole, library):
        done = set()
        waited = 0
        for step in recommend(crm_readiness, whole, library):
            assert set(step.waits_for) <= done
            waited += len(step.waits_for)
            done.add(step.capability)
        assert waited > 10

    def test_gates_that_are_open_are_named(self, crm_readiness, whole, library):
        steps = {step.capability: step for step in recommend(crm_readiness, whole, library)}
        status = {gate.code: gate.status for gate in whole.gates}
        assert status["G1"] is GateStatus.FAILED
        assert steps["S1"].gates == ("G1",)
        assert steps["S2"].gates == ()
        assert status["G9"] is GateStatus.PASSED
        assert "G9" not in steps["Q4"].gates

    def test_what_has_no_priority_comes_last(self, crm_readiness, whole, library):
        first, *rest = whole.priorities
        kept = tuple(replace(part, waits_for=()) for part in rest)
        steps = recommend(crm_readiness, replace(whole, priorities=kept), library)
        assert capabilities(steps)[: len(kept)] == [part.capability for part in kept]
        assert first.capability in capabilities(steps)[len(kept) :]

    def test_the_clients_own_target_decides_what_is_below(self, crm_readiness, whole, library):
        """A capability that reached it has no action, and nobody waits for it."""
        part = whole.priorities[0].capability
        assert any(part in other.waits_for for other in whole.priorities)
        lower = replace(
            whole,
            capabilities=tuple(
                replace(one, target=1.0) if one.code == part else one for one in whole.capabilities
            ),
            gates=tuple(replace(gate, status=GateStatus.PASSED) for gate in whole.gates),
        )
        steps = recommend(crm_readiness, lower, library)
        assert part not in capabilities(steps)
        assert part not in {code for step in steps for code in step.waits_for}

    def test_an_open_gate_counts_even_at_the_target(self, crm_readiness, whole, library):
        lower = replace(
            whole,
            capabilities=tuple(replace(part, target=1.0) for part in whole.capabilities),
        )
        steps = recommend(crm_readiness, lower, library)
        assert steps
        assert all(step.gates and step.gap == 0 for step in steps)


class TestQuarters:
    def test_a_quarter_is_not_filled_beyond_its_load(self, crm_readiness, whole, library):
        steps = recommend(crm_readiness, whole, library)
        for quarter in (Quarter.THIS, Quarter.NEXT):
            load = sum(
                library.efforts[step.action.effort].load
                for step in steps
                if step.quarter is quarter
            )
            assert 0 < load <= library.quarter_load
        assert {step.quarter for step in steps} == set(Quarter)

    def test_the_first_begins_now(self, crm_readiness, whole, library):
        assert recommend(crm_readiness, whole, library, most=1)[0].quarter is Quarter.THIS

    @pytest.mark.parametrize(
        ("score", "effort", "quarter"),
        [(1.5, Effort.SMALL, Quarter.THIS), (2.5, Effort.MEDIUM, Quarter.NEXT)],
    )
    def test_what_waits_begins_when_the_other_is_done(
        self, crm_readiness, whole, library, score, effort, quarter
    ):
        """Q2 waits for Q4, which takes weeks in the lowest band and a quarter in the next."""
        priorities = tuple(
            Priority(code, rank, 10.0, 0.5, 0.6, 1.0, 0.8, waits)
            for rank, (code, waits) in enumerate([("Q4", ()), ("Q2", ("Q4",))], start=1)
        )
        two = replace(
            whole,
            priorities=priorities,
            gates=(),
            capabilities=tuple(
                replace(part, score=score) for part in whole.capabilities if part.code in "Q4 Q2"
            ),
        )
        steps = {step.capability: step for step in recommend(crm_readiness, two, library)}
        assert steps["Q4"].action.effort is effort
        assert steps["Q4"].quarter is Quarter.THIS
        assert steps["Q2"].quarter is quarter
