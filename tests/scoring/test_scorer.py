"""The worked example: every number of one small round, computed by hand in the comments."""

from dataclasses import replace

import numpy as np
import pytest

from scoring import Answers, ScoreOptions, score
from scoring.scorecard import GapPair, GateStatus
from scoring.verdict.terms import Reason, ReasonKind, Rule, VerdictCode


@pytest.fixture
def card(small, ballots, facts, headcounts):
    return score(small, Answers.from_ballots(small, ballots), facts, headcounts)


def by_code(parts):
    return {part.code: part for part in parts}


def close(value):
    return pytest.approx(value, abs=1e-12, rel=0)


def test_items_average_groups_not_people(card):
    scores = {item.code: item.score for item in card.items}
    assert scores == {
        "S1a": close(11 / 3),  # X (4+2)/2 = 3, B (3+3)/2 = 3 (one dk), I 5 (one na): (3+3+5)/3
        "S1b": close(3),  # 1 + 2 elements
        "S1c": close(2),  # X (1+3)/2 = 2 (a dk scores 1), B 2
        "S6a": close(5),  # all 5
        "S5b": close(3.25),  # X (4+5)/2 = 4.5, B (1+2+3)/3 = 2
        "C1b": close(3),  # reversed: B 6-2 = 4, F 6-(5,4,3) = (1,2,3), mean 2
        "C3a": close(10 / 3),  # X 5, B (2+3+4)/3 = 3, F (1+2+3)/3 = 2
        "C3b": close(3),  # B 4, F 2
        "Q1a": close(5),  # all 5
        "Q1c": close(2),  # 12 % is below 20 but not below 10
        "Q3a": close(3.5),  # B 3, I 4
        "Q3b": close(3),  # 1 + 4 * 3/6
        "Q5a": close(2.5),  # B 2, I 3 (one na)
        "Q5b": close(4),  # 80 % reaches 20, 50, 75, not 90
        "A1a": close(3.25),  # business (X 3 + B 4)/2 = 3.5, IT (2+4)/2 = 3: half each
        "A1c": close(2),  # 1 + 1 element
        "A4a": close(3),  # asked of the business side alone: B 4, F 2
        "A4b": close(1.5),  # asked of IT alone: (1+2)/2
    }


def test_an_item_tells_what_each_group_gave(card):
    groups = {cell.group: cell for cell in by_code(card.items)["S1a"].groups}
    assert list(groups) == ["executives", "business", "it"]
    business = groups["business"]
    assert (business.mean, business.n, business.dont_know) == (3.0, 2, 1)
    assert business.weight == close(1 / 3)
    assert business.dont_know_share == close(1 / 3)  # one of three who took a stand
    assert (groups["it"].n, groups["it"].not_applicable, groups["it"].dont_know_share) == (1, 1, 0)


def test_a_lowest_dont_know_counts_in_the_mean_and_as_dont_know(card):
    executives = by_code(card.items)["S1c"].groups[0]
    assert (executives.mean, executives.n, executives.dont_know) == (2.0, 2, 1)
    assert executives.dont_know_share == 0.5


def test_sides_share_half_each(card):
    weights = {cell.group: cell.weight for cell in by_code(card.items)["A1a"].groups}
    assert weights == {"executives": 0.25, "business": 0.25, "it": 0.5}


def test_capabilities(card):
    scores = {part.code: part.score for part in card.capabilities}
    assert scores == {
        "S1": close(26 / 9),  # (11/3 + 3 + 2)/3; the text S1d has no score
        "S6": close(4.125),  # (5 + 3.25)/2; S6c and S4d have no score
        "C1": close(3),
        "C3": close(19 / 6),  # (10/3 + 3)/2
        "Q1": close(3),  # (5 + 2)/2 = 3.5, held to evidence 2 + 1
        "Q3": close(3.25),  # (3.5 + 3)/2
        "Q5": close(3.25),  # (2.5 + 4)/2
        "A1": close(2.625),  # (3.25 + 2)/2
        "A4": close(2.25),  # (3 + 1.5)/2
    }


def test_evidence_caps_a_claim(card):
    part = by_code(card.capabilities)["Q1"]
    assert (part.perception, part.evidence, part.uncapped, part.cap_binds) == (5, 2, 3.5, True)
    assert part.score == 3.0
    assert part.index == 50.0
    assert not by_code(card.capabilities)["Q3"].cap_binds


