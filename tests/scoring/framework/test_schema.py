"""Each way to break a framework file is reported at its path, with what is expected."""

import pytest
import yaml

from scoring.framework import FrameworkError, Problem, parse
from tests.scoring.conftest import FRAMEWORKS

GONE = object()
S1A = "dimensions[0].capabilities[0].items[0]"
S1B = "dimensions[0].capabilities[0].items[1]"
S1D = "dimensions[0].capabilities[0].items[3]"
S5B = "dimensions[0].capabilities[1].items[1]"
S6C = "dimensions[0].capabilities[1].items[2]"
S4D = "dimensions[0].capabilities[1].items[3]"
C1B = "dimensions[1].capabilities[0].items[0]"
Q1C = "dimensions[2].capabilities[0].items[1]"
Q2C = "dimensions[2].capabilities[0].items[2]"
TYPES = "one of ANC5, SC, LIK5, LIK5r, NUM, TXT"
CODE = "a code of up to 16 letters and digits, a letter first"


def spec():
    return yaml.safe_load((FRAMEWORKS / "small.yaml").read_text())


def changed(path, value):
    """Return the small framework's text with one value replaced, or taken out."""
    data = spec()
    place = data
    *steps, last = [
        int(step) if step.isdigit() else step
        for step in path.replace("[", ".").replace("]", "").split(".")
    ]
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return yaml.safe_dump(data, sort_keys=False)


