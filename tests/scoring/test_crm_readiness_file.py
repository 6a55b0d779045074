"""The built-in framework: complete, by the method, and readable for everybody."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest

from scoring.framework import (
    CLIENT_TYPES,
    DecayRules,
    HierarchyRule,
    ItemType,
    PriorityRules,
    ScoringRules,
    Side,
    SidesRule,
    StatisticsRules,
    Technology,
    When,
)
from tests.scoring.readability import readability_index

SHARED_DESIGN = Path(os.environ.get("SHARED_DESIGN") or Path(__file__).parents[3] / "shared/design")
ITEM_LIST = SHARED_DESIGN / "items.tsv"
LETTERS = {"X": "executives", "B": "business", "F": "frontline", "I": "it"}


def codes(parts):
    return [part.code for part in parts]


def sentences(framework):
    """Every text a respondent or fact owner reads, with its place."""
    for item in framework.items:
        yield f"{item.code} question", item.question
        if item.help:
            yield f"{item.code} help", item.help
        for name in ("anchors", "elements", "options", "improvements"):
            for number, text in enumerate(getattr(item, name), 1):
                if item.type is not ItemType.NUMBER or name == "improvements":
                    yield f"{item.code} {name} {number}", text


def words(text):
    return len(text.split())


def test_how_much_there_is(crm_readiness):
    assert len(crm_readiness.items) == 73
    assert len(crm_readiness.facts) == 16
    assert len(crm_readiness.gates) == 9
    assert len(crm_readiness.capabilities) == 24
    assert codes(crm_readiness.dimensions) == ["S", "C", "Q", "A"]
    assert {len(part.capabilities) for part in crm_readiness.dimensions} == {6}


def test_how_much_each_group_is_asked(crm_readiness):
    asked = {group.code: len(crm_readiness.items_for(group.code)) for group in crm_readiness.groups}
    assert asked == {"executives": 36, "business": 54, "frontline": 34, "it": 38}


def test_groups_and_their_quorum(crm_readiness):
    groups = {
        group.code: (group.side, group.quorum.people, group.quorum.share)
        for group in crm_readiness.groups
    }
    assert groups == {
        "executives": (Side.BUSINESS, 3, 0.5),
        "business": (Side.BUSINESS, 5, 0.3),
        "frontline": (Side.BUSINESS, 5, 0.3),
        "it": (Side.IT, 3, 0.5),
    }


def test_numbers_of_the_method(crm_readiness):
    assert crm_readiness.scoring == ScoringRules()
    assert crm_readiness.technology == Technology()
    assert (crm_readiness.pilot.item, crm_readiness.pilot.elements) == ("S6c", 4)
    sides = {part.code: part.sides for part in crm_readiness.dimensions}
    assert (sides["A"].business, sides["A"].it) == (0.5, 0.5)
    assert [sides[code] for code in "SCQ"] == [None, None, None]


def test_gates_of_the_method(crm_readiness):
    gates = {gate.code: (*gate.items, gate.pilot, gate.proceed) for gate in crm_readiness.gates}
    assert gates == {
        "G1": ("S1a", "S1b", 3.0, 3.0),
        "G2": ("S3a", "S3c", 3.0, 3.0),
        "G3": ("S3b", 2.5, 3.0),
        "G4": ("Q4a", "Q4b", 2.0, 3.0),
        "G5": ("Q3a", "Q3b", 2.0, 3.0),
        "G6": ("A1a", "A1c", 2.0, 3.0),
        "G7": ("C3a", "C3b", 2.0, 2.5),
        "G8": ("Q5a", "Q5b", 2.0, 2.5),
        "G9": ("Q4c", 3.0, 3.0),
    }
    assert {g.code: g.leave_out for g in crm_readiness.gates if g.leave_out} == {
        "G7": ("executives",)
    }
    assert [g.code for g in crm_readiness.gates if g.not_applicable_for] == ["G8"]


def test_statistics_of_the_method(crm_readiness):
    assert crm_readiness.statistics == StatisticsRules()


def test_comparisons_of_the_method(crm_readiness):
    assert crm_readiness.hierarchy == HierarchyRule(
        upper=("executives",),
        lower=("frontline",),
        otherwise=("business", "frontline"),
        capabilities=("C1", "C2", "C3", "C6", "Q1", "Q6"),
        critical=2,
    )
    assert crm_readiness.sides_rule == SidesRule(("Q3", "A1", "A2", "A3", "A5", "A6"))


def test_decay_of_the_method(crm_readiness):
    assert crm_readiness.decay == DecayRules("Q2c", "Q1d", 0.03, 0.021, 0.90, 12)


def test_priorities_of_the_method(crm_readiness):
    rules = crm_readiness.priorities
    assert replace(rules, ease=(), prerequisites=()) == PriorityRules()
    assert [code for code, _ in rules.ease] == codes(crm_readiness.capabilities)
    assert {thirds for _, thirds in rules.ease} == {1, 2, 3}
    # method.md 3.12
    edges = """S1->S2,S4,A3; S3->S4,C2,A2,Q4; C3->C2; S2->C1; S5->S2,C6; A1->A3,A5,Q3; A2->A3;
        Q4->Q1,Q2,Q3,Q6; Q5->Q3; C4->Q6; Q3->Q1; C5->Q6"""
    expected = {
        (first.strip(), second)
        for edge in edges.split(";")
        for first, seconds in [edge.split("->")]
        for second in seconds.strip().split(",")
    }
    assert len(expected) == 23
    assert set(rules.prerequisites) == expected
    assert len(rules.prerequisites) == len(expected)


def test_findings_of_the_method(crm_readiness):
    """The rules of method.md 3.11 in its order; test_findings.py has their conditions."""
    assert codes(crm_readiness.findings) == [
        "R-PROB",
        "R-OWN",
        "R-SYS",
        "R-COW",
        "R-FENCE",
        "R-BAL",
        "R-VOICE",
        "R-ILLUS",
        "R-CAP",
        "R-RESIST",
        "R-INSIGHT",
        "R-LOAD",
        "R-ETIQ",
        "R-MASTER",
        "R-AUTH",
        "R-DYN",
    ]
    assert [f.code for f in crm_readiness.findings if f.when is When.ALL] == ["R-COW"]
    assert [f.code for f in crm_readiness.findings if f.not_applicable_for] == ["R-MASTER"]


def test_findings_are_short_sentences(crm_readiness):
    titles = [finding.title for finding in crm_readiness.findings]
    assert [title for title in titles if words(title) > 15 or not title.endswith(".")] == []
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("client_type", CLIENT_TYPES)
def test_only_the_customer_master_depends_on_the_client(crm_readiness, client_type):
    exempt = [i.code for i in crm_readiness.items if not crm_readiness.applies(i, client_type)]
    assert exempt == (["Q5a", "Q5b", "Q5c"] if client_type == "b2c" else [])


@pytest.mark.skipif(not ITEM_LIST.is_file(), reason=f"{ITEM_LIST} is not there")
def test_items_follow_the_item_list(crm_readiness):
    with ITEM_LIST.open(newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t"))
    assert sorted(row["code"] for row in listed) == sorted(codes(crm_readiness.items))
    rules = {"x": "exclude", "1": "lowest", "-": "none"}
    for row in listed:
        item = crm_readiness.item(row["code"])
        people = row["groups"].removeprefix("fact:").removesuffix("(self)")
        who = {LETTERS[letter] for letter in people}
        assert item.type == row["type"]
        assert item.is_fact == row["groups"].startswith("fact:")
        assert set(item.groups or item.fact_owner) == who
        assert item.dont_know == rules[row["dk"]]
        gates = [gate.code for gate in crm_readiness.gates if item.code in gate.items]
        assert gates == ([row["gate"]] if row["gate"] else [])


def test_texts_are_short(crm_readiness):
    limits = {"question": 25, "help": 30, "anchors": 20, "elements": 20, "options": 20}
    limits["improvements"] = 25
    too_long = [
        (place, words(text))
        for place, text in sentences(crm_readiness)
        if words(text) > limits[place.split()[1]]
    ]
    assert too_long == []


def test_texts_are_easy_on_average(crm_readiness):
    indices = [readability_index(text) for _, text in sentences(crm_readiness)]
    assert sum(indices) / len(indices) <= 8.5


def test_no_question_is_hard(crm_readiness):
    hard = [
        (item.code, readability_index(item.question))
        for item in crm_readiness.items
        if readability_index(item.question) > 14
    ]
    assert hard == []


def test_the_index_tells_easy_from_hard():
    """Negative control, with the index of the first sentence worked out by hand."""
    easy = "The dog ran to the door."  # 18 letters, 6 words, 1 sentence
    assert readability_index(easy) == pytest.approx(4.71 * 18 / 6 + 0.5 * 6 - 21.43)
    hard = "Organisational stakeholder alignment necessitates comprehensive governance frameworks."
    assert readability_index(easy) < 0
    assert readability_index(hard) > 30
