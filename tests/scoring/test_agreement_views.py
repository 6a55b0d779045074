"""Agreement on a scorecard is that of `scoring.agreement` on the same people (method.md 3.8)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Answers, score
from scoring.agreement import view_of
from scoring.agreement.labels import Label
from scoring.framework import load
from tests.scoring.conftest import FRAMEWORKS
from tests.scoring.plain_loops import PlainLoops
from tests.scoring.random_rounds import rounds

VIEWS = load(FRAMEWORKS / "two-views.yaml")


def matrix_of(loops, codes, groups):
    """Scores of the people of some groups on some items, NaN for none."""
    rows = [row for row, (group, _) in enumerate(loops.ballots) if group in groups]
    return np.array(
        [[loops.answered.get((row, code), np.nan) for code in codes] for row in rows], dtype=float
    ).reshape(len(rows), len(codes))


def same(found, matrix):
    expected = view_of(matrix)
    if found is None or expected is None:
        assert found is expected
        return
    assert (found.n, found.label) == (expected.n, expected.label)
    for name in (
        "deviation",
        "rwg_j",
        "rwg_j_skewed",
        "r_star",
        "awg",
        "low_share",
        "high_share",
    ):
        value = getattr(expected, name)
        assert getattr(found, name) == (value if value is None else pytest.approx(value, abs=1e-9))


@st.composite
def crowds(draw):
    """Enough people of few groups for statistics and words."""
    ballots, _heads, options = draw(rounds(VIEWS))
    repeated = [ballot for ballot in ballots for _ in range(draw(st.integers(1, 4)))]
    return repeated, options


@given(crowds())
@settings(max_examples=40, deadline=None)
def test_the_views_are_those_of_the_package(drawn):
    ballots, options = drawn
    card = score(VIEWS, Answers.from_ballots(VIEWS, ballots), {}, options=options)
    loops = PlainLoops(VIEWS, ballots, {}, {}, options)
    everybody = {group.code for group in VIEWS.groups}
    for item in loops.items:
        found = card.item(item.code)
        same(found.agreement, matrix_of(loops, [item.code], everybody))
        for cell in found.groups:
            same(cell.agreement, matrix_of(loops, [item.code], {cell.group}))
    for part, found in zip(VIEWS.capabilities, card.capabilities, strict=True):
        codes = [item.code for item in part.items if item.is_perception]
        same(found.agreement, matrix_of(loops, codes, everybody))
        for cell in found.groups:
            same(cell.agreement, matrix_of(loops, codes, {cell.group}))


def agreement(ballots):
    return score(VIEWS, Answers.from_ballots(VIEWS, ballots), {}).item("Q4a")


@pytest.mark.parametrize(("people", "computed", "worded"), [(4, 0, 0), (5, 1, 0), (8, 1, 1)])
def test_computed_from_five_worded_from_eight(people, computed, worded):
    found = agreement([("front", {"Q4a": 3})] * people).agreement
    assert (found is not None) == bool(computed)
    assert (found is not None and found.label is not None) == bool(worded)


def test_two_camps_of_one_item():
    ballots = [("front", {"Q4a": 1})] * 3 + [("it", {"Q4a": 5})] * 3 + [("top", {"Q4a": 3})] * 4
    item = agreement(ballots)
    assert item.agreement.label is Label.SPLIT
    assert item.split
    # IT and the frontline are of one mind each, and too few for words.
    assert {cell.agreement for cell in item.groups} == {None}


def test_a_shared_view_in_words():
    item = agreement([("front", {"Q4a": level}) for level in (3, 3, 3, 4, 4, 4, 3, 4)])
    assert item.agreement.label is Label.SHARED
    # s^2 = 2/7, r*wg = 1 - (2/7)/2, AD = .5
    assert item.agreement.r_star == pytest.approx(1 - 1 / 7, abs=1e-12)
    assert item.agreement.deviation == pytest.approx(0.5, abs=1e-12)
    assert not item.split
