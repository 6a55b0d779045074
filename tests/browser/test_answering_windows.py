"""Answering in two windows, on two devices, or on one device after somebody else."""

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Ballot, Draft
from tests.browser.answering import CODE, LAST_NUMBER, answers, cut_off, join, saved, tap, turn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_windows_show_the_same(open_page):
    one = join(open_page())
    other = one.context.new_page()
    other.goto(one.url)
    tap(one, "S1a", 2)
    expect(other.locator("[name=item-S1a][value='2']")).to_be_checked()
    tap(other, "S1a", 4)
    expect(one.locator("[name=item-S1a][value='4']")).to_be_checked()
    saved(one)
    saved(other)
    assert answers() == {"S1a": 4}


def written_on_in_another_window(open_page) -> tuple[Page, Page]:
    """Write a word in one window, which keeps the cursor, and more in another one."""
    one = join(open_page())
    one.get_by_role("textbox").press_sequentially("We")
    saved(one)
    other = one.context.new_page()
    other.goto(one.url)
    other.get_by_role("textbox").fill("We answer far too late.")
    return one, other


def test_left_window_does_not_undo_the_newer_words_of_another(open_page):
    one, other = written_on_in_another_window(open_page)
    saved(other)
    # As in a browser that was busy and did not hear of the other window.
    one.evaluate("document.querySelector('textarea').value = 'We'")
    before = one.evaluate(LAST_NUMBER)
    one.evaluate("dispatchEvent(new Event('pagehide'))")
    assert one.evaluate(LAST_NUMBER) == before
    one.goto("about:blank")
    other.get_by_role("link", name="1 of 24").click()
    other.wait_for_url("**/review/")
    turn(other, "Hand in")
    other.wait_for_url("**/receipt/")
    assert Ballot.objects.get().answers == {"S1d": "We answer far too late."}


def test_words_from_another_window_come_into_the_box_with_the_cursor(open_page):
    one, other = written_on_in_another_window(open_page)
    box = one.get_by_role("textbox")
    expect(box).to_have_value("We answer far too late.")
    one.bring_to_front()
    box.press_sequentially(" Often.")
    expect(other.get_by_role("textbox")).to_have_value("We answer far too late. Often.")

    # A cursor inside the words stays there.
    other.bring_to_front()
    other.get_by_role("textbox").press("Home")
    one.get_by_role("textbox").fill("answer late")
    expect(other.get_by_role("textbox")).to_have_value("answer late")
    other.keyboard.type("We ")
    expect(box).to_have_value("We answer late")
    saved(one)
    saved(other)
    assert answers() == {"S1d": "We answer late"}


def test_words_being_typed_are_not_replaced_by_those_of_another_window(open_page):
    page = join(open_page())
    box = page.get_by_role("textbox")
    box.press_sequentially("We")
    saved(page)
    record = page.evaluate("JSON.parse(document.getElementById('record').textContent)")
    box.evaluate(
        """(box, key) => {
            box.value = "We answer";
            box.dispatchEvent(new Event("input", { bubbles: true }));
            const newValue = JSON.stringify({ item: "S1d", value: "Elsewhere", seq: 2 });
            dispatchEvent(new StorageEvent("storage", { key, newValue }));
        }""",
        f"answers:{record['round']}:{record['seat']}:tap:S1d",
    )
    expect(box).to_have_value("We answer")
    saved(page)
    assert answers() == {"S1d": "We answer"}


def test_newer_words_from_elsewhere_are_in_the_box_when_it_is_said(open_page):
    page = join(open_page())
    Draft.objects.update(answers={"S1d": "Too late."}, sequences={"S1d": 99})
    box = page.get_by_role("textbox")
    box.press_sequentially("We")
    expect(page.get_by_text("newer answer was given")).to_be_visible()
    expect(box).to_have_value("Too late.")
    expect(box).to_be_focused()
    assert answers() == {"S1d": "Too late."}


def test_newer_answer_from_elsewhere_is_shown_and_said(open_page):
    page = join(open_page())
    Draft.objects.update(answers={"S1a": 5}, sequences={"S1a": 99})
    tap(page, "S1a", 1)
    expect(page.locator("[name=item-S1a][value='5']")).to_be_checked()
    expect(page.get_by_text("newer answer was given")).to_be_visible()
    assert answers() == {"S1a": 5}

    # Whoever has read it chooses again, once.
    tap(page, "S1a", 1)
    saved(page)
    assert answers() == {"S1a": 1}


def test_next_person_at_the_same_device_sees_nothing_of_the_first(open_page):
    page = join(open_page())
    cut_off(page)
    tap(page, "S1a", 2)
    page.goto("about:blank")
    page.goto(f"/join/{CODE}/")
    page.get_by_role("link", name="Join as another person").click()
    page.locator("label:has([value=it])").click()
    turn(page, "Begin")
    page.wait_for_url("**/S1/")
    expect(page.locator(":checked")).to_have_count(0)
    assert not [key for key in page.evaluate("Object.keys(localStorage)") if ":tap:" in key]


def test_handed_in_from_another_window_leads_to_the_receipt(open_page):
    one = join(open_page())
    other = one.context.new_page()
    other.goto(one.url.replace("/S1/", "/review/"))
    turn(other, "Hand in")
    other.wait_for_url("**/receipt/")
    tap(one, "S1a", 2)
    one.wait_for_url("**/receipt/")
    assert Ballot.objects.get().answers == {}
