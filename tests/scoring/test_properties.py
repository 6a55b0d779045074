"""Properties of a whole scorecard that need no reference value (method.md 3.15)."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import Answers, Scorecard, ScoreOptions, score
from scoring.framework import DontKnow, Framework, load
from scoring.parts.indices import index
from scoring.release import release
from scoring.scorecard import GapPair
from tests.scoring.conftest import FRAMEWORKS
from tests.scoring.random_rounds import rounds

SMALL = load(FRAMEWORKS / "small.yaml")
VIEWS = load(FRAMEWORKS / "two-views.yaml")
FACTS = {"S1b": 2, "A1c": 3, "Q3b": 2, "S4d": 3, "S6c": 4}
POINTS = ("score", "index", "perception", "evidence", "uncapped", "cap_binds", "coverage")


def carded(framework, drawn, facts=None, **changes):
    ballots, heads, options = drawn
    given_ = FACTS if facts is None else facts
    answers = Answers.from_ballots(framework, ballots)
    return score(framework, answers, given_, heads, replace(options, **changes))


def parts_of(card):
    return (*card.items, *card.capabilities, *card.dimensions, card.overall)


def points(card):
    """Return everything that is a score, without limits, bounds and agreement."""
    return (
        [
            tuple(getattr(part, name) for name in POINTS if hasattr(part, name))
            for part in parts_of(card)
        ],
        [(gate.status, gate.value, gate.missing) for gate in card.gates],
        [(gap.pair, gap.capability, gap.first, gap.second) for gap in card.gaps],
        [(cell.group, cell.mean) for part in card.items for cell in part.groups],
        card.verdict,
    )


def composites(card):
    return [part.score for part in parts_of(card)], [gate.value for gate in card.gates]


@given(rounds(SMALL), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_people_changes_nothing(drawn, shuffle: random.Random):
    ballots, heads, options = drawn
    shuffled = list(ballots)
    shuffle.shuffle(shuffled)
    one = carded(SMALL, drawn)
    assert carded(SMALL, (shuffled, heads, options)).as_text() == one.as_text()


@given(rounds(SMALL), st.data())
@settings(max_examples=50, deadline=None)
def test_permuting_answers_inside_a_group_leaves_all_point_scores(drawn, data):
    """Whoever ends up without any level is no respondent: a quorum may be missed by that."""
    ballots, heads, options = drawn
    group = data.draw(st.sampled_from([group.code for group in SMALL.groups]))
    rows = [number for number, (code, _) in enumerate(ballots) if code == group]
    permuted = [(code, dict(answers)) for code, answers in ballots]
    for item in SMALL.items_for(group):
        values = [ballots[row][1].get(item.code) for row in rows]
        for row, value in zip(rows, data.draw(st.permutations(values)), strict=True):
            if not item.is_text:
                permuted[row][1][item.code] = value
    before = carded(SMALL, drawn)
    after = carded(SMALL, (permuted, heads, options))
    if before.reportable == after.reportable:
        assert points(after) == points(before)
    else:
        assert composites(after) == composites(before)


@given(rounds(SMALL), st.sampled_from([group.code for group in SMALL.groups]))
@settings(max_examples=50, deadline=None)
def test_more_people_of_one_group_with_the_same_answers(drawn, group):
    """The composites stay and are surer; nothing that did not hear the group changes."""
    ballots, heads, options = drawn
    doubled = ballots + [ballot for ballot in ballots if ballot[0] == group]
    one, two = carded(SMALL, drawn), carded(SMALL, (doubled, heads, options))
    assert composites(two) == composites(one)
    for before, after in zip(one.items, two.items, strict=True):
        if before.is_fact or before.interval is None:
            continue
        moved = any(cell.group == group and cell.weight > 0 for cell in before.groups)
        error, again = before.interval.standard_error, after.interval.standard_error
        assert again < error if moved else again == error
    for before, after in zip(one.dimensions, two.dimensions, strict=True):
        if before.interval is not None:
            assert after.interval.standard_error <= before.interval.standard_error + 1e-12


@given(rounds(SMALL))
@settings(max_examples=50, deadline=None)
def test_reversing_an_item_and_flipping_its_answers_changes_nothing(drawn):
    ballots, heads, options = drawn
    spec = SMALL.to_spec()
    item = spec["dimensions"][1]["capabilities"][0]["items"][0]
    assert (item["code"], item["type"]) == ("C1b", "LIK5r")
    item["type"] = "LIK5"
    straight = Framework.from_spec(spec)
    flipped = [
        (group, answers | {"C1b": 6 - answers["C1b"]})
        if isinstance(answers.get("C1b"), int)
        else (group, answers)
        for group, answers in ballots
    ]
    one = carded(SMALL, drawn)
    other = carded(straight, (flipped, heads, options))
    # Only leaning to agree is about what people chose, not about what it scores.
    acquiescence = replace(other.quality, acquiescence=one.quality.acquiescence)
    other = replace(other, framework=one.framework, quality=acquiescence)
    assert other.as_text() == one.as_text()


@given(rounds(SMALL), st.sampled_from([group.code for group in SMALL.groups]), st.integers(1, 3))
@settings(max_examples=50, deadline=None)
def test_more_dont_knows_leave_means_scores_and_limits(drawn, group, people):
    """Only items where "don't know" is left out; where it scores 1 it must move them."""
    ballots, heads, options = drawn
    dont_know = {
        item.code: "dk" for item in SMALL.items_for(group) if item.dont_know is DontKnow.EXCLUDE
    }
    more = ballots + [(group, dont_know)] * people
    one, other = carded(SMALL, drawn), carded(SMALL, (more, heads, options))
    assert points(other) == points(one)
    assert [part.interval for part in parts_of(other)] == [part.interval for part in parts_of(one)]
    assert other.verdict_confidence == one.verdict_confidence
    assert (other.respondents, other.response) == (one.respondents, one.response)


@given(rounds(SMALL))
@settings(max_examples=60, deadline=None)
def test_scores_limits_and_levels_fit_together(drawn):
    card = carded(SMALL, drawn)
    cells = [cell for part in (*card.items, *card.capabilities) for cell in part.groups]
    estimates = [(part.score, part.interval) for part in parts_of(card)]
    estimates += [(cell.mean, cell.interval) for cell in cells]
    estimates += [(gate.value, gate.interval) for gate in card.gates]
    for value, interval in estimates:
        assert (value is None) == (interval is None)
        if interval is not None:
            assert interval.value == value
            assert 1 <= interval.low <= interval.value <= interval.high <= 5
    for part in (*card.dimensions, card.overall):
        assert part.index == index(part.score)
        assert (part.level is None) == (part.score is None)
        if part.level is not None:
            assert 1 <= part.level_low <= part.level <= part.level_high <= 5
    for item in card.items:
        shares = [cell.weight for cell in item.groups]
        if shares:
            assert sum(shares) == pytest.approx(0.0 if item.score is None else 1.0, abs=1e-12)


@given(rounds(SMALL), st.integers(0, 2**32), st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_the_seed_moves_the_confidence_alone(drawn, seed, other):
    assume(seed != other)
    ballots, heads, options = drawn
    full = [
        (group.code, {item.code: 3 for item in SMALL.items_for(group.code) if not item.is_text})
        for group in SMALL.groups
        for _ in range(3)
    ]
    drawn = (ballots + full, heads, options)
    one = carded(SMALL, drawn, seed=seed)
    assert carded(SMALL, drawn, seed=seed).as_text() == one.as_text()
    two = carded(SMALL, drawn, seed=other)
    assert replace(two, verdict_confidence=one.verdict_confidence).as_text() == one.as_text()
    if one.verdict_confidence is not None:
        assert (one.verdict_confidence.seed, two.verdict_confidence.seed) == (seed, other)
        for card in (one, two):
            shares = [part.share for part in card.verdict_confidence.shares]
            assert sum(shares) == pytest.approx(1.0, abs=1e-12)


@given(rounds(SMALL))
@settings(max_examples=30, deadline=None)
def test_the_verdict_is_total_and_the_card_survives_its_json(drawn):
    card = carded(SMALL, drawn)
    assert card.verdict is not None
    again = Scorecard.from_json(card.to_json())
    assert again == card
    assert again.as_text() == card.as_text()


@given(st.floats(1, 5), st.floats(1, 5), st.floats(0, 1))
def test_the_index_is_linear(one, other, share):
    mixed = share * one + (1 - share) * other
    assert index(mixed) == pytest.approx(share * index(one) + (1 - share) * index(other), abs=1e-9)
    assert (index(1.0), index(3.0), index(5.0), index(None)) == (0.0, 50.0, 100.0, None)


# What a release shows must not let anybody solve for what it hides.


class Equations:
    """The linear equations a reader can write down; unknown is each group's mean of each item.

    Weights and facts are known, and which item a gate's value comes from.
    """

    def __init__(self, card):
        self.card = card
        self.unknown = {
            (cell.group, item.code): number
            for number, (item, cell) in enumerate(
                (item, cell) for item in card.items for cell in item.groups if cell.n
            )
        }
        self.weights = {weight.group: weight.weight for weight in card.group_weights}

    def row(self, weights):
        row = np.zeros(len(self.unknown))
        for key, weight in weights.items():
            row[self.unknown[key]] += weight
        return row

    def item(self, code):
        return {(c.group, code): c.weight for c in self.card.item(code).groups if c.weight > 0}

    def capability(self, code):
        items = [i for i in self.card.items if i.capability == code and i.score is not None]
        total = sum(item.weight for item in items)
        return {
            key: weight * item.weight / total
            for item in items
            for key, weight in self.item(item.code).items()
        }

    def dimension(self, code):
        mine = [p for p in self.card.capabilities if p.dimension == code and p.score is not None]
        return {
            key: weight / len(mine)
            for part in mine
            if not part.cap_binds
            for key, weight in self.capability(part.code).items()
        }

    def cell(self, code, group):
        items = [i for i in self.card.items if i.capability == code and i.applies]
        mine = [item for item in items if (group, item.code) in self.unknown]
        total = sum(item.weight for item in mine)
        return {(group, item.code): item.weight / total for item in mine}

    def view(self, gap, groups):
        """The mean of one side of a gap."""
        total = sum(self.card.item(code).weight for code in gap.items)
        found = {}
        for code in gap.items:
            there = [group for group in groups if (group, code) in self.unknown]
            whole = sum(self.weights[group] for group in there)
            for group in there:
                share = self.weights[group] / whole
                found[group, code] = share * self.card.item(code).weight / total
        return found

    def gate(self, gate):
        """The part that its value comes from; nothing where that is a fact."""
        full = next(part for part in self.card.gates if part.code == gate.code)
        for part in full.items:
            if part.shares and part.score == gate.value:
                return {(share.group, part.item): share.weight for share in part.shares}
        return {}

    def shown(self, released):
        found = []
        for part in released.capabilities:
            if part.perception is not None:
                found.append(self.capability(part.code))
            if part.lowest is not None and not self.card.item(part.lowest.code).is_fact:
                found.append(self.item(part.lowest.code))
        found += [self.dimension(part.code) for part in released.dimensions if part.score]
        found += [self.cell(c.capability, c.group) for c in released.cells if c.mean is not None]
        found += [self.gate(gate) for gate in released.gates if gate.value is not None]
        full = {gap.capability: gap for gap in self.card.gaps if gap.pair is GapPair.SIDES}
        for gap in released.gaps:
            whole = full[gap.capability]
            found += [self.view(whole, whole.first_groups), self.view(whole, whole.second_groups)]
        rows = [self.row(weights) for weights in found if weights]
        return np.array(rows).reshape(len(rows), len(self.unknown))

    def solved(self, shown, cells):
        """Return the cells whose mean follows: adding it to what is shown raises no rank."""
        rank = np.linalg.matrix_rank(shown) if shown.size else 0
        return [
            cell
            for cell in cells
            if (weights := self.cell(*cell))
            and np.linalg.matrix_rank(np.vstack([shown, self.row(weights)])) == rank
        ]


def hidden_cells(card, released, fewer_than):
    """Hidden cells of fewer than so many people."""
    people = {(part.code, cell.group): cell.n for part in card.capabilities for cell in part.groups}
    hidden = [(cell.capability, cell.group) for cell in released.cells if cell.mean is None]
    return [cell for cell in hidden if people[cell] < fewer_than]


def uneven_round(seed):
    """Groups of 0 to 9 people who answer nearly everything."""
    draw = random.Random(seed)
    return [
        (
            group.code,
            {
                item.code: None if draw.random() < 0.1 else draw.randint(1, 5)
                for item in VIEWS.items_for(group.code)
            },
        )
        for group in VIEWS.groups
        for _ in range(draw.randint(0, 9))
    ]


def both(ballots, k):
    answers = Answers.from_ballots(VIEWS, ballots)
    card = score(VIEWS, answers, {"S1c": 3, "Q1c": 4}, options=ScoreOptions(least_people=k))
    return card, release(card, k)


@pytest.mark.parametrize("k", [3, 5])
def test_no_view_of_few_people_follows_from_what_is_shown(k):
    for seed in range(100):
        card, released = both(uneven_round(seed), k)
        system = Equations(card)
        solved = system.solved(system.shown(released), hidden_cells(card, released, k))
        assert solved == [], f"seed {seed}"


def test_the_lowest_item_does_not_give_away_a_single_manager():
    """S2 is the mean of S2a and S2b, S2a is shown as its lowest item, so S2b follows; it is
    asked of managers and IT alone, and IT's view of S2 is its view of S2b.
    """
    ballots = [
        *[("top", {"S2a": 3})] * 1,
        *[("front", {"S2a": 2})] * 2,
        *[("middle", {"S2b": 5})] * 1,
        *[("it", {"S2b": 3})] * 3,
    ]
    card, released = both(ballots, 3)
    system = Equations(card)
    assert system.solved(system.shown(released), [("S2", "middle")]) == []


def test_a_cell_would_follow_if_only_small_groups_were_hidden():
    """Two of IT beside three full groups: their mean is what the others leave of the whole."""
    sizes = {"top": 6, "middle": 6, "front": 6, "it": 2}
    ballots = [(group, {"Q4a": 3}) for group, people in sizes.items() for _ in range(people)]
    card, released = both(ballots, 5)
    system = Equations(card)
    assert ("Q4", "it") in hidden_cells(card, released, 5)
    everything = [system.cell("Q4", group) for group in ("top", "middle", "front")]
    careless = np.vstack([system.shown(released), *map(system.row, everything)])
    assert system.solved(careless, [("Q4", "it")]) == [("Q4", "it")]
