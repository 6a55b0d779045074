"""How soon a vote is saved and seen in a full room, and how soon a full room is in and back."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

from scoring.framework import load
from tests.benchmarks.answering import FRAMEWORK
from tests.benchmarks.dashboard import HEADCOUNT, closed_to_dashboard, write_answers
from tests.benchmarks.registry import Line, benchmark
from tests.benchmarks.seeding import Seeded, running, seed_round
from tests.benchmarks.visitor import UnexpectedAnswerError
from tests.room.browser import Browser
from tests.room.facilitator import Facilitator
from tests.room.phone import Habits, RoomPhone
from tests.room.wire import Reply
from tests.room.workshop import GROUPS, kill_web_server
from tests.services.stack import Stack

ITEM = "C1a"  # asked of all groups
VOTERS = 300
VOTING_SECONDS = 10.0
# More than can be built while the room votes, so that one is being built all the time.
REPORTS = 12
PROJECTOR_SECONDS = 0.7
JOINERS = 500
ARRIVING_SECONDS = 20.0
BACK_SECONDS = 30.0
REQUESTS = 500
VOTE_MS = 500
LAG_MS = 1000
SERVER_ERROR = 500

Shown = list[tuple[float, int]]  # when the projector got an answer, and how many votes it showed
Ask = Callable[[], Awaitable[Reply]]


@benchmark
def workshop(folder: Path) -> Iterator[Line]:
    """A room of 300 votes while reports are built; a room of 500 comes in, and comes back."""
    with running(folder / "voting") as stack:
        yield from asyncio.run(_costs(stack))
        yield from _voting(stack, folder)
    with running(folder / "joining") as stack:
        yield from asyncio.run(_joining(stack, seed_round(stack, JOINERS)))


async def _costs(stack: Stack) -> list[Line]:
    """Measure what the server does for one phone, in processor time."""
    seeded = seed_round(stack, 100)
    facilitator = Facilitator(stack.port, seeded)
    await facilitator.start()
    await facilitator.step("show", item=ITEM)
    phone = RoomPhone(stack.port, GROUPS[0], Habits())
    await phone.join(seeded.code)
    browser = Browser("127.0.0.1", stack.port)
    healthz = await _cpu_ms(stack, lambda: browser.get("/healthz"), 200)
    unchanged = await _cpu_ms(stack, phone.ask, 304)
    changed = await _cpu_ms(stack, phone.ask_anew, 200)
    vote = await _cpu_ms(stack, lambda: phone.vote_once(ITEM), 201)
    projector = await _cpu_ms(stack, facilitator.ask, 200)
    await phone.leave()
    facilitator.close()
    return [
        Line("a phone asks, nothing is new: CPU of the server", unchanged, "/healthz", healthz),
        Line("a phone asks and gets the screen: CPU", changed, "/healthz", healthz),
        Line("a vote is stored: CPU", vote, "/healthz", healthz),
        Line("the projector asks: CPU", projector, "/healthz", healthz),
    ]


async def _cpu_ms(stack: Stack, ask: Ask, status: int) -> float:
    for _warm in range(20):
        await ask()
    before = stack.web_cpu_seconds()
    for _request in range(REQUESTS):
        reply = await ask()
        if reply.status != status:
            raise UnexpectedAnswerError(f"{reply.status} instead of {status}")
    return (stack.web_cpu_seconds() - before) * 1000 / REQUESTS


def _voting(stack: Stack, folder: Path) -> Iterator[Line]:
    answers = folder / "answers.csv"
    write_answers(answers, load(FRAMEWORK))
    measured = [seed_round(stack, HEADCOUNT) for _report in range(REPORTS)]
    for seeded in measured:
        stack.manage("import_answers", seeded.code, str(answers))
    asked = seed_round(stack, VOTERS)
    yield from asyncio.run(_vote_while_reports_are_built(stack, measured, asked))


async def _vote_while_reports_are_built(
    stack: Stack, measured: Sequence[Seeded], asked: Seeded
) -> list[Line]:
    facilitator, phones = await _room(stack, asked, VOTERS, VOTING_SECONDS)
    built: list[float] = []
    reports = asyncio.create_task(_build(stack, measured, built))
    await facilitator.step("show", item=ITEM)
    shown: Shown = []
    projector = asyncio.create_task(_project(facilitator, shown))
    while not shown or shown[-1][1] < VOTERS:
        await asyncio.sleep(0.1)
    projector.cancel()
    reports.cancel()
    await _leave(facilitator, phones)
    least = PROJECTOR_SECONDS * 1000
    saved = [seconds for phone in phones for seconds in phone.log.saved_after]
    lags = _lags(phones, shown)
    what = f"{VOTERS} phones vote in {VOTING_SECONDS:.0f} s, {len(built)} reports are built"
    return [
        Line(f"{what}: saved, p95", _p95(saved) * 1000, "0.7 s", least, target=VOTE_MS),
        Line(
            "saved until the projector shows it, p95",
            _p95(lags) * 1000,
            "0.7 s",
            least,
            target=LAG_MS,
        ),
        _server_errors(phones),
    ]


async def _build(stack: Stack, measured: Sequence[Seeded], built: list[float]) -> None:
    """Build one report after the other; note the seconds of each."""
    for seeded in measured:
        built.append(await asyncio.to_thread(closed_to_dashboard, stack, seeded))


async def _joining(stack: Stack, seeded: Seeded) -> list[Line]:
    began = time.monotonic()
    facilitator, phones = await _room(stack, seeded, JOINERS, 1.0, ARRIVING_SECONDS)
    joined = time.monotonic() - began
    await asyncio.sleep(3)
    kill_web_server(stack)
    died = time.monotonic()
    await asyncio.sleep(BACK_SECONDS)
    # The first answer of the new server is what counts, so the times of all are kept.
    back = sorted(_first_after(phone, died) for phone in phones)
    away = sum(seconds > BACK_SECONDS for seconds in back)
    almost_all = back[int(len(back) * 0.99) - 1]
    errors = _server_errors(phones)
    await _leave(facilitator, phones)
    return [
        Line(
            f"{JOINERS} phones come within {ARRIVING_SECONDS:.0f} s: all are in",
            joined,
            "arriving",
            ARRIVING_SECONDS,
            unit="s",
            target=30,
        ),
        Line(
            "after a kill -9 of the server: 99 % are back",
            almost_all,
            "asking",
            2.0,
            unit="s",
            target=BACK_SECONDS,
        ),
        Line("not back after 30 s", 100 * away / JOINERS, "all", 100, unit="%", target=1),
        errors,
    ]


async def _room(
    stack: Stack, seeded: Seeded, people: int, thinking: float, arriving: float = 10.0
) -> tuple[Facilitator, list[RoomPhone]]:
    """Start a workshop, let people in, and let their phones follow it."""
    facilitator = Facilitator(stack.port, seeded)
    await facilitator.start()
    habits = Habits(thinking=thinking)
    phones = [
        RoomPhone(stack.port, group, habits, seed=number)
        for number, group in zip(range(people), cycle(GROUPS), strict=False)
    ]

    async def arrive(number: int, phone: RoomPhone) -> None:
        await asyncio.sleep(arriving * number / people)
        await phone.join(seeded.code)
        phone.follow()

    await asyncio.gather(*(arrive(number, phone) for number, phone in enumerate(phones)))
    while not all(phone.log.heard_at for phone in phones):
        await asyncio.sleep(0.05)
    return facilitator, phones


async def _project(facilitator: Facilitator, shown: Shown) -> None:
    while True:
        state = await facilitator.state()
        shown.append((time.monotonic(), state.get("stored", 0)))
        await asyncio.sleep(PROJECTOR_SECONDS)


async def _leave(facilitator: Facilitator, phones: Sequence[RoomPhone]) -> None:
    for phone in phones:
        await phone.leave()
    facilitator.close()


def _lags(phones: Sequence[RoomPhone], shown: Shown) -> list[float]:
    """Seconds from the moment when so many votes were saved to that when so many were shown."""
    saved = sorted(moment for phone in phones for moment in phone.log.saved_at)
    return [
        max(next(when for when, count in shown if count >= number) - moment, 0.0)
        for number, moment in enumerate(saved, start=1)
    ]


def _server_errors(phones: Sequence[RoomPhone]) -> Line:
    statuses = [status for phone in phones for status in phone.log.statuses]
    errors = sum(status >= SERVER_ERROR for status in statuses)
    return Line(f"5xx among {len(statuses)} answers", errors, "", 0, unit="", target=0)


def _first_after(phone: RoomPhone, moment: float) -> float:
    return next((when - moment for when in phone.log.heard_at if when > moment), float("inf"))


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
