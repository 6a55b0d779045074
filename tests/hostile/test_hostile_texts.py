"""Sixty hostile texts, everywhere a text can be: no page runs, draws or fetches any of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from accounts.forms.second_factor import (
    CodeAppForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasskeyForm,
    PasskeyAloneForm,
    PasskeyForm,
    PasskeyStepForm,
)
from assessments.forms.paper import TakeBackForm
from assessments.forms.workshops import StartForm
from reports.forms.branding import LookForm
from reports.forms.sharing import PasswordForm
from tests.hostile.echoes import hostile_addresses
from tests.hostile.filling import TEXTS, Sort, declared_forms, fill_and_send, forms_seen
from tests.hostile.payloads import PAYLOADS
from tests.hostile.poison import Poison
from tests.hostile.routes import all_routes
from tests.hostile.sending import send
from tests.hostile.watching import Watch
from tests.hostile.world import PEOPLE, STATES, World, busy_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_OF_A_KIND = 4
FEW_OF_A_KIND = 1
# A browser's own field for colours holds nothing else; the form's tests send texts to it.
NOT_TYPED = {(LookForm, "accent")}
# They stand behind a step of their own, and what is typed is compared, never kept or shown:
# codes and keys of a second step, the password of a share link, the code of a vote to be taken
# back. Of a workshop's planned end a time is kept and no text.
COMPARED_ONLY = {
    CodeAppForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasskeyForm,
    PasskeyAloneForm,
    PasskeyForm,
    PasskeyStepForm,
    PasswordForm,
    StartForm,
    TakeBackForm,
}


@dataclass
class Visit:
    """A browser in which somebody walks through the product."""

    page: Page
    watch: Watch
    cookies: str

    @property
    def home(self) -> str:
        return self.watch.home

    def see(self, path: str) -> list[str]:
        """Go to an address and look; return where it leads."""
        place, _mark, query = path.partition("?")
        answer = send("GET", place, query=query, cookies=self.cookies)
        if answer.status in {301, 302}:
            return [self._here(dict(answer.headers)["Location"])]
        if not answer.body or "text/html" not in dict(answer.headers).get("Content-Type", ""):
            return []
        self.page.goto(path)
        self.watch.look(self.page)
        return self.links() if answer.status == 200 else []

    def links(self) -> list[str]:
        """Return where the page leads to in this product."""
        found = self.page.evaluate("[...document.links].map(link => link.href)")
        return [self._here(each) for each in found if each.startswith(f"{self.home}/")]

    def _here(self, url: str) -> str:
        return url.removeprefix(self.home).partition("#")[0]


def enter(browser: Browser, world: World, watch: Watch, person: str) -> Visit:
    context = browser.new_context(base_url=watch.home)
    cookies = world.cookies(person)
    pairs = [pair.split("=", 1) for pair in cookies.split("; ")]
    context.add_cookies(
        [{"name": name, "value": value, "url": watch.home} for name, value in pairs]
    )
    return Visit(watch.over(context), watch, cookies)


def addresses(world: World, person: str) -> Iterator[str]:
    """Yield every address; the rounds' for those who may see them, in each state."""
    sees_rounds = person in {"viewer", "consultant"}
    for route in all_routes():
        if route.is_for_operators != (person == "operator"):
            continue
        for state in STATES if "round_id" in route.parts and sees_rounds else STATES[:1]:
            yield world.path(route, state)


def crawl(visit: Visit, starts: list[str], most: int = MOST_OF_A_KIND) -> list[str]:
    """Go everywhere, and wherever the pages lead; return where something can be written.

    Of pages that differ by their object alone a few are enough.
    """
    waiting, met, forms = list(starts), set(), []
    kinds: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        place = urlsplit(path).path
        if place in met or place.startswith("/admin/") != starts[0].startswith("/admin/"):
            continue
        met.add(place)
        kinds[kind_of(place)] += 1
        if kinds[kind_of(place)] > most:
            continue
        waiting += visit.see(path)
        if visit.page.locator(TEXTS).count():
            forms.append(urlsplit(visit.page.url).path)
    return sorted(set(forms))


def kind_of(place: str) -> str:
    """Return what pages have in common that differ by their object alone; those of a report
    differ by their key."""
    try:
        found = resolve(place)
    except Resolver404:
        return place
    return f"{found.route} {found.kwargs.get('page', '')}"


def poisoned_world(poison: Poison) -> World:
    with poison.in_new_rows():
        version = poison.framework()
        return busy_world(PAYLOADS, framework_version=version, promise_text=poison.next())


def test_no_hostile_row_comes_to_life(chromium: Browser, live_server) -> None:
    """One page of each kind, as those see it who see most."""
    poison, watch = Poison(), Watch(live_server.url)
    world = poisoned_world(poison)
    for person in ("participant", "consultant"):
        visit = enter(chromium, world, watch, person)
        crawl(visit, list(addresses(world, person)), FEW_OF_A_KIND)
        visit.page.context.close()
    assert watch.complaints == []
    assert poison.used == set(PAYLOADS)


@pytest.mark.long
def test_nothing_hostile_comes_to_life(chromium: Browser, live_server) -> None:
    """Rows, frameworks and answers are hostile; then every text on every page is filled, too."""
    poison, watch = Poison(), Watch(live_server.url)
    world = poisoned_world(poison)
    filled: set[Sort] = set()
    with forms_seen() as seen:
        for person in PEOPLE:
            visit = enter(chromium, world, watch, person)
            pages = crawl(visit, list(addresses(world, person)))
            fill_everything(visit, pages, poison, filled)
            visit.page.context.close()
    assert watch.complaints == []
    assert poison.used == set(PAYLOADS)
    assert {form for form in declared_forms() if form not in seen} - COMPARED_ONLY == set()
    missed = {
        (form, name)
        for form, names in seen.items()
        for name in names
        if not names[name] and form not in COMPARED_ONLY
    }
    assert missed == NOT_TYPED


def fill_everything(visit: Visit, pages: list[str], poison: Poison, filled: set[Sort]) -> None:
    """Send every form with payloads in every text, and look at the answer."""
    for path in pages:
        visit.page.goto(path)
        for place in range(visit.page.locator("form").count()):
            if fill_and_send(visit.page, place, poison, filled):
                visit.watch.look(visit.page)
                visit.page.goto(path)


def test_nothing_hostile_in_an_address_comes_to_life(chromium: Browser, live_server) -> None:
    poison, watch = Poison(), Watch(live_server.url)
    world = busy_world()
    visit = enter(chromium, world, watch, "consultant")
    for path in hostile_addresses(world, poison):
        visit.see(path)
    assert watch.complaints == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(len(PAYLOADS)))
def test_no_payload_comes_to_life_in_any_place(chromium: Browser, live_server, first: int) -> None:
    """Every text that is kept is each of the payloads once; pages of a kind show it in one way."""
    watch = Watch(live_server.url)
    world = poisoned_world(Poison(first))
    for person in ("participant", "viewer", "consultant"):
        visit = enter(chromium, world, watch, person)
        crawl(visit, list(addresses(world, person)), FEW_OF_A_KIND)
        visit.page.context.close()
    assert watch.complaints == []
