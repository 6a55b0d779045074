"""Building the matrix of answers."""

import dataclasses
import math
import time

import numpy as np
import pandas as pd
import pytest

from scoring import AnswerError, Answers


def test_ballots_become_a_matrix(small):
    answers = Answers.from_ballots(
        small,
        [("it", {"S1a": 5, "Q3a": "na", "A4b": None}), ("executives", {"S1c": "dk", "S1d": "Own"})],
    )
    assert len(answers) == 2
    assert answers.groups == ("executives", "business", "frontline", "it")
    assert answers.group.tolist() == [3, 0]
    assert "S1d" not in answers.items
    assert "S1b" not in answers.items
    column = answers.items.index
    assert answers.values[0, column("S1a")] == 5.0
    assert np.isnan(answers.values).sum() == answers.values.size - 1
    assert np.argwhere(answers.dont_know).tolist() == [[1, column("S1c")]]
    assert np.argwhere(answers.not_applicable).tolist() == [[0, column("Q3a")]]


def test_records_become_the_same_matrix(small, ballots):
    records = [
        (f"person {number}", group, item, value)
        for number, (group, given) in enumerate(ballots)
        for item, value in given.items()
    ]
    by_ballot = Answers.from_ballots(small, ballots)
    by_record = Answers.from_records(small, records)
    assert by_record.group.tolist() == by_ballot.group.tolist()
    np.testing.assert_array_equal(by_record.values, by_ballot.values)
    np.testing.assert_array_equal(by_record.dont_know, by_ballot.dont_know)


def test_nobody(small):
    answers = Answers.from_ballots(small, [])
    assert (len(answers), answers.values.shape) == (0, (0, len(answers.items)))
    assert len(Answers.from_records(small, [])) == 0


@pytest.mark.parametrize(
    ("group", "given", "item", "message"),
    [
        ("it", {"S1a": 6}, "S1a", 'S1a takes a whole number from 1 to 5, "dk" or "na".'),
        ("it", {"S1a": 0}, "S1a", 'S1a takes a whole number from 1 to 5, "dk" or "na".'),
        ("it", {"S1a": True}, "S1a", 'S1a takes a whole number from 1 to 5, "dk" or "na".'),
        ("it", {"S1a": 3.0}, "S1a", 'S1a takes a whole number from 1 to 5, "dk" or "na".'),
        ("it", {"S1a": math.nan}, "S1a", 'S1a takes a whole number from 1 to 5, "dk" or "na".'),
        ("it", {"S1a": "maybe"}, "S1a", 'S1a takes a whole number from 1 to 5, "dk" or "na".'),
        ("it", {"S1a": [1]}, "S1a", 'S1a takes a whole number from 1 to 5, "dk" or "na".'),
        ("it", {"S9z": 3}, "S9z", "the item S9z is unknown."),
        ("it", {"Q3b": 3}, "Q3b", "Q3b is a fact, not asked of respondents."),
        ("it", {"C3a": 3}, "C3a", "C3a is not asked of the group it."),
        ("it", {"S1d": "Own words"}, "S1d", "S1d is not asked of the group it."),
        ("business", {"S5b": "dk"}, "S5b", 'S5b has no "don\'t know".'),
        ("sales", {"S1a": 3}, "", "the group sales is unknown."),
    ],
)
def test_what_cannot_be_scored_names_respondent_and_item(small, group, given, item, message):
    with pytest.raises(AnswerError) as raised:
        Answers.from_ballots(small, [("it", {"S1a": 3}), (group, given)])
    assert isinstance(raised.value, ValueError)
    assert (raised.value.respondent, raised.value.item) == (2, item)
    assert str(raised.value) == f"Respondent 2: {message}"


@pytest.mark.parametrize(
    ("records", "message"),
    [
        (
            [("r1", "it", "S1a", 3), ("r1", "business", "Q3a", 3)],
            "Respondent r1: is in two groups, it and business.",
        ),
        (
            [("r1", "it", "S1a", 3), ("r1", "it", "S1a", 4)],
            "Respondent r1: S1a is answered twice.",
        ),
        (
            [("r1", "it", "S1a", 9)],
            'Respondent r1: S1a takes a whole number from 1 to 5, "dk" or "na".',
        ),
    ],
)
def test_records_that_contradict(small, records, message):
    with pytest.raises(AnswerError) as raised:
        Answers.from_records(small, records)
    assert str(raised.value) == message


@pytest.mark.long
def test_a_hundred_thousand_ballots(crm_readiness):
    answers = {item.code: 3 for item in crm_readiness.items_for("business") if not item.is_text}
    ballots = [("business", answers)] * 100_000
    start = time.perf_counter()
    assert len(Answers.from_ballots(crm_readiness, ballots)) == 100_000
    assert time.perf_counter() - start < 10  # 1.3 s on the machine it was built on


