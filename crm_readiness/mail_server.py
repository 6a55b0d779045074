"""The address of a mail server, as the operator writes it in one variable."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and how the connection is protected."""

    host: str
    port: int
    user: str
    password: str
    is_encrypted: bool
    is_upgraded: bool


def mail_server(url: str) -> MailServer:
    """Read `smtps://user:password@host:port` or `smtp://…`, which turns to TLS by STARTTLS.

    `smtp://host?starttls=0` speaks in the clear: for a relay on the same machine only.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in PORTS or not parts.hostname or port == 0:
        # Without the value: it holds a password.
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be read; expected smtps://user:password@host:465 or smtp://…"
        )
    in_the_clear = parse_qs(parts.query).get("starttls") == ["0"]
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_encrypted=parts.scheme == "smtps",
        is_upgraded=parts.scheme == "smtp" and not in_the_clear,
    )
