"""Signing in and out by e-mail and password; nobody signs up by themselves."""

import pytest
from django.test import Client as Browser
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD, MembershipFactory, UserFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db


def sign_in(email: str, password: str, **extra: str) -> tuple[Browser, object]:
    browser = Browser()
    return browser, browser.post("/sign-in/", {"login": email, "password": password, **extra})


def test_the_right_password_leads_to_the_start_page() -> None:
    UserFactory(email="ada@example.com")

    browser, answer = sign_in("ada@example.com", PASSWORD)

    assert (answer.status_code, answer.url) == (302, "/")
    assert "_auth_user_id" in browser.session


def test_upper_and_lower_case_of_the_address_do_not_matter() -> None:
    UserFactory(email="ada@example.com")

    _browser, answer = sign_in("Ada@Example.COM", PASSWORD)

    assert answer.status_code == 302


def test_a_wrong_password_keeps_the_address_and_says_so() -> None:
    UserFactory(email="ada@example.com")

    browser, answer = sign_in("ada@example.com", "not this one")

    assert answer.status_code == 200
    assert 'value="ada@example.com"' in answer.content.decode()
    assert "not correct" in answer.content.decode()
    assert "_auth_user_id" not in browser.session


def test_somebody_who_was_switched_off_does_not_get_in() -> None:
    UserFactory(email="ada@example.com", is_active=False)

    browser, _answer = sign_in("ada@example.com", PASSWORD)

    assert "_auth_user_id" not in browser.session


def test_after_signing_in_people_get_where_they_wanted_to_go() -> None:
    membership = MembershipFactory()
    target = reverse("assessments:clients", args=[membership.workspace.slug])

    _browser, answer = sign_in(membership.user.email, PASSWORD, next=target)

    assert answer.url == target


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "http://["])
def test_nobody_is_led_to_another_host(target) -> None:
    membership = MembershipFactory()

    _browser, answer = sign_in(membership.user.email, PASSWORD, next=target)

    assert answer.url == "/"


def test_there_is_no_sign_up() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_ends_the_session() -> None:
    browser = signed_in()

    answer = browser.post("/sign-out/")

    assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert "_auth_user_id" not in browser.session
