"""Texts of a document without characters that no file format can hold."""

from __future__ import annotations

import dataclasses
import operator
import re
from typing import Any, TypeVar

Value = TypeVar("Value")

# What XML 1.0 has no way to write: control characters, halves of pairs, and two non-characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return UNWRITABLE.sub("", text) if UNWRITABLE.search(text) else text


def with_plain_text(value: Value) -> Value:
    """Return the same dataclass with plain text in all its fields, however deep."""
    plain: Any = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    """Return the value itself where nothing in it changes, as in nearly all of a document."""
    if isinstance(value, str):
        return value if type(value) is not str else plain_text(value)
    if isinstance(value, tuple):
        parts = tuple(map(_plain, value))
        return value if all(map(operator.is_, parts, value)) else parts
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in dataclasses.fields(value):
            part = getattr(value, field.name)
            plain = _plain(part)
            if plain is not part:
                changed[field.name] = plain
        return dataclasses.replace(value, **changed) if changed else value
    return value
