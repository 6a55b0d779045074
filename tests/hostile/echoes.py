"""Addresses with hostile texts: in every parameter that is read, in every part that is free."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from django.conf import settings

from tests.hostile.poison import OURS, Poison
from tests.hostile.routes import all_routes
from tests.hostile.world import World

READ = re.compile(r'\.GET\.get\(\s*"(\w+)"|"(\w+)" (?:not )?in request\.GET')
# Read by what we build on: where a sign-in leads, the operator's lists.
OF_OTHERS = {"next", "q", "o", "p", "_changelist_filters"}
FREE = {"str", "slug", "path"}


def parameters() -> set[str]:
    """Return the names of all parameters of addresses that our code reads."""
    names = set(OF_OTHERS)
    for package in OURS:
        for file in (settings.BASE_DIR / package).rglob("*.py"):
            for found in READ.finditer(file.read_text()):
                names.add(found[1] or found[2])
    return names


def hostile_addresses(world: World, poison: Poison) -> Iterator[str]:
    """Yield each route with payloads in its query, and one for each part that takes any text."""
    for route in all_routes():
        if route.is_for_operators:
            continue
        query = urlencode({name: poison.next() for name in sorted(parameters())})
        yield f"{world.path(route)}?{query}"
        for name, kind in route.parts.items():
            if kind in FREE:
                yield world.path(route, **{name: quote(poison.next(), safe="")})
