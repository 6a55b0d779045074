"""The light colours of figures as variables of the page, so that one SVG serves both schemes."""

from __future__ import annotations

from dataclasses import fields

from reports.figures import theme


def page_colours() -> dict[str, str]:
    """Return what stands for each colour in a page: its variable, and itself as a fallback.

    The fallback also tells `reports.svg.image` the colour where there is no stylesheet.
    """
    names: dict[str, str] = {}
    for token, colour in tokens_of(theme.LIGHT).items():
        names.setdefault(colour, f"var(--{token}, {colour})")
    return names


def tokens_of(palette: theme.Palette) -> dict[str, str]:
    """Return a palette by the names of the variables in tokens.css: ink-soft, level-1, …"""
    tokens: dict[str, str] = {}
    for field in fields(palette):
        name, value = field.name.replace("_", "-"), getattr(palette, field.name)
        if isinstance(value, str):
            tokens[name] = value
        else:
            one = name.removesuffix("s")
            tokens |= {f"{one}-{place}": colour for place, colour in enumerate(value, start=1)}
    return tokens