def test_a_matrix_is_as_good_as_ballots(small):
    ballots = [("it", {"S1a": 5, "Q3a": 2}), ("executives", {"S1a": 1}), ("it", {})]
    matrix = [[5, 2], [1, float("nan")], [float("nan"), float("nan")]]
    groups = [group for group, _answers in ballots]
    built = Answers.from_matrix(small, groups, matrix, items=["S1a", "Q3a"])
    expected = Answers.from_ballots(small, ballots)
    assert (built.levels == expected.levels).all()
    assert built.group.tolist() == expected.group.tolist()


@pytest.mark.parametrize("value", [0, 6, 2.5, float("inf"), -1])
def test_a_matrix_takes_levels_only(small, value):
    with pytest.raises(AnswerError, match="Respondent 1: S1a takes"):
        Answers.from_matrix(small, ["it"], [[value]], items=["S1a"])


def test_a_matrix_has_one_row_for_each_respondent(small):
    with pytest.raises(ValueError, match=r"expected 1 x 1 values, not \(1, 2\)"):
        Answers.from_matrix(small, ["it"], [[1, 2]], items=["S1a"])
    with pytest.raises(AnswerError, match="the item Z9 is unknown"):
        Answers.from_matrix(small, ["it"], [[1]], items=["Z9"])


def test_a_chosen_part_keeps_what_belongs_to_it(small):
    answers = Answers.from_ballots(small, [("it", {"S1a": 5}), ("business", {"S1a": 1})])
    part = answers.chosen(answers.group == answers.groups.index("business"))
    assert part.levels[:, part.items.index("S1a")].tolist() == [1]
    assert len(part) == 1


def test_links_belong_to_respondents(small):
    answers = Answers.from_ballots(small, [("it", {"S1a": 5}), ("business", {"S1a": 1})])
    linked = answers.linked(["a", None])
    assert linked.links == ("a", None)
    assert linked.chosen(linked.group == linked.groups.index("it")).links == ("a",)
    with pytest.raises(ValueError, match="one entry for each respondent"):
        answers.linked(["a"])


class TestFrames:
    """What a table program gives: columns in any order, floats, missing values."""

    def test_the_columns_of_a_frame_name_the_items(self, small):
        frame = pd.DataFrame({"Q3a": [2.0, None], "S1a": [5, 1]})
        answers = Answers.from_matrix(small, ["it", "business"], frame)
        expected = [("it", {"S1a": 5, "Q3a": 2}), ("business", {"S1a": 1})]
        assert (answers.levels == Answers.from_ballots(small, expected).levels).all()

    def test_nullable_columns(self, small):
        frame = pd.DataFrame({"S1a": pd.array([4, None], dtype="Int64")})
        answers = Answers.from_matrix(small, ["it", "it"], frame)
        assert answers.levels.sum() == 4

    def test_rows_of_a_long_frame(self, small):
        frame = pd.DataFrame(
            {
                "respondent": ["a", "a", "b", "b"],
                "group": ["it", "it", "business", "business"],
                "item": ["S1a", "Q3a", "S1a", "Q3a"],
                "value": [5.0, np.nan, np.int64(3), 2.0],
            }
        )
        answers = Answers.from_records(small, frame.itertuples(index=False, name=None))
        assert answers.levels.sum() == 10

    @pytest.mark.parametrize(
        ("frame", "message"),
        [
            (pd.DataFrame([[1, 2]], columns=["S1a", "S1a"]), "an item stands in two columns"),
            (pd.DataFrame({"S1d": [1]}), "S1d is no scored item that respondents answer"),
            (pd.DataFrame({"S1b": [1]}), "S1b is no scored item that respondents answer"),
            (pd.DataFrame({"S1a": ["high"]}), "must be numbers"),
        ],
    )
    def test_frames_that_cannot_be_read(self, small, frame, message):
        with pytest.raises(ValueError, match=message):
            Answers.from_matrix(small, ["it"], frame)

    def test_an_item_not_asked_of_the_group_is_named(self, small):
        with pytest.raises(AnswerError, match="2: A4b is not asked of the group business"):
            Answers.from_matrix(small, ["it", "business"], [[1], [2]], ["A4b"])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"levels": np.full((1, 13), 6, dtype=np.int8)}, "levels must be whole, 0 to 5"),
        ({"levels": np.full((1, 13), -1, dtype=np.int8)}, "levels must be whole, 0 to 5"),
        ({"levels": np.full((1, 13), 3.0)}, "levels must be whole, 0 to 5"),
        ({"group": np.array([9])}, "groups must be known"),
        ({"levels": np.zeros((2, 13), dtype=np.int8)}, "must agree"),
        ({"dont_know": np.ones((1, 13), dtype=bool)}, "two answers to one item"),
        ({"seconds": np.array([1.0, 2.0])}, "one entry for each respondent"),
    ],
)
def test_arrays_that_do_not_belong_together(small, changes, message):
    answers = Answers.from_ballots(small, [("it", {"S1a": 3})])
    assert answers.levels.shape == (1, 13)
    with pytest.raises(ValueError, match=message):
        dataclasses.replace(answers, **changes)
