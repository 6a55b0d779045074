"""A phone in the room that behaves like static/js/live-phone.js and live-votes.js.

It keeps a log of all it sent and of all it was told, for `tests/room/strict.py`.
"""

import asyncio
import json
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from tests.room.browser import Browser, hidden
from tests.room.wire import BrokenError, Cut, Reply

STORED = frozenset({200, 201})
REFUSED = frozenset({409, 422, 423})
TAKES_VOTES = frozenset({"voting", "closing"})
RECORD = re.compile(r'<script id="record" type="application/json">(.*?)</script>')
LONGEST_POLL_WAIT = 15.0
LONGEST_VOTE_WAIT = 8.0
VALUES = ("1", "2", "3", "4", "5", "dk")

Key = tuple[str, int]
Cuts = Callable[[], Cut]


def no_cuts() -> Cut:
    return Cut.NOWHERE


class NotLetInError(Exception):
    """The phone did not get into the room."""


@dataclass(frozen=True, slots=True)
class Put:
    """A vote under the number that this phone gave it."""

    item: str
    phase: int
    value: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the server said about a vote: the status, and the value that it has."""

    put: Put
    status: int
    value: str | None


@dataclass
class Log:
    """What a phone sent and was told, in the order in which it happened; times in seconds."""

    put: list[Put] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    cuts: int = 0
    # From the press to "saved", with all attempts in between; when it was saved.
    saved_after: list[float] = field(default_factory=list)
    saved_at: list[float] = field(default_factory=list)
    # When its questions were answered.
    heard_at: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody votes: seconds until they choose, how likely they change their mind."""

    thinking: float = 1.0
    change: float = 0.0
    poll: float = 2.0


