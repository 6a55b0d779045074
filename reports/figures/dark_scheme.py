"""A figure of the light scheme in the colours of the dark one."""

from __future__ import annotations

from typing import Any

from reports.figures import theme
from reports.figures.page_colours import tokens_of


def in_dark(figure: dict[str, Any]) -> dict[str, Any]:
    """Return the figure with each light colour in the dark scheme's; texts stay as they are."""
    return {key: _in_dark(value, _holds_colours(key)) for key, value in figure.items()}


def _in_dark(value: Any, is_colour: bool) -> Any:
    if isinstance(value, dict):
        return in_dark(value)
    if isinstance(value, list | tuple):
        return [_in_dark(each, is_colour) for each in value]
    return DARK_OF.get(value, value) if is_colour and isinstance(value, str) else value


def _holds_colours(key: str) -> bool:
    """Plotly's names: color, fillcolor, colorscale; in `meta` also marker.color."""
    return key.lower().endswith(("color", "colors", "colorscale"))


def _pairs() -> dict[str, str]:
    light, dark = tokens_of(theme.LIGHT), tokens_of(theme.DARK)
    return {light[token]: dark[token] for token in light}


DARK_OF = _pairs()
