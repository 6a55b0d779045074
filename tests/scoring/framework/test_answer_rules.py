"""What a respondent may answer."""

import pytest

from scoring.framework import answer_problem

NUMBERS = '{} takes a whole number from 1 to 5, "dk" or "na".'


@pytest.mark.parametrize(
    ("code", "group", "value"),
    [
        ("S1a", "executives", 1),
        ("S1a", "it", 5),
        ("S1a", "it", "dk"),
        ("S1a", "it", "na"),
        ("S1c", "business", "dk"),
        ("S5b", "business", "na"),
        ("S1d", "business", "We lose customers.\nEvery year."),
        ("S1d", "business", "na"),
        ("S1d", "business", "x" * 1000),
    ],
)
def test_accepted(small, code, group, value):
    assert answer_problem(small.item(code), group, value) is None


@pytest.mark.parametrize(
    ("code", "group", "value", "reason"),
    [
        ("S1a", "frontline", 3, "S1a is not asked of the group frontline."),
        ("S1b", "executives", 3, "S1b is not asked of the group executives."),
        ("S1a", "it", 0, NUMBERS.format("S1a")),
        ("S1a", "it", 6, NUMBERS.format("S1a")),
        ("S1a", "it", 3.0, NUMBERS.format("S1a")),
        ("S1a", "it", True, NUMBERS.format("S1a")),
        ("S1a", "it", "3", NUMBERS.format("S1a")),
        ("S1a", "it", None, NUMBERS.format("S1a")),
        ("S1a", "it", [3], NUMBERS.format("S1a")),
        ("S1a", "it", {"value": 3}, NUMBERS.format("S1a")),
        ("S5b", "business", "dk", 'S5b has no "don\'t know".'),
        ("S1d", "business", 3, "S1d takes a text."),
        ("S1d", "business", "  ", "S1d takes a text."),
        ("S1d", "business", "x" * 1001, "S1d takes at most 1,000 characters."),
        ("S1d", "business", "a\x00b", "S1d takes printable characters only."),
        ("S1d", "business", "a\ud800b", "S1d takes printable characters only."),
    ],
)
def test_refused_with_a_reason(small, code, group, value, reason):
    assert answer_problem(small.item(code), group, value) == reason
