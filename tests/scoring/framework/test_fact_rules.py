"""What may be entered for a fact, and the level it earns."""

import pytest

from scoring.framework import fact_level, fact_problem, is_percentage


@pytest.mark.parametrize(
    ("code", "raw", "level"),
    [
        ("S1b", 0, 1.0),
        ("S1b", 4, 5.0),
        ("Q3b", 0, 1.0),
        ("Q3b", 1, 1 + 4 / 6),
        ("Q3b", 6, 5.0),
        # Higher is better: a limit belongs to the level above it.
        ("Q5b", 0, 1.0),
        ("Q5b", 19.999, 1.0),
        ("Q5b", 20, 2.0),
        ("Q5b", 90, 5.0),
        # Lower is better: a limit belongs to the level below it.
        ("Q1c", 100, 1.0),
        ("Q1c", 20, 1.0),
        ("Q1c", 19.9, 2.0),
        ("Q1c", 10, 2.0),
        ("Q1c", 2, 4.0),
        ("Q1c", 1.99, 5.0),
        ("Q1c", 0, 5.0),
        # No score.
        ("S6c", 4, None),
        ("S4d", 5, None),
        ("Q2c", {"bad": 1, "checked": 2, "months": 3}, None),
        ("S1b", None, None),
        ("S1b", "na", None),
    ],
)
def test_levels(small, code, raw, level):
    assert fact_level(small.item(code), raw) == level


@pytest.mark.parametrize(
    ("code", "raw", "reason"),
    [
        ("S1a", 3, "S1a is not a fact."),
        ("S1b", 5, 'S1b takes a whole number from 0 to 4, or "na".'),
        ("S1b", -1, 'S1b takes a whole number from 0 to 4, or "na".'),
        ("S1b", True, 'S1b takes a whole number from 0 to 4, or "na".'),
        ("S1b", 2.0, 'S1b takes a whole number from 0 to 4, or "na".'),
        ("S1b", "dk", 'S1b takes a whole number from 0 to 4, or "na".'),
        ("S4d", 6, 'S4d takes a whole number from 0 to 5, or "na".'),
        ("Q1c", 101, 'Q1c takes a number from 0 to 100, or "na".'),
        ("Q1c", -0.5, 'Q1c takes a number from 0 to 100, or "na".'),
        ("Q1c", float("nan"), 'Q1c takes a number from 0 to 100, or "na".'),
        ("Q1c", "12", 'Q1c takes a number from 0 to 100, or "na".'),
        ("Q1c", 10**400, 'Q1c takes a number from 0 to 100, or "na".'),
        ("Q2c", 18, "Q2c takes one number for each of bad, checked, months."),
        ("Q2c", {"bad": 1}, "Q2c takes one number for each of bad, checked, months."),
        (
            "Q2c",
            {"bad": 1, "checked": 2, "months": 3, "more": 4},
            "Q2c takes one number for each of bad, checked, months.",
        ),
        (
            "Q2c",
            {"bad": -1, "checked": 2, "months": 3},
            "Q2c takes a number from 0 upwards for bad.",
        ),
    ],
)
def test_refused_with_a_reason(small, code, raw, reason):
    assert fact_problem(small.item(code), raw) == reason


def test_accepted(small):
    assert fact_problem(small.item("S1b"), "na") is None
    assert fact_problem(small.item("Q2c"), {"bad": 18, "checked": 150, "months": 4}) is None
    assert fact_problem(small.item("Q1c"), 3.5) is None


def test_marked_elements_must_match_the_count(small):
    item = small.item("S1b")
    assert fact_problem(item, 2, [True, False, True, False]) is None
    wrong = "S1b counts other elements than are marked."
    assert fact_problem(item, 2, [True, False, False, False]) == wrong
    assert fact_problem(item, 2, [True, True]) == "S1b has 4 elements."


def test_the_level_of_an_impossible_value_is_an_error(small):
    with pytest.raises(ValueError, match="S1b takes a whole number"):
        fact_level(small.item("S1b"), 9)


def test_per_cent(small):
    assert is_percentage(small.item("Q1c"))
    assert not is_percentage(small.item("S5b"))
