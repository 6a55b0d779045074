"""What a gate says when parts are low, missing or do not apply."""

import pytest

from scoring import Answers, ScoreOptions, score
from scoring.scorecard import GateStatus


def gate(framework, code, ballots, facts, **options):
    answers = Answers.from_ballots(framework, ballots)
    card = score(framework, answers, facts, options=ScoreOptions(**options))
    return next(part for part in card.gates if part.code == code)


def problem(level):
    return [(group, {"S1a": level}) for group in ("executives", "business", "it")]


@pytest.mark.parametrize(
    ("level", "proof", "status", "value", "missing"),
    [
        (4, 4, GateStatus.PASSED, 4.0, ()),
        (4, 2, GateStatus.PASSED, 3.0, ()),  # 1 + 2 elements
        (4, 1, GateStatus.FAILED, 2.0, ()),
        (2, 4, GateStatus.FAILED, 2.0, ()),
        (4, None, GateStatus.UNPROVEN, 4.0, ("S1b",)),
        (4, "na", GateStatus.UNPROVEN, 4.0, ("S1b",)),  # nobody can waive the proof
        ("dk", 4, GateStatus.UNPROVEN, 5.0, ("S1a",)),
        ("dk", None, GateStatus.UNPROVEN, None, ("S1a", "S1b")),
        (2, None, GateStatus.FAILED, 2.0, ("S1b",)),  # too low whatever the proof
    ],
)
def test_the_lowest_part_counts(small, level, proof, status, value, missing):
    part = gate(small, "G1", problem(level), {"S1b": proof})
    assert (part.status, part.value, part.missing) == (status, value, missing)


def test_executives_do_not_vouch_for_safety(small):
    ballots = [
        ("executives", {"C3a": 5}),
        ("business", {"C3a": 2, "C3b": 4}),
        ("frontline", {"C3a": 2, "C3b": 4}),
    ]
    part = gate(small, "G7", ballots, {})
    assert (part.status, part.value) == (GateStatus.WARNED, 2.0)
    assert [(item.item, item.score, item.n) for item in part.items] == [
        ("C3a", 2.0, 2),
        ("C3b", 4.0, 2),
    ]
    with_executives = gate(small, "G7", ballots[:1], {})
    assert with_executives.status is GateStatus.UNPROVEN


def test_the_customer_master_does_not_concern_consumers(small):
    ballots = [("business", {"Q5a": 1}), ("it", {"Q5a": 1})]
    part = gate(small, "G8", ballots, {"Q5b": 0}, client_type="b2c")
    assert (part.status, part.value, part.missing) == (GateStatus.NOT_APPLICABLE, None, ())
    assert gate(small, "G8", ballots, {"Q5b": 0}).status is GateStatus.FAILED
    assert gate(small, "G8", ballots, {"Q5b": 0}, client_type="both").status is GateStatus.FAILED


def test_sides_count_half_in_a_gate_of_alignment(small):
    ballots = [
        ("executives", {"A1a": 5}),
        ("business", {"A1a": 5}),
        ("it", {"A1a": 2}),
    ]
    assert gate(small, "G6", ballots, {"A1c": 4}).value == 3.5
