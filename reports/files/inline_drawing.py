"""Drawings within a page: the same chart may stand in several places of it."""

from __future__ import annotations

import re

# What names an element of a drawing, and what refers to one by its name.
NAMED = re.compile(r'(?<=[\s])(id|aria-labelledby|aria-describedby)="([^"]*)"')
REFERRED = re.compile(r'(url\(#|href="#)')


def with_own_names(drawing: str, place: str) -> str:
    """Return an SVG whose ids begin with its place, for ids are unique within a page."""
    named = NAMED.sub(
        lambda match: f'{match[1]}="{" ".join(f"{place}-{name}" for name in match[2].split())}"',
        drawing,
    )
    return REFERRED.sub(rf"\g<1>{place}-", named)
