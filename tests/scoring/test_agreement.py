"""Indices of agreement against published values, brute force and their own properties."""

import csv
import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring import agreement
from scoring.agreement import (
    NULL_VARIANCES,
    AwgStrength,
    Label,
    Strength,
    agreements,
    average_deviation,
    awg,
    awg_strength,
    critical_deviation,
    critical_rwg,
    label,
    probability_of_deviation,
    probability_of_rwg,
    r_star_wg_j,
    rwg,
    rwg_j,
    scale_agreements,
    strength,
    view_of,
)
from scoring.agreement.counts import labels_of
from scoring.framework.statistics import AgreementRules
from tests.scoring.test_imports import loaded_by
from tests.scoring.test_lq2002 import ITEMS, SURVEY

RULES = AgreementRules()
NAN = float("nan")
UNEVEN = [[5, 1, NAN], [4, 1, 3], [5, NAN, NAN], [3, 2, NAN], [NAN, 5, NAN]]
matrices = hnp.arrays(
    float,
    st.tuples(st.integers(0, 12), st.integers(1, 5)),
    elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, NAN]),
)


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(scope="module")
def companies():
    if not SURVEY.is_file():
        pytest.skip(f"{SURVEY} is not there")
    found = {}
    with SURVEY.open(newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["COMPID"], []).append([int(row[item]) for item in ITEMS])
    return [np.array(matrix) for matrix in found.values()]


# Published with R package multilevel (Bliese), data lq2002, eleven items on leadership.
@pytest.mark.parametrize(
    ("statistic", "published"),
    [(rwg_j, 0.8678), (r_star_wg_j, 0.3926), (average_deviation, 0.8902)],
)
def test_mean_over_49_companies(companies, statistic, published):
    assert len(companies) == 49
    assert np.mean([statistic(company) for company in companies]) == pytest.approx(
        published, abs=5e-5
    )


def test_variances_of_single_items_are_not_truncated(companies):
    """Truncating each item at the null variance would give .3938, not the published .3926."""
    variances = [company.var(axis=0, ddof=1) for company in companies]
    assert max(own.max() for own in variances) > NULL_VARIANCES["uniform"]
    assert np.mean([1 - np.minimum(own, 2).mean() / 2 for own in variances]) == pytest.approx(
        0.3938, abs=5e-5
    )


# method.md 3.8: P(rwg >= .70), P(rwg >= .51), critical rwg and AD, P(AD <= .8).
@pytest.mark.parametrize(
    ("n", "strong", "moderate", "least_rwg", "largest_deviation", "deviation"),
    [
        (3, 0.232, 0.232, 1.00, 0.00, 0.376),
        (4, 0.098, 0.270, 1.00, 0.00, 0.309),
        (5, 0.059, 0.165, 0.85, 0.40, 0.264),
        (6, 0.045, 0.130, 0.72, 0.56, 0.155),
        (8, 0.021, 0.063, 0.61, 0.69, 0.100),
        (10, 0.006, 0.045, 0.53, 0.74, 0.080),
        (15, 0.001, 0.013, 0.40, 0.87, 0.025),
    ],
)
def test_chance_of_agreement(n, strong, moderate, least_rwg, largest_deviation, deviation):
    assert probability_of_rwg(n, 0.70) == pytest.approx(strong, abs=5.1e-4)
    assert probability_of_rwg(n, 0.51) == pytest.approx(moderate, abs=5.1e-4)
    assert critical_rwg(n) == pytest.approx(least_rwg, abs=5.1e-3)
    assert critical_deviation(n) == pytest.approx(largest_deviation, abs=5.1e-3)
    assert probability_of_deviation(n, 0.8) == pytest.approx(deviation, abs=5.1e-4)


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_chance_by_every_possible_answer(n):
    every = [list(answers) for answers in itertools.product(range(1, 6), repeat=n)]
    indices = np.array([rwg(answers) for answers in every])
    deviations = np.array([average_deviation(answers) for answers in every])
    for value in (0.0, 0.3, 0.51, 0.70, 0.85, 1.0):
        assert probability_of_rwg(n, value) == pytest.approx((indices > value - 1e-9).mean())
        assert probability_of_deviation(n, value) == pytest.approx(
            (deviations < value + 1e-9).mean()
        )
    for p in (0.05, 0.2, 0.5, 0.99):
        likely = [v for v in np.unique(indices) if (indices > v - 1e-9).mean() <= p]
        assert critical_rwg(n, p) == (pytest.approx(min(likely)) if likely else None)
        likely = [v for v in np.unique(deviations) if (deviations < v + 1e-9).mean() <= p]
        assert critical_deviation(n, p) == (pytest.approx(max(likely)) if likely else None)


