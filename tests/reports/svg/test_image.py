"""Pictures as files: the same bytes for the same picture, in the font of the package."""

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image, ImageChops

from reports.figures import theme
from reports.figures.page_colours import page_colours
from reports.svg import svg_of
from reports.svg.image import pngs_of, standalone
from tests.reports.svg.specimens import INK, SPECIMENS, axis, figure, scatter

PAPER = {"title": "T", "description": "D", "ids": "c", "width": 832}


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_picture_has_the_size_asked_for_and_the_same_bytes_whatever_is_drawn_with_it():
    svg, other = (svg_of(SPECIMENS[name](), **PAPER) for name in ("columns", "radar"))
    (png,) = pngs_of([svg], width_px=832, scale=1.5)
    assert pixels(png).size == (1248, 450)
    second, again = pngs_of([other, svg], width_px=832, scale=1.5)
    assert (png == again, png == second) == (True, False)


def test_no_pictures_are_none():
    assert pngs_of([], width_px=832) == []


def test_the_pages_svg_and_the_files_svg_are_one_picture():
    made = figure(
        scatter([1, 9], [1, 9], line={"color": theme.LIGHT.accent}),
        xaxis=axis(gridcolor=theme.LIGHT.hairline),
        yaxis=axis(gridcolor=theme.LIGHT.hairline),
    )
    page, file = svg_of(made, colours=page_colours(), **PAPER), svg_of(made, **PAPER)
    assert "var(" in page
    assert standalone(page) == standalone(file)
    assert "var(" not in standalone(page)


def test_the_document_names_its_font():
    root = ET.fromstring(standalone(svg_of(SPECIMENS["radar"](), **PAPER)))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("font-family").startswith("'IBM Plex Sans Arabic', ")


@pytest.mark.parametrize("words", ["Readiness", "قسم المبيعات"])
def test_letters_are_drawn_and_end_where_they_are_anchored(words):
    def picture(text: str) -> Image.Image:
        made = figure(
            scatter([1], [1], line={"color": INK}), xaxis=axis(), yaxis=axis(ticktext=[text] * 4)
        )
        (png,) = pngs_of([svg_of(made, **PAPER)], width_px=832)
        return pixels(png)

    left, _top, right, _bottom = ImageChops.difference(picture(words), picture("")).getbbox()
    assert 115 <= right <= 120, "a name ends at the axis"
    assert left < right - 50
