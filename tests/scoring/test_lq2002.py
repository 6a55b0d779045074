"""A real survey, scored as a framework of its own: 2,042 soldiers in 49 companies.

Data: Bliese, Halverson and Schriesheim (2002), published with the R package multilevel.
"""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from scoring import Answers, score
from scoring.agreement import view_of
from scoring.framework import load
from scoring.release import release
from tests.scoring.conftest import FRAMEWORKS

SHARED_DATA = Path(os.environ.get("SHARED_DATA") or Path(__file__).parents[3] / "shared/data")
SURVEY = SHARED_DATA / "lq2002.csv"
ITEMS = [f"LEAD{number:02d}" for number in range(1, 12)]

pytestmark = pytest.mark.skipif(not SURVEY.is_file(), reason=f"{SURVEY} is not there")


@pytest.fixture(scope="module")
def framework():
    return load(FRAMEWORKS / "lq2002.yaml")


@pytest.fixture(scope="module")
def rows():
    with SURVEY.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def answers(framework, rows):
    return Answers.from_records(
        framework,
        (
            (number, f"company-{row['COMPID']}", item, int(row[item]))
            for number, row in enumerate(rows)
            for item in ITEMS
        ),
    )


@pytest.fixture(scope="module")
def by_company(rows):
    """Each company's answers: a matrix of soldiers and items."""
    companies: dict[str, list[list[int]]] = {}
    for row in rows:
        companies.setdefault(f"company-{row['COMPID']}", []).append([int(row[i]) for i in ITEMS])
    return {company: np.array(matrix) for company, matrix in companies.items()}


@pytest.fixture(scope="module")
def card(framework, answers):
    return score(framework, answers, {})


def test_everybody_is_read(answers, by_company):
    assert (len(answers), len(by_company), answers.items) == (2042, 49, tuple(ITEMS))


def test_item_means_per_company(card, by_company):
    assert [item.code for item in card.items] == ITEMS
    for column, item in enumerate(card.items):
        for cell in item.groups:
            matrix = by_company[cell.group]
            assert cell.n == len(matrix)
            assert cell.mean == pytest.approx(matrix[:, column].mean(), abs=1e-12)


def test_company_means(card, by_company):
    (capability,) = card.capabilities
    assert len(capability.groups) == 49
    for cell in capability.groups:
        matrix = by_company[cell.group]
        assert cell.mean == pytest.approx(matrix.mean(axis=0).mean(), abs=1e-12)
        assert cell.n == len(matrix)


def test_item_scores_weigh_companies_not_soldiers(card, by_company):
    expected = np.array([matrix.mean(axis=0) for matrix in by_company.values()]).mean(axis=0)
    assert [item.score for item in card.items] == pytest.approx(expected.tolist(), abs=1e-12)
    assert card.overall.score == pytest.approx(expected.mean(), abs=1e-12)


def test_item_means_over_everybody(card, by_company):
    everybody = np.concatenate(list(by_company.values()))
    pooled = [
        sum(cell.mean * cell.n for cell in item.groups) / sum(cell.n for cell in item.groups)
        for item in card.items
    ]
    assert pooled == pytest.approx(everybody.mean(axis=0).tolist(), abs=1e-12)


def test_a_survey_without_rules_has_no_verdict(card):
    assert (card.verdict, card.gates, card.technology) == (None, (), None)


def test_no_company_is_small(card):
    released = release(card, 5)
    assert len([cell for cell in released.cells if cell.mean is not None]) == 49


def test_agreement_of_each_company(card, by_company):
    """On the scorecard from counts, here from the matrix of soldiers and items."""
    (capability,) = card.capabilities
    for cell in capability.groups:
        expected = view_of(by_company[cell.group])
        assert (cell.agreement.n, cell.agreement.label) == (expected.n, expected.label)
        found, matrix = (
            (view.deviation, view.rwg_j, view.rwg_j_skewed, view.r_star, view.awg)
            for view in (cell.agreement, expected)
        )
        assert found == pytest.approx(matrix, abs=1e-9)


def test_limits_of_each_company(card, by_company):
    """No answer is missing, so a soldier's linearised value is the own mean less the company's."""
    (capability,) = card.capabilities
    for cell in capability.groups:
        own = by_company[cell.group].mean(axis=1)
        n = len(own)
        variance = ((n - 1) * own.var(ddof=1) + 4 * 0.7) / (n + 3)
        assert cell.interval.standard_error == pytest.approx(np.sqrt(variance / n), abs=1e-9)
        assert cell.interval.df == n + 3
