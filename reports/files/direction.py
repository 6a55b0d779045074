"""Names written from right to left within sentences that run from left to right.

Without care a number after such a name is drawn to its left, as if it were part of the name.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from django.utils.translation import get_language_bidi

Part = TypeVar("Part")

ISOLATE, END = "\u2068", "\u2069"

# Hebrew, Arabic, Syriac, Thaana, N'Ko and the presentation forms; words with blanks between.
_WORD = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
RIGHT_TO_LEFT = re.compile(f"{_WORD}(?:[ '’.-]+{_WORD})*")


def isolated(text: str) -> str:
    """Return a text of the active language, whose order no name in it can change.

    A text with a name that is apart already stays as it is.
    """
    # Most texts are left to right: the letters tell sooner than the language.
    if not RIGHT_TO_LEFT.search(text) or ISOLATE in text or get_language_bidi():
        return text
    return RIGHT_TO_LEFT.sub(lambda name: name_apart(name[0]), text)


def name_apart(name: str) -> str:
    """Return a whole name, with its numbers, that keeps to itself in any sentence."""
    return f"{ISOLATE}{name}{END}" if RIGHT_TO_LEFT.search(name) else name


def with_names_apart(value: Part) -> Part:
    """Return a part of a document in which every text is `isolated`."""
    apart: Part = _apart(value)
    return apart


def _apart(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return isolated(value)
    if isinstance(value, tuple):
        return tuple(map(_apart, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: _apart(getattr(value, each.name)) for each in fields(value)}
        return replace(value, **parts)
    return value
