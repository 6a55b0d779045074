"""People answer in their own language, and what they answer is the same in all."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from assessments.enums import AnonymityMode
from assessments.models import Client as Organisation
from assessments.promise import promise_as_given, promise_text
from assessments.selectors.frameworks import framework_in, framework_of
from assessments.selectors.languages import names_of
from assessments.services.rounds import open_round
from assessments.views.questionnaire import _empty_screens
from tests.assessments.phone import Phone, field
from tests.factories import RoundFactory, built_in_framework, open_round_with_groups
from tests.persons import persons_of
from tests.untranslated import watched

pytestmark = pytest.mark.django_db

GERMAN = "Wie klar haben wir beschrieben, welches Problem CRM lösen soll?"
ENGLISH = "How clearly have we stated the problem that CRM should solve?"


def german_phone(group) -> Phone:
    phone = Phone()
    phone.client.cookies["language"] = "de"
    return phone.join(group)


def words(answer) -> str:
    """Return what a page shows, without the screens it keeps for later."""
    shown = answer.content.decode().split("<template", 1)[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", shown))


def test_a_whole_response_in_german() -> None:
    _round, groups = open_round_with_groups()
    phone = german_phone(groups["business"])
    page = phone.get("answer-place", "S1")
    assert '<html lang="de"' in page.content.decode()
    assert GERMAN in words(page)
    assert "Weiß ich nicht" in words(page)
    assert ENGLISH not in page.content.decode()
    assert "Noch" not in words(page)
    phone.tap("S1a", 4, 1)
    review = phone.get("answer-review")
    assert "Bevor Sie abgeben" in words(review)
    phone.send(phone.path("answer-submit"), review)
    assert "Danke. Ihre Antworten sind abgegeben." in words(phone.get("receipt"))


def test_two_languages_give_the_same_answers() -> None:
    _round, groups = open_round_with_groups()
    pages = []
    for phone in (german_phone(groups["it"]), Phone().join(groups["it"])):
        page = phone.get("answer-place", "S1").content.decode()
        pages.append(re.findall(r'name="(item-[^"]+)"\s+value="([^"]*)"', page))
    assert pages[0] == pages[1]
    assert pages[0]


def test_the_language_can_change_in_the_middle() -> None:
    _round, groups = open_round_with_groups()
    phone = Phone().join(groups["business"])
    phone.tap("S1a", 4, 1)
    assert ENGLISH in words(phone.get("answer-place", "S1"))
    phone.client.get(phone.path("answer-place", "S1") + "?language=de")
    page = phone.get("answer-place", "S1")
    assert GERMAN in words(page)
    assert re.search(r'value="4"\s+checked', page.content.decode())


def test_every_group_is_named_in_the_readers_language() -> None:
    round, groups = open_round_with_groups()
    framework = built_in_framework()
    for group in framework.groups:
        type(groups[group.code]).objects.filter(pk=groups[group.code].pk).update(
            label=group.title, choice=group.choice
        )
    phone = Phone()
    phone.client.cookies["language"] = "de"
    page = words(phone.client.get(f"/join/{round.code}/"))
    assert "Kundenteams" in page
    assert "Ich spreche mit Kunden, betreue sie oder pflege ihre Daten." in page


@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_a_name_that_somebody_chose_is_not_translated(language) -> None:
    round, groups = open_round_with_groups()
    groups["it"].label, groups["it"].choice = "Data and IT", "I keep things running."
    with translation.override(language):
        names = names_of(round, groups["it"])
    assert (names.label, names.choice) == ("Data and IT", "I keep things running.")


def test_a_group_the_framework_does_not_know_keeps_its_names() -> None:
    round, groups = open_round_with_groups()
    groups["it"].code, groups["it"].label = "partners", "IT"
    with translation.override("de"):
        assert names_of(round, groups["it"]).label == "IT"


@pytest.mark.parametrize("given_in", ["en-gb", "de"])
@pytest.mark.parametrize("mode", AnonymityMode.values)
def test_a_promise_is_read_in_every_language(given_in, mode) -> None:
    with translation.override(given_in):
        given = promise_text(k=5, mode=mode)
    for language in ("en-gb", "de"):
        with translation.override(language):
            assert promise_as_given(given, most_k=5) == promise_text(k=5, mode=mode)


def test_a_promise_stays_what_it_was_when_the_round_gets_stricter() -> None:
    given = promise_text(k=5, mode=AnonymityMode.CONFIDENTIAL)
    with translation.override("de"):
        shown = promise_as_given(given, most_k=9)
        assert "mindestens 5 Personen" in shown
        assert "kann erfahren, dass Sie teilgenommen haben" in shown


def test_a_promise_of_other_words_is_shown_as_it_was_given() -> None:
    with translation.override("de"):
        assert promise_as_given("We promise nothing.", most_k=9) == "We promise nothing."


def test_a_round_keeps_its_promise_in_the_clients_language() -> None:
    round, _groups = open_round_with_groups(state="draft", promise_text="", promise_hash="")
    Organisation.objects.update(language="de")
    round.refresh_from_db()
    opened = open_round(round=round)
    assert opened.promise_text.startswith("Wer die Ergebnisse liest")
    assert opened.promise[0].startswith("Everyone who reads the results")


def test_a_language_without_translation_leaves_the_texts_as_they_are() -> None:
    version = RoundFactory().framework_version_id
    assert framework_in(version, "en-gb") is framework_of(version)
    assert framework_in(version, "../de") is framework_of(version)
    assert framework_in(version, "de").language == "de"


def test_a_fact_owner_reads_german_and_numbers_stay_numbers() -> None:
    round, _groups = open_round_with_groups()
    persons = persons_of(round.workspace)
    page = persons.owner.get(f"/w/{round.workspace.slug}/rounds/{round.pk}/facts/")
    link = re.search(r"/facts/[A-Za-z0-9_:=-]+/", page.content.decode().split("<h2", 1)[0])[0]
    phone = Phone()
    phone.client.cookies["language"] = "de"
    with watched("de") as missing:
        first = phone.client.get(link)
        hidden = {"csrfmiddlewaretoken": field(first, "csrfmiddlewaretoken")}
        for wrong in (
            {"item": "S4b", "S4b-number": "101", "S4b-as_of": "2999-01-31"},
            {"item": "Q2c", "Q2c-bad": "9", "Q2c-checked": "3", "Q2c-months": "x"},
            {"item": "S1b", "S1b-note_0": "javascript:x"},
            {"item": "none"},
        ):
            phone.client.post(link, wrong | hidden)
    assert missing == set()
    assert "Was können Sie heute vorzeigen?" in words(first)
    typed = {"item": "S4b", "S4b-number": "12.5", "S4b-as_of": "2026-01-31"}
    phone.client.post(link, typed | hidden)
    again = phone.client.get(link).content.decode()
    assert 'value="12.5"' in again
    assert 'value="2026-01-31"' in again


def test_consultants_read_english_whatever_their_browser_asks_for() -> None:
    round, _groups = open_round_with_groups()
    browser = persons_of(round.workspace).owner
    page = browser.get(
        f"/w/{round.workspace.slug}/rounds/{round.pk}/", headers={"Accept-Language": "de"}
    )
    assert '<html lang="en-gb"' in page.content.decode()


def test_no_text_on_the_way_is_left_in_english() -> None:
    _round, groups = open_round_with_groups()
    _empty_screens.cache_clear()
    with watched("de") as missing:
        phone = german_phone(groups["business"])
        for code in ("S1", "C2"):
            phone.get("answer-place", code)
        review = phone.get("answer-review")
        phone.send(phone.path("answer-submit"), review)
        phone.get("receipt")
        for path in (
            "/join/?code=none",
            "/join/NONE/",
            "/i/forged/",
            "/answer/nowhere/",
            "/facts/x/",
        ):
            phone.client.get(path)
        phone.client.post("/join/NONE/")
    assert missing == set()


def test_a_text_without_translation_is_noticed() -> None:
    with watched("de") as missing, translation.override("de"):
        gettext("Nobody would translate this.")
        gettext("Saved")
    with translation.override("en-gb"):
        gettext("Nor this.")
    assert missing == {"Nobody would translate this."}
