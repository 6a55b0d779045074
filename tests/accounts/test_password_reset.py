"""A forgotten password: a link by mail or by the operator, and no word about who is known."""

import io
import logging
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from accounts.enums import Action
from accounts.models import AuditEntry, User
from accounts.services import mail as mail_service
from accounts.services.password_reset import mail_reset_link, reset_path
from tests.factories import PASSWORD, UserFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db

NEW = "four calm words here"


@pytest.fixture
def ada() -> User:
    return UserFactory(email="ada@example.com")


def ask(email: str, at: str = "192.0.2.7"):
    return Browser().post("/sign-in/forgotten/", {"email": email}, REMOTE_ADDR=at)


def set_password(link: str, **fields: str):
    browser = Browser()
    page = browser.get(link, follow=True)
    if not page.redirect_chain:
        return browser, page
    given = {"password1": NEW, "password2": NEW} | fields
    return browser, browser.post(page.redirect_chain[-1][0], given)


def link_in(message) -> str:
    return re.search(r"http://testserver(\S+)", message.body)[1]


def test_known_and_unknown_addresses_get_the_same_answer(ada, work) -> None:
    known, unknown = ask("ada@example.com"), ask("bob@example.com")

    assert known.status_code == unknown.status_code == 200
    assert known.content.decode() == unknown.content.decode().replace("bob@", "ada@")


def test_known_and_unknown_addresses_cost_the_same(ada, work, django_assert_num_queries) -> None:
    for email in ("ada@example.com", "bob@example.com"):
        with django_assert_num_queries(1):  # counting the request
            ask(email)

    assert len(work) == 2


def test_the_link_in_the_mail_sets_a_new_password_once(ada, work) -> None:
    elsewhere = signed_in(ada)
    ask("ADA@example.com")
    work.pop()()
    [message] = mail.outbox
    link = link_in(message)

    _browser, answer = set_password(link)

    assert (answer.status_code, answer.url) == (302, "/sign-in/new-password/done/")
    assert message.to == ["ada@example.com"]
    assert User.objects.get(pk=ada.pk).check_password(NEW)
    assert elsewhere.get("/your-sign-in/").status_code == 302
    assert AuditEntry.objects.get().action == Action.PASSWORD_RESET
    _browser, again = set_password(link)
    assert "does not work any more" in again.content.decode()


def test_the_secret_does_not_stay_in_the_address(ada) -> None:
    answer = Browser().get(reset_path(user=ada))

    assert answer.status_code == 302
    assert answer.url.endswith("-set-password/")


def test_a_new_password_does_not_sign_in(ada) -> None:
    browser, _answer = set_password(reset_path(user=ada))

    assert browser.get("/your-sign-in/").status_code == 302


def test_signing_in_with_the_old_password_ends_the_link(ada) -> None:
    link = reset_path(user=ada)
    Browser().post("/sign-in/", {"login": ada.email, "password": PASSWORD})

    _browser, answer = set_password(link)

    assert "does not work any more" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/sign-in/new-password/0-set-password/", "/sign-in/new-password/x-y-z/"]
)
def test_a_made_up_link_leads_nowhere(path) -> None:
    assert "does not work any more" in Browser().get(path).content.decode()


def test_nobody_is_written_to_who_is_unknown_or_switched_off() -> None:
    UserFactory(email="eve@example.com", is_active=False)

    for email in ("nobody@example.com", "eve@example.com"):
        mail_reset_link(email=email, site="http://testserver")

    assert mail.outbox == []


def test_nobody_s_mailbox_is_flooded(ada) -> None:
    for _time in range(5):
        mail_reset_link(email=ada.email, site="http://testserver")

    assert len(mail.outbox) == 3


def test_an_address_asks_only_so_often(work) -> None:
    answers = [ask(f"person{number}@example.com").status_code for number in range(21)]

    assert answers == [200] * 20 + [429]
    assert ask("ada@example.com", at="198.51.100.9").status_code == 200


def test_the_mail_holds_no_address_of_a_machine(ada, work) -> None:
    ask(ada.email)
    work.pop()()

    assert "192.0.2.7" not in mail.outbox[0].message().as_string()


def test_without_mail_the_page_says_whom_to_ask(settings, work) -> None:
    settings.CAN_SEND_MAIL = False

    assert "Ask the person who runs it" in ask("ada@example.com").content.decode()
    assert work == []


def test_a_mail_that_fails_is_logged_without_who_it_was_for(ada, monkeypatch, caplog) -> None:
    def refuse(*_mail, **_more) -> None:
        raise SMTPRecipientsRefused({"ada@example.com": (550, b"no such mailbox")})

    monkeypatch.setattr(mail_service, "send_mail", refuse)
    with caplog.at_level(logging.ERROR):
        mail_reset_link(email=ada.email, site="http://testserver")

    assert caplog.messages == ["a mail could not be sent: SMTPRecipientsRefused"]
    assert "ada@example.com" not in caplog.text


def test_the_operator_prints_a_link(ada, settings) -> None:
    settings.PUBLIC_URL = "https://readiness.example"
    out = io.StringIO()
    call_command("reset_link", "Ada@example.com", stdout=out)

    link = out.getvalue().strip()
    assert link.startswith("https://readiness.example/sign-in/new-password/")
    set_password(link.removeprefix("https://readiness.example"))
    assert User.objects.get(pk=ada.pk).check_password(NEW)
    assert AuditEntry.objects.order_by("id")[0].action == Action.RESET_LINK_PRINTED


def test_the_operator_hears_that_nobody_is_known() -> None:
    with pytest.raises(CommandError, match="Nobody signs in as"):
        call_command("reset_link", "nobody@example.com")


def test_the_operator_hears_that_somebody_is_switched_off() -> None:
    UserFactory(email="eve@example.com", is_active=False)
    with pytest.raises(CommandError, match="switched off"):
        call_command("reset_link", "eve@example.com")
