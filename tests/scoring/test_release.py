"""What a release hides, and that nothing hidden can be worked out from what it shows."""

import pytest

from scoring import Answers, Scorecard, score
from scoring.release import Release, release
from scoring.release.suppression import hidden_groups, hidden_subtotals
from scoring.scorecard import GateStatus
from scoring.verdict.terms import ReasonKind, VerdictCode


def card_of(framework, people, facts=None, answers=None):
    """People by group, all answering 3, or what `answers` says for their group."""
    ballots = card_ballots(framework, people, answers)
    return score(framework, Answers.from_ballots(framework, ballots), facts or {}, people)


def card_ballots(framework, people, answers=None):
    return [
        (group, _answers(framework, group) | (answers or {}).get(group, {}))
        for group, count in people.items()
        for _ in range(count)
    ]


def _answers(framework, group):
    return {item.code: 3 for item in framework.items_for(group) if not item.is_text}


def _scores(released):
    return [(part.code, part.score, part.lowest) for part in released.capabilities]


def shown_cells(released):
    cells = {}
    for cell in released.cells:
        if cell.n is not None:
            cells.setdefault(cell.capability, []).append(cell.group)
    return cells


EVERYBODY = {"executives": 5, "business": 8, "frontline": 9, "it": 6}


def test_large_groups_are_shown(small):
    released = release(card_of(small, EVERYBODY), 5)
    assert shown_cells(released) == {
        "S1": ["executives", "business", "it"],
        "S6": ["executives", "business"],
        "C1": ["business", "frontline"],
        "C3": ["executives", "business", "frontline"],
        "Q1": ["business", "frontline"],
        "Q3": ["business", "it"],
        "Q5": ["business", "it"],
        "A1": ["executives", "business", "it"],
        "A4": ["business", "frontline", "it"],
    }
    assert [gap.capability for gap in released.gaps] == ["S1", "Q3", "Q5", "A1"]
    assert [(group.group, group.n, group.fewer_than) for group in released.response] == [
        ("executives", 5, None),
        ("business", 8, None),
        ("frontline", 9, None),
        ("it", 6, None),
    ]
    assert released.respondents == 28


@pytest.mark.parametrize("headcount", [4, 1, 0])
def test_more_ballots_than_people_lift_no_group(small, headcount):
    """Four people of IT, their file imported twice: eight ballots are still four people."""
    heads = EVERYBODY | {"it": headcount}
    ballots = card_ballots(small, EVERYBODY | {"it": 8}, {"it": {"S1a": 5, "A4b": 1}})
    card = score(small, Answers.from_ballots(small, ballots), {}, heads)
    released = release(card, 5)
    it = released.response[3]
    assert (it.n, it.headcount, it.share, it.fewer_than) == (None, None, None, 5)
    assert released.respondents is None
    assert shown_cells(released) == {
        "S6": ["executives", "business"],
        "C1": ["business", "frontline"],
        "C3": ["executives", "business", "frontline"],
        "Q1": ["business", "frontline"],
    }
    assert released.gaps == ()
    lowest = {part.code: part.lowest for part in released.capabilities}
    assert lowest["A4"] is None
    once = release(card_of(small, EVERYBODY | {"it": 4}, answers={"it": {"S1a": 5, "A4b": 1}}), 5)
    assert released.cells == once.cells
    assert _scores(released) == _scores(once)
    lifted = release(score(small, Answers.from_ballots(small, ballots), {}), 5)
    assert "it" in shown_cells(lifted)["S1"]  # negative control: nobody knows the headcount


def test_ballots_of_few_people_hide_totals_and_gates(small):
    """Everybody's file imported nine times: four people stand behind all of it."""
    heads = {"executives": 1, "business": 1, "frontline": 1, "it": 1}
    card = score(
        small,
        Answers.from_ballots(small, card_ballots(small, dict.fromkeys(heads, 9))),
        {"S1b": 2, "Q5b": 80},
        heads,
    )
    assert card.overall.score is not None
    released = release(card, 5)
    assert {part.score for part in released.dimensions} == {None}
    assert {part.score for part in released.capabilities} == {None}
    assert {gate.status for gate in released.gates} == {None}
    assert released.verdict.code is VerdictCode.INSUFFICIENT


def test_no_more_than_everybody_answers(small):
    heads = EVERYBODY | {"it": 5}
    card = score(small, Answers.from_ballots(small, card_ballots(small, EVERYBODY)), {}, heads)
    assert card.response[3].share == 1.2
    it = release(card, 5).response[3]
    assert (it.n, it.headcount, it.share) == (6, 5, 1.0)


