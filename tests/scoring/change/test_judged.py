"""Facts, verdicts, gates, and when a fall is perhaps a better view."""

from dataclasses import replace

import pytest

from scoring import Framework, ScoreOptions, VerdictCode, score
from scoring.change import (
    FactChange,
    FactState,
    GateFlip,
    NoticeKind,
    VerdictChange,
    compare_rounds,
)
from scoring.scorecard import GateStatus
from scoring.verdict.terms import Rule
from tests.scoring.change.held import change_of, edited, everybody, held, item_of, notice

MANY = {"executives": 30, "business": 40, "frontline": 40, "it": 30}
FACTS = {"S1b": 4, "S6c": 4, "S4d": 1, "Q1c": 1, "Q3b": 6, "Q5b": 95, "A1c": 4}


def level(number):
    return lambda _group, _n: number


class TestFacts:
    def compared(self, small, before, after):
        result = compare_rounds(held(small, [], facts=before), held(small, [], facts=after))
        return {fact.code: fact for fact in result.facts}

    def test_exact(self, small):
        found = self.compared(small, {"S1b": 2, "Q1c": 12}, {"S1b": 3, "Q1c": 7.5})
        assert found == {
            "S1b": FactChange("S1b", FactState(2.0, False, 3.0), FactState(3.0, False, 4.0), 1.0),
            "Q1c": FactChange("Q1c", FactState(12.0, False, 2.0), FactState(7.5, False, 3.0), 1.0),
        }

    def test_in_one_round_only(self, small):
        found = self.compared(small, {"S1b": 2}, {"Q5b": "na"})
        assert found["S1b"].after == FactState(None, False, None)
        assert found["Q5b"].after == FactState(None, True, None)
        assert {fact.change for fact in found.values()} == {None}

    def test_a_stage_earns_no_level(self, small):
        found = self.compared(small, {"S4d": 1}, {"S4d": 3})
        assert found["S4d"].before == FactState(1.0, False, None)
        assert found["S4d"].change is None

    def test_several_numbers_are_left_out(self, small):
        audit = {"Q2c": {"bad": 18, "checked": 150, "months": 4}}
        assert self.compared(small, audit, audit) == {}

    def test_a_changed_fact_is_left_out(self, small):
        def narrow(spec):
            item_of(spec, "Q1c")["limits"] = [15, 10, 5, 2]

        later = edited(small, narrow)
        before, after = (held(part, [], facts={"Q1c": 12}) for part in (small, later))
        assert compare_rounds(before, after).facts == ()


class TestVerdict:
    def test_the_rule_and_gates_that_flipped(self, small):
        before = held(small, everybody(small, level(1)), facts=FACTS)
        answers = [
            (group, row | ({"C1b": 1} if "C1b" in row else {}))
            for group, row in everybody(small, level(5))
        ]
        result = compare_rounds(before, held(small, answers, facts=FACTS))
        assert result.verdict == VerdictChange(
            before=VerdictCode.STOP,
            before_rule=Rule.STOP_GATES,
            after=VerdictCode.PROCEED,
            after_rule=Rule.PROCEED,
            gates=tuple(
                GateFlip(code, GateStatus.FAILED, GateStatus.PASSED)
                for code in ("G1", "G2", "G6", "G7", "G8")
            ),
        )
        assert result.verdict.is_changed

    def test_the_same_verdict(self, small):
        part = held(small, everybody(small, level(3)), facts=FACTS)
        verdict = compare_rounds(part, part).verdict
        assert (verdict.is_changed, verdict.gates) == (False, ())

    def test_scorecards_are_taken_as_they_are(self, small):
        before = held(small, everybody(small, level(1)), facts=FACTS)
        after = held(small, everybody(small, level(4)), facts=FACTS)
        cards = tuple(
            score(part.framework, part.answers, part.facts, part.headcounts)
            for part in (before, after)
        )
        assert compare_rounds(before, after, scorecards=cards) == compare_rounds(before, after)
        marked = replace(cards[0], gates=(), verdict=replace(cards[0].verdict, rule=Rule.FIX))
        result = compare_rounds(before, after, scorecards=(marked, cards[1]))
        assert result.verdict.before_rule is Rule.FIX
        assert result.verdict.gates == ()

    def test_a_scorecard_of_something_else(self, small):
        part = held(small, [])
        other = edited(small, lambda spec: spec.update(title="Other"))
        wrong = score(other, held(other, []).answers, {})
        right = score(small, part.answers, {})
        with pytest.raises(ValueError, match="another framework version"):
            compare_rounds(part, part, scorecards=(right, wrong))
        with pytest.raises(ValueError, match="another type of client"):
            compare_rounds(part, part, ScoreOptions(client_type="b2c"), (right, right))

    def test_a_framework_without_verdicts(self, small):
        spec = small.to_spec()
        for key in ("verdict", "gates", "technology", "pilot"):
            del spec[key]
        part = held(Framework.from_spec(spec), [])
        assert compare_rounds(part, part).verdict is None


class TestResponseShift:
    """Nobody trusts the records as before, and yet fewer are double."""

    def compared(self, small, last, duplicates):
        facts = FACTS | {"Q1c": 15, "Q3b": 6}
        before = held(small, everybody(small, level(5), MANY), facts=facts)
        after = held(small, everybody(small, level(last), MANY), facts=facts | {"Q1c": duplicates})
        return compare_rounds(before, after)

    def test_fell_while_facts_rose(self, small):
        result = self.compared(small, 2, 8)
        assert change_of(result, "Q").label == "real"
        assert notice(result, NoticeKind.RESPONSE_SHIFT) == [("Q", None)]

    @pytest.mark.parametrize(("last", "duplicates"), [(2, 15), (2, 25), (5, 1)])
    def test_else_there_is_nothing_to_explain(self, small, last, duplicates):
        result = self.compared(small, last, duplicates)
        assert notice(result, NoticeKind.RESPONSE_SHIFT) == []