def test_chance_is_not_computed_for_one_person_or_very_many():
    statistics = (critical_rwg, critical_deviation)
    assert [statistic(n) for statistic in statistics for n in (0, 1, 61)] == [None] * 6
    assert critical_rwg(2) is None  # two random answers are the same with probability .2
    assert (probability_of_rwg(1, 0.5), probability_of_deviation(61, 0.5)) == (None, None)


@pytest.mark.parametrize("p", [0.0, 1.0, NAN])
def test_a_probability_lies_between_0_and_1(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        critical_rwg(5, p)


def test_there_are_no_negative_people():
    with pytest.raises(ValueError, match="-1 people"):
        critical_deviation(-1)


def test_by_hand_with_missing_answers():
    """Variances 11/12 and 43/12 and too few answers; deviations .75 and 1.375."""
    variances = np.array([11 / 12, 43 / 12])
    assert r_star_wg_j(UNEVEN) == pytest.approx(1 - variances.mean() / 2)
    assert rwg_j(UNEVEN) == 0.0
    q = variances.mean() / 4
    assert rwg_j(UNEVEN, 4.0) == pytest.approx(2 * (1 - q) / (2 * (1 - q) + q))
    assert average_deviation(UNEVEN) == pytest.approx((0.75 + 1.375) / 2)
    assert average_deviation(UNEVEN, "median") == pytest.approx((0.75 + 1.25) / 2)
    assert rwg([5, 4, 5, 3, NAN]) == pytest.approx(1 - 11 / 24)


def test_r_star_falls_below_0_where_rwg_stops():
    camps = [1, 1, 5, 5]
    assert (rwg(camps), rwg_j(camps)) == (0.0, 0.0)
    assert r_star_wg_j(camps) == pytest.approx(1 - (16 / 3) / 2)


def test_awg_by_the_published_formula():
    """Brown and Hauenstein (2005), equation 5: 1 - 2 s^2 / ([(H+L)M - M^2 - HL] n/(n-1))."""
    answers = [2, 3, 3, 4, 4, 5]
    mean, variance = np.mean(answers), np.var(answers, ddof=1)
    expected = 1 - 2 * variance / ((6 * mean - mean**2 - 5) * 6 / 5)
    assert awg(answers) == pytest.approx(expected, abs=1e-12)
    assert awg([[a, 7 - a if a < 5 else 3] for a in answers[:4]]) is not None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([1, 1, 5, 5], -1.0),
        ([1, 1, 1, 5], -1.0),  # the mean just at its lower limit
        ([1, 1, 1, 2], None),  # and below it
        ([5, 5, 5, 4], None),
        ([1, 1, 1, 1], 1.0),
        ([5, 5, 5, 5, 5, 5], 1.0),
        ([3, 3, 3, 3], 1.0),
        ([3, 3, 3], None),
        ([5, 5, 5], None),
        ([], None),
    ],
)
def test_awg_at_its_limits(answers, expected):
    assert awg(answers) == (None if expected is None else pytest.approx(expected))


def test_awg_of_a_scale_is_the_mean_of_the_items_that_have_one():
    assert awg([[3, 1], [3, 1], [4, 1], [4, 2]]) == awg([3, 3, 4, 4])


