"""Look-ups of a framework, and its way into the database and back."""

import json
import time
from dataclasses import FrozenInstanceError, replace

import pytest

from scoring.framework import (
    DontKnow,
    Framework,
    FrameworkError,
    GateLimits,
    ItemType,
    Quorum,
    Side,
    VerdictRules,
    load,
    parse,
)
from tests.scoring.conftest import CRM_READINESS, FRAMEWORKS


def codes(parts):
    return [part.code for part in parts]


def test_items_by_code(small):
    item = small.item("S1a")
    assert (item.capability, item.dimension, item.type) == ("S1", "S", ItemType.ANCHORED)
    assert item.groups == ("executives", "business", "it")
    assert small.has_item("S1a")
    assert not small.has_item("S9z")
    with pytest.raises(KeyError):
        small.item("S9z")


def test_parts_by_code(small):
    assert small.capability("S6").title == "Pilots"
    assert small.dimension("Q").title == "Data"
    assert small.group("it").side is Side.IT
    assert small.group("it").quorum == Quorum(2, 0.5)
    assert small.gate("G7").leave_out == ("executives",)
    with pytest.raises(KeyError):
        small.gate("G9")


def test_what_each_group_is_asked(small):
    executives = ["S1a", "S1c", "S1d", "S6a", "S5b", "C3a", "A1a"]
    assert codes(small.items_for("executives")) == executives
    assert codes(small.items_for("it")) == ["S1a", "Q3a", "Q5a", "A1a", "A4b"]
    assert codes(small.capabilities_for("it")) == ["S1", "Q3", "Q5", "A1", "A4"]
    with pytest.raises(KeyError):
        small.items_for("nobody")


def test_what_does_not_apply_can_be_left_out(small):
    assert codes(small.items_for("it", "b2c")) == ["S1a", "Q3a", "A1a", "A4b"]
    assert codes(small.capabilities_for("it", "b2c")) == ["S1", "Q3", "A1", "A4"]
    assert codes(small.items_for("it", "both")) == codes(small.items_for("it"))
    assert codes(small.facts_for("it", "b2c")) == ["S4d", "Q1c", "Q2c", "Q3b", "A1c"]
    assert small.applies(small.item("Q5a"), "b2b")
    assert not small.applies(small.item("Q5a"), "b2c")


def test_facts_and_gate_items(small):
    assert codes(small.facts) == ["S1b", "S6c", "S4d", "Q1c", "Q2c", "Q3b", "Q5b", "A1c"]
    assert codes(small.facts_for("business")) == ["S6c"]
    assert len(small.respondent_items) + len(small.facts) == len(small.items)
    gate_items = ["S1a", "S1b", "S1c", "C3a", "C3b", "Q5a", "Q5b", "A1a", "A1c"]
    assert codes(small.gate_items) == gate_items


def test_choices_are_shown_as_asked(small):
    assert small.choices(small.item("S1a"))[0] == "Not at all"
    assert small.choices(small.item("S5b"))[4] == "10 days or more"
    assert small.choices(small.item("C1b"))[4] == "Strongly agree"
    assert small.choices(small.item("S1d")) == ()
    assert small.choices(small.item("S4d")) == ()


def test_defaults(small):
    assert small.item("S1c").dont_know is DontKnow.LOWEST
    assert small.item("S6a").dont_know is DontKnow.EXCLUDE
    assert small.item("S1d").dont_know is DontKnow.NONE
    assert (small.scoring.minimum_answers, small.scoring.target) == (1, 3.5)


def test_verdict_rules_hold_the_limits_of_the_file(small):
    assert small.verdict.gates[1] == GateLimits("G2", "S", 3.0, 3.0)
    assert small.verdict.technology == small.technology
    assert small.verdict.dimensions == ("S", "C", "Q", "A")


def test_the_built_in_framework_decides_by_the_method(crm_readiness):
    assert crm_readiness.verdict == VerdictRules()


def test_a_framework_cannot_change(small):
    with pytest.raises(FrozenInstanceError):
        small.title = "Other"


@pytest.mark.parametrize("path", [FRAMEWORKS / "small.yaml", CRM_READINESS])
def test_a_spec_survives_json(path):
    framework = load(path)
    stored = json.loads(json.dumps(framework.to_spec(), sort_keys=True))
    again = Framework.from_spec(stored)
    assert again == framework
    assert again.to_spec() == framework.to_spec()
    assert again.checksum == framework.checksum
    assert len(framework.checksum) == 64


def test_the_checksum_sees_every_change(small):
    spec = small.to_spec()
    spec["dimensions"][0]["capabilities"][0]["items"][0]["anchors"][4] = "Wholly"
    assert Framework.from_spec(spec).checksum != small.checksum


def test_the_checksum_ignores_layout_and_order_of_groups():
    text = (FRAMEWORKS / "small.yaml").read_text()
    other = text.replace("groups: [X, B, I]", "groups: [it, X, business]") + "\n# The end.\n"
    assert parse(other).checksum == parse(text).checksum


