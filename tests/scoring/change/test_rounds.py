"""Two whole rounds: what moved, how sure that is, and through whom."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from scoring import score
from scoring.change import ChangeKind, ChangeLabel, compare_rounds, partially_overlapping_t
from scoring.change.results import RoundChange
from scoring.differences import combined
from scoring.framework import load
from scoring.framework.statistics import ChangeRules, StatisticsRules
from scoring.options import ScoreOptions
from tests.scoring.change.held import (
    PEOPLE,
    all_changes,
    change_of,
    codes,
    edited,
    everybody,
    held,
    named,
)
from tests.scoring.conftest import FRAMEWORKS

SMALL = load(FRAMEWORKS / "small.yaml")
FACTS = {"S1b": 2, "Q1c": 12, "Q3b": 3, "Q5b": 80, "A1c": 3}
PRIOR = (0.7, 4.0)


def mixed(_group, n):
    return 1 + n % 4


def higher(group, n):
    return mixed(group, n) + 1


def straight(framework, level, people=PEOPLE):
    """Everybody on one level of the scale: high agreement to a reversed item is low."""
    ballots = everybody(framework, level, people)
    return [
        (group, answers | ({"C1b": 6 - answers["C1b"]} if "C1b" in answers else {}))
        for group, answers in ballots
    ]


def s6(framework, links=None, headcounts=None, **levels):
    """A round of executives and managers on S6 only, each on one level for both items."""
    groups = {"x": "executives", "b": "business"}
    ballots = [
        (groups[key], {"S6a": level, "S5b": level}) for key, row in levels.items() for level in row
    ]
    return held(framework, ballots, links, headcounts=headcounts)


class TestNothingMoved:
    @pytest.fixture(scope="class")
    @classmethod
    def result(cls):
        part = held(SMALL, everybody(SMALL, mixed), facts=FACTS)
        return compare_rounds(part, part)

    def test_all_changes_are_0(self, result):
        assert len(all_changes(result)) == 1 + 4 + 9 + 13
        assert {change.change.value for change in all_changes(result)} == {0.0}
        assert {c.label for c in all_changes(result)} == {ChangeLabel.NOT_DISTINGUISHABLE}

    def test_each_round_errs_like_its_scorecard(self, result):
        part = held(SMALL, everybody(SMALL, mixed), facts=FACTS)
        card = score(part.framework, part.answers, part.facts)
        scored = [card.overall, *card.dimensions, *card.capabilities]
        scored += [item for item in card.items if not item.is_fact]
        for change, own in zip(all_changes(result), scored, strict=True):
            assert (change.before, change.after) == (own.score, own.score)
            error = math.sqrt(2) * own.interval.standard_error
            assert change.change.standard_error == pytest.approx(error)
            assert change.change.df == pytest.approx(2 * own.interval.df)

    def test_kinds(self, result):
        assert result.overall.kind is ChangeKind.OVERALL
        assert codes(result.dimensions) == ["S", "C", "Q", "A"]
        assert {change.kind for change in result.capabilities} == {ChangeKind.CAPABILITY}
        assert "S1b" not in codes(result.items)

    def test_nobody_is_linked(self, result):
        assert {(c.linked, c.n_pairs, c.panel) for c in all_changes(result)} == {(False, 0, None)}


class TestEverybodyRose:
    @pytest.fixture(scope="class")
    @classmethod
    def result(cls):
        before, after = straight(SMALL, mixed), straight(SMALL, higher)
        return compare_rounds(held(SMALL, before, named(before)), held(SMALL, after, named(after)))

    def test_by_one_level_and_surely(self, result):
        assert len(result.capabilities) > 5
        for change in (*result.capabilities, *result.items):
            assert change.change.value == pytest.approx(1.0)
            assert change.mdc == pytest.approx(0.0, abs=1e-6)
            assert change.label is ChangeLabel.REAL

    def test_all_of_it_in_the_same_people(self, result):
        for change in (*result.capabilities, *result.items):
            assert change.linked
            assert change.panel == pytest.approx(1.0)
            assert change.turnover == pytest.approx(0.0, abs=1e-9)

    def test_pairs_of_contributing_groups(self, result):
        assert change_of(result, "S6").n_pairs == PEOPLE["executives"] + PEOPLE["business"]
        assert change_of(result, "A4b").n_pairs == PEOPLE["it"]


class TestByHand:
    # Means 3 and 2, then 4 and 3; squares 2, 2, 0, 2; prior 4 people of variance 0.7.
    BEFORE = s6(SMALL, x=[2, 4], b=[1, 2, 3, 2], headcounts={"executives": 4})
    AFTER = s6(SMALL, x=[4, 4], b=[3, 3, 4, 2], headcounts={"executives": 4})

    def test_two_groups(self):
        change = change_of(compare_rounds(self.BEFORE, self.AFTER), "S6")
        census = 1 - 2 / 4 * 0.6
        parts = [
            ((2 + 2.8) / 5 / 2 * census, 5), ((2 + 2.8) / 7 / 4, 7),
            (2.8 / 5 / 2 * census, 5), ((2 + 2.8) / 7 / 4, 7),
        ]  # fmt: skip
        squared = sum(part for part, _df in parts) / 4
        df = squared**2 / sum((part / 4) ** 2 / df for part, df in parts)
        assert (change.before, change.after, change.change.value) == (2.5, 3.5, 1.0)
        assert change.change.standard_error == pytest.approx(math.sqrt(squared))
        assert change.change.df == pytest.approx(df)
        assert change.mdc == pytest.approx(stdtrit(df, 0.975) * math.sqrt(squared))
        assert (change.change.low, change.change.high) == pytest.approx(
            (1.0 - change.mdc, 1.0 + change.mdc)
        )

    def test_weights_of_groups(self):
        options = ScoreOptions(group_weights={"executives": 3.0})
        change = change_of(compare_rounds(self.BEFORE, self.AFTER, options), "S6")
        assert (change.before, change.after) == (2.75, 3.75)

    def test_limits_are_not_held_to_the_scale(self):
        low, high = s6(SMALL, b=[1, 1, 1]), s6(SMALL, b=[5, 5, 5])
        assert change_of(compare_rounds(low, high), "S6").change.high > 4

    @pytest.mark.parametrize("known", [True, False])
    def test_mdc_of_four_in_four(self, known):
        # method.md 3.5: MDC95 at n = 4 and s^2 = 0.7 is 1.27, of a census 0.80
        part = s6(SMALL, b=[2, 3, 3, 4], headcounts={"business": 4} if known else None)
        found = change_of(compare_rounds(part, part), "S6")
        variance = (2 + 2.8) / 7
        expected = (0.80 if known else 1.27) * math.sqrt(variance / 0.7)
        assert found.mdc == pytest.approx(expected, abs=0.006)


BEFORE = {"x": [3, 4, 2, 5, 3, 4], "b": [1, 2, 3, 2, 4, 3, 2]}
AFTER = {"x": [4, 4, 3, 5, 3, 5], "b": [2, 2, 4, 3, 4, 4, 1]}


class TestLinks:
    def compared(self, links_before, links_after):
        return change_of(
            compare_rounds(s6(SMALL, links_before, **BEFORE), s6(SMALL, links_after, **AFTER)),
            "S6",
        )

    def test_partially_overlapping_in_each_group(self):
        # Of the executives five, of the managers six are in both rounds, in another order.
        before = [*"abcde", None, *"mnopqrs"]
        after = [*"bacde", "f", *"mnopqr", None]
        change = self.compared(before, after)
        x, b = BEFORE["x"], BEFORE["b"]
        x2, b2 = AFTER["x"], AFTER["b"]
        executives = partially_overlapping_t(
            [x2[1], x2[0], *x2[2:5]], x[:5], x2[5:], x[5:], prior=PRIOR
        )
        managers = partially_overlapping_t(b2[:6], b[:6], b2[6:], b[6:], prior=PRIOR)
        error, df = combined((0.5, part.standard_error, part.df) for part in (executives, managers))
        assert executives.r > 0
        assert managers.r > 0
        assert (change.linked, change.n_pairs) == (True, 11)
        assert change.change.standard_error == pytest.approx(error)
        assert change.change.df == pytest.approx(df)
        assert change.mdc == pytest.approx(stdtrit(df, 0.975) * error)
        panel = (np.mean(x2[:5]) - np.mean(x[:5]) + np.mean(b2[:6]) - np.mean(b[:6])) / 2
        assert change.panel == pytest.approx(panel)
        assert change.panel + change.turnover == pytest.approx(change.change.value)

    def test_too_few_pairs_in_one_group(self):
        change = self.compared([*"abcd", None, None, *"mnopqrs"], [*"abcd", "e", "f", *"mnopqrs"])
        assert (change.linked, change.n_pairs) == (True, 4 + 7)
        assert (change.panel, change.turnover) == (None, None)

    def test_too_few_pairs_everywhere(self):
        links = [*"abcd", None, None, *"mn", *[None] * 5]
        change, alone = self.compared(links, links), self.compared(None, None)
        assert (change.linked, alone.linked) == (False, False)
        assert change.change == alone.change

    def test_links_in_one_round_only(self):
        links = [*"abcdefmnopqrs"]
        assert self.compared(links, None) == self.compared(None, None)

    def test_shares_that_changed(self):
        # The executives no longer answer S6a: from a half their share falls to a quarter.
        b1, b2 = [1, 2, 3, 2, 4], [2, 2, 4, 3, 4]
        links = [f"person {n}" for n in range(10)]
        before = s6(SMALL, links, x=[3] * 5, b=b1)
        ballots = [("executives", {"S5b": 4})] * 5
        ballots += [("business", {"S6a": level, "S5b": level}) for level in b2]
        change = change_of(compare_rounds(before, held(SMALL, ballots, links)), "S6")
        alike = 2.8 / 8 / 5
        own_1, own_2 = ((np.var(row) * 5 + 2.8) / 8 / 5 for row in (b1, b2))
        shared = 2 * np.corrcoef(b1, b2)[0, 1] * 0.5 * 0.75 * math.sqrt(own_1 * own_2)
        executives = 0.5**2 * alike + 0.25**2 * alike
        managers = 0.5**2 * own_1 + 0.75**2 * own_2 - shared
        assert change.after == pytest.approx(0.25 * 4 + 0.75 * 3)
        assert change.change.standard_error == pytest.approx(math.sqrt(executives + managers))
        df = (executives + managers) ** 2 / (executives**2 / 4 + managers**2 / 4)
        assert change.change.df == pytest.approx(df)

    def test_shares_that_changed_without_links(self):
        b1, b2 = [1, 2, 3, 2, 4], [2, 2, 4, 3, 4]
        ballots = [("executives", {"S5b": 4})] * 5
        ballots += [("business", {"S6a": level, "S5b": level}) for level in b2]
        result = compare_rounds(s6(SMALL, x=[3] * 5, b=b1), held(SMALL, ballots))
        own_1, own_2 = ((np.var(row) * 5 + 2.8) / 8 / 5 for row in (b1, b2))
        alike = 2.8 / 8 / 5
        squared = 0.5**2 * alike + 0.25**2 * alike + 0.5**2 * own_1 + 0.75**2 * own_2
        assert change_of(result, "S6").change.standard_error == pytest.approx(math.sqrt(squared))

    def test_who_changed_group_is_no_pair(self):
        change = self.compared([*"abcdefmnopqrs"], [*"mbcdefanopqrs"])
        assert change.n_pairs == 5 + 6

    def test_stable_answers_shrink_the_error(self):
        links = [*"abcdefmnopqrs"]
        linked, alone = self.compared(links, links), self.compared(None, None)
        assert linked.change.value == alone.change.value
        assert linked.change.standard_error < 0.7 * alone.change.standard_error

    def test_a_small_census_is_never_compared_person_by_person(self):
        part = s6(SMALL, [*"abcd"], b=[2, 3, 3, 4], headcounts={"business": 4})
        change = change_of(compare_rounds(part, part), "S6")
        assert (change.linked, change.n_pairs) == (False, 4)
        assert change.change.standard_error == pytest.approx(math.sqrt(2 * 4.8 / 7 / 4 * 0.4))

    def test_items_use_their_own_prior(self):
        rows = {"b": [1, 2, 3, 2, 4]}, {"b": [2, 2, 4, 3, 4]}
        first, second = (s6(SMALL, [*"abcde"], **row) for row in rows)
        found = change_of(compare_rounds(first, second), "S6a")
        alone = partially_overlapping_t(rows[1]["b"], rows[0]["b"], prior=(1.0, 4.0))
        assert found.change.standard_error == pytest.approx(alone.standard_error)

    def test_a_missing_answer_neither_adds_nor_removes_weight(self):
        def part(second_items):
            ballots = [
                ("business", {"S6a": a} | ({} if b is None else {"S5b": b}))
                for a, b in zip([1, 2, 3, 2, 4, 5], second_items, strict=True)
            ]
            return held(SMALL, ballots, [*"abcdef"])

        before, after = part([1, 2, None, 4, 5, 5]), part([2, 2, 3, 5, None, 5])
        found = change_of(compare_rounds(before, after), "S6")
        # person's value = group mean + (x1 - m1)/2 + (n/n2)(x2 - m2)/2, by hand
        s6a, first, second = [1, 2, 3, 2, 4, 5], [1, 2, None, 4, 5, 5], [2, 2, 3, 5, None, 5]

        def values(rows):
            mean = sum(row for row in rows if row is not None) / 5
            centre = (sum(s6a) / 6 + mean) / 2
            return [
                centre + (a - sum(s6a) / 6) / 2 + (0 if b is None else 6 / 5 * (b - mean) / 2)
                for a, b in zip(s6a, rows, strict=True)
            ]

        expected = partially_overlapping_t(values(second), values(first), prior=PRIOR)
        assert found.change.value == pytest.approx(expected.value)
        assert found.change.standard_error == pytest.approx(expected.standard_error)


class TestEvidenceCap:
    """S1b proves so little that S1 stands on it alone: 1 + 1 before, 2 + 1 after."""

    @pytest.fixture(scope="class")
    @classmethod
    def result(cls):
        people = {"executives": 5, "business": 5, "it": 5}
        ballots = everybody(SMALL, lambda _group, n: 5 - n % 2, people)
        return compare_rounds(
            held(SMALL, ballots, named(ballots), {"S1b": 0}),
            held(SMALL, ballots, named(ballots), {"S1b": 1}),
        )

    def test_no_answer_moves_it(self, result):
        change = change_of(result, "S1")
        assert (change.before, change.after) == (2.0, 3.0)
        assert (change.mdc, change.change.df, change.n_pairs) == (0.0, None, 0)
        assert change.label is ChangeLabel.REAL

    def test_its_items_still_vary(self, result):
        assert change_of(result, "S1a").change.value == 0.0
        assert change_of(result, "S1a").n_pairs == 15


levels = st.integers(1, 5)
ballot = st.sampled_from(["executives", "business", "frontline", "it"]).flatmap(
    lambda group: st.tuples(
        st.just(group),
        st.fixed_dictionaries(
            {},
            optional={
                item.code: st.one_of(levels, st.just("na"))
                for item in SMALL.items_for(group)
                if item.scored
            },
        ),
    )
)
facts = st.fixed_dictionaries({}, optional={"S1b": st.integers(0, 4), "A1c": st.integers(0, 4)})
# Without quorums, so that thin rounds are compared at all.
OPEN = edited(SMALL, lambda spec: [group.pop("quorum") for group in spec["groups"]])
CARD = score(OPEN, held(OPEN, []).answers, {})


@st.composite
def rounds(draw):
    ballots = draw(st.lists(ballot, max_size=25))
    order = draw(st.permutations(range(30)))
    links = [str(n) if n < 25 else None for n in order[: len(ballots)]]
    return held(OPEN, ballots, draw(st.sampled_from([links, None])), draw(facts))


class TestProperties:
    @settings(max_examples=50, deadline=None)
    @given(rounds(), rounds())
    def test_turning_time_round_turns_the_signs(self, before, after):
        there = compare_rounds(before, after, scorecards=(CARD, CARD))
        back = compare_rounds(after, before, scorecards=(CARD, CARD))
        assert codes(all_changes(there)) == codes(all_changes(back))
        for one, other in zip(all_changes(there), all_changes(back), strict=True):
            assert one.change.value == -other.change.value
            assert one.mdc == pytest.approx(other.mdc)
            assert (one.label, one.n_pairs) == (other.label, other.n_pairs)
            if one.panel is not None:
                assert one.panel == pytest.approx(-other.panel, abs=1e-9)
                assert one.turnover == pytest.approx(-other.turnover, abs=1e-9)

    @settings(max_examples=50, deadline=None)
    @given(rounds(), rounds())
    @pytest.mark.filterwarnings("error")
    def test_nothing_but_numbers(self, before, after):
        result = compare_rounds(before, after, scorecards=(CARD, CARD))
        for change in all_changes(result):
            shown = [change.before, change.after, change.mdc, change.change.standard_error]
            assert all(map(math.isfinite, shown))
            assert 1 <= change.before <= 5
            assert change.mdc >= 0
        assert RoundChange.from_json(result.to_json()) == result

    @settings(max_examples=25, deadline=None)
    @given(rounds())
    def test_a_round_beside_itself(self, part):
        result = compare_rounds(part, part, scorecards=(CARD, CARD))
        assert {c.label for c in all_changes(result)} <= {ChangeLabel.NOT_DISTINGUISHABLE}


@pytest.mark.parametrize("stay", [(0, 0), (6, 10)])
def test_no_change_is_seldom_called_real(stay):
    # People's own levels vary by 0.7, each answer by 0.6; nominal .05, binomial margin 3 sd.
    rng = np.random.default_rng(13)
    hits, runs = 0, 400
    for _ in range(runs):
        parts = [([], []), ([], [])]
        for group, people, same in zip(("executives", "business"), (8, 14), stay, strict=True):
            own = rng.normal(3.0, 0.7, (2, people))
            own[1, :same] = own[0, :same]
            noisy = np.rint(own[:, :, np.newaxis] + rng.normal(0, 0.6, (2, people, 2)))
            for number, (ballots, links) in enumerate(parts):
                rows = np.clip(noisy[number], 1, 5).astype(int).tolist()
                ballots += [(group, {"S6a": a, "S5b": b}) for a, b in rows]
                links += [f"{group} {n}" if n < same else None for n in range(people)]
        before, after = (held(OPEN, ballots, links) for ballots, links in parts)
        change = change_of(compare_rounds(before, after, scorecards=(CARD, CARD)), "S6")
        assert change.linked is (sum(stay) > 0)
        hits += change.label is not ChangeLabel.NOT_DISTINGUISHABLE
    assert 0 < hits / runs <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / runs)


def test_the_rules_of_the_later_framework_decide():
    looser = replace(SMALL, statistics=StatisticsRules(change=ChangeRules(confidence=0.5)))
    before, after = TestByHand.BEFORE, TestByHand.AFTER
    result = compare_rounds(before, replace(after, framework=looser))
    assert result.confidence == 0.5
    usual = change_of(compare_rounds(before, after), "S6")
    assert change_of(result, "S6").mdc < 0.5 * usual.mdc
