"""A workspace's look: the product's where it has none, and never a colour that is none."""

import pytest

from reports.files.branding import Branding, Logo, LogoType
from reports.files.contrast import DARK_PAPERS, TEXT, lowest_contrast


def test_a_workspace_without_a_look_has_the_products():
    branding = Branding("Kontor & Co")
    assert (branding.accent, branding.logo) == ("#0f6b62", None)
    assert branding.accent_on() == "#0f6b62"


@pytest.mark.parametrize("accent", ["", "#FFF", "red", "#12345g", "#123456}body{display:none"])
def test_an_accent_is_a_colour(accent):
    with pytest.raises(ValueError, match="not a colour"):
        Branding("Kontor", accent)


def test_a_yellow_accent_is_darkened_on_paper_and_kept_in_the_dark():
    branding = Branding("Kontor", "#ffd400")
    assert lowest_contrast(branding.accent_on()) >= TEXT
    assert branding.accent_on(DARK_PAPERS) == "#ffd400"


def test_a_logo_keeps_its_proportions():
    wide = Logo(b"", LogoType.PNG, 400, 100)
    tall = Logo(b"", LogoType.JPEG, 100, 400)
    assert wide.fitted(120, 40) == (120, 30)
    assert tall.fitted(120, 40) == (10, 40)
    assert (wide.media_type.ending, tall.media_type.ending) == (".png", ".jpg")
