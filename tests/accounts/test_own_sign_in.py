"""Your sign-in: what the page says, the password, and the other browsers."""

import pytest
from django.test import Client as Browser

from accounts.enums import Action
from accounts.models import AuditEntry, User
from tests.factories import PASSWORD, UserFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db

NEW = "four calm words here"


@pytest.fixture
def ada() -> User:
    return UserFactory(email="ada@example.com")


def is_in(browser: Browser) -> bool:
    return browser.get("/your-sign-in/").status_code == 200


def change_password(browser: Browser, **fields: str):
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | fields
    return browser.post("/your-sign-in/password/", given)


@pytest.mark.parametrize(
    "path",
    ["", "password/", "code-app/", "code-app/off/", "recovery-codes/", "passkeys/", "confirm/"],
)
def test_nobody_gets_there_without_signing_in(path) -> None:
    answer = Browser().get(f"/your-sign-in/{path}")

    assert answer.status_code == 302
    assert answer.url.startswith(("/sign-in/", "/your-sign-in/confirm/"))


def test_the_page_says_how_somebody_signs_in(ada) -> None:
    page = signed_in(ada).get("/your-sign-in/").content.decode()

    assert "You sign in as ada@example.com." in page
    assert "in this browser only" in page


def test_the_new_password_counts_and_other_browsers_are_out(ada) -> None:
    here, there = signed_in(ada), signed_in(ada)

    answer = change_password(here)

    assert answer.status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert User.objects.get(pk=ada.pk).check_password(NEW)
    assert [entry.action for entry in AuditEntry.objects.all()] == [Action.PASSWORD_CHANGED]


@pytest.mark.parametrize(
    "wrong",
    [
        {"oldpassword": "wrong"},
        {"password2": "something else entirely"},
        {"password1": "short", "password2": "short"},
        {"password1": "ada@example.com", "password2": "ada@example.com"},
        {"password1": "123412341234", "password2": "123412341234"},
    ],
)
def test_a_password_that_will_not_do_changes_nothing(ada, wrong) -> None:
    assert change_password(signed_in(ada), **wrong).status_code == 200
    assert User.objects.get(pk=ada.pk).check_password(PASSWORD)


def test_signing_out_everywhere_else(ada) -> None:
    here, there, somebody = signed_in(ada), signed_in(ada), signed_in()

    answer = here.post("/your-sign-in/other-browsers/", follow=True)

    assert "You were signed out in one other browser." in answer.content.decode()
    assert [is_in(browser) for browser in (here, there, somebody)] == [True, False, True]


def test_looking_is_not_enough_to_sign_out(ada) -> None:
    assert signed_in(ada).get("/your-sign-in/other-browsers/").status_code == 405
