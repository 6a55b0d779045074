"""A library of actions is read strictly: whatever is wrong is named at its place."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from scoring.actions import Effort, EffortRule, load_actions, with_texts
from scoring.actions.read_actions import read_actions
from scoring.framework import FrameworkError

GONE = object()


@pytest.fixture(scope="module")
def spec(small):
    """The smallest library for the small framework: two bands, one action in each."""
    action = {"what": "Do it.", "group": "it", "role": "the head of IT", "effort": "S"}
    action["proof"] = "It is done."
    return {
        "schema": 1,
        "framework": small.slug,
        "version": small.version,
        "language": "en",
        "bands": [{"code": "low", "below": 3.0}, {"code": "high"}],
        "efforts": {
            "S": {"weeks": 4, "rise": 0.5, "load": 1},
            "M": {"weeks": 13, "rise": 1.0, "load": 2},
            "L": {"weeks": 26, "rise": 0.5, "load": 3},
        },
        "quarter_load": 6,
        "actions": {
            part.code: {"low": dict(action), "high": dict(action)} for part in small.capabilities
        },
    }


def changed(spec, path, value):
    """A copy of the library with one value replaced or taken out."""
    spec = deepcopy(spec)
    *way, last = path
    part = spec
    for key in way:
        part = part[key]
    if value is GONE:
        del part[last]
    else:
        part[last] = value
    return spec


def problems(spec, small):
    with pytest.raises(FrameworkError) as raised:
        read_actions(spec, "file", small)
    return [(problem.path, problem.expected, problem.found) for problem in raised.value.problems]


def test_a_library_is_read(spec, small):
    library = read_actions(spec, "file", small)
    assert (library.framework, library.version, library.language) == ("small", 1, "en")
    assert library.efforts[Effort.MEDIUM] == EffortRule(weeks=13, rise=1.0, load=2)
    assert library.quarter_load == 6
    assert set(library.actions) == {
        (part.code, band) for part in small.capabilities for band in ("low", "high")
    }


def test_a_band_holds_what_is_below_its_limit(spec, small):
    library = read_actions(spec, "file", small)
    scores = (1.0, 2.9, 3.0 - 1e-12, 3.0, 5.0)
    assert [library.band_of(score).code for score in scores] == [
        "low", "low", "high", "high", "high"
    ]  # fmt: skip
    assert library.action_for("S1", 2.9).band == "low"


def test_what_stands_in_the_last_band_does_not_rise(spec, small):
    library = read_actions(spec, "file", small)
    assert library.rise(library.action_for("S1", 1.0)) == 0.5
    assert library.rise(library.action_for("S1", 4.0)) == 0.0


def test_evidence_is_a_fact_of_the_capability(spec, small):
    evidence = {"item": "S1b", "elements": [2, 1]}
    library = read_actions(
        changed(spec, ("actions", "S1", "low", "evidence"), evidence), "file", small
    )
    action = library.action_for("S1", 1.0)
    assert (action.evidence, action.elements) == ("S1b", (1, 2))
    assert library.action_for("S1", 4.0).evidence is None


A_FACT = "a fact of S1"
TEXT = ("actions", "S1", "low")


@pytest.mark.parametrize(
    ("path", "value", "where", "expected", "found"),
    [
        (("schema",), 2, "schema", "a whole number from 1 to 1", "2"),
        (("framework",), "other", "framework", "one of small", '"other"'),
        (("version",), 2, "version", "a whole number from 1 to 1", "2"),
        (("language",), "English", "language", "a language code such as en", '"English"'),
        (("extra",), 1, "extra", None, "an unknown key"),
        (("bands",), [], "bands", "a list of 1 to 8 entries", "a list of 0"),
        (("bands", 0, "below"), 7, "bands[0].below", "a number from 1 to 5", "7"),
        (("bands", 1, "below"), 4, "bands[1].below", "one of code", "an unknown key"),
        (("efforts", "L"), GONE, "efforts.L", "a mapping", "nothing"),
        (("efforts", "M", "rise"), 1.5, "efforts.M.rise", "a number from 0 to 1", "1.5"),
        (("quarter_load",), 2, "quarter_load", "a whole number from 3 to 100", "2"),
        (("actions", "S6"), GONE, "actions.S6", "a mapping", "nothing"),
        (("actions", "S1", "low"), GONE, "actions.S1.low", "a mapping", "nothing"),
        (("actions", "S1", "odd"), {}, "actions.S1.odd", "one of low, high", "an unknown key"),
        (("actions", "Z9"), {}, "actions.Z9", None, "an unknown key"),
        ((*TEXT, "what"), "", "actions.S1.low.what", "text", '""'),
        ((*TEXT, "group"), "board", "actions.S1.low.group", None, '"board"'),
        ((*TEXT, "effort"), "XL", "actions.S1.low.effort", "one of S, M, L", '"XL"'),
        ((*TEXT, "evidence"), {"item": "Q3b"}, "actions.S1.low.evidence.item", A_FACT, '"Q3b"'),
        ((*TEXT, "evidence"), {"item": "S1a"}, "actions.S1.low.evidence.item", A_FACT, '"S1a"'),
        (
            (*TEXT, "evidence"),
            {"item": "S1b", "elements": [5]},
            "actions.S1.low.evidence.elements[0]",
            "a whole number from 1 to 4",
            "5",
        ),
    ],
)
def test_what_is_wrong_is_named(spec, small, path, value, where, expected, found):
    first = problems(changed(spec, path, value), small)[0]
    assert (first[0], first[2]) == (where, found)
    assert expected is None or first[1] == expected


def test_bands_rise(spec, small):
    bands = [{"code": "a", "below": 3}, {"code": "b", "below": 3}, {"code": "a"}]
    found = problems(changed(spec, ("bands",), bands), small)
    assert ("bands[1].below", "more than 3", "3.0") in found
    assert ("bands[2].code", "a code used once", '"a"') in found


def test_what_is_no_library_at_all(small):
    for nonsense in (None, [], "words"):
        assert problems(nonsense, small)[0][1] == "a mapping"


@pytest.fixture
def library_file(spec, tmp_path):
    path = tmp_path / "small-1.actions.yaml"
    path.write_text(yaml.safe_dump(spec))
    return path


def texts_file(folder: Path, actions) -> Path:
    path = folder / "small-1.actions.de.yaml"
    heading = {"schema": 1, "framework": "small", "version": 1, "language": "de"}
    path.write_text(yaml.safe_dump(heading | {"actions": actions}))
    return path


def test_texts_replace_texts_and_nothing_else(library_file, small):
    english = load_actions(library_file, small)
    german = with_texts(
        texts_file(library_file.parent, {"S1": {"low": {"what": "Tun Sie es."}}}), small, english
    )
    before, after = english.action_for("S1", 1.0), german.action_for("S1", 1.0)
    assert german.language == "de"
    assert after.what == "Tun Sie es."
    assert (after.role, after.proof, after.effort) == (before.role, before.proof, before.effort)
    assert german.action_for("S1", 5.0) == english.action_for("S1", 5.0)
    assert english.action_for("S1", 1.0).what == "Do it."


@pytest.mark.parametrize(
    ("actions", "where"),
    [
        ({"Z9": {}}, "actions.Z9"),
        ({"S1": {"middle": {}}}, "actions.S1.middle"),
        ({"S1": {"low": {"effort": "S"}}}, "actions.S1.low.effort"),
        ({"S1": {"low": {"what": " "}}}, "actions.S1.low.what"),
    ],
)
def test_texts_for_what_is_not_there(library_file, small, actions, where):
    library = load_actions(library_file, small)
    with pytest.raises(FrameworkError) as raised:
        with_texts(texts_file(library_file.parent, actions), small, library)
    assert [problem.path for problem in raised.value.problems] == [where]
