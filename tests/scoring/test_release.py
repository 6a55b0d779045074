"""What a release hides, and that nothing hidden can be worked out from what it shows."""

import pytest

from scoring import Answers, Scorecard, score
from scoring.release import Release, release
from scoring.scorecard import GateStatus
from scoring.suppression import hidden_groups, hidden_subtotals
from scoring.verdict_terms import ReasonKind, VerdictCode


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
    assert "business" in shown_cells(released)["S1"]  # by the other item of S1
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


def test_the_lowest_item_is_one_that_may_be_shown(small):
    answers = {"it": {"A4b": 1}, "frontline": {"A4a": 2}}
    few = release(card_of(small, EVERYBODY | {"it": 4}, answers=answers), 5)
    lowest = {part.code: part.lowest for part in few.capabilities}
    assert lowest["A4"].code == "A4a"  # A4b is the word of four people
    many = release(card_of(small, EVERYBODY, answers=answers), 5)
    lowest = {part.code: part.lowest for part in many.capabilities}
    assert (lowest["A4"].code, lowest["A4"].score, lowest["A4"].level) == ("A4b", 1.0, 1)


def test_json_carries_everything(small, ballots, facts, headcounts):
    card = score(small, Answers.from_ballots(small, ballots), facts, headcounts)
    released = release(card, 3)
    assert released.to_json()["schema"] == 1
    assert Release.from_json(released.to_json()) == released
    assert release(Scorecard.from_json(card.to_json()).to_json(), 3) == released
    with pytest.raises(ValueError, match="expected a release of schema 1"):
        Release.from_json(card.to_json() | {"schema": 2})
    with pytest.raises(ValueError, match="expected a scorecard of schema 1"):
        release({}, 3)
    with pytest.raises(ValueError, match="lacks or has too much"):
        Release.from_json(card.to_json())


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