@pytest.mark.parametrize("statistic", [rwg, rwg_j, r_star_wg_j, average_deviation, awg])
@pytest.mark.parametrize("values", [[], [3], [NAN, NAN], [NAN, 4]])
def test_too_few_answers(statistic, values):
    assert statistic(values) is None


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: rwg([[1, 2], [3, 4]]), "one item, not 2"),
        (lambda: rwg([1, 2], 0.0), "positive, not 0.0"),
        (lambda: rwg_j([1, 2], -1.0), "positive"),
        (lambda: r_star_wg_j([1, 2], NAN), "positive"),
        (lambda: rwg_j([[[1]]]), "dimensions, not 3"),
        (lambda: rwg([1, float("inf")]), "finite"),
        (lambda: average_deviation([1, 2], "mode"), "'mode'"),
        (lambda: awg([1, 2, 3, 6]), "from 1 to 5, not 6"),
        (lambda: awg([1, 2, 3, 4], 5, 1), "must rise"),
        (lambda: view_of([0, 1, 2, 3, 4]), "not 0"),
        (lambda: agreements([[1, 2, 3, 4, 5]]), "by group, item"),
        (lambda: agreements([[[1, 2, 3, 4]]]), "by group, item"),
        (lambda: agreements([[[1, 2, 3, 4, 0.5]]]), "whole numbers"),
        (lambda: agreements([[[1, 2, 3, 4, -5]]]), "negative"),
    ],
)
def test_wrong_input(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()


# LeBreton and Senter (2008), table 3; Brown and Hauenstein (2005).
def test_bands():
    indices = (-0.4, 0.0, 0.305, 0.31, 0.5, 0.51, 0.7, 0.71, 0.9, 0.91, 1.0)
    assert [strength(index) for index in indices] == [
        *[Strength.NONE] * 3,
        *[Strength.WEAK] * 2,
        *[Strength.MODERATE] * 2,
        *[Strength.STRONG] * 2,
        *[Strength.VERY_STRONG] * 2,
    ]
    assert [awg_strength(index) for index in (-1, 0.59, 0.6, 0.1 + 0.59999999999, 0.7)] == [
        AwgStrength.NOT_ACCEPTABLE,
        AwgStrength.NOT_ACCEPTABLE,
        AwgStrength.REASONABLE,
        AwgStrength.ACCEPTABLE,
        AwgStrength.ACCEPTABLE,
    ]


@pytest.mark.parametrize("index", [1.1, NAN])
@pytest.mark.parametrize("band", [strength, awg_strength])
def test_no_index_has_no_band(band, index):
    with pytest.raises(ValueError, match="at most 1"):
        band(index)


@pytest.mark.parametrize(
    ("deviation", "index", "low", "high", "expected"),
    [
        (0.8, 0.51, 0.5, 0.5, Label.SHARED),
        (0.1 + 0.7000000000000001, 0.51, 0.0, 0.0, Label.SHARED),
        (0.81, 0.51, 0.3, 0.3, Label.SPLIT),
        (0.8, 0.5, 0.1 + 0.2, 0.7, Label.SPLIT),
        (0.8, 0.5, 0.29, 0.7, Label.MIXED),
        (0.81, 0.9, 0.7, 0.29, Label.MIXED),
    ],
)
def test_label(deviation, index, low, high, expected):
    assert label(deviation, index, low, high, RULES) is expected


def test_view_of_a_group():
    people = [[1, 2], [1, 2], [2, NAN], [2, 2], [5, 4], [4, 4], [5, NAN], [3, 4], [NAN, NAN]]
    view = view_of(people)
    assert view is not None
    assert (view.n, view.low_share, view.high_share) == (8, 0.5, 0.5)
    assert view.label is Label.SPLIT
    assert view.deviation == average_deviation(people)
    assert view.r_star == r_star_wg_j(people)
    assert (view.rwg_j, view.rwg_j_skewed) == (rwg_j(people), rwg_j(people, 1.34))
    assert view.awg == awg(people)


def test_view_of_few_people():
    assert view_of([3, 3, 3, 3, NAN]) is None
    assert view_of([3] * 7).label is None
    assert view_of([3] * 8).label is Label.SHARED
    assert view_of([3] * 3, AgreementRules(least_people=3, wording_people=3)).label is Label.SHARED
    assert view_of([], AgreementRules(least_people=0)) is None


def test_view_without_two_answers_to_any_item():
    view = view_of(np.where(np.eye(8) == 1, 4.0, NAN))
    assert (view.n, view.high_share, view.label) == (8, 1.0, None)
    assert (view.deviation, view.rwg_j, view.rwg_j_skewed, view.r_star, view.awg) == (None,) * 5


def test_one_item_has_rwg_for_rwg_j():
    answers = [1, 2, 2, 3, 3, 3, 4]
    assert rwg_j(answers) == pytest.approx(rwg(answers), abs=1e-15)
    assert view_of(answers).rwg_j == pytest.approx(rwg(answers), abs=1e-15)


def _counts(matrix):
    return np.array([[(column == level).sum() for level in range(1, 6)] for column in matrix.T])


def _or_nan(value):
    return NAN if value is None else value


@given(st.lists(matrices, min_size=1, max_size=3))
def test_all_at_once_equals_one_by_one(groups):
    items = min(group.shape[1] for group in groups)
    groups = [group[:, :items] for group in groups]
    found = agreements([_counts(group) for group in groups])
    scales = scale_agreements(found, range(items))

    def same(actual, expected):
        np.testing.assert_allclose(actual, np.array(expected, dtype=float), atol=1e-12)

    columns = [[column[~np.isnan(column)] for column in group.T] for group in groups]
    same(found.n, [[len(answers) for answers in row] for row in columns])
    for actual, statistic in (
        (found.variance, lambda x: np.var(x, ddof=1) if len(x) > 1 else NAN),
        (found.rwg, rwg),
        (found.rwg_skewed, lambda x: rwg(x, RULES.skewed_variance)),
        (found.deviation, average_deviation),
        (found.awg, awg),
        (found.low_share, lambda x: (x <= 2).mean() if len(x) else NAN),
        (found.high_share, lambda x: (x >= 4).mean() if len(x) else NAN),
    ):
        same(actual, [[_or_nan(statistic(answers)) for answers in row] for row in columns])
    for actual, statistic in (
        (scales.deviation, average_deviation),
        (scales.rwg_j, rwg_j),
        (scales.rwg_j_skewed, lambda x: rwg_j(x, RULES.skewed_variance)),
        (scales.r_star, r_star_wg_j),
        (scales.awg, awg),
    ):
        same(actual, [_or_nan(statistic(group)) for group in groups])


def test_no_groups_and_no_items():
    assert agreements(np.zeros((0, 3, 5), dtype=int)).rwg.shape == (0, 3)
    nothing = agreements(np.zeros((2, 3, 5), dtype=int))
    assert nothing.n.tolist() == [[0] * 3] * 2
    assert np.isnan(nothing.low_share).all()
    assert np.isnan(scale_agreements(nothing, []).rwg_j).all()


@given(matrices)
def test_bounds(matrix):
    statistics = [rwg_j(matrix), r_star_wg_j(matrix), average_deviation(matrix), awg(matrix)]
    lowest = (0.0, -3.0, 0.0, -1.0)
    highest = (1.0, 1.0, 2.0, 1.0)
    for value, low, high in zip(statistics, lowest, highest, strict=True):
        assert value is None or low - 1e-9 <= value <= high + 1e-9


@given(matrices, st.randoms(use_true_random=False))
def test_order_and_direction_do_not_matter(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    for statistic in (rwg_j, r_star_wg_j, average_deviation, awg):
        expected = statistic(matrix)
        for other in (matrix[order], 6.0 - matrix, matrix[:, ::-1]):
            value = statistic(other)
            assert value == (None if expected is None else pytest.approx(expected, abs=1e-12))


@given(matrices)
def test_moving_away_from_the_middle_never_raises_agreement(matrix):
    closer = 3.0 + (matrix - 3.0) / 2.0
    for statistic, sign in ((rwg_j, 1), (r_star_wg_j, 1), (average_deviation, -1)):
        wide, narrow = statistic(matrix), statistic(closer)
        assert (wide is None) == (narrow is None)
        assert wide is None or sign * wide <= sign * narrow + 1e-12


def test_labels_load_no_numpy():
    assert loaded_by("from scoring.agreement.labels import Label") == []
    assert loaded_by("import scoring.agreement; dir(scoring.agreement)") == []


@pytest.mark.parametrize("name", agreement.__all__)
def test_every_public_name_exists(name):
    assert getattr(agreement, name)
    assert name in dir(agreement)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'rwgs'"):
        agreement.rwgs  # noqa: B018 - reading it is the test


shares = st.floats(0, 1) | st.sampled_from([0.3, 0.3 - 1e-12, 0.29])


@given(
    st.lists(
        st.tuples(
            st.floats(0, 2) | st.just(0.8),
            st.floats(-1, 1) | st.just(0.51),
            shares,
            shares,
        ),
        min_size=1,
        max_size=20,
    )
)
def test_many_views_are_labelled_like_one(views):
    found = labels_of(*(np.array(column) for column in zip(*views, strict=True)))
    assert found.tolist() == [label(*view, AgreementRules()) for view in views]


def test_many_labels_are_labels_and_no_plain_text():
    shared, mixed, split = (0.1, 0.9, 0.0, 0.0), (1.0, 0.1, 0.1, 0.1), (1.5, 0.0, 0.5, 0.5)
    found = labels_of(*(np.array(column) for column in zip(shared, mixed, split, strict=True)))
    assert [type(each) for each in found.tolist()] == [Label] * 3


def test_a_view_without_an_index_has_no_label():
    nothing, half = np.array([np.nan]), np.array([0.5])
    assert labels_of(nothing, half, half, half).tolist() == [None]
    assert labels_of(half, nothing, half, half).tolist() == [None]


def test_awg_stays_on_its_scale():
    assert agreement.awg([1, 1, 5, 5, 1]) == -1.0
