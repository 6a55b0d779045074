"""Whatever a cookie of ours holds: never a failure of ours (5xx)."""

from itertools import cycle, islice, product

import pytest
from django.db import transaction

from tests.hostile.nonsense import COOKIE_VALUES, COOKIES
from tests.hostile.routes import all_routes
from tests.hostile.sending import send
from tests.hostile.world import World, busy_world

pytestmark = pytest.mark.django_db

READERS = ("account_login", "assessments:join-code", "assessments:answer", "assessments:receipt")
OTHERS_EACH = 3


@pytest.fixture
def world() -> World:
    return busy_world()


def addresses(world: World) -> dict[str, str]:
    """Return an address for each route, except the operator's many."""
    return {
        route.name: world.path(route)
        for route in all_routes()
        if "/admin/" not in world.path(route)
    }


def cookies_given(world: World) -> set[str]:
    """Return the names of the cookies that some page of ours hands out."""
    names: set[str] = set()
    for path in addresses(world).values():
        for person in ("anonymous", "participant", "consultant"):
            for method in ("GET", "POST"):
                with transaction.atomic():
                    names |= send(method, path, cookies=world.cookies(person)).cookie_names
                    transaction.set_rollback(True)
    return names


def test_every_cookie_of_ours_is_tried(world: World) -> None:
    assert cookies_given(world) <= set(COOKIES)


def test_no_value_of_a_cookie_brings_us_down(world: World) -> None:
    """Each value is tried in each cookie where all are read, and at other addresses in turn."""
    complaints = []
    known, standing = addresses(world), world.cookies("participant")
    others = cycle(known.values())
    for name, value in product(COOKIES, COOKIE_VALUES):
        for path in (*(known[each] for each in READERS), *islice(others, OTHERS_EACH)):
            said = send("GET", path, cookies=f"{standing}; {name}={value}").complaint()
            if said is not None:
                complaints.append((path, name, value[:20], said))
    assert complaints == []
