"""The German texts of the built-in framework: all there, easy to read, and true to the version."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from scoring.framework import Level, plain_file, translate
from tests.scoring.framework.test_translate import BASE, FOLDER, TEXTS, without_texts
from tests.scoring.readability import german_readability_index

FILE = FOLDER / "crm-readiness-2.de.yaml"
TRANSLATION = translate(BASE, plain_file(FILE), FILE.name)
GERMAN = TRANSLATION.framework
NUMBER = re.compile(r"\d+")


def texts(part: object) -> Iterator[str]:
    """Give every text of a framework's part, in order."""
    if isinstance(part, Level):
        yield from (part.name, part.meaning)
    elif is_dataclass(part):
        for each in fields(part):
            if not each.compare:
                continue
            value = getattr(part, each.name)
            yield from _texts(value) if each.name in TEXTS - {"language"} else texts(value)
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def pairs() -> list[tuple[str, str]]:
    return list(zip(texts(BASE), texts(GERMAN), strict=True))


def test_every_text_has_a_translation() -> None:
    assert TRANSLATION.missing == ()
    same = {german for english, german in pairs() if english == german}
    assert same == {"%", "IT"}


def test_nothing_but_texts_is_changed() -> None:
    assert without_texts(GERMAN) == without_texts(BASE)
    assert GERMAN.checksum == BASE.checksum


def test_numbers_stay_the_same() -> None:
    """A limit in a band or an example must not change on the way."""
    differ = [
        (english, german)
        for english, german in pairs()
        if sorted(NUMBER.findall(english)) != sorted(NUMBER.findall(german))
    ]
    assert differ == []


def test_texts_fit_where_the_english_ones_do() -> None:
    longest = [german for english, german in pairs() if len(german) > 1.9 * len(english) + 20]
    assert longest == []
    assert all(len(group.title) <= 60 and len(group.choice) <= 160 for group in GERMAN.groups)


def test_people_are_addressed_politely_and_calmly() -> None:
    words = " ".join(texts(GERMAN))
    assert re.findall(r"\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir)\b", words) == []
    assert "!" not in words
    assert '"' not in words


def test_questions_and_answers_are_easy_to_read() -> None:
    def index(parts: list[str]) -> float:
        return german_readability_index(" ".join(f"{each.rstrip('.?:')}." for each in parts))

    asked = [item for item in GERMAN.items if not item.is_fact]
    assert index([item.question for item in asked]) <= 9
    assert index([anchor for item in asked for anchor in item.anchors]) <= 9
    assert index([text for item in GERMAN.items for text in item.improvements]) <= 9


def test_the_index_tells_officialese_from_plain_words() -> None:
    plain = "Wir messen, wie gut die Daten sind. Eine Person kümmert sich darum."
    official = (
        "Die Inanspruchnahme der Datenqualitätssicherungsmaßnahmen obliegt der "
        "organisationsverantwortlichen Geschäftsbereichsleitung unter Berücksichtigung "
        "übergeordneter Zuständigkeitsregelungen."
    )
    assert german_readability_index(plain) < 9 < german_readability_index(official)
