"""YAML that a framework file never needs is refused where it stands."""

import time

import pytest

from scoring.framework import FrameworkError
from scoring.framework.plain import plain_data

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


def problems_of(text):
    with pytest.raises(FrameworkError) as raised:
        plain_data(text, "file")
    return [(problem.path, problem.expected, problem.found) for problem in raised.value.problems]


def test_plain_values_pass():
    text = 'a: 1\nb: [1.5, true, null, "yes"]\nc: {d: 2020-01-31, e: text}\n'
    assert plain_data(text, "file") == {
        "a": 1,
        "b": [1.5, True, None, "yes"],
        "c": {"d": "2020-01-31", "e": "text"},
    }


@pytest.mark.parametrize(
    ("text", "path", "expected", "found"),
    [
        (BOMB, "line 2, column 8", "values written out", "a YAML alias"),
        ("a: 1\nb: 2\na: 3\n", "a", "each key once", "a second one in line 3, column 1"),
        (
            "a:\n  - {b: 1, b: 2}\n",
            "a[0].b",
            "each key once",
            "a second one in line 2, column 12",
        ),
        ("1: a\n", "", "keys that are text", "a key in line 1, column 1"),
        ("a: {yes: b}\n", "a", "keys that are text", "a key in line 1, column 5"),
        ("? [a]\n: b\n", "", "keys that are text", "a key in line 1, column 3"),
        (
            "a: !!python/object:os.system ls\n",
            "a",
            "plain text or a number",
            "the tag tag:yaml.org,2002:python/object:os.system",
        ),
        ("a: !!binary aGk=\n", "a", "plain text or a number", "the tag tag:yaml.org,2002:binary"),
        ("a: !!int many\n", "a", "plain text or a number", '"many"'),
        ("a: " + "9" * 5000, "a", "plain text or a number", '"' + "9" * 59 + '…"'),
        ("[" * 30 + "]" * 30, "line 1, column 21", "at most 20 levels of nesting", "more"),
    ],
)
def test_what_is_refused(text, path, expected, found):
    assert problems_of(text) == [(path, expected, found)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1, 2\nb: 3\n", "line 2, column 2"),
        ("a: 1\n b: 2\n", "line 2, column 3"),
        ('a: "open\n', "line 2, column 1"),
        ("a: 1\n---\nb: 2\n", "line 2, column 1"),
        ("a:\n\t- b\n", "line 2, column 1"),
    ],
)
def test_broken_syntax_names_line_and_column(text, place):
    ((path, expected, found),) = problems_of(text)
    assert (path, expected) == (place, "YAML")
    assert found


def test_control_characters_are_broken_syntax():
    ((_, expected, found),) = problems_of("a: \x00\n")
    assert expected == "YAML"
    assert found


def test_a_flood_of_brackets_is_refused_at_once():
    start = time.perf_counter()
    assert problems_of("[" * 1_999_999)[0][1] == "at most 20 levels of nesting"
    assert time.perf_counter() - start < 5
