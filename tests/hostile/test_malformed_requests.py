"""Whatever a request looks like: never a failure of ours (5xx), never a traceback."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile import nonsense
from tests.hostile.routes import all_routes
from tests.hostile.sending import Answer, send
from tests.hostile.world import PEOPLE, STATES, World, busy_world

MANY = 6_000
pytestmark = pytest.mark.django_db

ROUTES = all_routes()


@pytest.fixture
def world() -> World:
    return busy_world()


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a request: where it goes, who sends it, and what is wrong with it."""
    route = draw(st.sampled_from(ROUTES))
    spoilt = draw(st.sampled_from(sorted(route.parts) or [""]))
    return {
        "route": route,
        "state": draw(st.sampled_from(STATES)),
        "parts": {spoilt: draw(st.sampled_from(nonsense.PARTS))} if draw(st.booleans()) else {},
        "person": draw(st.sampled_from(PEOPLE)),
        "method": draw(st.sampled_from(nonsense.METHODS)),
        "query": draw(st.sampled_from(nonsense.QUERIES)),
        "cookies": draw(st.just("") | nonsense.cookie_headers),
        "headers": draw(nonsense.headers()),
        "body": draw(nonsense.bodies),
    }


def answered(world: World, cookies: dict[str, str], drawn: dict[str, Any]) -> Answer:
    """Send a request and undo what it changed."""
    with transaction.atomic():
        try:
            return send(
                drawn["method"],
                world.path(drawn["route"], drawn["state"], **drawn["parts"]),
                query=drawn["query"],
                body=drawn["body"],
                # Those of the person stay, unless one of them is the one that is broken.
                cookies=f"{cookies[drawn['person']]}; {drawn['cookies']}",
                **drawn["headers"],
            )
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "times", [pytest.param(300, id="quick"), pytest.param(MANY, id="long", marks=pytest.mark.long)]
)
def test_no_request_brings_us_down(world: World, times: int) -> None:
    cookies = {person: world.cookies(person) for person in PEOPLE}

    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        # The quick run is the same each time; the long one looks for what nobody has met.
        derandomize=times < MANY,
        suppress_health_check=list(HealthCheck),  # requests are large and take their time
    )
    @given(requests())
    def every_answer_is_sound(drawn: dict[str, Any]) -> None:
        assert answered(world, cookies, drawn).complaint() is None

    every_answer_is_sound()
