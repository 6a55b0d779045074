"""The mail server in one variable: what is understood, and that a mistake shows no password."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from crm_readiness.mail_server import MailServer, mail_server


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "smtps://ada:p%40ss@mail.example",
            MailServer("mail.example", 465, "ada", "p@ss", is_encrypted=True, is_upgraded=False),
        ),
        (
            "smtp://mail.example:2525",
            MailServer("mail.example", 2525, "", "", is_encrypted=False, is_upgraded=True),
        ),
        (
            "smtp://localhost:25?starttls=0",
            MailServer("localhost", 25, "", "", is_encrypted=False, is_upgraded=False),
        ),
    ],
)
def test_what_is_understood(url, expected) -> None:
    assert mail_server(url) == expected


@pytest.mark.parametrize(
    "url", ["mail.example", "http://ada:secret@mail.example", "smtp://", "smtps://a:secret@b:port"]
)
def test_a_mistake_is_refused_without_showing_it(url) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        mail_server(url)

    assert "secret" not in str(refusal.value).replace("user:password", "")
