"""The facilitator's browser, and the projector beside it."""

import asyncio
import json
import re
import time
from typing import Any

from tests.benchmarks.seeding import EMAIL, PASSWORD, Seeded
from tests.room.browser import Browser
from tests.room.wire import BrokenError, Reply

State = dict[str, Any]
PATIENCE_SECONDS = 60.0


class Facilitator:
    """Runs a workshop over HTTP; asks again when the server is away, which a step survives."""

    def __init__(self, port: int, seeded: Seeded) -> None:
        self._browser = Browser("127.0.0.1", port)
        self._base = f"/w/{seeded.workspace}/rounds/{seeded.round_id}/workshop/"

    async def start(self) -> State:
        """Sign in and start the workshop."""
        await self._browser.get("/sign-in/")
        done = await self._browser.press("/sign-in/", login=EMAIL, password=PASSWORD)
        assert done.status == 302, f"signing in was answered with {done.status}"
        done = await self._browser.press(self._base, ends_at="")
        assert done.status == 302, f"starting was answered with {done.status}"
        page = (await self._browser.get(self._base)).body.decode()
        self._session = re.findall(r'name="session" value="([^"]+)"', page)[0]
        return await self.state()

    async def state(self) -> State:
        """Return what the projector shows."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            reply = await self._ask_once()
            if reply is not None:
                state: State = json.loads(reply.body)
                return state
            assert time.monotonic() < deadline, "the projector got no answer"
            await asyncio.sleep(0.1)

    async def step(self, step: str, **fields: str) -> State:
        """Take a step from what the screens show now; return what they show then."""
        before = await self.state()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            assert time.monotonic() < deadline, f"{step} is not taken from {before}"
            try:
                seen = {"session": self._session, "version": str(before["version"])}
                done = await self._browser.press(f"{self._base}{step}/", **seen, **fields)
                assert done.status in {302, 500, 503}, f"{step} was answered with {done.status}"
            except BrokenError:
                await asyncio.sleep(0.1)
            after = await self.state()
            # None when the workshop is over.
            if after.get("version") != before["version"]:
                return after

    async def until(self, name: str, value: str, seconds: float) -> State:
        """Watch the projector until it says so, or the time is over."""
        deadline = time.monotonic() + seconds
        while True:
            state = await self.state()
            if state.get(name) == value or time.monotonic() > deadline:
                return state
            await asyncio.sleep(0.1)

    def close(self) -> None:
        self._browser.wire.close()

    async def ask(self) -> Reply:
        """Ask once for what the projector shows."""
        return await self._browser.get(f"{self._base}projector/state/")

    async def _ask_once(self) -> Reply | None:
        try:
            reply = await self.ask()
        except BrokenError:
            return None
        return reply if reply.status == 200 else None
