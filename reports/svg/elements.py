"""SVG as text: elements with their attributes, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

Attributes = Mapping[str, str | float | None]

# What is markup is written otherwise; what XML 1.0 cannot hold, even so, is left out.
_WRITTEN: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}


def element(name: str, attributes: Attributes, content: str | Iterable[str] = "") -> str:
    """Return an element; the content is markup already, attributes of None are left out."""
    inner = content if isinstance(content, str) else "".join(content)
    written = "".join(
        f' {key}="{_attribute(value)}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def escaped(text: str) -> str:
    """Return text for an element's content or a quoted attribute."""
    return text.translate(_WRITTEN)


def number(value: float) -> str:
    """Return a number with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _attribute(value: str | float | None) -> str:
    return escaped(value) if isinstance(value, str) else number(value or 0)
