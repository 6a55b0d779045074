"""SVG as text: elements with their attributes, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

Attributes = Mapping[str, str | float | None]

# What XML 1.0 cannot hold, even escaped.
_UNPRINTABLE: Final = re.compile(
    "[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def element(name: str, attributes: Attributes, content: str | Iterable[str] = "") -> str:
    """Return an element; the content is markup already, attributes of None are left out."""
    inner = content if isinstance(content, str) else "".join(content)
    written = "".join(
        f' {key}="{_attribute(value)}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def escaped(text: str) -> str:
    """Return text for an element's content or a quoted attribute."""
    printable = _UNPRINTABLE.sub("", text)
    pairs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return re.sub('[&<>"]', lambda match: pairs[match.group()], printable)


def number(value: float) -> str:
    """Return a number with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _attribute(value: str | float | None) -> str:
    return escaped(value) if isinstance(value, str) else number(value or 0)
