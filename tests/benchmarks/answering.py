"""What one complete response costs the web server."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.framework import Framework, Item, load
from tests.benchmarks.registry import Line, benchmark
from tests.benchmarks.seeding import running, seed_round
from tests.benchmarks.visitor import UnexpectedAnswerError, Visitor
from tests.services.stack import BASE_DIR, Stack

FRAMEWORK = BASE_DIR / "assessments/frameworks/crm-readiness-2.yaml"
GROUP = "business"  # asked the most: 54 items
RESPONSES = 20
WARM_UP = 6
TRIVIAL_REQUESTS = 2000
TARGET_MS = 100
SENTENCE = "Customers ring three times before one of us can say when their pump will arrive."

Saving = Callable[[Visitor, str, list[list[Item]]], None]


@dataclass(frozen=True, slots=True)
class Cost:
    """Per response: CPU of all gunicorn processes, requests, bytes over the wire."""

    cpu_ms: float
    requests: int
    kilobytes: float


@benchmark
def response(folder: Path) -> Iterator[Line]:
    """Server CPU of one complete response: joining, 54 items, review, handing in, all assets."""
    framework = load(FRAMEWORK)
    with running(folder) as stack:
        round = seed_round(stack, 10_000)
        trivial = _trivial_ms(stack)
        ways: tuple[tuple[str, Saving, float | None], ...] = (
            ("every tap its own request", _tap_by_tap, TARGET_MS),
            ("taps of one screen together", _screen_by_screen, TARGET_MS),
            ("as plain forms, without JavaScript", _plain_forms, None),
        )
        for name, saving, target in ways:
            cost = _cost(stack, round.code, framework, saving)
            what = f"{name} ({cost.requests} requests, {cost.kilobytes:.0f} kB)"
            yield Line(what, cost.cpu_ms, "/healthz", trivial, target=target)


def _trivial_ms(stack: Stack) -> float:
    """CPU of the least a Django view can do: a word, after one query."""
    with Visitor(stack.address) as visitor:
        for _warm in range(200):
            visitor.open("/healthz")
        before = stack.web_cpu_seconds()
        for _request in range(TRIVIAL_REQUESTS):
            visitor.open("/healthz")
        return (stack.web_cpu_seconds() - before) * 1000 / TRIVIAL_REQUESTS


def _cost(stack: Stack, code: str, framework: Framework, saving: Saving) -> Cost:
    for _person in range(WARM_UP):
        _respond(stack.address, code, framework, saving)
    before = stack.web_cpu_seconds()
    visitors = [_respond(stack.address, code, framework, saving) for _person in range(RESPONSES)]
    cpu = (stack.web_cpu_seconds() - before) * 1000 / RESPONSES
    kilobytes = sum(visitor.bytes for visitor in visitors) / RESPONSES / 1000
    return Cost(cpu, visitors[-1].requests, kilobytes)


def _respond(address: str, code: str, framework: Framework, saving: Saving) -> Visitor:
    """Answer everything as one person with a fresh browser."""
    with Visitor(address) as visitor:
        visitor.open("/join/")
        page = visitor.open(f"/join/?code={code}")
        page = visitor.press(
            page.path,
            csrfmiddlewaretoken=page.form_token,
            group=GROUP,
            token=page.hidden("token"),
        )
        base = page.path.rsplit("/", 2)[0] + "/"
        saving(visitor, base, _screens(framework))
        review = visitor.open(f"{base}review/")
        done = visitor.press(f"{base}submit/", csrfmiddlewaretoken=review.form_token)
        if not done.path.endswith("/receipt/"):
            raise UnexpectedAnswerError(f"handing in led to {done.path}")
        return visitor


def _screens(framework: Framework) -> list[list[Item]]:
    """Return the items of each screen; 54 in all."""
    items = framework.items_for(GROUP, "b2b")
    return [
        [item for item in items if item.capability == part.code]
        for part in framework.capabilities_for(GROUP, "b2b")
    ]


def _answer(item: Item, position: int) -> int | str:
    return SENTENCE if item.is_text else 1 + position % 5


def _tap_by_tap(visitor: Visitor, base: str, screens: list[list[Item]]) -> None:
    numbered = enumerate((item for screen in screens for item in screen), start=1)
    _send(visitor, base, ([(number, item)] for number, item in numbered))


def _screen_by_screen(visitor: Visitor, base: str, screens: list[list[Item]]) -> None:
    number = 0
    batches = []
    for screen in screens:
        batches.append(list(enumerate(screen, start=number + 1)))
        number += len(screen)
    _send(visitor, base, batches)


def _send(visitor: Visitor, base: str, batches: Iterable[list[tuple[int, Item]]]) -> None:
    for batch in batches:
        taps = [
            {"item": item.code, "value": _answer(item, number), "seq": number}
            for number, item in batch
        ]
        answer = visitor.send(f"{base}taps/", {"taps": taps, "place": batch[0][1].capability})
        if answer.status != 201:
            raise UnexpectedAnswerError(f"a tap was answered with {answer.status}: {answer.text}")


def _plain_forms(visitor: Visitor, base: str, screens: list[list[Item]]) -> None:
    page = visitor.open(f"{base}{screens[0][0].capability}/")
    for screen in screens:
        fields = {
            f"item-{item.code}": str(_answer(item, place)) for place, item in enumerate(screen)
        }
        page = visitor.press(
            f"{base}{screen[0].capability}/",
            csrfmiddlewaretoken=page.form_token,
            seen=page.hidden("seen") if "seen" in page.text else "",
            go="next",
            **fields,
        )