def test_cells_average_the_items_a_group_answered(card):
    cells = {cell.group: (cell.mean, cell.n) for cell in by_code(card.capabilities)["S1"].groups}
    assert cells == {
        "executives": (close(2.5), 2),  # S1a 3, S1c 2
        "business": (close(2.5), 3),  # S1a 3, S1c 2; three people answered at least one
        "it": (close(5), 1),  # S1a alone, by one of two
    }


def test_sides_are_compared_on_shared_items_only(card):
    sides = {
        gap.capability: (gap.items, gap.second, gap.first, gap.difference.value)
        for gap in card.gaps
        if gap.pair is GapPair.SIDES
    }
    assert sides == {
        "S1": (("S1a",), close(3), close(5), close(2)),  # IT minus business
        "Q3": (("Q3a",), close(3), close(4), close(1)),
        "Q5": (("Q5a",), close(2), close(3), close(1)),
        "A1": (("A1a",), close(3.5), close(3), close(-0.5)),
        # A4 is rated across: no item in common, no gap.
    }


def test_gates(card):
    gates = {gate.code: (gate.status, gate.value) for gate in card.gates}
    assert gates == {
        "G1": (GateStatus.PASSED, close(3)),  # min(11/3, 3) reaches 3
        "G2": (GateStatus.FAILED, close(2)),
        "G6": (GateStatus.WARNED, close(2)),  # min(3.25, 2): enough to pilot, not to proceed
        "G7": (GateStatus.PASSED, close(2.5)),  # without X: min((3+2)/2, 3)
        "G8": (GateStatus.PASSED, close(2.5)),  # min(2.5, 4)
    }


def test_dimensions_and_levels(card):
    dimensions = {part.code: (part.score, part.level) for part in card.dimensions}
    assert dimensions == {
        "S": (close(505 / 144), 2),  # (26/9 + 33/8)/2 = 3.51 would be level 4; G2 caps it
        "C": (close(37 / 12), 3),  # (3 + 19/6)/2 = 3.08
        "Q": (close(19 / 6), 3),  # (3 + 3.25 + 3.25)/3
        "A": (close(39 / 16), 2),  # (2.625 + 2.25)/2 = 2.44
    }


def test_overall(card):
    # (505/144 + 444/144 + 456/144 + 351/144)/4 = 1756/576
    assert card.overall.score == close(439 / 144)
    assert card.overall.index == pytest.approx(25 * (439 / 144 - 1), abs=1e-10)
    assert card.overall.level == 3  # 3.05 rounds to 3, and the weakest level is 2


def test_technology_and_pilot(card):
    technology = card.technology
    assert (technology.stage, technology.required, technology.lag) == (3, 2.5, 0.0)
    assert technology.foundation == close(37 / 12)
    assert technology.notice is None
    assert (card.pilot.elements, card.pilot.needed, card.pilot.unit) == (4, 4, True)


def test_verdict(card):
    verdict = card.verdict
    assert (verdict.code, verdict.rule) == (VerdictCode.FIX, Rule.FIX)
    assert verdict.reasons == (
        Reason(ReasonKind.GATE_FAILED, "G2", close(2), 3.0),
        Reason(ReasonKind.DIMENSION_BELOW, "A", close(39 / 16), 3.0),
        Reason(ReasonKind.GATE_WARNED, "G6", close(2), 3.0),
    )
    assert verdict.dimensions_below == ("A",)


def test_response(card):
    response = {
        part.group: (part.n, part.headcount, part.share, part.met) for part in card.response
    }
    assert response == {
        "executives": (2, 2, 1.0, True),
        "business": (3, 6, 0.5, True),
        "frontline": (3, 9, close(1 / 3), True),
        "it": (2, 4, 0.5, True),
    }
    assert card.reportable
    assert card.respondents == 10


