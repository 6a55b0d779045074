"""Plotly's little markup as lines of SVG text, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reports.svg.colours import Colours
from reports.svg.elements import element, escaped
from reports.svg.measure import width_of
from reports.svg.supported import UnsupportedFigureError

# Parts of a font size, as in Plotly.
LINE_SPACING: Final = 1.3
MIDDLE: Final = 0.35  # from the baseline up to the middle of small letters
CAPITAL: Final = 0.7
# A line's box, and how far its middle is above the baseline: the same for common fonts.
BOX_HEIGHT: Final = 1.17

_TAG: Final = re.compile(r"<(/?)([a-z]+)[^<>]*>", re.IGNORECASE)
_ENTITY: Final = re.compile(
    r"&(#[0-9]+|#x[0-9a-f]+|amp|lt|gt|nbsp|times|plusmn|deg|mu);", re.IGNORECASE
)
_NAMED: Final = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "nbsp": "\u00a0",
    "times": "×",
    "plusmn": "±",
    "deg": "°",
    "mu": "μ",
}
_KNOWN_TAGS: Final = frozenset({"b", "strong", "br"})
# What Plotly makes of these would be missing in the drawing; other tags it shows as they are.
_REFUSED_TAGS: Final = frozenset({"a", "em", "i", "s", "span", "sub", "sup", "u"})
_BOLD: Final = 700
# Isolate a line that begins right to left: the same in every program, anchors untouched.
_RIGHT_TO_LEFT: Final = "\u2067"
_END: Final = "\u2069"


@dataclass(frozen=True, slots=True)
class Font:
    """How a text is set: size in pixels, colour, weight."""

    size: float
    colour: str
    weight: int = 400

    def changed(self, settings: Mapping[str, Any] | None, place: int = 0) -> Font:
        """Return the font with what a figure sets; lists hold a value for each point."""
        chosen = {key: each(value, place) for key, value in (settings or {}).items()}
        weight = chosen.get("weight") or self.weight
        return Font(
            size=float(chosen.get("size") or self.size),
            colour=chosen.get("color") or self.colour,
            weight={"normal": 400, "bold": _BOLD}.get(str(weight)) or int(weight),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of a line that share a weight."""

    text: str
    is_bold: bool


Line = tuple[Run, ...]


def each(value: Any, place: int) -> Any:
    """Return the value at a place where Plotly takes one for all or a list."""
    if isinstance(value, list | tuple):
        return value[place] if place < len(value) else None
    return value


def lines_of(text: object) -> tuple[Line, ...]:
    """Read Plotly's markup: <br>, <b> and entities; nothing at all gives no line."""
    lines: list[list[Run]] = [[]]
    bold, at = 0, 0
    words = "" if text is None else re.sub(r"[\r\n]+", " ", str(text))
    if not words:
        return ()
    for tag in _TAG.finditer(words):
        name = tag.group(2).lower()
        if name in _REFUSED_TAGS:
            raise UnsupportedFigureError("text", f"<{name}> is not drawn")
        if name not in _KNOWN_TAGS:
            continue
        _add(lines[-1], words[at : tag.start()], bold)
        at = tag.end()
        if name == "br":
            lines.append([])
        else:
            bold = max(0, bold + (-1 if tag.group(1) else 1))
    _add(lines[-1], words[at:], bold)
    return tuple(tuple(line) for line in lines)


def block_width(lines: Sequence[Line], font: Font) -> float:
    """Return the width of the widest line in pixels."""
    return max(
        sum(width_of(run.text, font.size, _BOLD if run.is_bold else font.weight) for run in line)
        for line in lines
    )


def block_height(lines: Sequence[Line], font: Font) -> float:
    """Return the height of the lines together in pixels."""
    return font.size * (BOX_HEIGHT + LINE_SPACING * (len(lines) - 1))


def first_baseline(middle: float, lines: Sequence[Line], font: Font) -> float:
    """Return where the first line stands when the block's middle is at a height."""
    return middle + font.size * (MIDDLE - LINE_SPACING / 2 * (len(lines) - 1))


def written(
    lines: Sequence[Line],
    font: Font,
    colours: Colours,
    *,
    x: float,
    y: float,
    anchor: str,
    turn: str | None = None,
) -> str:
    """Return the lines as a text element, the first one's baseline at y."""
    if not any(lines):
        return ""
    spans = [
        _line(line, x, y + place * LINE_SPACING * font.size, is_only=len(lines) == 1)
        for place, line in enumerate(lines)
    ]
    attributes = {
        "x": x,
        "y": y,
        "text-anchor": None if anchor == "start" else anchor,
        "font-size": font.size,
        "font-weight": None if font.weight == 400 else font.weight,
        **colours.fill(font.colour, path="font.color"),
        "transform": turn,
    }
    return element("text", attributes, spans)


def _line(line: Line, x: float, y: float, *, is_only: bool) -> str:
    words = "".join(_run(run) for run in line)
    if _is_right_to_left(line):
        words = f"{_RIGHT_TO_LEFT}{words}{_END}"
    return words if is_only else element("tspan", {"x": x, "y": y}, words)


def _run(run: Run) -> str:
    words = escaped(run.text)
    return element("tspan", {"font-weight": _BOLD}, words) if run.is_bold else words


def _is_right_to_left(line: Line) -> bool:
    for letter in "".join(run.text for run in line):
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def _add(line: list[Run], words: str, bold: int) -> None:
    if words:
        line.append(Run(_ENTITY.sub(_character, words), bold > 0))


def _character(entity: re.Match[str]) -> str:
    name = entity.group(1).lower()
    if not name.startswith("#"):
        return _NAMED[name]
    is_hex = name.startswith("#x")
    return _from_code(int(name[2 if is_hex else 1 :], 16 if is_hex else 10))


def _from_code(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
