"""The actions in German: all there, as short as they must be, and addressed politely."""

import re

import pytest

from scoring.actions import load_actions, with_texts
from tests.scoring.conftest import CRM_READINESS
from tests.scoring.readability import german_readability_index

LIBRARY = CRM_READINESS.with_name("crm-readiness-2.actions.yaml")
GERMAN = CRM_READINESS.with_name("crm-readiness-2.actions.de.yaml")
LONGEST = {"what": 30, "role": 13, "proof": 18}


@pytest.fixture(scope="module")
def libraries(crm_readiness):
    library = load_actions(LIBRARY, crm_readiness)
    return library, with_texts(GERMAN, crm_readiness, library)


def test_every_text_has_a_translation_and_nothing_else_is_changed(libraries):
    english, german = libraries
    assert german.language == "de"
    assert list(german.actions) == list(english.actions)
    for place, action in german.actions.items():
        other = english.actions[place]
        assert (action.effort, action.group) == (other.effort, other.group)
        for name in LONGEST:
            assert getattr(action, name) != getattr(other, name), (place, name)


def test_texts_are_short_polite_and_easy(libraries):
    _english, german = libraries
    for place, action in german.actions.items():
        for name, most in LONGEST.items():
            text = getattr(action, name)
            assert len(text.split()) <= most, (place, name, len(text.split()))
            assert "!" not in text
            assert not re.search(r"\b([Dd]u|[Dd]ein\w*)\b", text)
        assert action.what.endswith(".")
        assert action.proof.endswith(".")
    whole = " ".join(action.what for action in german.actions.values())
    assert german_readability_index(whole) <= 10


def test_numbers_stay_the_same(libraries):
    for place, action in libraries[1].actions.items():
        texts = [(getattr(one.actions[place], name)) for one in libraries for name in LONGEST]
        numbers = [re.findall(r"\d+", text) for text in texts]
        assert numbers[:3] == numbers[3:], (place, action.what)
