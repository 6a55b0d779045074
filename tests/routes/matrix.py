"""Asking a route as somebody and saying where the answer differs from its classification."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, reverse

from tests.routes.classification import METHODS, OPERATORS_BLOCK, Route
from tests.routes.doors import ANYBODY, Door, Outcome, Role
from tests.routes.world import PLAIN, World

SIGN_IN = "/sign-in/?next="
PLAIN_ROUTE = Route(ANYBODY)
# What is new in every answer: form tokens, a participant's token, the nonce of the policy.
NEW_EACH_TIME = (
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]+',
    r'(?<=name="token" value=")[^"]+',
    r'(?<=nonce=")[^"]+',
    r"(?<='nonce-)[^']+",
)
TOKENS = re.compile("|".join(NEW_EACH_TIME))

CLOCK_AND_SIZE = {"Expires", "Content-Length"}


@dataclass(frozen=True)
class Known:
    """A route of the resolver: its full name and the parts of its address."""

    name: str
    parts: tuple[str, ...]


def routes_of(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[Known]:
    """Walk through the resolver; a route without a name is known by its pattern."""
    yield from _walk(patterns, before, ())


def _walk(
    patterns: list[URLPattern | URLResolver], space: str, parts: tuple[str, ...]
) -> Iterator[Known]:
    for pattern in patterns:
        here = (*parts, *pattern.pattern.converters, *pattern.pattern.regex.groupindex)
        here = tuple(dict.fromkeys(here))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, here)
        else:
            yield Known(f"{space}{pattern.name or pattern.pattern}", here)


def unclassified(known: list[Known], routes: dict[str, Route]) -> list[str]:
    """Name the routes without a line in the classification, and the lines without a route."""
    names = {route.name for route in known if not route.name.startswith(OPERATORS_BLOCK)}
    missing = [
        f"{name} has no line in tests/routes/classification.py" for name in names - {*routes}
    ]
    stale = [f"{name} is classified and is no route" for name in {*routes} - names]
    return sorted(missing + stale)


def faults(world: World, known: Known, route: Route, role: Role) -> list[str]:
    """Ask a route as a role in every way and say what was not as it should be."""
    return [*_own_faults(world, known, route, role), *_elsewhere_faults(world, known, route, role)]


def _own_faults(world: World, known: Known, route: Route, role: Role) -> Iterator[str]:
    address = _address(known, route.named(world.north.parts))
    for method in METHODS:
        answer = ask(world, role, method, address, route)
        met = outcome(answer)
        if method == "OPTIONS" and met is Outcome.IN and "Allow" in answer.headers:
            continue  # a list of methods tells nothing about anybody
        if method in route.methods:
            expected = {route.door_for(method).answer(role)}
        elif route.door.answer(role) is Outcome.IN:
            # Allauth sends whoever is signed in home, before it looks at the method.
            is_sent_home = answer.headers.get("Location") == reverse("home")
            expected = {met if is_sent_home else Outcome.NOT_ALLOWED}
        else:
            expected = {Outcome.NOT_ALLOWED, route.door.answer(role)}
        if met not in expected:
            yield f"{role}: {method} {known.name} is {met}, not {' or '.join(sorted(expected))}"


def _elsewhere_faults(world: World, known: Known, route: Route, role: Role) -> Iterator[str]:
    """Foreign and absent objects must be answered alike, and as the door says.

    Objects are named from the end of the address: a foreign link in the own round, a foreign
    round in the own workspace, all of it foreign.
    """
    named = [part for part in known.parts if part not in PLAIN]
    for number in range(1, len(named) + 1):
        tail = named[-number:]
        within_north = "workspace" in known.parts and "workspace" not in tail
        parts = route.named(world.north.parts)
        absent = _address(
            known, parts, {part: route.named(world.nowhere.parts)[part] for part in tail}
        )
        foreign = _address(
            known, parts, {part: route.named(world.south.parts)[part] for part in tail}
        )
        own = _address(known, parts)
        for method in route.methods:
            door = route.door_for(method)
            missing = ask(world, role, method, absent, route)
            expected = door.answer_elsewhere(role, within_north=within_north)
            if outcome(missing) is not expected:
                yield f"{role}: {method} {absent} is {outcome(missing)}, not {expected}"
            hidden = [] if _opens_by_itself(door, role, foreign, world) else [foreign]
            if number == 1 and door.answer(role) is Outcome.GONE:
                hidden.append(own)
            for address in hidden:
                found = ask(world, role, method, address, route)
                if likeness(found, address) != likeness(missing, absent):
                    yield f"{role}: {method} {address} is not answered like {absent}"


def _opens_by_itself(door: Door, role: Role, foreign: str, world: World) -> bool:
    """Whether a foreign address is rightly open: secrets open for all, south for its owner."""
    if door.lets_in == frozenset(Role):
        return True
    return role is Role.STRANGER and f"/{world.south.parts['workspace']}/" in foreign


def _address(known: Known, parts: dict[str, Any], others: dict[str, Any] | None = None) -> str:
    values = parts | (others or {})
    try:
        kwargs = {part: values[part] for part in known.parts}
    except KeyError as unknown:
        raise LookupError(
            f"{known.name} has the part {unknown}; give it a value in tests/routes/world.py"
        ) from None
    return reverse(known.name, kwargs=kwargs)


def ask(
    world: World, role: Role, method: str, address: str, route: Route = PLAIN_ROUTE
) -> HttpResponse:
    """Ask as somebody and take back whatever that changed; nobody ever loads a scorecard."""
    browser = Browser(raise_request_exception=False)
    browser.cookies = SimpleCookie(
        {name: morsel.value for name, morsel in world.browsers[role].items()}
    )
    sent: dict[str, Any] = {"data": dict(route.form)} if method == "POST" else {}
    if route.json is not None:
        sent = {"data": route.json, "content_type": "application/json"}
    cache.clear()  # so many requests from one address would be too many for some pages
    with transaction.atomic(), connection.execute_wrapper(_no_scorecard):
        answer = getattr(browser, method.lower())(address, **sent)
        transaction.set_rollback(True)
    return answer


def outcome(answer: HttpResponse) -> Outcome:
    """The class of an answer."""
    status = answer.status_code
    if status >= 500:
        return Outcome.BROKEN
    if status == 302 and answer.headers["Location"].startswith(SIGN_IN):
        return Outcome.SIGN_IN
    refusals = {401: Outcome.FORBIDDEN, 403: Outcome.FORBIDDEN, 404: Outcome.GONE}
    return (refusals | {405: Outcome.NOT_ALLOWED}).get(status, Outcome.IN)


def likeness(answer: HttpResponse, address: str) -> tuple[Any, ...]:
    """All that a browser can tell about an answer, without the address it asked for itself."""

    def plain(text: str) -> str:
        for said in (quote(address), quote(address, safe=""), address):
            text = text.replace(said, "ADDRESS")
        return TOKENS.sub("TOKEN", text)

    headers = {
        name: plain(value) for name, value in answer.headers.items() if name not in CLOCK_AND_SIZE
    }
    return answer.status_code, headers, plain(answer.content.decode()), sorted(answer.cookies)


class ScorecardLoadedError(AssertionError):
    """A page asked the database for what only the release may be made from."""


def _no_scorecard(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith("SELECT") and "scorecard" in sql:
        raise ScorecardLoadedError(sql)
    return execute(sql, params, many, context)
