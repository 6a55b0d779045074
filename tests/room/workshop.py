"""A whole workshop with cut wires and killed servers."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle

from tests.benchmarks.seeding import Seeded
from tests.room.facilitator import Facilitator
from tests.room.phone import Cuts, Habits, RoomPhone
from tests.room.records import read_records
from tests.room.wire import Cut
from tests.services.stack import Stack

GROUPS = ("business", "it", "frontline", "executives")
CUTS = (Cut.SENDING, Cut.SENT, Cut.UNREAD, Cut.READING)
LONGEST_VOTE = 5.0
LONGEST_CLOSING = 20.0
LONGEST_END = 60.0
QUIET_SECONDS = 0.4
HURRIED = Habits(thinking=0.6, change=0.3, poll=0.4)


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the workshop is, how bad the network, and during which items the server dies."""

    phones: int
    items: int
    cut: float
    deaths: tuple[int, ...]
    habits: Habits = HURRIED


def hold_workshop(stack: Stack, seeded: Seeded, plan: Plan) -> list[RoomPhone]:
    """Hold a workshop from the first person who joins to the last vote; return its phones."""
    return asyncio.run(_hold(stack, seeded, plan))


async def _hold(stack: Stack, seeded: Seeded, plan: Plan) -> list[RoomPhone]:
    facilitator = Facilitator(stack.port, seeded)
    await facilitator.start()
    phones = [
        RoomPhone(stack.port, group, plan.habits, seed=number, cuts=_cuts(number, plan.cut))
        for number, group in zip(range(plan.phones), cycle(GROUPS), strict=False)
    ]
    await asyncio.gather(*(phone.join(seeded.code) for phone in phones))
    for phone in phones:
        phone.follow()
    agenda = read_records(stack, ()).agenda[: plan.items]
    assert len(agenda) == plan.items, f"there are only {len(agenda)} items"
    for number, item in enumerate(agenda):
        await facilitator.step("show", item=item)
        if number in plan.deaths:
            await asyncio.sleep(plan.habits.thinking / 2)
            kill_web_server(stack)
        await _vote(facilitator, number)
    await facilitator.step("end")
    await _until_all_know(phones)
    for phone in phones:
        await phone.leave()
    facilitator.close()
    return phones


async def _vote(facilitator: Facilitator, number: int) -> None:
    """Take the votes on an item in one of three ways, all of which cut off somebody late."""
    await _until_few_are_missing(facilitator)
    if number % 3 == 2:
        return  # straight on to the next one, in the middle of the vote
    await _show_answers(facilitator)
    if number % 6 == 1:
        await facilitator.step("again")
        await _until_few_are_missing(facilitator)
        await _show_answers(facilitator)


async def _until_few_are_missing(facilitator: Facilitator) -> None:
    """Wait until a moment passes without a new vote, as a facilitator does."""
    deadline = time.monotonic() + LONGEST_VOTE
    stored = -1
    while time.monotonic() < deadline:
        before, stored = stored, (await facilitator.state())["stored"]
        if stored == before > 0:
            return
        await asyncio.sleep(QUIET_SECONDS)


async def _show_answers(facilitator: Facilitator) -> None:
    await facilitator.step("close")
    await facilitator.until("stage", "revealed", LONGEST_CLOSING)


async def _until_all_know(phones: Sequence[RoomPhone]) -> None:
    """Wait until every phone has had an answer to all its votes."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_END):
            while not all(phone.is_empty for phone in phones):
                await asyncio.sleep(0.1)


def kill_web_server(stack: Stack) -> None:
    """Kill all processes of the web server with SIGKILL; the launcher starts it again."""
    for process in stack.web_processes():
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def _cuts(seed: int, likely: float) -> Cuts:
    chance = random.Random(seed)
    return lambda: chance.choice(CUTS) if chance.random() < likely else Cut.NOWHERE
