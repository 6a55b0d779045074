"""Visits a product in production mode the way its proxy does, and keeps what it answers."""

import http.client
import json
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

HOST = "readiness.example"
OTHER_ORIGIN = "https://elsewhere.example"


@dataclass(frozen=True)
class Reply:
    """One answer of the web server."""

    status: int
    headers: list[tuple[str, str]]
    body: str

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    def field(self, name: str) -> str:
        """Return the value of a hidden field of the page."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.body)
        assert found is not None, f"no field {name} in {self.body[:500]}"
        return found[1]

    def described(self) -> dict[str, Any]:
        """Return it in the form that the rules take; cookies are the one header that repeats."""
        single = {name.lower(): value for name, value in self.headers}
        cookies = [value for name, value in self.headers if name.lower() == "set-cookie"]
        headers = single | ({"set-cookie": cookies} if cookies else {})
        return {"status": self.status, "headers": headers, "body": self.body}


@dataclass
class Visitor:
    """A browser behind the proxy of a product."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    # Each cookie as it was set last, with its attributes.
    set_cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, *, scheme: str = "https", form: Any = None, **headers: str
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {
            "Host": HOST,
            "X-Forwarded-Proto": scheme,
            "Referer": f"https://{HOST}{path}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **headers,
        }
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(form) if form is not None else None, sent)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.getheaders(), answer.read().decode())
        connection.close()
        self._keep(reply)
        return reply

    def follow(self, reply: Reply) -> Reply:
        """Go where an answer leads."""
        while reply.status in {301, 302, 303}:
            place = urlsplit(reply.header("location"))
            reply = self.ask("GET", place.path)
        return reply

    def send(self, path: str, page: Reply, **fields: str) -> Reply:
        """Send a form of a page and go where it leads."""
        form = {"csrfmiddlewaretoken": page.field("csrfmiddlewaretoken"), **fields}
        return self.follow(self.ask("POST", path, form=form))

    def evidence(self, name: str, path: str) -> dict[str, Any]:
        """Return all that the rules want to know about the page at an address."""
        plain = self.ask("GET", path, scheme="http")
        secure = self.ask("GET", path)
        asked = {"Origin": OTHER_ORIGIN, "Access-Control-Request-Method": "GET"}
        return {
            "name": name,
            "url": f"https://{HOST}{path}",
            "https": secure.described(),
            "http": secure.described() if plain.status == 301 else plain.described(),
            "cors": self.ask("OPTIONS", path, **asked).described(),
            "redirects": self._redirects(path, plain),
            "cookies": list(self.set_cookies.values()),
        }

    def _redirects(self, path: str, plain: Reply) -> list[dict[str, Any]]:
        first = {"url": f"http://{HOST}{path}", "status": plain.status}
        if plain.status != 301:
            return [first]
        return [first, {"url": plain.header("location"), "status": 200}]

    def _keep(self, reply: Reply) -> None:
        for name, value in reply.headers:
            if name.lower() == "set-cookie":
                for key, morsel in SimpleCookie(value).items():
                    self.cookies[key] = morsel.value
                    self.set_cookies[key] = value


def without(page: dict[str, Any], header: str) -> dict[str, Any]:
    """Return a page as if the server had left a header out."""
    copy: dict[str, Any] = json.loads(json.dumps(page))
    for answer in ("https", "http"):
        copy[answer]["headers"].pop(header)
    return copy
