"""A second step after the password: the code app, recovery codes, and what ends a session."""

import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.test import Client as Browser

from accounts.enums import Action
from accounts.models import AuditEntry, User
from accounts.second_factor import SecondFactorAdapter
from tests.accounts.one_time_codes import code_now
from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return MembershipFactory(user__email="ada@example.com", workspace__slug="north-star").user


def with_password(user: User) -> tuple[Browser, object]:
    browser = Browser()
    answer = browser.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    return browser, answer


def confirmed(user: User) -> Browser:
    """Return a browser in which the person signed in and has just shown the password again."""
    browser, _answer = with_password(user)
    browser.post("/your-sign-in/confirm/", {"password": PASSWORD})
    return browser


@pytest.fixture
def switched_on(ada, django_capture_on_commit_callbacks) -> tuple[Browser, str]:
    """Return the browser in which the code app was set up, and the app's secret."""
    browser = confirmed(ada)
    page = browser.get("/your-sign-in/code-app/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post("/your-sign-in/code-app/", {"code": code_now(secret, -1)})
    assert (answer.status_code, answer.url) == (302, "/your-sign-in/recovery-codes/")
    return browser, secret


def is_in(browser: Browser) -> bool:
    return browser.get("/w/north-star/").status_code == 200


def second_step(browser: Browser, code: str):
    return browser.post("/sign-in/second-step/", {"code": code})


def test_changing_the_sign_in_asks_for_the_password_again(ada) -> None:
    browser, _answer = with_password(ada)

    for path in ("code-app/", "passkeys/new/", "recovery-codes/new/"):
        answer = browser.get(f"/your-sign-in/{path}")
        assert (answer.status_code, answer.url.partition("?")[0]) == (
            302,
            "/your-sign-in/confirm/",
        ), path


def test_nothing_of_what_was_sent_waits_in_the_session(ada) -> None:
    browser, _answer = with_password(ada)
    answer = browser.post("/your-sign-in/code-app/", {"code": "123456"}, REMOTE_ADDR="192.0.2.7")

    assert answer.url == "/your-sign-in/confirm/?next=%2Fyour-sign-in%2Fcode-app%2F"
    kept = str(dict(browser.session))
    assert ("123456" in kept, "192.0.2.7" in kept) == (False, False)


def test_a_wrong_password_confirms_nothing(ada) -> None:
    browser, _answer = with_password(ada)
    browser.post("/your-sign-in/confirm/", {"password": "wrong"})

    assert browser.get("/your-sign-in/code-app/").status_code == 302


def test_a_wrong_code_does_not_switch_it_on(ada) -> None:
    browser = confirmed(ada)
    browser.get("/your-sign-in/code-app/")
    browser.post("/your-sign-in/code-app/", {"code": "000000"})

    assert not Authenticator.objects.exists()


def test_the_password_alone_does_not_open_anything_then(ada, switched_on) -> None:
    browser, answer = with_password(ada)

    assert (answer.status_code, answer.url) == (302, "/sign-in/second-step/")
    assert not is_in(browser)


def test_the_code_does(ada, switched_on) -> None:
    browser, _answer = with_password(ada)
    second_step(browser, code_now(switched_on[1]))

    assert is_in(browser)


def test_a_code_works_once(ada, switched_on) -> None:
    code = code_now(switched_on[1])
    first, _answer = with_password(ada)
    second_step(first, code)
    second, _answer = with_password(ada)
    second_step(second, code)

    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_codes_ends_after_five(ada, switched_on) -> None:
    browser, _answer = with_password(ada)
    for _time in range(5):
        second_step(browser, "000000")
    answer = second_step(browser, code_now(switched_on[1]))

    assert "Too many attempts" in answer.content.decode()
    assert not is_in(browser)


def test_starting_again_does_not_give_more_guesses(ada, switched_on) -> None:
    for _time in range(5):
        browser, _answer = with_password(ada)
        second_step(browser, "000000")
    browser, _answer = with_password(ada)
    second_step(browser, code_now(switched_on[1]))

    assert not is_in(browser)


def recovery_codes(browser: Browser) -> list[str]:
    page = browser.get("/your-sign-in/recovery-codes/").content.decode()
    return re.findall(r"<li>(\d+)</li>", page)


def test_recovery_codes_are_shown_once(switched_on) -> None:
    browser, _secret = switched_on

    assert len(recovery_codes(browser)) == 10
    assert recovery_codes(browser) == []


def test_a_recovery_code_works_once(ada, switched_on) -> None:
    code = recovery_codes(switched_on[0])[0]
    first, _answer = with_password(ada)
    second_step(first, code)
    second, _answer = with_password(ada)
    second_step(second, code)

    assert (is_in(first), is_in(second)) == (True, False)


def test_new_recovery_codes_end_the_old_ones(ada, switched_on) -> None:
    browser, _secret = switched_on
    old = recovery_codes(browser)[0]
    browser.post("/your-sign-in/recovery-codes/new/")
    fresh = recovery_codes(browser)

    assert (len(fresh), old in fresh) == (10, False)


def test_switching_it_off(ada, switched_on) -> None:
    switched_on[0].post("/your-sign-in/code-app/off/")
    browser, _answer = with_password(ada)

    assert is_in(browser)
    assert not Authenticator.objects.exists()


def test_the_database_does_not_hold_the_secret_readably(switched_on) -> None:
    held = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert switched_on[1] not in held
    assert len(held) > 100


def test_what_was_changed_is_noted(ada, switched_on) -> None:
    switched_on[0].post("/your-sign-in/code-app/off/")

    noted = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert sorted(noted) == sorted(
        [
            Action.SIGNED_IN,
            Action.CODE_APP_ON,
            Action.RECOVERY_CODES_MADE,
            Action.CODE_APP_OFF,
        ]
    )


def test_a_wrong_code_is_noted(ada, switched_on) -> None:
    browser, _answer = with_password(ada)
    second_step(browser, "000000")

    entry = AuditEntry.objects.get(action=Action.SECOND_STEP_FAILED)
    assert (entry.actor, entry.subject) == (None, "ada@example.com")


def test_an_unfinished_sign_in_is_not_noted_as_one(ada, switched_on) -> None:
    before = AuditEntry.objects.filter(action=Action.SIGNED_IN).count()
    with_password(ada)

    assert AuditEntry.objects.filter(action=Action.SIGNED_IN).count() == before


@pytest.mark.parametrize("with_second_step", [True, False])
def test_somebody_switched_off_is_out_at_the_next_click(ada, switched_on, with_second_step) -> None:
    if with_second_step:
        browser, _answer = with_password(ada)
        second_step(browser, code_now(switched_on[1]))
    else:
        browser = switched_on[0]
    assert is_in(browser)

    User.objects.filter(pk=ada.pk).update(is_active=False)

    answer = browser.get("/w/north-star/")
    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/w/north-star/")


def test_between_the_two_steps_being_switched_off_counts_too(ada, switched_on) -> None:
    browser, _answer = with_password(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    second_step(browser, code_now(switched_on[1]))

    assert not is_in(browser)


def test_the_operators_pages_ask_for_the_second_step_as_well(ada, switched_on) -> None:
    User.objects.filter(pk=ada.pk).update(is_staff=True, is_superuser=True)
    browser = Browser()

    answer = browser.post("/admin/login/", {"username": ada.email, "password": PASSWORD})

    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/sign-in/")
    assert browser.get("/admin/").status_code == 302


def test_somebody_else_s_passkey_does_not_exist(ada) -> None:
    theirs = Authenticator.objects.create(
        user=UserFactory(), type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
    )

    assert confirmed(ada).post(f"/your-sign-in/passkeys/{theirs.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("credential", ["9" * 5_000, "[" * 100_000, "{", "nonsense"])
def test_a_passkey_that_cannot_be_read_is_refused(ada, credential) -> None:
    """Python refuses numbers of more than 4,300 digits, and lists in lists without end."""
    owner = confirmed(ada)
    for browser, address in (
        (Browser(), "/sign-in/passkey/"),
        (owner, "/your-sign-in/confirm/passkey/"),
        (owner, "/your-sign-in/passkeys/new/"),
    ):
        answer = browser.post(address, {"credential": credential, "name": "Key"})
        assert answer.status_code < 500
    assert not Authenticator.objects.filter(user=ada).exists()


def test_secrets_outlive_a_new_key_while_the_old_one_is_among_the_fallbacks(settings) -> None:
    adapter = SecondFactorAdapter()
    old = settings.SECRET_KEY
    written = adapter.encrypt("a seed")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret", [old]
    assert adapter.decrypt(written) == "a seed"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        adapter.decrypt(written)