class RoomPhone:
    """One phone, from the join page to the last vote."""

    def __init__(
        self,
        port: int,
        group: str,
        habits: Habits,
        *,
        seed: int = 0,
        cuts: Cuts = no_cuts,
    ) -> None:
        self.group = group
        self.habits = habits
        self.log = Log()
        self._chance = random.Random(seed)
        self._cuts = cuts
        # Browsers open several connections; a vote never waits for a question.
        self._asking = Browser("127.0.0.1", port)
        self._voting = Browser("127.0.0.1", port)
        self._voting.cookies = self._asking.cookies
        self._base = ""
        self._session = ""
        self._etag = ""
        self._sequence = 0
        self._kept: dict[Key, tuple[Put, float]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._has_kept = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def token(self) -> str:
        return self._asking.cookies.get("seat", "")

    @property
    def is_empty(self) -> bool:
        """Tell whether every vote has had its answer."""
        return not self._kept

    async def join(self, code: str) -> None:
        """Get in, whatever it takes: open the page for joining, choose a group, come in."""
        path = f"/join/{code}/"
        page = await self._until(200, lambda: self._asking.get(f"{path}?again=1"))
        token = hidden(page, "token")
        done = await self._until(
            302, lambda: self._asking.press(path, group=self.group, token=token)
        )
        self._base = "/".join(done.headers["location"].split("/")[:3]) + "/live/"
        await self.come_in()

    async def come_in(self) -> None:
        """Open the page of the workshop, as after a reload, and take the seat."""
        page = await self._until(200, lambda: self._asking.get(self._base))
        found = RECORD.search(page.body.decode())
        if found is None:
            raise NotLetInError(page.body.decode()[:500])
        self._session = json.loads(found[1])["session"]
        with suppress(BrokenError):
            self._note(await self._asking.send(f"{self._base}seat/", b"{}", self._cut()))

    def follow(self) -> None:
        """Begin to follow the facilitator."""
        self._tasks = [asyncio.create_task(self._poll()), asyncio.create_task(self._flush())]

    async def leave(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._asking.wire.close()
        self._voting.wire.close()

    async def _poll(self) -> None:
        failures = 0
        while True:
            try:
                await self.ask()
                failures = 0
            except BrokenError:
                failures += 1
            grown = min(self.habits.poll * 2 ** min(failures, 4), LONGEST_POLL_WAIT)
            await asyncio.sleep(grown * self._chance.uniform(0.8, 1.2))

    async def ask(self) -> Reply:
        """Ask for the whole state; show it where it is new."""
        headers = {"If_None_Match": self._etag} if self._etag else {}
        reply = await self._asking.get(f"{self._base}state/", self._cut(), **headers)
        self._note(reply)
        if reply.status not in {200, 304}:
            raise BrokenError(str(reply.status))
        self.log.heard_at.append(time.monotonic())
        if reply.status == 200:
            self._etag = reply.headers.get("etag", "")
            self._show(json.loads(reply.body))
        return reply

    async def ask_anew(self) -> Reply:
        """Ask like a phone that shows nothing yet."""
        self._etag = ""
        return await self.ask()

    async def vote_once(self, item: str) -> Reply:
        """Send a first vote on an item, and do no more about it."""
        self._sequence += 1
        return await self._send(Put(item, 1, "4", self._sequence))

    def _show(self, state: dict[str, Any]) -> None:
        if state["stage"] not in TAKES_VOTES or not state["asked"] or state["answered"]:
            return
        key = (state["item"], state["phase"])
        self._sequence = max(self._sequence, state["own"]["sequence"])
        if key not in self._seen:
            self._seen.add(key)
            self._tasks.append(asyncio.create_task(self._vote(key)))

    async def _vote(self, key: Key) -> None:
        await asyncio.sleep(self._chance.uniform(0, self.habits.thinking))
        self._put(key)
        while self._chance.random() < self.habits.change:
            await asyncio.sleep(self._chance.uniform(0, self.habits.thinking / 2))
            self._put(key)

    def _put(self, key: Key) -> None:
        self._sequence += 1
        put = Put(*key, self._chance.choice(VALUES), self._sequence)
        self.log.put.append(put)
        self._kept[key] = (put, time.monotonic())
        self._has_kept.set()

    async def _flush(self) -> None:
        failures = 0
        while True:
            await self._has_kept.wait()
            for key, (put, since) in list(self._kept.items()):
                try:
                    self._settle(key, put, since, await self._deliver(put))
                    failures = 0
                except BrokenError:
                    failures += 1
                    break
            if self.is_empty:
                self._has_kept.clear()
            elif failures:
                grown = min(0.5 * 2 ** min(failures, 5), LONGEST_VOTE_WAIT)
                await asyncio.sleep(grown * self._chance.uniform(0.75, 1.25))

    async def _deliver(self, put: Put) -> Told:
        reply = await self._send(put)
        if reply.status not in STORED | REFUSED:
            raise BrokenError(str(reply.status))
        return Told(put, reply.status, json.loads(reply.body).get("value"))

    async def _send(self, put: Put) -> Reply:
        sent = {
            "session": self._session,
            "item": put.item,
            "phase": put.phase,
            "value": put.value,
            "sequence": put.sequence,
        }
        body = json.dumps(sent).encode()
        reply = await self._voting.send(f"{self._base}votes/", body, self._cut())
        self._note(reply)
        return reply

    def _settle(self, key: Key, put: Put, since: float, told: Told) -> None:
        self.log.told.append(told)
        if told.status in STORED:
            now = time.monotonic()
            self.log.saved_after.append(now - since)
            self.log.saved_at.append(now)
        if self._kept[key][0] == put:
            del self._kept[key]

    def _cut(self) -> Cut:
        cut = self._cuts()
        self.log.cuts += cut is not Cut.NOWHERE
        return cut

    def _note(self, reply: Reply) -> None:
        self.log.statuses.append(reply.status)

    async def _until(self, status: int, ask: Callable[[], Any]) -> Reply:
        """Ask again until the server answers; a person would press "reload"."""
        for wait in _waits():
            with suppress(BrokenError):
                reply: Reply = await ask()
                self._note(reply)
                if reply.status == status:
                    return reply
                if reply.status < 500:
                    raise NotLetInError(f"{reply.status}: {reply.body.decode()[:500]}")
            await asyncio.sleep(wait * self._chance.uniform(0.8, 1.2))
        raise NotLetInError("the server never answered")


def _waits() -> Iterator[float]:
    yield from (0.25, 0.5, 1, 2)
    yield from repeat(4, 20)
