"""The optional sections: what is read, what is left out, and what is refused."""

import json
from dataclasses import asdict, fields, replace
from itertools import pairwise

import pytest

from scoring.findings.measures import MEASURES
from scoring.framework import (
    Condition,
    ConditionKind,
    DecayRules,
    Framework,
    HierarchyRule,
    PriorityRules,
    SidesRule,
    StatisticsRules,
    When,
)
from scoring.framework import read_statistics as bounds
from scoring.framework.decay_rules import AUDIT_PARTS
from scoring.framework.read_decay import NUMBERS as DECAY_NUMBERS
from scoring.framework.read_priorities import NUMBERS as PRIORITY_NUMBERS
from scoring.framework.statistics import DontKnowRules, GapRules, UncertaintyRules
from tests.scoring.framework.sections import GONE, changed, problems_of, read, spec

METHOD = StatisticsRules()
ONE, TWO = "findings[0].conditions", "findings[1].conditions"
ASKED = "a scored item that people answer"
LEVEL, SHARE = "a number from 1 to 5", "a number from 0 to 1"


@pytest.fixture(scope="module")
def full():
    return read(spec())


def test_the_sections_as_written_are_valid():
    assert problems_of(spec()) == []


def test_without_sections_there_are_none(small):
    assert small.statistics is None
    assert (small.hierarchy, small.sides_rule) == (None, None)
    assert (small.priorities, small.decay, small.findings) == (None, None, None)
    names = {"statistics", "comparisons", "priorities", "decay", "findings"}
    assert not names & set(small.to_spec())


def test_numbers_not_given_are_the_methods(full):
    assert full.statistics == replace(
        METHOD,
        uncertainty=UncertaintyRules(confidence=0.8, prior_df=2.5),
        dont_know=DontKnowRules(finding_people=6),
        gaps=GapRules(material=0.4),
    )


def test_every_number_of_the_statistics_can_be_given():
    written = {
        "uncertainty": bounds.UNCERTAINTY,
        "dont_know": bounds.DONT_KNOW,
        "quality": bounds.QUALITY,
        "agreement": bounds.AGREEMENT,
        "gaps": bounds.GAPS,
        "confidence": bounds.CONFIDENCE_OF_VERDICT,
        "change": bounds.CHANGE,
    }
    assert {name: list(part) for name, part in written.items()} == {
        name: list(part) for name, part in asdict(METHOD).items()
    }
    facts = ["audit", "correct"]
    assert [*facts, *DECAY_NUMBERS] == [field.name for field in fields(DecayRules)]
    lists = ["ease", "prerequisites"]
    assert [*PRIORITY_NUMBERS, *lists] == [field.name for field in fields(PriorityRules)]


def test_the_methods_numbers_are_within_the_bounds():
    assert problems_of(spec() | {"statistics": asdict(METHOD)}) == []


def test_comparisons_in_the_order_of_the_groups(full):
    assert full.hierarchy == HierarchyRule(
        ("executives",), ("frontline",), ("business", "frontline"), ("C3",), 1
    )
    assert full.sides_rule == SidesRule(("Q3", "A1"))


def test_one_comparison_alone():
    framework = read(changed("comparisons.sides", GONE) | {"findings": None})
    assert framework.sides_rule is None
    assert framework.hierarchy is not None
    framework = read(changed("comparisons.hierarchy", GONE))
    assert framework.hierarchy is None
    assert Framework.from_spec(framework.to_spec()) == framework


def test_hierarchy_defaults():
    data = changed("comparisons.hierarchy.otherwise", GONE)
    data["comparisons"]["hierarchy"]["capabilities"] = ["C3", "S1", "S6"]
    data["comparisons"]["hierarchy"]["lower"] = ["B"]
    del data["comparisons"]["hierarchy"]["critical"]
    rule = read(data).hierarchy
    assert rule == HierarchyRule(("executives",), ("business",), (), ("S1", "S6", "C3"))
    assert rule.critical == 2