def test_cells_of_a_group_without_levels_are_hidden_with_it(small):
    """A "don't know" that scores 1 makes a cell, but nobody of the group chose a level."""
    blank = {item.code: None for item in small.items_for("executives")}
    silent = {"executives": blank | {"S1c": "dk"}}
    released = release(card_of(small, EVERYBODY | {"executives": 6}, answers=silent), 5)
    assert released.response[0].fewer_than == 5
    assert "S1" not in shown_cells(released)


def test_a_small_group_is_not_counted_or_shown(small):
    released = release(card_of(small, EVERYBODY | {"it": 4}), 5)
    it = released.response[3]
    assert (it.n, it.headcount, it.share, it.fewer_than, it.met) == (None, None, None, 5, True)
    assert released.respondents is None
    assert not [cell for cell in released.cells if cell.group == "it" and cell.mean is not None]


def test_one_small_group_hides_every_cell_of_the_totals_it_is_in(small):
    """Otherwise the total minus the others would be that group."""
    released = release(card_of(small, EVERYBODY | {"it": 4}), 5)
    assert shown_cells(released) == {  # IT answers nothing in these
        "S6": ["executives", "business"],
        "C1": ["business", "frontline"],
        "C3": ["executives", "business", "frontline"],
        "Q1": ["business", "frontline"],
    }
    assert released.gaps == ()
    assert {part.score for part in released.capabilities} == {3.0}


def test_without_that_rule_the_group_would_be_known(small):
    """Negative control: the cells it hides do solve for the small group's view."""
    card = card_of(small, EVERYBODY | {"it": 4}, answers={"it": {"S1a": 5}})
    part = card.capabilities[0]
    cells = {cell.group: cell.mean for cell in part.groups}
    item = next(item for item in card.items if item.code == "S1a")
    total = item.score * 3 - cells["executives"] - cells["business"]
    assert total == pytest.approx(cells["it"])  # 5, the view of four people
    released = release(card, 5)
    assert all(cell.mean is None for cell in released.cells if cell.capability == "S1")


def test_two_small_groups_hide_each_other(small):
    released = release(card_of(small, EVERYBODY | {"it": 4, "executives": 3}), 5)
    cells = shown_cells(released)
    assert cells["S1"] == ["business"]  # 4 + 3 people stand behind the rest
    assert cells["A1"] == ["business"]
    assert "S6" not in cells  # executives alone are small there
    assert "Q3" not in cells  # IT alone is small there


def test_two_tiny_groups_need_a_third(small):
    released = release(card_of(small, EVERYBODY | {"it": 2, "executives": 2}), 5)
    assert "S1" not in shown_cells(released)


def test_hidden_and_empty_look_alike(small):
    """Where a group is hidden nobody can tell whether it answered at all."""
    hidden = release(card_of(small, EVERYBODY | {"frontline": 1}), 5)
    empty = release(card_of(small, EVERYBODY | {"frontline": 0}), 5)
    for one, other in zip(hidden.cells, empty.cells, strict=True):
        if one.group == "frontline":
            assert (one.mean, one.n) == (other.mean, other.n) == (None, None)
    one, other = hidden.response[2], empty.response[2]
    assert (one.n, one.fewer_than) == (other.n, other.fewer_than) == (None, 5)


def test_a_cell_needs_k_people_of_its_own(small):
    silent = {"S1a": None, "S1c": None, "S1d": None}
    ballots = [("business", _answers(small, "business") | silent)] * 4
    ballots += [("business", _answers(small, "business"))] * 4
    ballots += [("executives", _answers(small, "executives"))] * 8
    ballots += [("it", _answers(small, "it"))] * 8
    card = score(small, Answers.from_ballots(small, ballots), {})
    cells = shown_cells(release(card, 5))
    assert "S1" not in cells  # four managers answered there, eight elsewhere
    assert cells["A1"] == ["executives", "business", "it"]


def test_a_total_of_few_people_is_hidden_with_company(small):
    """Four people in all answer A4; the dimension minus A1 would be A4."""
    people = {"executives": 8, "business": 2, "frontline": 1, "it": 1}
    released = release(card_of(small, people, {"A1c": 2}), 5)
    scores = {part.code: part.score for part in released.capabilities}
    assert scores["A4"] is None
    assert scores["A1"] is None
    assert {part.code: part.score for part in released.dimensions}["A"] is not None
    assert all(cell.n is None for cell in released.cells if cell.capability in {"A1", "A4"})


