"""No combination of what a release shows isolates fewer than k people, on random rounds."""

import random

import pytest

from scoring import Answers, ScoreOptions, score
from scoring.framework import DontKnow
from scoring.release import release
from scoring.release import shown as shown_numbers
from scoring.release.audit import Audit
from scoring.release.suppression import is_small
from tests.scoring.release_oracle import Oracle, isolates, rank

FRAMEWORKS = ("small", "two_views", "crm_readiness")
# The product's own framework has ten times the items, so it is drawn less often.
DRAWN = ("small", "small", "small", "two_views", "two_views", "crm_readiness")
LEAST_CAUGHT = 0.8


def random_round(framework, chance):
    """Make ballots, facts, headcounts, options and k; small groups and gaps are frequent."""
    sizes = (0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 12)
    ballots = []
    for group in framework.groups:
        blank = chance.choice((0.0, 0.0, 0.1, 0.5))
        level = chance.uniform(1.5, 4.5)
        for _person in range(chance.choice(sizes)):
            given = {
                item.code: answer(item, level, chance)
                for item in framework.items_for(group.code)
                if item.is_perception and chance.random() >= blank
            }
            ballots.append((group.code, given))
    heads = {
        group.code: chance.choice((None, None, 4, 12, 40))
        for group in framework.groups
        if chance.random() < 0.3
    }
    weights = None
    if chance.random() < 0.3:
        weights = {group.code: chance.choice((0.0, 0.5, 1.0, 2.0)) for group in framework.groups}
    options = ScoreOptions(client_type=chance.choice(("b2b", "b2c")), group_weights=weights)
    return ballots, random_facts(framework, chance), heads, options, chance.choice((3, 4, 5, 5, 8))


def answer(item, level, chance):
    drawn = chance.random()
    if drawn < 0.05 and item.dont_know is not DontKnow.NONE:
        return "dk"
    return "na" if drawn > 0.97 else min(5, max(1, round(chance.gauss(level, 1.0))))


def random_facts(framework, chance):
    return {
        item.code: chance.randint(0, len(item.elements))
        for item in framework.facts
        if item.elements and chance.random() < 0.7
    }


def oracle_of(framework, seed):
    """Return the oracle of a random round, its k, and whether a small crowd answered at all."""
    ballots, facts, heads, options, k = random_round(framework, random.Random(seed))
    card = score(framework, Answers.from_ballots(framework, ballots), facts, heads, options)
    oracle = Oracle(framework, ballots, facts, heads, options, card, release(card, k))
    return oracle, k, any(is_small(n, k) for n in oracle.loops.n.values())


@pytest.fixture(scope="module")
def frameworks(small, two_views, crm_readiness):
    return {"small": small, "two_views": two_views, "crm_readiness": crm_readiness}


def found_in(frameworks, seeds):
    """Return wrong equations, leaks, and how many rounds had somebody to protect."""
    wrong, leaks, at_risk = [], [], 0
    for seed in seeds:
        oracle, k, is_at_risk = oracle_of(frameworks[DRAWN[seed % len(DRAWN)]], seed)
        wrong += [(seed, *number) for number in oracle.wrong()]
        leaks += [seed] if oracle.leaks(k) else []
        at_risk += is_at_risk
    return wrong, leaks, at_risk


def test_random_rounds_leak_nothing(frameworks):
    wrong, leaks, at_risk = found_in(frameworks, range(120))
    assert wrong == []
    assert leaks == []
    assert at_risk > 80


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_many_random_rounds_leak_nothing(frameworks, part):
    wrong, leaks, _at_risk = found_in(frameworks, range(1000 * (part + 1), 1000 * (part + 2)))
    assert wrong == []
    assert leaks == []


def admit_all(_audit, _rows):
    return True


def only_small(counts, k):
    return {code for code, n in counts.items() if is_small(n, k)}


def test_the_bare_threshold_is_caught(frameworks, monkeypatch):
    """Negative control: hide only what itself rests on fewer than k people."""
    monkeypatch.setattr(Audit, "admits", admit_all)
    monkeypatch.setattr(shown_numbers, "hidden_groups", only_small)
    monkeypatch.setattr(shown_numbers, "hidden_subtotals", only_small)
    wrong, leaks, at_risk = found_in(frameworks, range(60))
    assert wrong == []
    assert len(leaks) >= LEAST_CAUGHT * at_risk


def test_the_rules_without_the_audit_are_caught(frameworks, monkeypatch):
    """Negative control: the method's rules alone leave leaks that only the audit closes."""
    monkeypatch.setattr(Audit, "admits", admit_all)
    _wrong, leaks, _at_risk = found_in(frameworks, range(60))
    assert leaks


def test_the_oracle_finds_a_plain_subtraction():
    total = {"a": 1, "b": 1, "c": 1}
    assert isolates([total, {"a": 1}, {"b": 1}], {"c"})
    assert not isolates([total, {"a": 1}], {"c"})
    assert rank([total, {"a": 2, "b": 2, "c": 2}, {"a": 1}]) == 2