def test_priorities_in_the_order_of_the_framework(full):
    assert full.priorities == PriorityRules(
        gate_bonus=1.0,
        default_ease=1,
        ease=(("S1", 1), ("A1", 3)),
        prerequisites=(("S1", "A1"), ("A1", "S6"), ("A1", "Q3")),
    )
    assert read(spec() | {"priorities": {"gate_bonus": 0.5}}).priorities == PriorityRules()


def test_decay(full):
    assert full.decay == DecayRules("Q2c", "Q5b", 0.05, 0.02, 0.8, 6)
    assert AUDIT_PARTS == ("bad", "checked", "months")
    assert read(spec() | {"decay": {"audit": "Q2c", "correct": "Q5b"}}).decay == DecayRules(
        "Q2c", "Q5b", 0.03, 0.021, 0.90, 12
    )


def test_findings(full):
    first, second = full.findings
    assert (first.code, first.title, first.when) == ("R-ONE", "Answers", When.ANY)
    assert (second.code, second.when) == ("R-TWO", When.ALL)
    assert (first.not_applicable_for, second.not_applicable_for) == (("b2c",), ())
    kinds = [condition.kind for finding in full.findings for condition in finding.conditions]
    assert set(kinds) == set(MEASURES)
    assert full.finding("R-TWO") is second
    with pytest.raises(KeyError):
        full.finding("R-SIX")


def test_conditions(full):
    kind = ConditionKind
    assert full.findings[0].conditions == (
        Condition(kind.ITEM_BELOW, ("S1a",), 2.5, name="low"),
        Condition(kind.ITEM_AT_MOST, ("Q1c",), 1.0),
        Condition(kind.ITEM_BELOW, ("C3a",), 2.5, "frontline"),
        Condition(kind.MEAN_BELOW, ("S1a", "S6a"), 2.5),
        Condition(kind.LEVELS_SHARE_ABOVE, ("S1c",), 0.5, levels=(1, 2)),
        Condition(kind.SAME_ANSWER_BELOW, ("S1c",), 0.6),
        Condition(kind.DONT_KNOW_GIVEN, ("S1c",), group="executives"),
        Condition(kind.DONT_KNOW_AT_LEAST, ("S1c",), 0.4),
        Condition(kind.MEDIAN_AT_MOST, ("S5b",), 1.0, "executives"),
        Condition(kind.CLAIM_ABOVE_FACTS, ("S1a", "S6a"), 1.0, "executives", facts=("S1b", "Q1c")),
        Condition(kind.SPLIT, ("C3b",)),
        Condition(kind.PROBLEM_SHARE_BELOW, ("S1d",), 0.5),
    )
    assert full.findings[1].conditions == (
        Condition(kind.GATE_BELOW, ("G7",), 2.5),
        Condition(kind.CAPABILITY_BEHIND, ("A1",), 2.5, dimension="S", at_least=3.5),
        Condition(kind.DIMENSIONS_APART, (), 1.0),
        Condition(kind.STAGE_AT_LEAST, (), 3),
        Condition(kind.CAP_BINDS),
        Condition(kind.SIDES_APART, ("A1",), higher="it"),
    )


def test_the_sections_survive_json(full):
    stored = json.loads(json.dumps(full.to_spec(), sort_keys=True))
    again = Framework.from_spec(stored)
    assert again == full
    assert again.to_spec() == full.to_spec()
    assert again.checksum == full.checksum


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("statistics.uncertainty.reliability", 0.5),
        ("comparisons.hierarchy.critical", GONE),
        ("comparisons.sides.capabilities", ["A1"]),
        ("priorities.ease", GONE),
        ("priorities.prerequisites.A1", ["Q3"]),
        ("decay.months", 24),
        (f"{ONE}[0].limit", 2.6),
        (f"{ONE}[0].name", GONE),
        ("findings[1].when", "any"),
    ],
)
def test_the_checksum_sees_every_change(full, path, value):
    data = changed(path, value)
    if path == "comparisons.hierarchy.critical":
        data["comparisons"]["hierarchy"]["capabilities"] = ["S1", "C3"]
        data["comparisons"]["hierarchy"]["lower"] = ["B"]
    assert read(data).checksum != full.checksum


