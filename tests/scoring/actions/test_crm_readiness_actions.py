"""The actions that come along: complete, short, easy to read, and never twice the same."""

import re
from collections import Counter

import pytest

from scoring.actions import Effort, load_actions
from scoring.framework import Item
from tests.scoring.conftest import CRM_READINESS
from tests.scoring.readability import readability_index

LIBRARY = CRM_READINESS.with_name("crm-readiness-2.actions.yaml")
LONGEST = {"what": 25, "role": 12, "proof": 18}


@pytest.fixture(scope="module")
def library(crm_readiness):
    return load_actions(LIBRARY, crm_readiness)


@pytest.fixture(scope="module")
def texts(library):
    """Every sentence with its place."""
    return [
        (f"{action.capability} {action.band} {name}", name, getattr(action, name))
        for action in library.actions.values()
        for name in LONGEST
    ]


def test_every_capability_has_an_action_in_every_band(library, crm_readiness):
    assert [band.code for band in library.bands] == ["start", "spread", "measure", "hold"]
    assert [band.below for band in library.bands] == [2.0, 3.0, 4.0, None]
    assert list(library.actions) == [
        (part.code, band.code) for part in crm_readiness.capabilities for band in library.bands
    ]


def test_the_limits_of_bands_are_those_of_the_verdict(library, crm_readiness):
    rules = crm_readiness.verdict
    start, spread, *_ = library.bands
    assert (start.below, spread.below) == (rules.stop_foundation_below, rules.conditions_minimum)


def test_efforts_of_the_method(library):
    """method.md 3.12: weeks, a quarter, longer; at most one level a quarter."""
    rules = library.efforts
    assert rules[Effort.SMALL].weeks == 4
    assert rules[Effort.MEDIUM].weeks == 13
    assert rules[Effort.LARGE].weeks > 13
    assert max(rule.rise for rule in rules.values()) <= 1.0


def test_evidence_is_named_where_the_framework_has_some(library, crm_readiness):
    def facts(code) -> list[Item]:
        return [item for item in crm_readiness.capability(code).items if item.is_fact]

    lacking = [
        place
        for place, action in library.actions.items()
        if action.evidence is None and any(i.scored or i.elements for i in facts(place[0]))
    ]
    assert lacking == []
    named = {action.evidence for action in library.actions.values()} - {None}
    assert named <= {item.code for item in crm_readiness.facts}


def test_every_group_has_something_to_do(library, crm_readiness):
    groups = {group.code for group in crm_readiness.groups}
    assert {action.group for action in library.actions.values()} == groups


def test_sentences_are_short(texts):
    lengths = {place: (name, len(text.split())) for place, name, text in texts}
    assert {p: (name, n) for p, (name, n) in lengths.items() if n > LONGEST[name]} == {}


def test_sentences_are_sentences(texts):
    """One sentence each; a role is a part of one."""
    sentence = re.compile(r"[A-Z][^.!;?]*\.")
    role = re.compile(r"[a-z][^.!;?]*")
    odd = [
        place
        for place, name, text in texts
        if not (role if name == "role" else sentence).fullmatch(text)
    ]
    assert odd == []


@pytest.mark.parametrize(("name", "average"), [("what", 8.5), ("proof", 8.5)])
def test_sentences_are_easy(texts, name, average):
    indices = {place: readability_index(text) for place, kind, text in texts if kind == name}
    assert sum(indices.values()) / len(indices) <= average
    assert {place: index for place, index in indices.items() if index > 14} == {}


def test_no_sentence_stands_twice(texts, crm_readiness):
    said = Counter(text for _place, name, text in texts if name != "role")
    assert [text for text, times in said.items() if times > 1] == []
    steps = {text for item in crm_readiness.items for text in item.improvements}
    assert steps & set(said) == set()