def problems_of(text):
    with pytest.raises(FrameworkError) as raised:
        parse(text, "small.yaml")
    return [(problem.path, problem.expected, problem.found) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("path", "value", "expected", "found"),
    [
        # The head.
        ("schema", 2, "a whole number from 1 to 1", "2"),
        ("schema", GONE, "a whole number from 1 to 1", "nothing"),
        ("slug", "Small One", "small letters, digits and hyphens", '"Small One"'),
        ("version", True, "a whole number from 1 to 1000000", "true"),
        ("version", "1", "a whole number from 1 to 1000000", '"1"'),
        ("title", 7, "text", "7"),
        ("title", " ", "text", '" "'),
        ("title", "x" * 601, "at most 600 printable characters", '"' + "x" * 59 + '…"'),
        ("title", "a\x07b", "at most 600 printable characters", '"a\x07b"'),
        ("summary", None, "text", "nothing"),
        ("language", "English", "a language code such as en", '"English"'),
        ("levels", [], "a list of 5 to 5 entries", "a list of 0"),
        ("levels[2].meaning", GONE, "text", "nothing"),
        ("scales.agreement", ["No", "Yes"], "5 labels", "a list of 2"),
        ("scales.agreement[4]", "Agree", "5 different labels", '"Agree"'),
        # Groups.
        ("groups", {}, "a list of 1 to 100 entries", "a mapping"),
        (
            "groups[0].code",
            "Executives!",
            "small letters, digits, hyphens, a letter first",
            '"Executives!"',
        ),
        ("groups[1].code", "executives", "a code used once", '"executives"'),
        ("groups[1].short", "X", "a code used once", '"X"'),
        ("groups[1].short", "bb", "one capital letter", '"bb"'),
        ("groups[0].side", "sales", "one of business, it", '"sales"'),
        ("groups[0].quorum.share", 1.5, "a number from 0 to 1", "1.5"),
        ("groups[0].quorum.people", True, "a whole number from 1 to 100000", "true"),
        ("groups[0].quorum", 3, "a mapping", "3"),
        ("groups[3].side", GONE, "a side, because dimension A compares sides", "nothing"),
        # Scoring.
        ("scoring.evidence_cap", "one", "a number from 0 to 4", '"one"'),
        ("scoring.minimum_answers", 0, "a whole number from 1 to 1000", "0"),
        ("scoring.target", float("nan"), "a number from 1 to 5", "nan"),
        (
            "scoring.dimension_capabilities",
            3,
            "at most 2, the capabilities in S for b2b",
            "3",
        ),
        # Dimensions and capabilities.
        ("dimensions", [], "a list of 1 to 50 entries", "a list of 0"),
        ("dimensions[1].code", "S", "a code used once", '"S"'),
        ("dimensions[0].capabilities[1].code", "S1", "a code used once", '"S1"'),
        ("dimensions[2].capabilities[0].code", "S1", "a code used once", '"S1"'),
        ("dimensions[0].capabilities[1].code", "S-6", CODE, '"S-6"'),
        ("dimensions[0].capabilities[0].items", [], "a list of 1 to 50 entries", "a list of 0"),
        # Items.
        (f"{S1A}.code", "1a", CODE, '"1a"'),
        (f"{S1A}.code", "S" * 17, CODE, '"SSSSSSSSSSSSSSSSS"'),
        (f"{S1A}.type", "ANC7", TYPES, '"ANC7"'),
        (f"{S1A}.type", ["ANC5"], TYPES, "a list of 1"),
        (f"{S1A}.question", GONE, "text", "nothing"),
        (f"{S1A}.groups", "XBI", "a list of groups", '"XBI"'),
        (f"{S1A}.groups", GONE, "either groups or fact_owner", "nothing"),
        (f"{S1A}.dont_know", "maybe", "one of exclude, lowest", '"maybe"'),
        (f"{S1A}.dont_know", "none", "one of exclude, lowest", '"none"'),
        (f"{S1A}.anchors", ["One", "Two", "Three", "Four"], "5 sentences", "a list of 4"),
        (f"{S1A}.anchors", GONE, "5 sentences", "nothing"),
        (f"{S1A}.anchors[1]", 2, "text", "2"),
        (f"{S1A}.improvements", ["a"] * 5, "4 sentences", "a list of 5"),
        (f"{S1A}.weight", 0, "a number from 0.01 to 100", "0"),
        (f"{S1A}.weight", True, "a number from 0.01 to 100", "true"),
        (f"{S1A}.weight", 10**400, "a number from 0.01 to 100", "1" + "0" * 59),
        (f"{S1A}.scored", "yes", "true or false", '"yes"'),
        (f"{S1B}.elements", ["Problem"], "4 sentences", "a list of 1"),
        (f"{S1B}.dont_know", "exclude", "one of none", '"exclude"'),
        (f"{S1B}.type", "ANC5", "one of EVD4, EVD6, NUM, SC", '"ANC5"'),
        (f"{S1D}.scored", True, "false, because a text has no score", "true"),
        (f"{S5B}.limits", [1, 2, 4], "4 numbers", "a list of 3"),
        (f"{S5B}.limits[2]", "4", "a number from -1e+12 to 1e+12", '"4"'),
        (f"{S4D}.options", ["No", "Yes"], "6 sentences", "a list of 2"),
        (f"{S4D}.scored", GONE, "false, because a fact with options has no score", "true"),
        (f"{C1B}.scale", "approval", "one of agreement", '"approval"'),
        (f"{C1B}.dont_know", "lowest", "one of exclude", '"lowest"'),
        (f"{Q1C}.better", "less", "one of higher, lower", '"less"'),
        (f"{Q1C}.bands", GONE, "5 labels", "nothing"),
        (f"{Q2C}.parts[1].name", "bad", "a name used once", '"bad"'),
        (f"{Q2C}.parts", [], "a list of 1 to 10 entries", "a list of 0"),
        # Gates.
        ("gates[1].code", "G1", "a code used once", '"G1"'),
        ("gates[0].items", [], "a list of items", "a list of 0"),
        ("gates[0].items", ["S1a", "S6c"], "scored items", '"S6c"'),
        ("gates[0].items", ["S1a", "C3a"], "items of dimension S", '"C3a"'),
        ("gates[0].pilot", 3.5, "at most the value to proceed, 3", "3.5"),
        ("gates[0].proceed", 6, "a number from 1 to 5", "6"),
        ("gates[0].dimension", "Z", "the code of a dimension", '"Z"'),
        (
            "gates[3].leave_out",
            ["business", "frontline"],
            "a group left to answer C3b",
            '"business, frontline"',
        ),
        # Technology, pilot, verdict.
        ("technology.item", "S1b", "a fact with 6 options", '"S1b"'),
        ("technology.required", [1, 2, 3], "6 numbers", "a list of 3"),
        ("technology.ahead", 2.0, "at most far_ahead, 1", "2.0"),
        ("pilot.item", "Q1c", "a fact with elements", '"Q1c"'),
        ("pilot.elements", 5, "a whole number from 1 to 4", "5"),
        ("verdict.dimensions.data", "D", "the code of a dimension", '"D"'),
        ("verdict.stop", GONE, "a mapping", "nothing"),
        ("verdict.proceed.minimum", GONE, "a number from 1 to 5", "nothing"),
        ("verdict.conditions.warnings", 1.5, "a whole number from 0 to 50", "1.5"),
    ],
)
def test_a_broken_value_is_reported_at_its_path(path, value, expected, found):
    assert (path, expected, found) in problems_of(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "where", "expected", "found"),
    [
        (
            "dimensions[3].sides.it",
            0.6,
            "dimensions[3].sides.it",
            "two shares that add up to 1",
            "1.1",
        ),
        (
            "dimensions[2].capabilities[2].not_applicable_for",
            ["both"],
            "dimensions[2].capabilities[2].not_applicable_for[0]",
            "a known client type",
            '"both"',
        ),
        (f"{S1A}.code", "S1b", f"{S1B}.code", "a code used once", '"S1b"'),
        (f"{S1A}.groups", ["X", "Z"], f"{S1A}.groups[1]", "a known group", '"Z"'),
        (f"{S1A}.groups", ["X", []], f"{S1A}.groups[1]", "a known group", "a list of 0"),
        (
            f"{S1A}.groups",
            ["X", "executives"],
            f"{S1A}.groups[1]",
            "each group once",
            '"executives"',
        ),
        (f"{S1A}.anchors[1]", "Half", f"{S1A}.anchors[2]", "5 different sentences", '"Half"'),
        (f"{S5B}.limits", [1, 2, 2, 10], f"{S5B}.limits", "rising numbers", '"1, 2, 2, 10"'),
        (f"{Q1C}.limits", [2, 5, 10, 20], f"{Q1C}.limits", "falling numbers", '"2, 5, 10, 20"'),
        ("gates[0].items", ["S1a", "S9z"], "gates[0].items[1]", "a known item", '"S9z"'),
        ("gates[3].leave_out", ["Z"], "gates[3].leave_out[0]", "a known group", '"Z"'),
        (
            "technology.required",
            [3, 2, 2, 2, 2, 2],
            "technology.required",
            "numbers that never fall",
            '"3, 2, 2, 2, 2, 2"',
        ),
        (
            "verdict.dimensions.data",
            "S",
            "verdict.dimensions",
            "four different dimensions",
            '"S, C, S, A"',
        ),
        ("verdict.stop.gates", ["G3"], "verdict.stop.gates[0]", "a known gate", '"G3"'),
    ],
)
def test_a_fault_elsewhere_is_reported_where_it_lies(path, value, where, expected, found):
    assert (where, expected, found) in problems_of(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{S1A}.anchors", GONE),
        (f"{S1A}.type", "ANC7"),
        ("groups[0].quorum", 3),
        ("verdict.stop", GONE),
        ("dimensions[1].code", "S"),
        ("gates[0].items", ["S1a", "S6c"]),
        ("scales.agreement", ["No", "Yes"]),
        ("technology.item", "S1b"),
    ],
)
def test_one_fault_makes_few_reports(path, value):
    assert len(problems_of(changed(path, value))) <= 4


