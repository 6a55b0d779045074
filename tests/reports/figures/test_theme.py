"""The figures' colours are those of the pages, in both schemes, and can be read."""

import re

import pytest
from django.conf import settings

from reports.figures import theme

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}
NAMES = {
    "ink": "ink",
    "ink-soft": "ink_soft",
    "hairline": "hairline",
    "field-line": "field_line",
    "paper": "paper",
    "accent": "accent",
    "business": "business",
    "it": "it",
    "executives": "executives",
    "frontline": "frontline",
}


def tokens(scheme: str) -> dict[str, str]:
    """The colours that tokens.css sets for a scheme."""
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    light, dark = re.split(r"@media[^{]*prefers-color-scheme: dark[^{]*\{", css)
    text = light if scheme == "light" else dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_are_those_of_the_pages(scheme):
    palette, page = SCHEMES[scheme], tokens(scheme)
    assert {name: getattr(palette, field) for name, field in NAMES.items()} == {
        name: page[name] for name in NAMES
    }
    assert palette.levels == tuple(page[f"level-{level}"] for level in range(1, 6))
    assert palette.on_levels == tuple(page[f"on-level-{level}"] for level in range(1, 6))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out_from_what_is_behind_them(scheme):
    """WCAG AA: 4.5 to 1 for text, which axe cannot measure inside a chart."""
    palette = SCHEMES[scheme]
    pairs = [
        (getattr(palette, name), palette.paper)
        for name in ("ink", "ink_soft", "accent", "business", "it", "executives", "frontline")
    ]
    pairs += zip(palette.on_levels, palette.levels, strict=True)
    weak = [(text, ground) for text, ground in pairs if contrast(text, ground) < 4.5]
    assert weak == []


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("word", "lines"), [
    ("unterschrieben.", ["untersch-", "rieben."]),
    ("Donau-Dampfschifffahrt", ["Donau-", "Dampfsch-", "ifffahrt"]),
    ("42\u00a0% davon", ["42\u00a0% davon"]),
])  # fmt: skip
def test_long_words_break_alike_and_numbers_never(word, lines):
    assert theme.wrapped(word, 14).split("<br>") == lines
