"""Compares, in a browser, what our SVG shows with what Plotly draws of the same figure."""

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, Page

from reports.figures import theme
from reports.staticfiles import plotly_folder
from reports.svg import svg_of
from reports.svg.narrow import fitted

WIDE, NARROW = 832, 358
# Pixels by which a mark or a word may move when Plotly takes over.
TOLERANCE = 2.0

# What can be seen, as [what it is, left, top, right, bottom] in pixels of the drawing. A path of
# several strokes counts as several.
SEEN = """
(root) => {
  const origin = root.getBoundingClientRect();
  const box = (what, part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return [what, left - origin.left, top - origin.top, right - origin.left, bottom - origin.top];
  };
  const strokes = (path) => {
    const parts = (path.getAttribute("d") ?? "").split(/(?=M)/).filter((part) => part.length > 1);
    if (parts.length < 2) return [box("path", path)];
    return parts.map((d) => {
      const part = path.cloneNode();
      part.setAttribute("d", d);
      path.after(part);
      const found = box("path", part);
      part.remove();
      return found;
    });
  };
  const isDrawn = (part) => {
    if (part.closest("defs, clipPath, pattern, .draglayer, .hoverlayer, .plotbg")) return false;
    const look = getComputedStyle(part);
    const isSeen = (paint) => look[paint] !== "none" && Number(look[`${paint}Opacity`]) > 0;
    const hasLine = isSeen("stroke") && parseFloat(look.strokeWidth) > 0;
    const { width, height } = part.getBoundingClientRect();
    const hasArea = isSeen("fill") && width > 0 && height > 0;
    return look.display !== "none" && (hasArea || hasLine);
  };
  const seen = [];
  for (const text of root.querySelectorAll("text")) {
    const words = text.textContent.replace(/[\\u2067\\u2069]/g, "");
    if (words.trim()) seen.push(box(words, text));
  }
  for (const path of root.querySelectorAll("path, line")) {
    const hasWay = path.matches("line, [d^=M]:not([d='M0,0Z'])");
    if (hasWay && isDrawn(path)) seen.push(...strokes(path));
  }
  return seen;
}
"""


def blank_page(browser: Browser) -> Page:
    """Open a page with Plotly, in the font of the product's pages."""
    page = browser.new_page(viewport={"width": 900, "height": 1800})
    page.set_content('<body><div id="plotly"></div><div id="ours"></div></body>')
    page.add_style_tag(content=f"body {{ margin: 0; font-family: {theme.FONT} }}")
    page.add_script_tag(path=plotly_folder() / "plotly.min.js")
    return page


def differences(
    page: Page, figure: Mapping[str, Any], width: int, ours: Mapping[str, Any] | None = None
) -> list[str]:
    """Return what is missing, too much or moved in our drawing; of a true one, nothing.

    With `ours`, the drawing of another figure is compared.
    """
    adapted = fitted(figure, width)
    theirs = page.evaluate(
        f"""async ([data, layout]) => {{
          await document.fonts.ready;
          const place = document.getElementById("plotly");
          Plotly.purge(place);
          await Plotly.newPlot(place, data, layout, {{ displayModeBar: false }});
          const seen = {SEEN};
          return [...place.querySelectorAll(".main-svg")].flatMap((svg) => seen(svg));
        }}""",
        [adapted["data"], adapted["layout"]],
    )
    svg = svg_of(ours or figure, width=width, title="t", description="d", ids="c")
    drawn = page.evaluate(
        f"""(svg) => {{
          const place = document.getElementById("ours");
          place.innerHTML = svg;
          return ({SEEN})(place.firstElementChild);
        }}""",
        svg,
    )
    return _compared(theirs, drawn)


def _compared(theirs: list[list[Any]], ours: list[list[Any]]) -> list[str]:
    """Pair each thing of Plotly's with one of ours that is the same, the nearest pairs first."""
    pairs = sorted(
        (_distance(one[1:], other[1:]), place, beside)
        for place, one in enumerate(theirs)
        for beside, other in enumerate(ours)
        if one[0] == other[0]
    )
    partners: dict[int, int] = {}
    moved = []
    for distance, place, beside in pairs:
        if place in partners or beside in partners.values():
            continue
        partners[place] = beside
        if distance > TOLERANCE:
            what, *box = theirs[place]
            moved.append(f"moved: {what} from {_rounded(ours[beside][1:])} to {_rounded(box)}")
    missing = [one for place, one in enumerate(theirs) if place not in partners]
    left = [one for beside, one in enumerate(ours) if beside not in partners.values()]
    return [
        *moved,
        *(f"missing: {what} at {_rounded(box)}" for what, *box in missing),
        *(f"too much: {what} at {_rounded(box)}" for what, *box in left),
    ]


def _distance(one: list[float], other: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _rounded(box: list[float]) -> str:
    return json.dumps([round(edge, 1) for edge in box])
