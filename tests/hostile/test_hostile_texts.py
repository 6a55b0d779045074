"""Sixty hostile texts, everywhere a text can be: no page runs, draws or fetches any of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.hostile.filling import TEXTS, declared_forms, fill_and_send, forms_seen
from tests.hostile.payloads import PAYLOADS
from tests.hostile.poison import Poison
from tests.hostile.routes import all_routes
from tests.hostile.watching import Watch
from tests.hostile.world import PEOPLE, STATES, World, busy_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARAMETER = re.compile(r"GET\.get\(\s*\"(\w+)\"|\"(\w+)\" (?:not )?in request\.GET")


@dataclass
class Visit:
    """A browser in which somebody walks through the product."""

    page: Page
    watch: Watch
    home: str

    def see(self, path: str) -> bool:
        """Go to an address and look; tell whether there is a page."""
        try:
            answer = self.page.goto(path)
        except Error:  # an answer without a page, such as a refused method, or a file
            return False
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return False
        self.watch.look(self.page)
        return answer.status == 200

    def links(self) -> list[str]:
        """Return where the page leads to in this product."""
        found = self.page.evaluate("[...document.links].map(link => link.href)")
        return [each.removeprefix(self.home) for each in found if each.startswith(self.home)]


def enter(browser: Browser, world: World, watch: Watch, person: str) -> Visit:
    context = browser.new_context(base_url=watch.home)
    pairs = [pair.split("=", 1) for pair in world.cookies(person).split("; ")]
    context.add_cookies(
        [{"name": name, "value": value, "url": watch.home} for name, value in pairs]
    )
    return Visit(watch.over(context), watch, watch.home)


def addresses(world: World, person: str) -> Iterator[str]:
    """Yield every address; the rounds' for those who may see them, in each state."""
    sees_rounds = person in {"viewer", "consultant"}
    for route in all_routes():
        if route.is_for_operators != (person == "operator"):
            continue
        for state in STATES if "round_id" in route.parts and sees_rounds else STATES[:1]:
            yield world.path(route, state)


def crawl(visit: Visit, starts: list[str]) -> list[str]:
    """Go everywhere once, and wherever the pages lead; return where something can be written."""
    waiting, met, forms = list(starts), set(), []
    while waiting:
        path = waiting.pop(0)
        place = urlsplit(path).path
        if place in met or place.startswith("/admin/") != starts[0].startswith("/admin/"):
            continue
        met.add(place)
        if visit.see(path):
            waiting += visit.links()
            if visit.page.locator(TEXTS).count():
                forms.append(urlsplit(visit.page.url).path)
    return sorted(set(forms))


def poisoned_world(poison: Poison) -> World:
    with poison.in_new_rows():
        version = poison.framework()
        return busy_world(PAYLOADS, framework_version=version, promise_text=poison.next())


def test_nothing_hostile_comes_to_life(chromium: Browser, live_server) -> None:
    """Rows, frameworks and answers are hostile; then every text on every page is filled, too."""
    poison, watch = Poison(), Watch(live_server.url)
    world = poisoned_world(poison)
    filled: set[tuple[str, str]] = set()
    with forms_seen() as seen:
        for person in PEOPLE:
            visit = enter(chromium, world, watch, person)
            pages = crawl(visit, list(addresses(world, person)))
            fill_everything(visit, pages, poison, filled)
            visit.page.context.close()
    print(*watch.complaints, sep="\n")
    print(seen)
    assert watch.complaints == []
    assert poison.used == set(PAYLOADS)
    assert {form for form in declared_forms() if form not in seen} == set()
    missed = {(form, name) for form, names in seen.items() for name in names if not names[name]}
    assert missed == set()


def fill_everything(
    visit: Visit, pages: list[str], poison: Poison, filled: set[tuple[str, str]]
) -> None:
    """Send every form with payloads in every text, and look at the answer."""
    for path in pages:
        visit.page.goto(path)
        for place in range(visit.page.locator("form").count()):
            if fill_and_send(visit.page, place, poison, filled):
                visit.watch.look(visit.page)
                visit.page.goto(path)
