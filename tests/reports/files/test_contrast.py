"""Contrast by WCAG: published values, and colours that cannot be read are mended."""

import pytest

from reports.files.contrast import (
    DARK_PAPERS,
    GRAPHIC,
    PAPERS,
    TEXT,
    contrast,
    ink_on,
    lowest_contrast,
    may_carry_text,
    readable,
)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        # WCAG's technique G18 and its much cited pair: the lightest grey that passes on white.
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_published_ratios(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_text_needs_more_than_a_mark():
    assert may_carry_text("#0f6b62")
    assert not may_carry_text("#949494")  # 3.03 on white, just below 3 on the page's paper
    assert not may_carry_text("#8f8f8f")
    assert lowest_contrast("#8f8f8f") >= GRAPHIC > lowest_contrast("#ffd400")


def test_the_paper_on_which_it_is_worst_decides():
    assert contrast("#949494", "#ffffff") >= GRAPHIC > lowest_contrast("#949494")


@pytest.mark.parametrize("colour", ["#ffd400", "#ffffff", "#000000", "#0f6b62", "#e4002b"])
@pytest.mark.parametrize("papers", [PAPERS, DARK_PAPERS])
@pytest.mark.parametrize("least", [TEXT, GRAPHIC])
def test_what_cannot_be_read_is_mended_and_the_rest_left_alone(colour, papers, least):
    mended = readable(colour, papers, least)
    assert lowest_contrast(mended, papers) >= least
    assert (mended == colour) is (lowest_contrast(colour, papers) >= least)


@pytest.mark.parametrize(
    ("area", "ink"), [("#0f6b62", "#ffffff"), ("#ffd400", "#000000"), ("#ffffff", "#000000")]
)
def test_ink_on_an_area(area, ink):
    assert ink_on(area) == ink
    assert contrast(ink, area) >= TEXT


@pytest.mark.parametrize("text", ["", "red", "#fff", "#0F6B62", "#0f6b62;", "#0f6b62\n", "0f6b62"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match="not a colour"):
        contrast(text, "#ffffff")
