"""90 % intervals hold the true mean about 90 % of the time: simulated small groups (3.5).

People have a stance of their own and answer each item around it, in whole levels 1 to 5.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.special import ndtr

from scoring import Answers, score
from scoring.arrays.uncertainty import Errors, combine, group_errors, margins
from scoring.framework import Framework, load
from scoring.framework.statistics import UncertaintyRules
from tests.scoring.conftest import FRAMEWORKS

RULES = UncertaintyRules()
ITEMS = 4
CUTS = np.array([1.5, 2.5, 3.5, 4.5])
LEAST, MOST = 0.88, 0.94


@dataclass(frozen=True)
class People:
    """Stance ~ N(centre, between^2); an answer is the stance plus N(0, within^2), rounded."""

    centre: float
    between: float
    within: float

    def draw(self, random, rounds, n):
        """Return mean stances, as a person would answer on average, and answers."""
        stances = random.normal(self.centre, self.between, (rounds, n, 1))
        noisy = stances + random.normal(0.0, self.within, (rounds, n, ITEMS))
        return expected_level(stances[..., 0], self.within), np.clip(np.rint(noisy), 1, 5)

    @property
    def mean(self):
        return float(expected_level(self.centre, np.hypot(self.between, self.within)))


def expected_level(centre, spread):
    """1 plus the chance of passing each cut."""
    return 1.0 + ndtr((np.asarray(centre)[..., np.newaxis] - CUTS) / spread).sum(axis=-1)


def errors_of(groups, headcounts):
    """Errors of the mean over groups that weigh the same; each round is a part."""
    answers = [answer.mean(axis=2) for answer in groups]
    means = np.column_stack([answer.mean(axis=1) for answer in answers])
    squares = np.column_stack([answer.var(axis=1) * answer.shape[1] for answer in answers])
    people = np.tile([answer.shape[1] for answer in answers], (len(means), 1))
    share = np.full(means.shape, 1.0 / len(groups))
    found = group_errors(
        share, squares, people, np.array(headcounts), RULES.capability_variance, RULES
    )
    return means.mean(axis=1), combine(found)


def coverage(values, errors, truth):
    return float((np.abs(values - truth) <= margins(errors, RULES.confidence)).mean())


def is_honest(covered, rounds):
    """88 to 94 % of so many rounds, but for three binomial standard errors."""
    error = 3 * np.sqrt(0.1 * 0.9 / rounds)
    return LEAST - error <= covered <= MOST + error


# A person's mean over the items varies by .68 to .79: about what surveys of teams find (.7).
ORDINARY = [People(3.6, 0.8, 1.0), People(2.4, 0.85, 0.85), People(3.0, 0.85, 1.05)]


@pytest.mark.parametrize("people", ORDINARY, ids=str)
@pytest.mark.parametrize("n", [3, 4, 5, 8, 12])
def test_a_group_mean_is_covered(people, n):
    random = np.random.default_rng(20_000 + n)
    _, answers = people.draw(random, 2000, n)
    values, errors = errors_of([answers], [np.nan])
    assert is_honest(coverage(values, errors, people.mean), 2000)


@pytest.mark.parametrize("sizes", [(3, 5, 12, 4), (3, 3), (12, 12, 12, 12)])
def test_a_composite_is_covered(sizes):
    random = np.random.default_rng(30_000 + sum(sizes))
    crowds = [ORDINARY[number % len(ORDINARY)] for number in range(len(sizes))]
    groups = [people.draw(random, 2000, n)[1] for people, n in zip(crowds, sizes, strict=True)]
    values, errors = errors_of(groups, [np.nan] * len(sizes))
    truth = sum(people.mean for people in crowds) / len(crowds)
    assert is_honest(coverage(values, errors, truth), 2000)


def test_a_percentile_bootstrap_covers_far_less():
    """The same groups, resampled 400 times each; 74 to 81 % over groups of 3 to 12."""
    people, covered = ORDINARY[2], []
    for n in (3, 4, 5, 8, 12):
        random = np.random.default_rng(20_000 + n)
        scores = people.draw(random, 1000, n)[1].mean(axis=2)
        again = scores[:, random.integers(0, n, (400, n))].mean(axis=2)
        low, high = np.percentile(again, [5, 95], axis=1)
        covered.append(((low - 1e-9 <= people.mean) & (people.mean <= high + 1e-9)).mean())
    assert 0.74 <= np.mean(covered) <= 0.81
    assert max(covered) < LEAST


def test_no_prior_covers_less_where_people_happen_to_agree():
    """Of three people, the more they agree by chance the surer they look without a prior."""
    random = np.random.default_rng(5)
    people = ORDINARY[0]
    answers = people.draw(random, 4000, 3)[1]
    scores = answers.mean(axis=2)
    agree = scores.std(axis=1) < 0.25
    values, errors = errors_of([answers], [np.nan])
    plain = Errors(scores.std(axis=1, ddof=1) / np.sqrt(3), np.full(4000, 2.0))
    moderated = (np.abs(values - people.mean) <= margins(errors, 0.9))[agree].mean()
    unmoderated = (np.abs(values - people.mean) <= margins(plain, 0.9))[agree].mean()
    assert moderated > 0.8
    assert unmoderated < 0.5


def reliability(people):
    """Share of the true part in the variance of a person's mean over the items."""
    stances, answers = people.draw(np.random.default_rng(1), 1, 200_000)
    return float(stances.var() / answers.mean(axis=2).var())