@pytest.mark.parametrize(
    ("path", "value", "expected", "found"),
    [
        # Statistics.
        ("statistics", 3, "a mapping", "3"),
        ("statistics.gaps", [], "a mapping", "a list of 0"),
        ("statistics.uncertainty.confidence", 1, "a number from 0.5 to 0.999", "1"),
        ("statistics.uncertainty.prior_df", 0, "a number from 0.1 to 1000", "0"),
        ("statistics.uncertainty.capability_variance", 0, "a number from 0.01 to 4", "0"),
        ("statistics.uncertainty.item_variance", -1, "a number from 0.01 to 4", "-1"),
        ("statistics.uncertainty.reliability", 1.1, SHARE, "1.1"),
        ("statistics.dont_know.finding_people", 2.5, "a whole number from 1 to 1000", "2.5"),
        ("statistics.gaps.material", "half", "a number from 0 to 4", '"half"'),
        ("statistics.gaps.material", 1.5, "at most gaps.large, 1", "1.5"),
        ("statistics.gaps.q", True, SHARE, "true"),
        # Comparisons.
        ("comparisons.hierarchy.upper", [], "a list of groups", "a list of 0"),
        ("comparisons.hierarchy.lower", GONE, "a list of groups", "nothing"),
        ("comparisons.hierarchy.upper[0]", "Z", "a known group", '"Z"'),
        ("comparisons.hierarchy.capabilities[0]", "C9", "a known capability", '"C9"'),
        ("comparisons.hierarchy.critical", 0, "a whole number from 1 to 50", "0"),
        ("comparisons.hierarchy.critical", 2, "at most 1, the number of capabilities", "2"),
        ("comparisons.sides.capabilities", GONE, "a list of capabilities", "nothing"),
        ("comparisons.sides", 3, "a mapping", "3"),
        # Priorities.
        ("priorities.gate_bonus", -1, "a number from 0 to 100", "-1"),
        ("priorities.leverage_ceiling", 0, "a number from 1 to 100", "0"),
        ("priorities.half_width_ceiling", 0, "a number from 0.01 to 4", "0"),
        ("priorities.default_ease", 4, "a whole number from 1 to 3", "4"),
        ("priorities.ease", [], "a mapping", "a list of 0"),
        ("priorities.ease.S1", 0, "a whole number from 1 to 3", "0"),
        ("priorities.ease.S9", 1, "the code of a capability", '"S9"'),
        ("priorities.prerequisites", 3, "a mapping", "3"),
        ("priorities.prerequisites.S9", ["S1"], "the code of a capability", '"S9"'),
        ("priorities.prerequisites.S1", "A1", "a list of capabilities", '"A1"'),
        ("priorities.prerequisites.S1[0]", "A9", "a known capability", '"A9"'),
        ("decay.audit", "Q1c", "a fact with the parts bad, checked, months", '"Q1c"'),
        ("decay.audit", GONE, "a fact with the parts bad, checked, months", "nothing"),
        ("decay.correct", "S5b", "a scored fact in per cent", '"S5b"'),
        ("decay.correct", "Q2c", "a scored fact in per cent", '"Q2c"'),
        ("decay.loss", 1.2, SHARE, "1.2"),
        ("decay.low_loss", 0.06, "at most loss, 0.05", "0.06"),
        ("decay.hold", 1, "a number from 0 to 0.999", "1"),
        ("decay.months", 0, "a whole number from 1 to 120", "0"),
        # Findings.
        ("findings", {}, "a list of 1 to 100 entries", "a mapping"),
        ("findings", [], "a list of 1 to 100 entries", "a list of 0"),
        ("findings[1].code", "R-ONE", "a code used once", '"R-ONE"'),
        (
            "findings[0].code",
            "one",
            "a code of up to 16 capital letters, digits and hyphens, a letter first",
            '"one"',
        ),
        ("findings[0].title", GONE, "text", "nothing"),
        ("findings[0].when", "some", "one of any, all", '"some"'),
        ("findings[0].not_applicable_for[0]", "both", "a known client type", '"both"'),
        (ONE, [], "a list of 1 to 20 entries", "a list of 0"),
        (f"{ONE}[0]", "S1a", "a mapping", '"S1a"'),
        # Conditions about items.
        (f"{ONE}[0].item", "S9z", "a known item", '"S9z"'),
        (f"{ONE}[0].item", GONE, "a known item", "nothing"),
        (f"{ONE}[0].item", "S1d", "a scored item", '"S1d"'),
        (f"{ONE}[0].limit", 5.5, LEVEL, "5.5"),
        (f"{ONE}[0].limit", GONE, LEVEL, "nothing"),
        (f"{ONE}[0].name", 7, "text", "7"),
        (f"{ONE}[1].limit", 0, LEVEL, "0"),
        (f"{ONE}[2].group", "Z", "a known group", '"Z"'),
        (f"{ONE}[2].group", "I", "a group that is asked C3a", '"it"'),
        (f"{ONE}[1].group", "I", "a group that is asked Q1c", '"it"'),
        (f"{ONE}[3].items[0]", "S9z", "a known item", '"S9z"'),
        (f"{ONE}[3].items", ["S1a", "S6c"], "scored items", '"S6c"'),
        (f"{ONE}[3].limit", "low", LEVEL, '"low"'),
        (f"{ONE}[4].item", "Q1c", ASKED, '"Q1c"'),
        (f"{ONE}[4].levels", [], "a list of whole numbers", "a list of 0"),
        (f"{ONE}[4].levels", GONE, "a list of whole numbers", "nothing"),
        (f"{ONE}[4].levels[1]", 6, "a whole number from 1 to 5", "6"),
        (f"{ONE}[4].levels[1]", True, "a whole number from 1 to 5", "true"),
        (f"{ONE}[4].levels[1]", 2, "each number once", "2"),
        (f"{ONE}[4].limit", 50, SHARE, "50"),
        (f"{ONE}[5].item", "S1d", ASKED, '"S1d"'),
        (f"{ONE}[5].limit", 60, SHARE, "60"),
        (f"{ONE}[6].item", "S5b", 'a scored item with a "don\'t know"', '"S5b"'),
        (f"{ONE}[6].group", "F", "a group that is asked S1c", '"frontline"'),
        (f"{ONE}[7].item", "S1b", 'a scored item with a "don\'t know"', '"S1b"'),
        (f"{ONE}[7].limit", 40, SHARE, "40"),
        (f"{ONE}[8].item", "Q1c", ASKED, '"Q1c"'),
        (f"{ONE}[8].limit", 0, LEVEL, "0"),
        (f"{ONE}[9].items", ["S1a", "S1b"], "scored items that people answer", '"S1b"'),
        (f"{ONE}[9].group", GONE, "a known group", "nothing"),
        (f"{ONE}[9].group", "I", "a group that is asked S6a", '"it"'),
        (f"{ONE}[9].facts", ["Q2c"], "scored facts", '"Q2c"'),
        (f"{ONE}[9].facts", GONE, "a list of items", "nothing"),
        (f"{ONE}[9].limit", 5, "a number from 0 to 4", "5"),
        (f"{ONE}[10].item", "S1b", ASKED, '"S1b"'),
        (f"{ONE}[11].item", "S1a", "an item answered in words", '"S1a"'),
        (f"{ONE}[11].limit", GONE, SHARE, "nothing"),
        # Conditions about scores.
        (f"{TWO}[0].gate", "G3", "the code of a gate", '"G3"'),
        (f"{TWO}[0].limit", None, LEVEL, "nothing"),
        (f"{TWO}[1].capability", "A2", "the code of a capability", '"A2"'),
        (f"{TWO}[1].dimension", "Z", "the code of a dimension", '"Z"'),
        (f"{TWO}[1].at_least", 0, LEVEL, "0"),
        (f"{TWO}[1].limit", 0, LEVEL, "0"),
        (f"{TWO}[2].limit", 4.5, "a number from 0 to 4", "4.5"),
        (f"{TWO}[3].limit", 6, "a whole number from 0 to 5", "6"),
        (f"{TWO}[5].capability", "S1", "a capability under comparisons.sides", '"S1"'),
        (f"{TWO}[5].higher", "sales", "one of business, it", '"sales"'),
    ],
)
def test_a_broken_value_is_reported_at_its_path(path, value, expected, found):
    problems = problems_of(changed(path, value))
    assert problems[0] == (path, expected, found)
    assert len(problems) <= 2


