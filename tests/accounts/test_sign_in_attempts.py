"""Guessing passwords is slowed down, alike for accounts that exist and that do not."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.enums import Action
from accounts.models import AuditEntry, User
from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

WAIT = "Too many attempts"
WRONG = "is not correct"
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def ada() -> User:
    return UserFactory(email="ada@example.com")


@pytest.fixture
def hashings(monkeypatch) -> list[str]:
    """Collect each time a password is hashed: what takes the time at a sign-in."""
    done: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        done.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return done


def attempt(email: str, password: str = "wrong", *, at: str = HERE, browser=None):
    browser = browser or Browser()
    return browser.post("/sign-in/", {"login": email, "password": password}, REMOTE_ADDR=at)


def said(answer) -> str:
    if answer.status_code == 302:
        return "in"
    page = answer.content.decode()
    return next((text for text in (WAIT, WRONG) if text in page), page)


@pytest.mark.parametrize("email", ["ada@example.com", "nobody@example.com"])
def test_the_sixth_attempt_at_an_account_has_to_wait(ada, email) -> None:
    assert [said(attempt(email)) for _time in range(7)] == [WRONG] * 5 + [WAIT] * 2


def test_then_the_right_password_has_to_wait_too(ada) -> None:
    for _time in range(5):
        attempt(ada.email)

    assert said(attempt(ada.email, PASSWORD)) == WAIT


def test_case_and_blanks_do_not_make_another_account(ada) -> None:
    for spelling in ("ADA@example.com", "Ada@Example.com", "ada@EXAMPLE.com", "aDa@example.com"):
        attempt(spelling)
    attempt(" ada@example.com")

    assert said(attempt("adA@example.com")) == WAIT


def test_elsewhere_the_owner_gets_in_at_once(ada) -> None:
    for _time in range(50):
        attempt(ada.email)

    assert said(attempt(ada.email, PASSWORD, at=ELSEWHERE)) == "in"


def test_right_passwords_do_not_count(ada) -> None:
    assert {said(attempt(ada.email, PASSWORD)) for _time in range(12)} == {"in"}


def test_one_address_tries_only_so_many_accounts() -> None:
    answers = [said(attempt(f"person{number}@example.com")) for number in range(61)]

    assert answers == [WRONG] * 60 + [WAIT]


def guess_from_everywhere(email: str) -> list[str]:
    return [said(attempt(email, at=f"203.0.113.{number}")) for number in range(41)]


def test_one_account_is_tried_only_so_often_from_everywhere(ada) -> None:
    assert guess_from_everywhere(ada.email) == [WRONG] * 40 + [WAIT]
    assert said(attempt(ada.email, PASSWORD)) == WAIT


def test_that_does_not_keep_the_owner_out_of_a_browser_used_before(ada) -> None:
    known = Browser()
    attempt(ada.email, PASSWORD, browser=known)
    known.post("/sign-out/")
    guess_from_everywhere(ada.email)

    assert said(attempt(ada.email, PASSWORD, browser=known)) == "in"


@pytest.mark.parametrize("cookie", ["", "0" * 64, "ada@example.com"])
def test_nobody_makes_up_a_known_browser(ada, cookie) -> None:
    guess_from_everywhere(ada.email)
    forged = Browser()
    forged.cookies["known"] = cookie

    assert said(attempt(ada.email, PASSWORD, browser=forged)) == WAIT


def test_a_known_browser_of_one_account_is_a_stranger_to_another(ada) -> None:
    browser = Browser()
    attempt(UserFactory().email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    guess_from_everywhere(ada.email)

    assert said(attempt(ada.email, PASSWORD, browser=browser)) == WAIT


def test_known_and_unknown_people_get_the_same_answer(ada) -> None:
    known, unknown = attempt("ada@example.com"), attempt("bob@example.com")

    assert known.status_code == unknown.status_code == 200
    assert _without_tokens(known) == _without_tokens(unknown).replace("bob@", "ada@")
    assert set(known.cookies) == set(unknown.cookies)


def test_known_and_unknown_people_cost_the_same(ada, hashings) -> None:
    attempt("ada@example.com")
    known = len(hashings)
    attempt("bob@example.com")

    assert (known, len(hashings)) == (1, 2)


def test_known_and_unknown_people_ask_the_database_the_same(ada, work) -> None:
    asked = []
    for email in ("ada@example.com", "bob@example.com"):
        with CaptureQueriesContext(connection) as queries:
            attempt(email)
        asked.append([re.sub(r"'[^']*'|[0-9]+", "?", each["sql"]) for each in queries])

    assert asked[0] == asked[1]
    assert len(work) == 2


def test_somebody_switched_off_costs_the_same_and_is_told_only_with_the_right_password(
    hashings,
) -> None:
    UserFactory(email="eve@example.com", is_active=False)
    hashings.clear()

    assert said(attempt("eve@example.com")) == WRONG
    assert len(hashings) == 1


def test_who_has_to_wait_costs_nothing(ada, hashings) -> None:
    for email in ("ada@example.com", "bob@example.com"):
        for _time in range(5):
            attempt(email)
        hashings.clear()
        attempt(email)
        assert hashings == []


def test_failures_at_a_known_account_are_noted_without_the_address() -> None:
    member = MembershipFactory(user__email="ada@example.com")
    attempt("ada@example.com")
    attempt("nobody@example.com")

    noted = AuditEntry.objects.values_list("workspace", "actor", "actor_name", "action", "subject")
    assert list(noted) == [
        (member.workspace_id, None, "", Action.SIGN_IN_FAILED, "ada@example.com")
    ]


def _without_tokens(answer) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())
