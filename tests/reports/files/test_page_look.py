"""A workspace's colour on pages: readable in both schemes, and never in charts."""

import re

import pytest

from reports.files.branding import ACCENT, Branding, Paper
from reports.files.contrast import DARK_PAPERS, PAPERS, TEXT, contrast
from reports.files.page_look import page_look

# Yellow, white, black, the middle of grey, a red, ours but for a digit.
COLOURS = ("#ffd400", "#ffffff", "#000000", "#808080", "#e4002b", "#0f6b63")


def schemes(styles: str) -> list[dict[str, str]]:
    """The variables of the light and of the dark scheme."""
    blocks = re.findall(r"body\{(.*?)\}", styles)
    return [dict(re.findall(r"--([\w-]+):([^;]+)", block)) for block in blocks]


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize(
    ("scheme", "papers"), [(0, PAPERS), (1, DARK_PAPERS)], ids=["light", "dark"]
)
def test_words_can_be_read_in_the_colour_and_on_it(colour, scheme, papers):
    shown = schemes(page_look(Branding("Kontor", colour)))[scheme]
    for paper in (*papers, shown["accent-wash"]):
        assert contrast(shown["accent"], paper) >= TEXT
        assert contrast(shown["accent-strong"], paper) >= TEXT
    for area in (shown["accent"], shown["accent-strong"]):
        assert contrast(shown["on-accent"], area) >= TEXT


def test_a_colour_that_can_be_read_stays_as_it_is():
    light, dark = schemes(page_look(Branding("Kontor", "#7a1f5c")))
    assert (light["accent"], light["bs-link-color-rgb"]) == ("#7a1f5c", "122,31,92")
    assert dark["accent"] != "#7a1f5c"


def test_charts_and_gates_keep_our_colour():
    """The root keeps it, from where charts and gates take it back."""
    styles = page_look(Branding("Kontor", "#7a1f5c"))
    assert ":root{--house-accent:var(--accent)}" in styles
    assert ".chart-place,.gate-mark{--accent:var(--house-accent)}" in styles
    assert re.findall(r":root\{--accent", styles) == []


def test_without_a_look_nothing_is_added():
    assert page_look(Branding("Kontor")) == ""
    assert page_look(Branding("Kontor", ACCENT, paper=Paper.A4)) == ""


def test_a_browser_prints_on_the_workspaces_paper():
    assert page_look(Branding("Kontor", paper=Paper.LETTER)) == "@media print{@page{size:letter}}"
    assert "@page" not in page_look(Branding("Kontor", "#7a1f5c"))
