"""Typed reading of one mapping; each wrong value is noted and reading goes on."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import TypeGuard

from scoring.framework.problems import Problems

LONGEST_TEXT = 600
# Control characters but tab and line ends, and lone surrogates.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
MISSING = object()


class Table:
    """One mapping of a framework file at its path.

    Each method returns the value under `key`, or a harmless stand-in after noting what
    is wrong. A `default` makes the key optional. `finish` notes keys nobody asked for.
    """

    def __init__(self, value: object, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.broken = not isinstance(value, Mapping)
        self._values: Mapping[str, object] = value if isinstance(value, Mapping) else {}
        self._asked: list[str] = []
        if self.broken:
            problems.note(path, "a mapping", value)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Tell whether an optional key is there; an empty one is not."""
        return self.value(key) is not None

    @property
    def names(self) -> list[str]:
        """The keys, for a mapping whose keys are free."""
        return [str(key) for key in self._values]

    def note(self, key: str, expected: str, found: object) -> None:
        """Note a fault at a key, unless the whole mapping is missing."""
        if not self.broken:
            self.problems.note(self.at(key), expected, found)

    def text(self, key: str, expected: str = "text", default: str | None = None) -> str:
        value = self.value(key)
        if value is None and default is not None:
            return default
        return self._as_text(key, value, expected)

    def text_or_none(self, key: str) -> str | None:
        value = self.value(key)
        return None if value is None else self._as_text(key, value, "text")

    def code(self, key: str, pattern: re.Pattern[str], expected: str) -> str:
        value = self.value(key)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self.note(key, expected, value)
            return ""
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        value = self.value(key)
        if value is None and default is not None:
            return default
        if not is_number(value) or not low <= value <= high:
            self.note(key, f"a number from {low:g} to {high:g}", value)
            return low
        return float(value)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self.value(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.note(key, f"a whole number from {low} to {high}", value)
            return low
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self.value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.note(key, "true or false", value)
            return default
        return value

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        value = self.value(key)
        allowed = list(options)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or value not in allowed:
            self.note(key, one_of(allowed), value)
            return default if default is not None else allowed[0]
        return value

    def texts(self, key: str, count: int, what: str) -> tuple[str, ...]:
        """Exactly `count` texts."""
        value = self.value(key)
        expected = f"{count} {what}"
        if not isinstance(value, list) or len(value) != count:
            self.note(key, expected, value)
            return ()
        return tuple(
            self._as_text(f"{key}[{position}]", text, "text") for position, text in enumerate(value)
        )

    def different_texts(self, key: str, count: int, what: str) -> tuple[str, ...]:
        """Exactly `count` texts, none of them twice."""
        texts = self.texts(key, count, what)
        for position, text in enumerate(texts):
            if text and text in texts[:position]:
                self.note(f"{key}[{position}]", f"{count} different {what}", text)
        return texts

    def numbers(self, key: str, count: int, low: float, high: float) -> tuple[float, ...]:
        """Exactly `count` numbers."""
        value = self.value(key)
        if not isinstance(value, list) or len(value) != count:
            self.note(key, f"{count} numbers", value)
            return ()
        for position, number in enumerate(value):
            if not is_number(number) or not low <= number <= high:
                self.note(f"{key}[{position}]", f"a number from {low:g} to {high:g}", number)
                return ()
        return tuple(float(number) for number in value)

    def whole_numbers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """One or more different whole numbers, in rising order."""
        value = self.value(key)
        if not isinstance(value, list) or not value:
            self.note(key, "a list of whole numbers", value)
            return ()
        for position, number in enumerate(value):
            if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
                self.note(f"{key}[{position}]", f"a whole number from {low} to {high}", number)
                return ()
            if number in value[:position]:
                self.note(f"{key}[{position}]", "each number once", number)
        return tuple(sorted(value))

    def reference(self, key: str, known: Collection[str], expected: str) -> str:
        """One reference, written as it is meant."""
        value = self.value(key)
        if not isinstance(value, str) or value not in known:
            self.note(key, expected, value)
            return ""
        return value

    def codes(
        self,
        key: str,
        known: Mapping[str, str],
        what: str,
        default: tuple[str, ...] | None = None,
    ) -> tuple[str, ...]:
        """Read a list of references, each through `known`: what may be written to what is meant.

        The result is in the order of `known`, whatever the order in the file.
        """
        value = self.value(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, list) or (not value and default is None):
            self.note(key, f"a list of {plural(what)}", value)
            return ()
        meant: list[str] = []
        for position, written in enumerate(value):
            code = known.get(written) if isinstance(written, str) else None
            if code is None:
                self.note(f"{key}[{position}]", f"a known {what}", written)
            elif code in meant:
                self.note(f"{key}[{position}]", f"each {what} once", written)
            else:
                meant.append(code)
        order = list(dict.fromkeys(known.values()))
        return tuple(sorted(meant, key=order.index))

    def table(self, key: str) -> Table:
        value = self.value(key)
        if self.broken:
            return self._silent()
        return Table(value, self.at(key), self.problems)

    def tables(self, key: str, least: int, most: int) -> list[Table]:
        value = self.value(key)
        if value is None and least == 0:
            return []
        if not isinstance(value, list) or not least <= len(value) <= most:
            self.note(key, f"a list of {least} to {most} entries", value)
            return []
        return [
            Table(entry, f"{self.at(key)}[{position}]", self.problems)
            for position, entry in enumerate(value)
        ]

    def check_order(self, low_key: str, low: float, high_key: str, high: float) -> None:
        """Note a number that is above another one it may at most equal."""
        if low > high:
            self.note(low_key, f"at most {high_key}, {high:g}", low)

    def finish(self) -> None:
        for key in self._values:
            if key not in self._asked:
                self.problems.note_words(self.at(str(key)), one_of(self._asked), "an unknown key")

    def value(self, key: str) -> object:
        """Return the bare value under a key, None when it is missing."""
        if key not in self._asked:
            self._asked.append(key)
        return self._values.get(key)

    def _as_text(self, key: str, value: object, expected: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self.note(key, expected, value)
            return ""
        if len(value) > LONGEST_TEXT or not is_storable(value):
            self.note(key, f"at most {LONGEST_TEXT} printable characters", value)
            return ""
        return value.strip()

    def _silent(self) -> Table:
        """A stand-in below a mapping that is missing itself: notes nothing more."""
        table = Table({}, "", self.problems)
        table.broken = True
        return table


def is_number(value: object) -> TypeGuard[int | float]:
    """Tell whether a value is a finite number; true and false are not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an int beyond the range of a float
        return False


def is_storable(text: str) -> bool:
    """Tell whether every database and file format can hold a text."""
    return UNSTORABLE.search(text) is None


def plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def one_of(options: Iterable[str]) -> str:
    return "one of " + ", ".join(options)


def listed(numbers: Iterable[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers)
