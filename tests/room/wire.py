"""One kept-alive connection of a browser, which can be cut at every point of a request."""

import asyncio
import time
from dataclasses import dataclass
from enum import Enum

LIMIT_SECONDS = 10
LONGEST_IDLE_SECONDS = 10  # the server hangs up after 15
NO_BODY = frozenset({204, 304})


class Cut(Enum):
    """Where the network fails."""

    NOWHERE = "nowhere"
    SENDING = "in the middle of the request"
    SENT = "as soon as the request is out"
    UNREAD = "after the server has done its work, before anything of the reply is read"
    READING = "in the middle of the reply"


class BrokenError(Exception):
    """No whole reply came; what the server did is not known."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; names of headers are lower case, cookies in the order they were set."""

    status: int
    headers: dict[str, str]
    cookies: tuple[tuple[str, str], ...]
    body: bytes


class Wire:
    """A connection that is opened when it is needed and reused until it breaks."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._used = 0.0
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        body: bytes = b"",
        cut: Cut = Cut.NOWHERE,
    ) -> Reply:
        """Send a request and read the reply.

        Raises
        ------
        BrokenError
            When the network or the server failed, or the cut was made.
        """
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                return await self._ask(_request(method, path, headers, body), cut)
        except (OSError, EOFError, ValueError) as error:
            self.close()
            raise BrokenError(str(error)) from error

    def close(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()
        self._reader = self._writer = None

    async def _ask(self, request: bytes, cut: Cut) -> Reply:
        if time.monotonic() - self._used > LONGEST_IDLE_SECONDS:
            self.close()
        self._used = time.monotonic()
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(*self._address)
        if cut is Cut.SENDING:
            request = request[: len(request) // 2]
        self._writer.write(request)
        await self._writer.drain()
        if cut in {Cut.SENDING, Cut.SENT}:
            raise ConnectionResetError(cut.value)
        head = await self._reader.readuntil(b"\r\n\r\n")
        if cut is Cut.UNREAD:
            raise ConnectionResetError(cut.value)
        status, fields = _read_head(head)
        headers = dict(fields)
        length = 0 if status in NO_BODY else int(headers["content-length"])
        if cut is Cut.READING:
            await self._reader.readexactly(length // 2)
            raise ConnectionResetError(cut.value)
        body = await self._reader.readexactly(length)
        cookies = tuple(_cookie(value) for name, value in fields if name == "set-cookie")
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Reply(status, headers, cookies, body)


def _request(method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    sent = {"Host": "localhost", "Content-Length": str(len(body))} | headers
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _read_head(head: bytes) -> tuple[int, list[tuple[str, str]]]:
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    fields = (line.partition(":") for line in lines)
    return int(first.split()[1]), [(name.lower(), value.strip()) for name, _, value in fields]


def _cookie(header: str) -> tuple[str, str]:
    name, _equals, value = header.partition(";")[0].partition("=")
    return name.strip(), value
