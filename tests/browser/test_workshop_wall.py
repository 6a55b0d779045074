"""The wall of a workshop: nothing is cut off, and the smallest letters are read from ten metres."""

import pytest
from playwright.sync_api import Page, expect

from assessments.models import AgreedLevel, Session
from assessments.services.workshops.sessions import start_session
from assessments.services.workshops.steps import show_item
from tests.browser.live_room import SMALL_WALL, WALL, open_wall, shown

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The item whose answers are longest in German.
LONGEST = "Q3a"
# As long as a name can be, of words that cannot be broken where one likes.
LONG_NAMES = {
    "executives": "Geschäftsführungsbereichsleitung Nordost",
    "business": "Vertriebsbereichsleiterinnen und -leiter",
    "frontline": "Kundendienstmitarbeiter im Außendienst 2",
    "it": "Informationstechnikabteilung und Betrieb",
}


@pytest.mark.parametrize("size", [WALL, SMALL_WALL], ids=["1080", "720"])
def test_longest_german_question_fits_on_the_wall(desk, room, facilitator, size):
    round, _groups = room
    round.assessment.client.language = "de"
    round.assessment.client.save()
    session = start_session(round=round, facilitator=facilitator)
    show_item(session_id=session.pk, version=session.version, item=LONGEST)
    wall = open_wall(desk, round, size)
    expect(wall.locator(".choices li")).to_have_count(5)
    assert letters(wall) >= 0.03 * size["height"] - 0.1
    assert fits(wall)

    shown(session, LONGEST, second=True)
    AgreedLevel.objects.create(
        workspace_id=session.workspace_id,
        session=session,
        item=LONGEST,
        level=3,
        reason="Grundsatzentscheidungsvorlagen " * 5,
        dissenting=2,
    )
    Session.objects.filter(pk=session.pk).update(version=99)
    expect(wall.locator(".answers")).to_be_visible()
    expect(wall.locator(".agreed")).to_be_visible()
    assert letters(wall) >= 0.03 * size["height"] - 0.1
    assert fits(wall)
    assert_gaps_are_told(wall)
    assert wall.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 27)"

    for code, name in LONG_NAMES.items():
        round.groups.filter(code=code).update(label=name)
    Session.objects.filter(pk=session.pk).update(version=100)
    expect(wall.locator("thead")).to_contain_text(LONG_NAMES["it"])
    assert fits(wall)
    assert_gaps_are_told(wall)


def assert_gaps_are_told(wall: Page) -> None:
    for gap in wall.locator(".gap:not(.earlier)").all():
        expect(gap).to_be_visible()
    assert wall.locator(".gap:not(.earlier)").count() == 2


def letters(wall: Page) -> float:
    """Return the size of the smallest letters on the wall, in pixels."""
    return wall.evaluate(
        """() => Math.min(...[...document.querySelectorAll("body *")]
            .filter(each => each.checkVisibility() && !each.closest(".unseen")
                && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
            .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
    )


def fits(wall: Page) -> bool:
    """Tell whether nothing is cut off: not the whole, nor any part in it."""
    return wall.evaluate(
        """() => [document.documentElement, document.querySelector("main")].every(each =>
            each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth)"""
    )