def test_the_company_of_a_hidden_total_is_hidden_with_its_cells(small):
    """Four people answer Q5, and Q3 keeps it company: its cells would add up to it."""
    ballots = card_ballots(small, EVERYBODY)
    heard = 0
    for _, answers in ballots:
        if "Q5a" in answers:
            heard += 1
            answers["Q5a"] = 3 if heard in {1, 2, 9, 10} else None
    released = release(score(small, Answers.from_ballots(small, ballots), {}), 5)
    scores = {part.code: part.score for part in released.capabilities}
    assert (scores["Q1"], scores["Q3"], scores["Q5"]) == (3.0, None, None)
    assert "Q3" not in shown_cells(released)
    assert "Q1" in shown_cells(released)


def test_a_gap_needs_every_group_in_it(small):
    """Business is 4 executives and 8 managers: neither may be shown, so no gap either."""
    released = release(card_of(small, EVERYBODY | {"executives": 4}), 5)
    assert [gap.capability for gap in released.gaps] == ["Q3", "Q5"]


def test_a_gap_needs_k_people_on_the_shared_items(small):
    ballots = card_ballots(small, EVERYBODY)
    for number, (group, answers) in enumerate(ballots):
        if group in {"executives", "business"} and number not in {0, 5}:
            answers["S1a"] = None
    released = release(score(small, Answers.from_ballots(small, ballots), {}), 5)
    assert shown_cells(released)["S1"] == ["executives"]  # with both, S1a of two people is known
    assert "S1" not in [gap.capability for gap in released.gaps]


def test_a_round_of_few_people_shows_facts_and_verdict_only(small):
    people = {"executives": 1, "business": 1, "frontline": 1, "it": 1}
    facts = {"S1b": 2, "S4d": 3, "S6c": 4}
    card = card_of(small, people, facts)
    assert card.overall.score is not None
    released = release(card, 5)
    assert released.overall.score is None
    assert {part.score for part in released.dimensions} == {None}
    assert {part.score for part in released.capabilities} == {None}
    assert {part.lowest for part in released.capabilities} == {None}
    assert {gate.status for gate in released.gates} == {None}
    assert released.technology.stage == 3
    assert released.technology.lag is None
    assert released.pilot.unit
    verdict = released.verdict
    assert verdict.code is VerdictCode.INSUFFICIENT
    assert [reason.kind for reason in verdict.reasons] == [ReasonKind.RESPONSE]
    assert (card.verdict.code, verdict.lag) == (VerdictCode.FIX, None)


def test_gates_of_few_people_are_hidden(small):
    people = EVERYBODY | {"it": 1, "business": 2}
    released = release(card_of(small, people, {"Q5b": 80}), 5)
    status = {gate.code: gate.status for gate in released.gates}
    assert status["G8"] is None  # three people rated it
    assert status["G2"] is GateStatus.PASSED


def test_a_gate_without_executives_keeps_its_value_back_where_they_are_hidden(small):
    answers = {"executives": {"C3a": 5}}
    shown = release(card_of(small, EVERYBODY, answers=answers), 5)
    hidden = release(card_of(small, EVERYBODY | {"executives": 4}, answers=answers), 5)
    assert [gate.value for gate in shown.gates if gate.code == "G7"] == [3.0]
    (gate,) = [gate for gate in hidden.gates if gate.code == "G7"]
    assert (gate.status, gate.value) == (GateStatus.PASSED, None)


def test_reasons_lose_values_that_are_hidden(small):
    answers = {group: {"C3a": 1, "C3b": 1} for group in ("business", "frontline")}
    card = card_of(small, EVERYBODY | {"executives": 4}, {"S1b": 4, "S4d": 1}, answers)
    (reason,) = [part for part in card.verdict.reasons if part.code == "G7"]
    assert (reason.kind, reason.value) == (ReasonKind.GATE_FAILED, 1.0)
    released = release(card, 5)
    (reason,) = [part for part in released.verdict.reasons if part.code == "G7"]
    assert (reason.kind, reason.value, reason.limit) == (ReasonKind.GATE_FAILED, None, 2.0)
    assert released.verdict.gates_failed == card.verdict.gates_failed


def test_the_lowest_item_does_not_tell_another_of_few_people(small):
    """A4 is the mean of A4a and of A4b, the word of four people in IT."""
    answers = {"it": {"A4b": 3}, "frontline": {"A4a": 1}}
    card = card_of(small, EVERYBODY | {"it": 4}, answers=answers)
    score_of = {item.code: item.score for item in card.items}
    few = release(card, 5)
    part = next(part for part in few.capabilities if part.code == "A4")
    assert 2 * part.score - score_of["A4a"] == score_of["A4b"]  # what A4a would give away
    assert part.lowest is None


