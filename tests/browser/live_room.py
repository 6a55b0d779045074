"""A room of browsers for tests of a workshop: phones, a wall, and what they were told."""

import re
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from lxml import html
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from assessments.enums import SessionStage, VotePhase
from assessments.models import Reveal, Round, Session, StakeholderGroup
from assessments.services.joining import join_round
from assessments.views.seats import SEAT, answer_path
from scoring.json_form import to_plain
from scoring.release.live import Distance, LiveGap, LiveRelease, LiveView

Room = tuple[Round, dict[str, StakeholderGroup]]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
PHONE = {"width": 390, "height": 844}
WALL, SMALL_WALL = {"width": 1920, "height": 1080}, {"width": 1280, "height": 720}
LAPTOP = {"width": 1280, "height": 900}
TOO_FEW = "Too few answers to show"
# All a phone or the wall is told; anything else would be something a person could be found by.
TOLD_PHONES = {
    *("session", "stage", "item", "phase", "left", "screen", "own", "asked", "answered"),
}
TOLD_WALL = {
    *("version", "stage", "left", "screen", "joined", "connected", "stored"),
    *("missing", "waiting"),
}


# Keeps what the server answers to a page's own questions, word for word.
EAR = """
window.heard = [];
const ask = window.fetch;
window.fetch = async (...question) => {
  const answer = await ask(...question);
  heard.push(await answer.clone().text());
  return answer;
};
"""


@dataclass
class Ear:
    """Hears what a server answers a page, whole, so that nothing said in between is missed."""

    page: Page
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(EAR)

    def listen(self) -> list[str]:
        """Return all that was said so far; call before the page is loaded anew."""
        self.told += [self.page.content(), *self.page.evaluate("heard.splice(0)")]
        return self.told


@dataclass
class Phone:
    """Somebody's browser in the room."""

    page: Page
    group: str
    ear: Ear
    sleep: CDPSession | None = None

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def vote(self, item: str, value: int) -> None:
        self.page.locator(f"label:has([name=item-{item}][value='{value}'])").click()

    def says(self, word: str) -> None:
        expect(self.page.locator("#state")).to_have_text(word)

    def offline(self, is_offline: bool) -> None:
        self.context.set_offline(is_offline)

    def fall_asleep(self) -> None:
        """Stop the page as an operating system does: nothing in it runs, no timer either."""
        self.sleep = self.context.new_cdp_session(self.page)
        self.sleep.send("Debugger.enable")
        self.sleep.send("Debugger.pause")

    def wake_up(self) -> None:
        assert self.sleep is not None
        self.sleep.send("Debugger.disable")


def come_in(chromium: Browser, base: str, round: Round, group: StakeholderGroup) -> Phone:
    """Let somebody join with a browser of their own and open the page of the workshop."""
    path = answer_path(round.pk)
    context = chromium.new_context(viewport=PHONE, base_url=base)
    token = join_round(round=round, group=group)
    context.add_cookies([{"name": SEAT, "value": token, "url": f"{base}{path}"}])
    page = context.new_page()
    ear = Ear(page)
    page.goto(f"{path}live/")
    return Phone(page, group.code, ear)


def leaks(markup: str, hidden: set[str], small: set[str]) -> list[str]:
    """Return what is wrong with tables of answers: the names of groups stand for the groups.

    Of hidden groups nothing may be shown, of small ones no bar, and of nobody a number.
    """
    found = []
    for table in html.fromstring(f"<div>{markup}</div>").iter("table"):
        heads = table.xpath("./thead/tr/*")
        for place, head in enumerate(heads):
            name = " ".join(head.xpath("./span/text()")).strip()
            cells = [row.xpath("./*")[place] for row in table.xpath("./tbody/tr")]
            drawn = [cell for cell in cells if cell.xpath(".//*[local-name()='svg']")]
            bars = [cell for cell in cells if cell.xpath(".//*[local-name()='rect']")]
            if name in hidden and (drawn or TOO_FEW not in head.text_content()):
                found.append(f"{name} is hidden")
            if name in small and bars:
                found.append(f"{name} is small")
            if name and re.search(r"\d", " ".join(each.text_content() for each in [head, *cells])):
                found.append(f"{name}: a number")
    return found


def address(name: str, round: Round) -> str:
    return reverse(f"assessments:{name}", args=["north-star", round.pk])


def open_wall(desk: Page, round: Round, size: dict[str, int] = WALL) -> Page:
    wall = desk.context.new_page()
    wall.set_viewport_size(size)
    wall.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    wall.goto(address("projector", round))
    return wall


def press(desk: Page, name: str) -> None:
    desk.get_by_role("button", name=name, exact=True).first.click()


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page in the light and in the dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for each in Axe().run(page, options=RULES).response["violations"]:
            found.append(f"{page.url} {scheme} {each['id']}: {each['nodes'][0]['html'][:200]}")
    return found


def shown(session: Session, item: str, *, second: bool = False) -> Session:
    """Put an item on the screens whose answers were shown: IT a level above the others."""
    bars = (10, 20, 40, 20, 10)
    release = LiveRelease(
        groups=(
            LiveView("executives", level=2),
            LiveView("business", bars=bars),
            LiveView("frontline", bars=bars),
            LiveView("it", level=4),
        ),
        together=None,
        gaps=(
            LiveGap(("it",), ("executives", "business", "frontline"), Distance.LEVEL),
            LiveGap(("executives",), ("frontline",), Distance.SAME),
        ),
    )
    phases = [VotePhase.BLIND, VotePhase.SECOND] if second else [VotePhase.BLIND]
    for phase in phases:
        Reveal.objects.create(
            workspace_id=session.workspace_id,
            session=session,
            item=item,
            phase=phase,
            shown=to_plain(release),
        )
    Session.objects.filter(pk=session.pk).update(
        item=item, stage=SessionStage.REVEALED, phase=phases[-1]
    )
    return session
