"""Levels: rounding, gates, the weakest dimension."""

import pytest

from scoring.parts.indices import gated_level, nearest_level, overall_level


@pytest.mark.parametrize(
    ("score", "level"),
    [(1.0, 1), (1.49, 1), (1.5, 2), (2.4999, 2), (2.5, 3), (3.5, 4), (4.49, 4), (4.5, 5), (5.0, 5)],
)
def test_levels_begin_half_a_level_below(score, level):
    assert nearest_level(score) == level


def test_a_level_is_not_lost_by_floating_point():
    almost = sum([0.3] * 10) - 0.5
    assert almost < 2.5
    assert nearest_level(almost) == 3


@pytest.mark.parametrize(
    ("score", "gates_open", "level"),
    [(4.6, True, 5), (4.6, False, 2), (2.0, False, 2), (1.2, False, 1), (None, True, None)],
)
def test_a_closed_gate_caps_the_level(score, gates_open, level):
    assert gated_level(score, gates_open, cap=2) == level


@pytest.mark.parametrize(
    ("score", "levels", "level"),
    [
        (4.0, [4, 4, 4, 4], 4),
        (4.0, [4, 4, 4, 2], 3),
        (3.6, [5, 5, 5, 1], 2),
        (2.0, [4, 4, 4, 4], 2),
        (None, [4, None], None),
    ],
)
def test_the_weakest_dimension_holds_the_whole_back(score, levels, level):
    assert overall_level(score, levels, above_weakest=1) == level
