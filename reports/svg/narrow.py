"""What a width changes in a figure; static/js/narrow.js holds the same rule."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

# Pixels; below them a figure takes the values in its layout's `meta`.
NARROW = 640


def fitted(figure: Mapping[str, Any], width: int) -> dict[str, Any]:
    """Return the figure as it is at a width in pixels; the one given stays as it is.

    `layout.meta["narrow"]` maps paths in the layout ("yaxis.tickfont.size") to values.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(figure))
    layout = changed["layout"]
    if width < NARROW:
        for path, value in (layout.get("meta") or {}).get("narrow", {}).items():
            _assign(layout, path.split("."), value)
    for name in layout:
        # Plotly turns crowded names by itself; they stay as they were drawn.
        if name.startswith("xaxis") and layout[name].get("tickangle") is None:
            layout[name]["tickangle"] = 0
    layout["width"] = width
    return changed


def _assign(part: dict[str, Any], path: list[str], value: Any) -> None:
    *parents, last = path
    for key in parents:
        part = part.setdefault(key, {})
    part[last] = value
