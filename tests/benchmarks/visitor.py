"""A browser without a screen: keeps cookies and a connection, fetches what pages name."""

import gzip
import http.client
import json
import re
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode, urljoin, urlsplit

REDIRECTS = (301, 302, 303)
STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')
# Modules import each other by the names they have after collectstatic.
IMPORTS = re.compile(r'(?:from|import)\s*"(\./[^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class UnexpectedAnswerError(Exception):
    """The server said something else than a person would need."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, at the address it was found after redirects."""

    status: int
    path: str
    text: str

    @property
    def form_token(self) -> str:
        return _found(TOKEN, self)

    def hidden(self, name: str) -> str:
        """Return the value of a hidden field."""
        return _found(re.compile(f'name="{name}" value="([^"]*)"'), self)


class Visitor:
    """One person's browser, with an empty cache at first."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._cookies: dict[str, str] = {}
        self._cached: set[str] = set()
        self.requests = 0
        self.bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def open(self, path: str) -> Answer:
        """Open a page with all that it loads."""
        return self._with_assets(self._follow("GET", path, None, {}))

    def press(self, path: str, **fields: str) -> Answer:
        """Send a form and open the page it leads to."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._with_assets(self._follow("POST", path, urlencode(fields), headers))

    def send(self, path: str, body: Any) -> Answer:
        """Send JSON as a script of the page does."""
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
        }
        return self._once("POST", path, json.dumps(body), headers)[0]

    def _follow(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        answer, location = self._once(method, path, body, headers)
        while location is not None:
            answer, location = self._once("GET", urljoin(answer.path, location), None, {})
        if answer.status != http.HTTPStatus.OK:
            raise UnexpectedAnswerError(f"{method} {path}: {answer.status}\n{answer.text[:2000]}")
        return answer

    def _once(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[Answer, str | None]:
        sent = headers | {"Accept-Encoding": "gzip", "Cookie": self._cookies_for(path)}
        self._connection.request(method, path, body, sent)
        response = self._connection.getresponse()
        content = response.read()
        self.requests += 1
        self.bytes += len(content)
        self._take_cookies(response)
        if response.getheader("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        location = response.getheader("Location") if response.status in REDIRECTS else None
        return Answer(response.status, path, content.decode(errors="replace")), location

    def _with_assets(self, page: Answer) -> Answer:
        waiting = STATIC.findall(page.text)
        while waiting:
            path = waiting.pop()
            if path not in self._cached:
                self._cached.add(path)
                asset, _location = self._once("GET", path, None, {})
                if asset.status != http.HTTPStatus.OK:
                    raise UnexpectedAnswerError(f"GET {path}: {asset.status}")
                if path.endswith(".js"):
                    waiting += [urljoin(path, name) for name in IMPORTS.findall(asset.text)]
        return page

    def _cookies_for(self, path: str) -> str:
        kept = (key.rpartition(" ") for key in self._cookies)
        pairs = []
        for scope, _space, name in kept:
            if path.startswith(scope or "/"):
                pairs.append(f"{name}={self._cookies[f'{scope} {name}' if scope else name]}")
        return "; ".join(pairs)

    def _take_cookies(self, response: http.client.HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or []:
            pair, *attributes = header.split(";")
            name, _equals, value = pair.partition("=")
            given = dict(each.strip().lower().partition("=")[::2] for each in attributes)
            scope = given.get("path", "/")
            self._cookies[name.strip() if scope == "/" else f"{scope} {name.strip()}"] = value


def _found(pattern: re.Pattern[str], answer: Answer) -> str:
    match = pattern.search(answer.text)
    if match is None:
        raise UnexpectedAnswerError(f"{answer.path} lacks {pattern.pattern}:\n{answer.text[:2000]}")
    return match[1]
