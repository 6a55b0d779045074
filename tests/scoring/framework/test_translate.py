"""A translation holds texts, for every text of its version, and changes nothing else."""

import copy
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from scoring.framework import FrameworkError, Level, load, translate

FOLDER = Path(__file__).resolve().parents[3] / "assessments" / "frameworks"
BASE = load(FOLDER / "crm-readiness-2.yaml")
TEXTS = {
    *("anchors", "bands", "choice", "elements", "failed", "help", "improvements", "label"),
    *("labels", "language", "meaning", "options", "passed", "question", "summary", "title"),
    "unit",
}
SMALL = {
    "schema": 1,
    "slug": "crm-readiness",
    "version": 2,
    "language": "de",
    "title": "Reife",
    "scales": {"agreement": ["a", "b", "c", "d", "e"]},
    "groups": {"it": {"title": "Die IT"}},
    "items": {
        "S1a": {"question": "Wie klar?", "anchors": ["1", "2", "3", "4", "5"]},
        "Q2c": {"parts": {"bad": {"label": "Falsch"}}},
    },
    "gates": {"G1": {"passed": "Klar."}},
}


def changed(**changes) -> dict:
    return copy.deepcopy(SMALL) | changes


def problems_of(spec) -> list[str]:
    with pytest.raises(FrameworkError) as refused:
        translate(BASE, spec, "test")
    return [problem.path for problem in refused.value.problems]


def test_texts_are_laid_over_by_their_codes() -> None:
    translated = translate(BASE, SMALL, "test").framework
    assert translated.title == "Reife"
    assert translated.language == "de"
    assert translated.group("it").title == "Die IT"
    assert translated.item("S1a").anchors == ("1", "2", "3", "4", "5")
    assert translated.choices(translated.item("C2a")) == ("a", "b", "c", "d", "e")
    assert translated.item("Q2c").parts[0].label == "Falsch"
    assert translated.capability("S1").items[0].question == "Wie klar?"
    assert translated.gate("G1").passed == "Klar."


def test_what_is_missing_stays_and_is_named() -> None:
    translation = translate(BASE, SMALL, "test")
    assert translation.framework.item("S1a").title == BASE.item("S1a").title
    assert translation.framework.levels == BASE.levels
    assert {"items.S1a.title", "items.S1b.elements", "levels", "gates.G1.failed"} <= set(
        translation.missing
    )
    assert "items.S1a.question" not in translation.missing


def test_a_percent_sign_needs_no_translation() -> None:
    assert "items.S4b.unit" not in translate(BASE, SMALL, "test").missing


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"version": 1}, "version"),
        ({"slug": "other"}, "slug"),
        ({"schema": 2}, "schema"),
        ({"language": "German!"}, "language"),
        ({"items": {"S9z": {"title": "x"}}}, "items.S9z"),
        ({"items": {"S1a": {"weight": 2}}}, "items.S1a.weight"),
        ({"items": {"S1a": {"elements": ["x"]}}}, "items.S1a.elements"),
        ({"items": {"S1a": {"anchors": ["1", "2", "3", "4"]}}}, "items.S1a.anchors"),
        ({"items": {"S1a": {"anchors": ["1", "2", "3", "4", "4"]}}}, "items.S1a.anchors[4]"),
        ({"items": {"S1a": {"title": 5}}}, "items.S1a.title"),
        ({"items": ["S1a"]}, "items"),
        ({"items": {"Q2c": {"parts": {"worse": {}}}}}, "items.Q2c.parts.worse"),
        ({"levels": [{"name": "x"}]}, "levels"),
        ({"gates": {"G1": {"pilot": 1.0}}}, "gates.G1.pilot"),
        ({"scales": {"other": ["a"]}}, "scales.other"),
        ({"scoring": {"target": 5}}, "scoring"),
    ],
)
def test_anything_but_a_text_of_the_version_is_refused(wrong, place) -> None:
    assert place in problems_of(changed(**wrong))


def test_a_translation_stands_for_its_version() -> None:
    translated = translate(BASE, SMALL, "test").framework
    assert translated.checksum == BASE.checksum
    assert translated.to_spec() == BASE.to_spec()
    codes = [item.code for item in BASE.items]
    assert [translated.item_fingerprint(code) for code in codes] == [
        BASE.item_fingerprint(code) for code in codes
    ]


def test_without_the_original_a_translated_question_would_be_another_one() -> None:
    translated = replace(translate(BASE, SMALL, "test").framework, original=None)
    assert translated.item_fingerprint("S1a") != BASE.item_fingerprint("S1a")
    assert translated.checksum != BASE.checksum


def test_nothing_but_texts_is_changed() -> None:
    translated = translate(BASE, SMALL, "test").framework
    assert without_texts(translated) == without_texts(BASE)
    assert translated != BASE


def without_texts(part: object) -> object:
    """Return a framework's parts as plain data, texts left out."""
    if isinstance(part, Level):
        return "a level"
    if is_dataclass(part):
        names = {each.name for each in fields(part) if each.compare} - TEXTS
        return {name: without_texts(getattr(part, name)) for name in names}
    return [without_texts(each) for each in part] if isinstance(part, tuple) else part
