"""Sends requests the way a web server does: through the product's own entry point."""

import io
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from crm_readiness.wsgi import application

TELLTALES = (
    b"Traceback (most recent call last)",
    str(settings.BASE_DIR).encode(),
    b"site-packages",
)
TOKEN = "c" * 32


@dataclass(frozen=True)
class Answer:
    """What came back, and the exceptions nobody caught on the way."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    uncaught: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        return self.status == 200 and "text/html" in dict(self.headers).get("Content-Type", "")

    @property
    def cookie_names(self) -> set[str]:
        given = [value for name, value in self.headers if name == "Set-Cookie"]
        return {each.partition("=")[0].strip() for each in given}

    def complaint(self) -> str | None:
        """Say what is wrong with it; None where nothing is."""
        if self.status >= 500 or self.uncaught:
            return f"{self.status} {' '.join(self.uncaught)}"
        leaked = [each.decode() for each in TELLTALES if each in self.body]
        return f"shows {leaked}" if leaked else None


def cookies_of(browser: Client) -> str:
    """Return a browser's cookies, with a token that forms are accepted with."""
    jar = {name: each.value for name, each in browser.cookies.items()} | {"csrftoken": TOKEN}
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def send(
    method: str,
    path: str,
    *,
    query: str = "",
    body: bytes = b"",
    cookies: str = "",
    **headers: str,
) -> Answer:
    """Send a request; path and query are as they stand in an address, headers as in WSGI."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "HTTP_COOKIE": cookies or f"csrftoken={TOKEN}",
        "HTTP_X_CSRFTOKEN": TOKEN,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        **headers,
    }
    uncaught: list[str] = []

    def note(**_signal: Any) -> None:
        uncaught.append(repr(sys.exc_info()[1]))

    got_request_exception.connect(note)
    # As Django's own test client does: the test's transaction must outlive the request.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    try:
        return _answer(environ, uncaught)
    except Exception as error:  # noqa: BLE001 - here the web server would answer 500
        return Answer(500, (), b"", (repr(error),))
    finally:
        got_request_exception.disconnect(note)
        request_started.connect(close_old_connections)
        request_finished.connect(close_old_connections)


def _answer(environ: dict[str, Any], uncaught: list[str]) -> Answer:
    began: list[Any] = []
    response = application(environ, lambda status, headers: began.extend((status, headers)))
    with closing(response):
        body = b"".join(response)
    return Answer(int(began[0].split()[0]), tuple(began[1]), body, tuple(uncaught))
