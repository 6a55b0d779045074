"""`manage.py doctor` says all of it, the heaviest first, and ends with 1 if it must be mended."""

import io

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from crm_readiness.doctor import CHECKS, Finding, Weight
from crm_readiness.doctor.registry import examine

SMALL = Finding(Weight.CONSIDER, "Small.", "Do a little.")
GRAVE = Finding(Weight.MEND, "Grave.", "Do a lot.")


@pytest.fixture
def checks(monkeypatch):
    """Replace the checks by what a test wants to be found."""

    def replace(*findings):
        monkeypatch.setattr("crm_readiness.doctor.registry.CHECKS", [lambda: iter(findings)])

    return replace


def doctor():
    output = io.StringIO()
    code = 0
    try:
        call_command("doctor", stdout=output)
    except SystemExit as ending:
        code = ending.code
    return code, output.getvalue()


def test_nothing(checks):
    checks()
    assert doctor() == (0, f"Nothing weak was found ({len(CHECKS)} checks).\n")


def test_what_should_be_considered_is_no_failure(checks):
    checks(SMALL)
    assert doctor() == (
        0,
        "To consider: Small.\n  Do a little.\n\n0 to mend, 1 to consider.\n",
    )


def test_what_must_be_mended_comes_first_and_is(checks):
    checks(SMALL, GRAVE)
    code, text = doctor()
    assert code == 1
    assert text.index("To mend: Grave.") < text.index("To consider: Small.")
    assert text.endswith("1 to mend, 1 to consider.\n")


def test_a_check_that_breaks_hides_no_other(monkeypatch):
    def broken():
        raise DatabaseError("Key (email)=(somebody@example.com)")

    monkeypatch.setattr("crm_readiness.doctor.registry.CHECKS", [broken, lambda: iter([SMALL])])
    assert [(each.weight, each.title) for each in examine()] == [
        (Weight.MEND, "The check “broken” could not be made (DatabaseError)."),
        (Weight.CONSIDER, "Small."),
    ]


def test_every_check_is_in_the_list_once():
    names = [check.__name__ for check in CHECKS]
    assert len(names) == len(set(names)) == 16