def test_the_checksum_is_computed_once(small):
    framework = Framework.from_spec(small.to_spec())
    assert framework.checksum is framework.checksum
    assert framework == Framework.from_spec(small.to_spec())
    assert replace(framework, title="Other").checksum != framework.checksum


# The built-in framework's version 1, as it was published: databases hold this checksum.
VERSION_1 = "c96a9eaac13b4c53ca5901c06adc55641fabcf80867d5357e8484ed01b1bbea3"
NEW_IN_2 = {"statistics", "comparisons", "priorities", "decay", "findings"}


def version_1(crm_readiness):
    """Return version 2 without what it added."""
    spec = crm_readiness.to_spec()
    return {key: part for key, part in spec.items() if key not in NEW_IN_2} | {"version": 1}


def test_version_1_keeps_its_checksum(crm_readiness):
    first = Framework.from_spec(version_1(crm_readiness))
    assert first.checksum == VERSION_1
    assert first.to_spec() == version_1(crm_readiness)
    assert (first.statistics, first.hierarchy, first.sides_rule) == (None, None, None)
    assert (first.priorities, first.decay, first.findings) == (None, None, None)


def test_version_2_is_version_1_with_more_rules(crm_readiness):
    first = Framework.from_spec(version_1(crm_readiness))
    assert set(crm_readiness.to_spec()) - set(first.to_spec()) == NEW_IN_2
    assert crm_readiness.version == 2
    for item in crm_readiness.items:
        assert first.item_fingerprint(item.code) == crm_readiness.item_fingerprint(item.code)


def fingerprints(framework):
    return {item.code: framework.item_fingerprint(item.code) for item in framework.items}


def test_fingerprints_tell_items_apart(small, crm_readiness):
    for framework in (small, crm_readiness):
        prints = set(fingerprints(framework).values())
        assert len(prints) == len(framework.items)
        assert {len(text) for text in prints} == {16}
    with pytest.raises(KeyError):
        small.item_fingerprint("S9z")


def edited(framework, code, **changes):
    """Return the framework with some keys of one item changed."""
    spec = framework.to_spec()
    for dimension in spec["dimensions"]:
        for capability in dimension["capabilities"]:
            for item in capability["items"]:
                if item["code"] == code:
                    item.update(changes)
    return Framework.from_spec(spec)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("S1a", {"question": "How clear is it?"}),
        ("S1a", {"anchors": ["Not at all", "A little", "Half", "Mostly", "Wholly"]}),
        ("S1a", {"groups": ["executives", "business"]}),
        ("S1a", {"type": "SC"}),
        ("S1a", {"dont_know": "lowest"}),
        ("S1b", {"elements": ["Problem", "Baseline", "Target", "Day"]}),
        ("C1b", {"type": "LIK5"}),
        ("S5b", {"limits": [1, 2, 4, 12]}),
        ("S5b", {"unit": "weeks"}),
        ("S5b", {"better": "lower", "limits": [10, 4, 2, 1]}),
        ("S4d", {"options": ["None", "Few", "Some", "More", "Most", "All"]}),
        ("Q2c", {"parts": [{"name": "bad", "label": "Bad", "unit": "records"}]}),
    ],
)
def test_what_makes_an_item_another_one(small, code, changes):
    before, after = fingerprints(small), fingerprints(edited(small, code, **changes))
    assert {code for code in before if before[code] != after[code]} == {code}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("S1a", {"title": "Another title", "help": "Another help."}),
        ("S1a", {"improvements": ["A", "B", "C", "D"], "weight": 2.0}),
        ("Q1c", {"fact_owner": ["business"]}),
    ],
)
def test_what_leaves_an_item_the_same(small, code, changes):
    assert fingerprints(edited(small, code, **changes)) == fingerprints(small)


def test_the_labels_of_a_scale_belong_to_its_items(small):
    spec = small.to_spec()
    spec["scales"]["agreement"][2] = "In between"
    before, after = fingerprints(small), fingerprints(Framework.from_spec(spec))
    assert {code for code in before if before[code] != after[code]} == {"C1b", "C3b"}


def test_a_spoilt_spec_is_refused(small):
    spec = small.to_spec() | {"schema": 9}
    with pytest.raises(FrameworkError, match="version 7: schema: expected a whole number"):
        Framework.from_spec(spec, "version 7")
    with pytest.raises(FrameworkError, match="spec: expected a mapping, found nothing"):
        Framework.from_spec(None)


def test_a_stored_spec_is_read_within_a_request(crm_readiness):
    spec = crm_readiness.to_spec()
    times = []
    for _ in range(10):
        start = time.perf_counter()
        Framework.from_spec(spec)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.025  # 4 ms on the machine it was built on


def test_the_order_of_groups_makes_no_other_item(crm_readiness):
    spec = crm_readiness.to_spec()
    spec["groups"] = spec["groups"][::-1]
    turned = Framework.from_spec(spec)
    for item in crm_readiness.items:
        assert turned.item_fingerprint(item.code) == crm_readiness.item_fingerprint(item.code)