def test_ballots_without_a_level_do_not_count_toward_the_quorum(small, ballots, facts, headcounts):
    """Two people of IT are needed and two handed in, one of them nothing but blanks."""
    empty = [{}, {"S1a": "dk", "Q3a": "na", "A1a": None}]
    for nothing in empty:
        given = [*ballots[:9], ("it", nothing), ("executives", {"S1d": "Text", "S1c": "dk"})]
        answers = Answers.from_ballots(small, given)
        card = score(small, answers, facts, headcounts)
        response = {part.group: (part.n, part.met) for part in card.response}
        assert response["it"] == (1, False)
        assert response["executives"] == (2, True)
        assert not card.reportable
        assert card.respondents == 9
        assert card.verdict.rule is Rule.RESPONSE


def test_gates_that_hold_a_level_are_named(card):
    held = {part.code: part.level_held_by for part in card.dimensions}
    # G6 is not passed either, but 2.44 is level 2 anyway.
    assert held == {"S": ("G2",), "C": (), "Q": (), "A": ()}


def test_facts_that_leave_a_dimension_unscored_are_named(small, facts):
    """S1 has one of three items, S6 both, and two capabilities are needed."""
    given = [("executives", {"S1a": 4, "S6a": 4, "S5b": 4})] * 3
    answers = Answers.from_ballots(small, given)
    strategy = score(small, answers, {}).dimensions[0]
    assert (strategy.score, strategy.missing_items) == (None, ("S1b",))
    strategy = score(small, answers, {"S1b": 2}).dimensions[0]
    assert (strategy.score is None, strategy.missing_items) == (False, ())
    nobody = score(small, Answers.from_ballots(small, []), {})
    missing = {part.code: part.missing_items for part in nobody.dimensions}
    assert missing["S"] == ()  # a third of S1 would not do: answers are missing
    assert missing["A"] == ()  # one side is silent: no fact could help
    assert missing["Q"] == ("Q1c", "Q3b", "Q5b")


def test_the_scorecard_names_its_framework(card, small):
    assert (card.framework.slug, card.framework.version) == ("small", 1)
    assert card.framework.checksum == small.checksum


def test_a_consumer_business_skips_the_customer_master(small, ballots, facts):
    answers = Answers.from_ballots(small, ballots)
    card = score(small, answers, facts, options=ScoreOptions(client_type="b2c"))
    assert not by_code(card.capabilities)["Q5"].applies
    assert by_code(card.capabilities)["Q5"].score is None
    assert by_code(card.gates)["G8"].status is GateStatus.NOT_APPLICABLE
    assert by_code(card.dimensions)["Q"].score == close((3 + 3.25) / 2)


def test_a_client_of_both_kinds_is_scored_like_b2b(small, ballots, facts, headcounts, card):
    answers = Answers.from_ballots(small, ballots)
    both = score(small, answers, facts, headcounts, ScoreOptions(client_type="both"))
    assert both.dimensions == card.dimensions


def test_a_round_may_weigh_groups(small, ballots, facts):
    answers = Answers.from_ballots(small, ballots)
    options = ScoreOptions(group_weights={"it": 2.0, "executives": 0.0})
    items = by_code(score(small, answers, facts, options=options).items)
    assert items["S1a"].score == close((3 + 2 * 5) / 3)  # X counts no more, I twice
    assert items["A1a"].score == close((4 + 3) / 2)  # the sides keep their halves


def test_a_side_without_an_answer_leaves_alignment_unscored(small, ballots, facts):
    without_it = [ballot for ballot in ballots if ballot[0] != "it"]
    card = score(small, Answers.from_ballots(small, without_it), facts)
    assert by_code(card.dimensions)["A"].score is None
    assert by_code(card.capabilities)["A4"].score is None
    assert by_code(card.capabilities)["A1"].evidence == 2.0
    assert by_code(card.items)["A1a"].score is None
    assert by_code(card.gates)["G6"].missing == ("A1a",)
    assert by_code(card.items)["S1a"].score == close(3)  # elsewhere the others suffice
    assert card.overall.score is None
    assert card.verdict.code is VerdictCode.INSUFFICIENT


def test_one_side_cannot_speak_for_the_other_on_a_shared_item(small, ballots, facts):
    silent = [
        (group, answers | {"A1a": "dk"} if group == "it" else answers) for group, answers in ballots
    ]
    card = score(small, Answers.from_ballots(small, silent), facts)
    assert by_code(card.items)["A1a"].score is None
    assert by_code(card.capabilities)["A1"].score == 2.0  # the charter is half of the weight
    assert by_code(card.dimensions)["A"].score == close((2 + 2.25) / 2)


