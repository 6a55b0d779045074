"""Texts of a document without characters that no file format can hold."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar

Value = TypeVar("Value")

# What XML 1.0 has no way to write: control characters, halves of pairs, and two non-characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return UNWRITABLE.sub("", text)


def with_plain_text(value: Value) -> Value:
    """Return the same dataclass with plain text in all its fields, however deep."""
    plain: Any = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if type(value) is not str else plain_text(value)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        plain = {name: _plain(part) for name, part in fields.items()}
        changed = {name: part for name, part in plain.items() if part != fields[name]}
        return dataclasses.replace(value, **changed) if changed else value
    return value
