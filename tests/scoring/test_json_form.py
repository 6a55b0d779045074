"""Dataclasses to JSON and back."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from scoring.json_form import from_plain, to_plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    share: float
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Outer:
    name: str
    flag: bool
    count: int | None
    inner: tuple[Inner, ...]


THING = Outer("a", True, None, (Inner(0.5, Colour.RED), Inner(2.0, None)))
PLAIN = {
    "name": "a",
    "flag": True,
    "count": None,
    "inner": [{"share": 0.5, "colour": "red"}, {"share": 2.0, "colour": None}],
}


def test_there_and_back():
    assert to_plain(THING) == PLAIN
    assert from_plain(Outer, PLAIN) == THING


def test_a_whole_number_is_a_number():
    again = from_plain(Inner, {"share": 2, "colour": None})
    assert isinstance(again.share, float)


@dataclass(frozen=True, slots=True)
class Grown:
    name: str
    added: tuple[str, ...] = ()


def test_a_field_with_a_default_may_be_absent():
    """What was stored before the field came still reads."""
    assert from_plain(Grown, {"name": "a"}) == Grown("a")
    assert from_plain(Grown, {"name": "a", "added": ["b"]}) == Grown("a", ("b",))
    with pytest.raises(ValueError, match="Grown lacks or has too much: name"):
        from_plain(Grown, {"added": []})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": 1}, "Outer.name must be str, not int"),
        ({"flag": 1}, "Outer.flag must be bool, not int"),
        ({"count": True}, "Outer.count must be int, not bool"),
        ({"inner": {}}, "Outer.inner must be a list"),
        ({"inner": [3]}, r"Outer.inner\[0\] must be a mapping"),
        ({"inner": [{"share": 1.0, "colour": "blue"}]}, "'blue' is not a valid Colour"),
        ({"inner": [{"share": 1.0}]}, r"Outer.inner\[0\] lacks or has too much: colour"),
        ({"more": 1}, "Outer lacks or has too much: more"),
    ],
)
def test_misfits(change, message):
    with pytest.raises(ValueError, match=message):
        from_plain(Outer, PLAIN | change)