def test_a_fact_that_does_not_apply_drops_out(small, ballots, facts):
    answers = Answers.from_ballots(small, ballots)
    part = by_code(score(small, answers, facts | {"Q1c": "na"}).capabilities)["Q1"]
    assert (part.score, part.coverage, part.cap_binds) == (5.0, 1.0, False)


def test_a_capability_needs_half_of_its_weight(small, ballots, facts):
    only_one = [(group, {"S1a": 3}) for group, _ in ballots if group in {"executives", "it"}]
    answers = Answers.from_ballots(small, only_one)
    part = by_code(score(small, answers, {}).capabilities)["S1"]
    assert (part.score, part.coverage) == (None, close(1 / 3))
    part = by_code(score(small, answers, {"S1b": 2}).capabilities)["S1"]
    assert (part.score, part.coverage) == (3.0, close(2 / 3))


def test_answers_of_another_version_are_refused(small, crm_readiness, ballots):
    answers = Answers.from_ballots(small, ballots)
    with pytest.raises(ValueError, match="another framework version"):
        score(crm_readiness, answers, {})


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"S1b": 5}, 'S1b takes a whole number from 0 to 4, or "na".'),
        ({"S1a": 3}, "S1a is not a fact of this framework."),
        ({"Z9": 3}, "Z9 is not a fact of this framework."),
    ],
)
def test_impossible_facts_are_refused(small, ballots, facts, message):
    with pytest.raises(ValueError, match="^" + message.replace(".", r"\.") + "$"):
        score(small, Answers.from_ballots(small, ballots), facts)


@pytest.mark.parametrize(
    ("headcounts", "options", "message"),
    [
        ({"nobody": 3}, None, "unknown group nobody"),
        ({"it": -1}, None, "the headcount of it must be 0 or more"),
        ({"it": 2.5}, None, "the headcount of it must be a whole number"),
        ({}, ScoreOptions(group_weights={"nobody": 1}), "unknown group nobody"),
        ({}, ScoreOptions(group_weights={"it": -1}), "the weight of it must be 0 or more"),
        ({}, ScoreOptions(group_weights={"it": float("nan")}), "the weight of it must be"),
    ],
)
def test_impossible_settings_are_refused(small, ballots, headcounts, options, message):
    with pytest.raises(ValueError, match=message):
        score(small, Answers.from_ballots(small, ballots), {}, headcounts, options)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("client_type", "b2x", "client_type must be one of b2b, b2c, both"),
        ("seed", None, "seed must be a whole number from 0 on"),
        ("seed", -1, "seed must be a whole number from 0 on"),
        ("least_people", 0, "least_people must be a whole number from 1 on"),
        ("records", 1.5, "records must be a whole number from 0 on"),
        ("problems", {"Churn": -1}, "the people of Churn must be a whole number from 0 on"),
    ],
)
def test_options_are_checked_when_they_are_made(name, value, message):
    with pytest.raises(ValueError, match=message):
        ScoreOptions(**{name: value})


def test_headcounts_may_come_from_a_table(small, ballots, facts, headcounts):
    from_table = {code: np.int64(people) for code, people in headcounts.items()}
    answers = Answers.from_ballots(small, ballots)
    card = score(small, answers, facts, from_table)
    assert card.as_text() == score(small, answers, facts, headcounts).as_text()


def test_an_answer_to_an_item_a_group_is_not_asked_is_refused(small):
    answers = Answers.from_ballots(small, [("it", {"A4b": 3})])
    moved = replace(answers, group=np.array([answers.groups.index("business")]))
    with pytest.raises(ValueError, match="an item that it is not asked"):
        score(small, moved, {})


def test_facts_may_come_from_a_table(small, ballots, facts):
    from_table = {
        code: float(value) if isinstance(value, int) else value for code, value in facts.items()
    }
    from_table |= {"Q5b": np.float64(facts["Q5b"]), "S4d": np.int64(facts["S4d"])}
    answers = Answers.from_ballots(small, ballots)
    assert score(small, answers, from_table).as_text() == score(small, answers, facts).as_text()
    assert score(small, answers).as_text() == score(small, answers, {"S1b": np.nan}).as_text()
