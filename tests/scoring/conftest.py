"""The frameworks the scoring tests use, and one small round answered by hand."""

from pathlib import Path

import pytest

from scoring.framework import Framework, load

FRAMEWORKS = Path(__file__).parent / "frameworks"
CRM_READINESS = Path(__file__).parents[2] / "assessments/frameworks/crm-readiness-2.yaml"


@pytest.fixture(scope="session")
def small() -> Framework:
    return load(FRAMEWORKS / "small.yaml")


@pytest.fixture(scope="session")
def two_views() -> Framework:
    return load(FRAMEWORKS / "two-views.yaml")


@pytest.fixture(scope="session")
def crm_readiness() -> Framework:
    return load(CRM_READINESS)


@pytest.fixture
def ballots():
    """Ten people: two executives, three managers, three at the front, two in IT."""
    return [
        ("executives", _answers(S1a=4, S1c="dk", S6a=5, S5b=4, C3a=5, A1a=3, S1d="No contacts")),
        ("executives", _answers(S1a=2, S1c=3, S6a=5, S5b=5, C3a=5, A1a=3)),
        ("business", _business(S1a=3, S5b=1, C3a=2)),
        ("business", _business(S1a=3, S5b=2, C3a=3)),
        ("business", _business(S1a="dk", S5b=3, C3a=4)),
        ("frontline", _frontline(C3a=1, C1b=5)),
        ("frontline", _frontline(C3a=2, C1b=4)),
        ("frontline", _frontline(C3a=3, C1b=3)),
        ("it", _answers(S1a=5, Q3a=4, Q5a=3, A1a=2, A4b=1)),
        ("it", _answers(S1a="na", Q3a=4, Q5a="na", A1a=4, A4b=2)),
    ]


@pytest.fixture
def facts():
    """Everything a fact owner could enter."""
    return {
        "S1b": 2,
        "S6c": 4,
        "S4d": 3,
        "Q1c": 12,
        "Q2c": {"bad": 18, "checked": 150, "months": 4},
        "Q3b": 3,
        "Q5b": 80,
        "A1c": 1,
    }


@pytest.fixture
def headcounts():
    return {"executives": 2, "business": 6, "frontline": 9, "it": 4}


def _answers(**answers):
    return answers


def _business(**answers):
    return answers | {
        "S1c": 2, "S6a": 5, "C1b": 2, "C3b": 4, "Q1a": 5, "Q3a": 3, "Q5a": 2, "A1a": 4, "A4a": 4
    }  # fmt: skip


def _frontline(**answers):
    return answers | {"C3b": 2, "Q1a": 5, "A4a": 2}
