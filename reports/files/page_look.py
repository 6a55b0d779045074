"""The look of a workspace for pages, as a stylesheet: its colour in both schemes, its paper."""

from __future__ import annotations

from reports.files.branding import ACCENT, Branding, Paper
from reports.files.contrast import BLACK, DARK_PAPERS, PAPERS, WHITE, mixed, readable

# In charts and gates colours carry a meaning; they keep ours, which everybody can tell apart.
KEPT = ":root{--house-accent:var(--accent)}.chart-place,.gate-mark{--accent:var(--house-accent)}"
DARK = "@media screen and (prefers-color-scheme:dark)"
LETTER = "@media print{@page{size:letter}}"

# How much of the colour is in an area behind words, and how much darker or lighter it gets
# under the pointer.
WASH = 0.1
STRONG = 0.25


def page_look(branding: Branding) -> str:
    """Return what comes after the product's stylesheets, "" for a workspace with our look.

    Words in the colour, and words on it, can be read on all papers of either scheme.
    """
    colours = "" if branding.accent == ACCENT else _colours(branding.accent)
    return colours + (LETTER if branding.paper is Paper.LETTER else "")


def _colours(accent: str) -> str:
    light = _scheme(accent, PAPERS, on_accent=WHITE, towards=BLACK)
    # Words on a light area have the colour of the dark paper, on which that area stands out.
    dark = _scheme(accent, DARK_PAPERS, on_accent=DARK_PAPERS[0], towards=WHITE)
    return f"{KEPT}{light}{DARK}{{{dark}}}"


def _scheme(accent: str, papers: tuple[str, ...], *, on_accent: str, towards: str) -> str:
    wash = mixed(papers[-1], accent, WASH)
    shown = readable(accent, (*papers, wash))
    strong = mixed(shown, towards, STRONG)
    return (
        f"body{{--accent:{shown};--accent-strong:{strong};--accent-wash:{wash};"
        f"--on-accent:{on_accent};--bs-link-color-rgb:{_channels(shown)};"
        f"--bs-link-hover-color-rgb:{_channels(strong)}}}"
    )


def _channels(colour: str) -> str:
    return ",".join(str(part) for part in bytes.fromhex(colour.lstrip("#")))
