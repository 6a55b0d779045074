"""Whatever is typed into any field of any form: never a failure of ours (5xx)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import quote

import pytest
from django.db import transaction

from tests.hostile.nonsense import VALUES
from tests.hostile.page_forms import PageForm, forms_of
from tests.hostile.routes import all_routes
from tests.hostile.sending import Answer, send
from tests.hostile.world import PEOPLE, STATES, World, busy_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return busy_world()


@dataclass(frozen=True)
class FoundForm:
    """A form as somebody finds it, at a route."""

    route: str
    person: str
    cookies: str
    form: PageForm

    def fill(self, name: str, value: str) -> Answer:
        """Send the form with one field changed, and undo what that changed."""
        sent = self.form.sent(**{name: value})
        body = "&".join(f"{_quoted(key)}={_quoted(each)}" for key, each in sent.items())
        path, _mark, query = self.form.action.partition("?")
        with transaction.atomic():
            try:
                if self.form.method == "get":
                    return send("GET", path, query=body, cookies=self.cookies)
                return send(
                    "POST",
                    path,
                    query=query,
                    body=body.encode(),
                    cookies=self.cookies,
                    CONTENT_TYPE="application/x-www-form-urlencoded",
                )
            finally:
                transaction.set_rollback(True)


def found_forms(world: World) -> Iterator[FoundForm]:
    """Go to every address as everybody and yield the forms that are there."""
    for person in PEOPLE:
        cookies = world.cookies(person)
        for route in all_routes():
            for state in STATES if "round_id" in route.parts else STATES[:1]:
                path = world.path(route, state)
                answer = send("GET", path, cookies=cookies)
                if answer.is_page:
                    for form in forms_of(answer.body.decode(), path):
                        yield FoundForm(route.template, person, cookies, form)


def complaints_about(found: FoundForm, name: str, value: str) -> list[tuple[str, ...]]:
    said = found.fill(name, value).complaint()
    return [] if said is None else [(found.person, found.route, name, value[:20], said)]


def fields_of(world: World) -> list[tuple[FoundForm, str]]:
    """Return each field of each address once, with the form in which it was found first."""
    fields = {}
    for found in found_forms(world):
        for name in found.form.names:
            fields.setdefault((found.route, name), (found, name))
    return list(fields.values())


def test_no_field_brings_us_down(world: World) -> None:
    """Each field meets one value; over all fields every value comes up many times."""
    fields = fields_of(world)
    complaints = []
    for (found, name), value in zip(fields, cycle(VALUES), strict=False):
        complaints += complaints_about(found, name, value)
    assert complaints == []
    assert len(fields) > 10 * len(VALUES), "hardly a form was found"


@pytest.mark.long
def test_no_value_in_any_field_brings_us_down(world: World) -> None:
    """Each field meets each value once, from whoever finds it first: the code behind is one."""
    complaints = []
    for found, name in fields_of(world):
        for value in VALUES:
            complaints += complaints_about(found, name, value)
    assert complaints == []


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))