def test_a_census_of_a_closed_group_is_covered():
    """All 3 to 12 of a group answer, so the mean to hold is the group's own. Where .69 of a
    person's score is true, more than the .6 assumed, about 95 % are covered.
    """
    people = ORDINARY[0]
    assert reliability(people) == pytest.approx(0.69, abs=0.01)
    covered, uncorrected = [], []
    for n in (3, 4, 5, 8, 12):
        stances, answers = people.draw(np.random.default_rng(40_000 + n), 3000, n)
        truth = stances.mean(axis=1)
        covered.append(coverage(*errors_of([answers], [float(n)]), truth))
        uncorrected.append(coverage(*errors_of([answers], [np.nan]), truth))
    assert np.mean(covered) == pytest.approx(0.95, abs=0.015)
    assert min(uncorrected) > 0.985  # what the correction is for: limits far too wide


def many_groups(count):
    """A framework of one capability, asked of as many groups as rounds are simulated."""
    spec = load(FRAMEWORKS / "lq2002.yaml").to_spec()
    spec["groups"] = [{"code": f"g{n}", "title": f"Group {n}"} for n in range(count)]
    (capability,) = spec["dimensions"][0]["capabilities"]
    capability["items"] = capability["items"][:ITEMS]
    for item in capability["items"]:
        item["groups"] = [f"g{n}" for n in range(count)]
    return Framework.from_spec(spec)


@pytest.mark.parametrize("blank", [0.0, 0.2])
def test_cells_of_a_scorecard_are_covered(blank):
    """From ballots to limits, one group a round; answers left blank at random."""
    people, n, rounds = ORDINARY[0], 8, 60
    framework = many_groups(rounds)
    random = np.random.default_rng(50_000)
    covered = []
    for _ in range(10):
        levels = people.draw(random, rounds, n)[1].reshape(rounds * n, ITEMS)
        levels[random.random(levels.shape) < blank] = np.nan
        codes = [group.code for group in framework.groups for _ in range(n)]
        (capability,) = score(
            framework, Answers.from_matrix(framework, codes, levels), {}
        ).capabilities
        covered += [
            cell.interval.low <= people.mean <= cell.interval.high for cell in capability.groups
        ]
    # 600 cells: the binomial error is .012.
    assert np.mean(covered) == pytest.approx(0.91, abs=0.035)


@pytest.mark.long
@pytest.mark.parametrize("people", ORDINARY, ids=str)
@pytest.mark.parametrize("n", range(3, 13))
def test_a_group_mean_is_covered_in_many_rounds(people, n):
    _, answers = people.draw(np.random.default_rng(60_000 + n), 40_000, n)
    values, errors = errors_of([answers], [np.nan])
    assert is_honest(coverage(values, errors, people.mean), 40_000)
