"""Pages for people without an account speak their language, and only those do."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from assessments.enums import RoundState
from assessments.models import Client as Organisation
from crm_readiness.visitors_language import VisitorsLanguage
from tests.factories import open_round_with_groups

pytestmark = pytest.mark.django_db

JOIN = "/join/"
ENGLISH, GERMAN = "Enter your code", "Geben Sie Ihren Code ein"


def page(browser: Client, path: str = JOIN, asks_for: str = "", **query: str) -> HttpResponse:
    headers = {"Accept-Language": asks_for} if asks_for else {}
    return browser.get(path, query, headers=headers)


def language(answer: HttpResponse) -> str:
    html = answer.content.decode()
    return html.split('<html lang="', 1)[1].split('"', 1)[0]


@pytest.mark.parametrize(
    ("asks_for", "answered_in"),
    [
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr-CH, fr;q=0.9, de;q=0.5, en;q=0.4", "de"),
        ("en-US,en;q=0.9,de;q=0.8", "en-gb"),
        ("en", "en-gb"),
        ("fr", "en-gb"),
        ("*", "en-gb"),
        ("", "en-gb"),
        ("de;q=x, \x00", "en-gb"),
        ("de," * 5000, "de"),
    ],
)
def test_the_browser_is_answered_in_the_language_it_asks_for(asks_for, answered_in) -> None:
    answer = page(Client(), asks_for=asks_for)
    assert language(answer) == answered_in
    assert (GERMAN if answered_in == "de" else ENGLISH) in answer.content.decode()


def test_a_choice_sticks_and_outweighs_the_browser() -> None:
    browser = Client()
    answer = page(browser, asks_for="en", language="de")
    assert (answer.status_code, answer["Location"]) == (302, JOIN)
    assert language(page(browser, asks_for="en")) == "de"
    page(browser, language="en-gb")
    assert language(page(browser, asks_for="de")) == "en-gb"


def test_a_choice_is_kept_in_a_cookie_no_script_reads() -> None:
    cookie = page(Client(), language="de").cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("de", True, "Lax")


def test_a_choice_keeps_the_rest_of_the_address() -> None:
    answer = page(Client(), "/join/ABC234/", group="it", language="de")
    assert answer["Location"] == "/join/ABC234/?group=it"


@pytest.mark.parametrize("path", ["/join//evil.example/x", "/i/a%0D%0ASet-Cookie:x/", "/i/a%3Fb/"])
def test_a_choice_leads_nowhere_else(path) -> None:
    answer = Client().get(f"{path}?language=de")
    assert answer["Location"] == path
    assert list(answer.cookies) == ["language"]


@pytest.mark.parametrize("chosen", ["fr", "", "../de", "DE", "de\x00"])
def test_what_is_no_language_is_no_choice(chosen) -> None:
    answer = page(Client(), language=chosen)
    assert answer.status_code == 200
    assert not answer.cookies


def test_a_forged_cookie_is_no_choice() -> None:
    browser = Client()
    browser.cookies["language"] = "../../etc"
    assert language(page(browser, asks_for="de")) == "de"


def test_a_form_is_never_answered_with_a_choice() -> None:
    round, _groups = open_round_with_groups()
    answer = Client().post(f"/join/{round.code}/?language=de", {"group": "it"})
    assert "language" not in answer.cookies


def test_the_switch_names_each_language_in_itself() -> None:
    html = page(Client(), asks_for="de", code="ZZZZZZ").content.decode()
    assert "English</a>" in html
    assert "?code=ZZZZZZ&amp;language=en-gb" in html
    assert '<span lang="de" aria-current="true">Deutsch</span>' in html


def test_answers_say_that_they_depend_on_the_language() -> None:
    assert {"Accept-Language", "Cookie"} <= set(page(Client())["Vary"].split(", "))


@pytest.mark.parametrize("path", ["/sign-in/", "/nowhere/"])
def test_other_pages_speak_the_first_language_to_everybody(path) -> None:
    browser = Client()
    browser.cookies["language"] = "de"
    assert language(page(browser, path, asks_for="de")) == settings.LANGUAGE_CODE


def test_a_visitor_who_asks_for_no_language_we_have_gets_the_clients() -> None:
    round, _groups = open_round_with_groups()
    Organisation.objects.update(language="de")
    address = f"/join/{round.code}/"
    assert language(page(Client(), address, asks_for="fr")) == "de"
    assert language(page(Client(), address, asks_for="en")) == "en-gb"


def test_a_refusal_speaks_the_clients_language_too() -> None:
    round, _groups = open_round_with_groups()
    Organisation.objects.update(language="de")
    type(round).objects.update(state=RoundState.CLOSED)
    answer = page(Client(), f"/join/{round.code}/")
    assert "Diese Runde ist geschlossen" in answer.content.decode()


def test_nothing_of_a_language_is_left_for_the_next_visitor(rf) -> None:
    def lasting(_request):
        translation.activate("de")
        return HttpResponse()

    before = translation.get_language()
    VisitorsLanguage(lasting)(rf.get(JOIN))
    assert translation.get_language() == before
