"""How sure a verdict is: the draws, and what is said of them."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, stdtr

from scoring.framework.statistics import ConfidenceRules
from scoring.json_form import from_plain, to_plain
from scoring.verdict.batch import decide_many
from scoring.verdict.confidence import confidence_of, draw
from scoring.verdict.terms import ORDER, VerdictCode, VerdictConfidence

RULES = ConfidenceRules()
STOP, FIX, PILOT, CONDITIONS, PROCEED = range(5)
MANY = 40_000


def alone(value, error, df, draws=MANY, **more):
    return draw([value], [error], [df], [[1.0]], draws, 5, **more)[:, 0]


def within(share, expected, draws):
    """Tell whether a share is within four standard errors of the expected one."""
    return abs(share - expected) <= 4 * math.sqrt(expected * (1 - expected) / draws)


@pytest.mark.parametrize(
    ("df", "quantile"),
    # Student's t distribution, 90 % point: tables in any textbook, e.g. Fisher & Yates, table III.
    [(1, 3.078), (4, 1.533), (8, 1.397), (30, 1.310), (None, 1.282)],
)
def test_draws_follow_the_t_distribution(df, quantile):
    drawn = alone(3.0, 0.25, df)
    assert within((drawn > 3.0 + 0.25 * quantile).mean(), 0.10, MANY)
    assert within((drawn < 3.0 - 0.25 * quantile).mean(), 0.10, MANY)
    assert within((drawn < 3.0).mean(), 0.5, MANY)


@pytest.mark.parametrize("df", [4.5, 8.4, 200.0])
def test_draws_follow_t_with_broken_degrees_of_freedom(df):
    drawn = alone(3.0, 0.2, df)
    for t in (-2.5, -1.0, 0.3, 1.0, 2.0):
        assert within((drawn < 3.0 + 0.2 * t).mean(), stdtr(df, t), MANY)


def test_without_degrees_of_freedom_draws_are_normal():
    normal = alone(3.0, 0.25, None)
    assert within((normal < 3.25).mean(), ndtr(1.0), MANY)
    assert alone(3.0, 0.25, math.nan).tolist() == normal.tolist()
    assert alone(3.0, 0.25, math.inf).tolist() == normal.tolist()


def test_the_same_seed_gives_the_same_values():
    given_ = ([2.0, 3.0], [0.2, 0.3], [8.0, None], np.eye(2), 50)
    first = draw(*given_, 7)
    assert first.shape == (50, 2)
    assert draw(*given_, 7).tolist() == first.tolist()
    assert draw(*given_, 8).tolist() != first.tolist()


def test_estimates_vary_together():
    correlation = np.array([[1.0, 0.8, -0.3], [0.8, 1.0, 0.1], [-0.3, 0.1, 1.0]])
    drawn = draw([3.0] * 3, [0.1, 0.2, 0.3], [None] * 3, correlation, MANY, 3)
    assert np.corrcoef(drawn.T) == pytest.approx(correlation, abs=4 / math.sqrt(MANY))
    assert drawn.std(axis=0) == pytest.approx([0.1, 0.2, 0.3], rel=0.02)


def test_each_estimate_has_tails_of_its_own():
    """Perfectly correlated estimates share the normal variate, not chi2."""
    drawn = draw([3.0] * 2, [0.1] * 2, [5.0, 5.0], np.ones((2, 2)), MANY, 3)
    assert (drawn[:, 0] != drawn[:, 1]).all()
    assert ((drawn[:, 0] > 3.0) == (drawn[:, 1] > 3.0)).all()


def test_a_singular_correlation_is_no_obstacle():
    drawn = draw([3.0, 2.0, 3.0], [0.1] * 3, [None] * 3, np.ones((3, 3)), 500, 1)
    assert drawn[:, 1] + 1.0 == pytest.approx(drawn[:, 0], abs=1e-7)
    assert drawn[:, 2] == pytest.approx(drawn[:, 0], abs=1e-7)


def test_a_correlation_no_data_can_have_leaves_standard_errors():
    impossible = [[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]]
    assert np.linalg.eigvalsh(impossible).min() < 0
    drawn = draw([3.0] * 3, [0.1, 0.2, 0.3], [None] * 3, impossible, MANY, 1)
    assert drawn.std(axis=0) == pytest.approx([0.1, 0.2, 0.3], rel=0.02)
    signs = np.sign(np.corrcoef(drawn.T))
    assert signs.tolist() == np.sign(impossible).tolist()


def test_facts_are_fixed():
    correlation = [[1.0, math.nan], [math.nan, math.nan]]
    drawn = draw([3.0, 2.5], [0.3, 0.0], [8.0, None], correlation, 400, 1)
    assert set(drawn[:, 1]) == {2.5}
    assert len(set(drawn[:, 0])) == 400
    nothing_varies = draw([2.0, 2.5], [0.0, 0.0], [None, None], np.zeros((2, 2)), 3, 1)
    assert nothing_varies.tolist() == [[2.0, 2.5]] * 3


def test_no_value_leaves_the_scale():
    drawn = alone(4.8, 1.0, 4.0)
    assert (drawn.min() >= 1.0, drawn.max()) == (True, 5.0)
    narrow = alone(0.5, 1.0, 4.0, low=0.0, high=1.0)
    assert (narrow.min(), narrow.max()) == (0.0, 1.0)


def test_hardly_any_degrees_of_freedom_end_at_the_ends_of_the_scale():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = alone(3.0, 0.5, 1e-3, draws=1000)
    assert set(np.unique(drawn)) >= {1.0, 5.0}
    assert not np.isnan(drawn).any()


@given(
    st.lists(
        st.tuples(
            st.floats(1, 5),
            st.floats(0, 3),
            st.one_of(st.none(), st.floats(0.5, 1e6), st.just(math.inf)),
        ),
        max_size=6,
    ),
    st.floats(0, 1),
    st.integers(0, 2**64),
)
@settings(max_examples=60, deadline=None)
def test_every_draw_is_on_the_scale(estimates, correlation, seed):
    k = len(estimates)
    values, errors, dfs = zip(*estimates, strict=True) if estimates else ((), (), ())
    matrix = np.full((k, k), correlation) + (1 - correlation) * np.eye(k)
    drawn = draw(values, errors, dfs, matrix, 20, seed)
    assert drawn.shape == (20, k)
    assert ((drawn >= 1) & (drawn <= 5)).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"values": [3.0]}, "differ in number"),
        ({"standard_errors": [0.1, 0.1, 0.1]}, "differ in number"),
        ({"dfs": [8.0]}, "differ in number"),
        ({"values": [3.0, math.nan]}, "no value may be missing"),
        ({"standard_errors": [0.1, -0.1]}, "from 0 on"),
        ({"standard_errors": [0.1, math.nan]}, "from 0 on"),
        ({"dfs": [8.0, 0.0]}, "must be above 0"),
        ({"correlation": np.eye(3)}, "must be 2 by 2"),
        ({"correlation": [[1.0, 1.2], [1.2, 1.0]]}, "from -1 to 1"),
        ({"correlation": [[1.0, math.nan], [math.nan, 1.0]]}, "from -1 to 1"),
        ({"correlation": [[1.0, 0.2], [0.3, 1.0]]}, "symmetric"),
        ({"correlation": [[1.0, 0.2], [0.2, 0.9]]}, "symmetric"),
    ],
)
def test_nonsense_is_refused(change, message):
    usual = {
        "values": [3.0, 3.0],
        "standard_errors": [0.1, 0.1],
        "dfs": [8.0, 8.0],
        "correlation": np.eye(2),
        "draws": 10,
        "seed": 1,
    }
    with pytest.raises(ValueError, match=message):
        draw(**usual | change)


def codes(**counts):
    """Return drawn verdicts by their names and how often they came up."""
    return np.repeat(
        np.array([ORDER.index(VerdictCode(name)) for name in counts], dtype=np.int8),
        list(counts.values()),
    )


@pytest.mark.parametrize(
    ("counts", "top", "borderline", "headline"),
    [
        ({"PILOT": 2000}, "PILOT", False, "PILOT"),
        ({"PILOT": 1400, "FIX": 600}, "PILOT", False, "PILOT"),  # .70 is enough
        ({"PILOT": 1399, "FIX": 601}, "PILOT", True, "FIX"),
        ({"PILOT": 1399, "CONDITIONS": 601}, "PILOT", True, "PILOT"),
        ({"PILOT": 1000, "CONDITIONS": 1000}, "PILOT", True, "PILOT"),  # ties: the cautious one
        ({"PROCEED": 1000, "STOP": 400, "FIX": 600}, "PROCEED", True, "FIX"),
        ({"PROCEED": 1000, "CONDITIONS": 500, "FIX": 500}, "PROCEED", True, "FIX"),
        ({"STOP": 700, "FIX": 600, "PROCEED": 700}, "STOP", True, "STOP"),
    ],
)
def test_what_is_said_of_the_draws(counts, top, borderline, headline):
    confidence = confidence_of(codes(**counts), RULES, seed=11)
    assert (confidence.top, confidence.borderline, confidence.headline) == (
        top,
        borderline,
        headline,
    )
    shares = {part.code.value: part.share for part in confidence.shares}
    assert list(shares) == [code.value for code in ORDER]
    assert shares == {code.value: counts.get(code.value, 0) / 2000 for code in ORDER}
    assert (confidence.draws, confidence.seed) == (2000, 11)
    assert confidence.top_share == shares[top]


def test_the_only_verdict_is_the_headline_however_strict_the_limit():
    confidence = confidence_of(codes(PILOT=10), ConfidenceRules(borderline=1.1), seed=1)
    assert (confidence.borderline, confidence.headline) == (True, VerdictCode.PILOT)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_the_headline_is_never_bolder_than_the_most_frequent_verdict(drawn):
    confidence = confidence_of(np.array(drawn, dtype=np.int8), RULES, seed=1)
    assert sum(part.share for part in confidence.shares) == pytest.approx(1.0)
    assert ORDER.index(confidence.headline) <= ORDER.index(confidence.top)
    assert ORDER.index(confidence.headline) in drawn
    assert confidence.top_share == max(part.share for part in confidence.shares)


@pytest.mark.parametrize(
    ("drawn", "message"), [([], "there are no draws"), ([5], "from 0 to 4"), ([-1], "from 0 to 4")]
)
def test_what_is_no_verdict_is_refused(drawn, message):
    with pytest.raises(ValueError, match=message):
        confidence_of(np.array(drawn, dtype=np.int8), RULES, seed=1)


def test_the_share_of_a_verdict_is_the_probability_of_its_clause():
    """Only strategy varies: PROCEED from 3.5 on, CONDITIONS from 3.0, PILOT from 2.75."""
    value, error, df = 3.4, 0.4, 9.0
    errors, dfs = [error, 0, 0, 0], [df, None, None, None]
    drawn = draw([value, 4, 4, 4], errors, dfs, np.eye(4), MANY, 2)
    confidence = confidence_of(
        decide_many(drawn, np.full((MANY, 9), 4.0), pilot_unit=True), RULES, seed=2
    )
    at_least = {limit: stdtr(df, (value - limit) / error) for limit in (2.75, 3.0, 3.5)}
    shares = {part.code: part.share for part in confidence.shares}
    assert within(shares[VerdictCode.PROCEED], at_least[3.5], MANY)
    assert within(shares[VerdictCode.CONDITIONS], at_least[3.0] - at_least[3.5], MANY)
    assert within(shares[VerdictCode.PILOT], at_least[2.75] - at_least[3.0], MANY)
    assert within(shares[VerdictCode.FIX], 1 - at_least[2.75], MANY)
    assert confidence.headline is VerdictCode.CONDITIONS


def test_it_can_be_stored():
    confidence = confidence_of(codes(PILOT=3, FIX=2), RULES, seed=2**70)
    assert from_plain(VerdictConfidence, to_plain(confidence)) == confidence