@pytest.mark.parametrize(
    ("prerequisites", "circle"),
    [
        ({"S1": ["S1"]}, "S1, S1"),
        ({"S1": ["A1"], "A1": ["S6"], "S6": ["S1"]}, None),
    ],
)
def test_prerequisites_in_a_circle_are_refused(prerequisites, circle):
    ((path, expected, found),) = problems_of(changed("priorities.prerequisites", prerequisites))
    assert (path, expected) == ("priorities.prerequisites", "no circle")
    if circle:
        assert found == f'"{circle}"'
    first, *others = found.strip('"').split(", ")
    assert others[-1] == first
    assert all(later in prerequisites[code] for code, later in pairwise([first, *others]))


@pytest.mark.parametrize("kind", ["item_above", *sorted(set(ConditionKind) - set(MEASURES))])
def test_a_kind_that_no_file_may_name_is_the_only_problem_of_its_condition(kind):
    problems = problems_of(changed(f"{ONE}[0].kind", kind))
    assert problems == [(f"{ONE}[0].kind", "one of " + ", ".join(MEASURES), f'"{kind}"')]


@pytest.mark.parametrize(
    ("path", "value", "where", "expected", "found"),
    [
        (
            "statistics.agreement",
            {"least_people": 9},
            "statistics.agreement.least_people",
            "at most agreement.wording_people, 8",
            "9",
        ),
        (
            "statistics.agreement",
            {"uniform_variance": 1.0},
            "statistics.agreement.skewed_variance",
            "at most agreement.uniform_variance, 1",
            "1.34",
        ),
        (
            "comparisons.hierarchy.upper",
            ["X", "B"],
            "comparisons.hierarchy.otherwise",
            "groups that are not in upper",
            '"business"',
        ),
        (
            "comparisons.hierarchy.capabilities",
            ["A1"],
            "comparisons.hierarchy.capabilities",
            "capabilities with an item that both are asked",
            '"A1"',
        ),
        (
            "comparisons.sides.capabilities",
            ["A1", "A4"],
            "comparisons.sides.capabilities",
            "capabilities with an item that both are asked",
            '"A4"',
        ),
        (
            "technology",
            None,
            f"{TWO}[3].kind",
            "a framework with a technology section",
            '"stage_at_least"',
        ),
        (
            "comparisons",
            None,
            f"{TWO}[5].capability",
            "a capability under comparisons.sides",
            '"A1"',
        ),
    ],
)
def test_a_fault_elsewhere_is_reported_where_it_lies(path, value, where, expected, found):
    assert problems_of(changed(path, value)) == [(where, expected, found)]


@pytest.mark.parametrize(
    "path",
    [
        "statistics.colour",
        "statistics.uncertainty.colour",
        "comparisons.colour",
        "comparisons.hierarchy.colour",
        "comparisons.sides.colour",
        "priorities.colour",
        "decay.colour",
        "findings[0].colour",
        *(f"{ONE}[{number}].colour" for number in range(12)),
        *(f"{TWO}[{number}].colour" for number in range(6)),
        # Keys that belong to other kinds.
        f"{ONE}[0].levels",
        f"{ONE}[10].group",
        f"{ONE}[6].limit",
        f"{TWO}[0].group",
        f"{TWO}[4].limit",
    ],
)
def test_an_unknown_key_is_reported(path):
    problems = problems_of(changed(path, "blue"))
    assert [(where, found) for where, _, found in problems] == [(path, "an unknown key")]
