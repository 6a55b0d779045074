"""A browser without a screen: cookies and form tokens on one connection."""

import re
from urllib.parse import urlencode

from tests.room.wire import Cut, Reply, Wire

HIDDEN = re.compile(r'name="([\w-]+)"\s+value="([^"]*)"')


class Browser:
    """Keeps its cookies, and sends the form token that pages and scripts send."""

    def __init__(self, host: str, port: int) -> None:
        self.wire = Wire(host, port)
        self.cookies: dict[str, str] = {}

    async def get(self, path: str, cut: Cut = Cut.NOWHERE, **headers: str) -> Reply:
        return await self._ask(
            "GET", path, {n.replace("_", "-"): v for n, v in headers.items()}, b"", cut
        )

    async def press(self, path: str, **fields: str) -> Reply:
        """Send a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._ask("POST", path, kind, urlencode(fields).encode(), Cut.NOWHERE)

    async def send(self, path: str, body: bytes, cut: Cut = Cut.NOWHERE) -> Reply:
        """Send JSON as a script of the page does."""
        return await self._ask("POST", path, {"Content-Type": "application/json"}, body, cut)

    async def _ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes, cut: Cut
    ) -> Reply:
        sent = headers | {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if method == "POST":
            sent["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        reply = await self.wire.ask(method, path, sent, body, cut)
        self.cookies.update(reply.cookies)
        return reply


def hidden(reply: Reply, name: str) -> str:
    """Return the value of a hidden field of a page."""
    return dict(HIDDEN.findall(reply.body.decode()))[name]