def test_facts_stand_in_for_items_beside_one_of_few_people(small):
    """Three of S1c's people answer it, all of S1a's do: only the proof is shown."""
    ballots = card_ballots(small, EVERYBODY, {"executives": {"S1a": 1}, "it": {"S1a": 1}})
    few = [(group, answers | {"S1c": None}) for group, answers in ballots[:10]]
    answers = Answers.from_ballots(small, few + ballots[10:])
    with_fact = release(score(small, answers, {"S1b": 2}, EVERYBODY), 5).capabilities[0]
    assert (with_fact.lowest.code, with_fact.lowest.score) == ("S1b", 3.0)
    without = release(score(small, answers, {}, EVERYBODY), 5).capabilities[0]
    assert (without.score is not None, without.lowest) == (True, None)


def test_a_gate_keeps_its_value_back_beside_an_item_of_few_people(small):
    """S1a's score, the value of G1, would help to solve S1 for what three people said."""
    ballots = card_ballots(small, EVERYBODY)
    few = [(group, answers | {"S1c": None}) for group, answers in ballots[:10]]
    answers = Answers.from_ballots(small, few + ballots[10:])
    gates = {
        gate.code: (gate.status, gate.value)
        for gate in release(score(small, answers, {"S1b": 2}, EVERYBODY), 5).gates
    }
    assert gates["G1"] == (GateStatus.PASSED, None)
    assert gates["G2"] == (None, None)


def test_gates_that_hold_a_level_are_named_unless_hidden(small):
    top = {
        group: {item.code: 5 for item in small.items_for(group) if not item.is_text}
        for group in EVERYBODY
    }
    for group in ("executives", "business"):
        top[group]["S1c"] = 1
    facts = {"S1b": 4}
    card = card_of(small, EVERYBODY, facts, top)
    assert release(card, 5).dimensions[0].level_held_by == ("G2",)
    ballots = [
        (group, answers | {"S1c": None}) if number < 10 else (group, answers)
        for number, (group, answers) in enumerate(card_ballots(small, EVERYBODY, top))
    ]
    card = score(small, Answers.from_ballots(small, ballots), facts, EVERYBODY)
    assert card.dimensions[0].level_held_by == ("G2",)
    assert release(card, 5).dimensions[0].level_held_by == ()  # three people's word


def test_the_lowest_item_over_all_groups(small):
    answers = {"it": {"A4b": 1}, "frontline": {"A4a": 2}}
    many = release(card_of(small, EVERYBODY, answers=answers), 5)
    lowest = {part.code: part.lowest for part in many.capabilities}
    assert (lowest["A4"].code, lowest["A4"].score, lowest["A4"].level) == ("A4b", 1.0, 1)


def test_json_carries_everything(small, ballots, facts, headcounts):
    card = score(small, Answers.from_ballots(small, ballots), facts, headcounts)
    released = release(card, 3)
    assert released.to_json()["schema"] == 2
    assert Release.from_json(released.to_json()) == released
    assert release(Scorecard.from_json(card.to_json()).to_json(), 3) == released
    with pytest.raises(ValueError, match="expected a release of schema 2"):
        Release.from_json({"schema": 3})
    with pytest.raises(ValueError, match="expected a scorecard of schema 2"):
        release({}, 3)
    with pytest.raises(ValueError, match="lacks or has too much"):
        Release.from_json(card.to_json() | {"schema": 1})


@pytest.mark.parametrize("k", [2, 1, 0, -1])
def test_k_is_at_least_three(small, k):
    with pytest.raises(ValueError, match="k must be at least 3"):
        release(card_of(small, {}), k)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 5, "b": 6}, set()),
        ({"a": 5, "b": 4}, {"a", "b"}),
        ({"a": 4}, {"a"}),
        ({"a": 5}, set()),
        ({"a": 0, "b": 6}, set()),
        ({"a": 1, "b": 1, "c": 9, "d": 7}, {"a", "b", "d"}),
        ({"a": 2, "b": 3, "c": 9}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 1}, {"a", "b", "c"}),
        ({}, set()),
    ],
)
def test_hidden_groups(counts, hidden):
    assert hidden_groups(counts, 5) == hidden


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 5, "b": 6}, set()),
        ({"a": 4, "b": 6, "c": 5}, {"a", "c"}),
        ({"a": 4, "facts": 0}, {"a"}),
        ({"a": 1, "b": 2, "c": 9}, {"a", "b", "c"}),
    ],
)
def test_hidden_subtotals(counts, hidden):
    assert hidden_subtotals(counts, 5) == hidden