@pytest.mark.parametrize(
    "path",
    [
        "colour",
        "levels[0].colour",
        "groups[0].colour",
        "groups[0].quorum.colour",
        "scoring.colour",
        "dimensions[0].colour",
        "dimensions[3].sides.colour",
        "dimensions[0].capabilities[0].colour",
        f"{S1A}.colour",
        f"{S1A}.elements",
        f"{S1B}.anchors",
        f"{Q2C}.parts[0].colour",
        "gates[0].colour",
        "technology.colour",
        "pilot.colour",
        "verdict.colour",
        "verdict.stop.colour",
    ],
)
def test_an_unknown_key_is_reported(path):
    problems = problems_of(changed(path, "blue"))
    assert [(where, found) for where, _, found in problems] == [(path, "an unknown key")]
    assert all(expected.startswith("one of ") for _, expected, _ in problems)


def test_both_kinds_of_owner_are_refused():
    problems = problems_of(changed(f"{S1A}.fact_owner", ["X"]))
    assert (f"{S1A}.groups", "either groups or fact_owner", '"both"') in problems


def test_a_capability_without_scored_items_is_refused():
    data = spec()
    for item in data["dimensions"][0]["capabilities"][0]["items"]:
        item["scored"] = False
    path = "dimensions[0].capabilities[0].items"
    assert (path, "at least one scored item", "nothing") in problems_of(yaml.safe_dump(data))


def test_a_compared_side_must_be_asked():
    data = spec()
    data["groups"][3]["side"] = "business"
    expected = ("dimensions[3].sides.it", "a scored item answered by the it side", "nothing")
    assert problems_of(yaml.safe_dump(data)) == [expected]


def test_every_problem_is_reported_at_once():
    data = spec()
    data["title"] = 7
    data["gates"][0]["pilot"] = 9
    data["dimensions"][1]["capabilities"][0]["items"][0]["scale"] = "other"
    paths = [path for path, _, _ in problems_of(yaml.safe_dump(data))]
    assert paths == ["title", f"{C1B}.scale", "gates[0].pilot"]


def test_a_message_names_file_path_expected_and_found():
    with pytest.raises(FrameworkError) as raised:
        parse(changed(f"{S1A}.weight", "much"), "frameworks/small.yaml")
    assert raised.value.problems == (
        Problem("frameworks/small.yaml", f"{S1A}.weight", "a number from 0.01 to 100", '"much"'),
    )
    assert str(raised.value) == (
        "frameworks/small.yaml: dimensions[0].capabilities[0].items[0].weight: "
        'expected a number from 0.01 to 100, found "much"'
    )


def test_long_lists_of_problems_are_cut_in_the_message_only():
    data = spec()
    data["groups"] = [{"code": 1, "title": number} for number in range(20)]
    with pytest.raises(FrameworkError) as raised:
        parse(yaml.safe_dump(data, sort_keys=False))
    lines = str(raised.value).splitlines()
    assert len(raised.value.problems) > 40
    assert lines[20:] == [f"and {len(raised.value.problems) - 20} more"]
