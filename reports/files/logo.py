"""Makes a logo that is safe to show out of whatever somebody uploaded: decoded and drawn anew."""

from __future__ import annotations

import io

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from reports.files.branding import Logo, LogoType

LARGEST_FILE = 500_000
# A small file may unpack to gigabytes: how many pixels are decoded at all, and how many are kept.
MOST_PIXELS = 16_000_000
LONGEST_SIDE = 1_200
FORMATS = ("PNG", "JPEG")
JPEG_QUALITY = 90


class LogoTrouble(TextChoices):
    """Why a file cannot be the logo."""

    TOO_LARGE = "too_large", _("The logo is larger than 500 kB. Make it smaller and try again.")
    NO_PICTURE = "no_picture", _("The logo must be a PNG or JPEG picture.")
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The logo has too many pixels. Make it smaller and try again."),
    )


class LogoRefusedError(ValueError):
    """A file cannot be the logo; `trouble` says why."""

    def __init__(self, trouble: LogoTrouble) -> None:
        super().__init__(str(trouble.label))
        self.trouble = trouble


def logo_of(content: bytes) -> Logo:
    """Return the picture drawn anew, at most 1200 pixels wide and high, without what it carried.

    Raises LogoRefusedError for anything that is no small PNG or JPEG.
    """
    if len(content) > LARGEST_FILE:
        raise LogoRefusedError(LogoTrouble.TOO_LARGE)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            upright = _upright(picture)
    except Image.DecompressionBombError as error:
        raise LogoRefusedError(LogoTrouble.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, MemoryError) as error:
        raise LogoRefusedError(LogoTrouble.NO_PICTURE) from error
    is_jpeg = upright.mode == "RGB"
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    file = io.BytesIO()
    if is_jpeg:
        upright.save(file, "JPEG", quality=JPEG_QUALITY)
    else:
        upright.save(file, "PNG", optimize=True)
    kind = LogoType.JPEG if is_jpeg else LogoType.PNG
    return Logo(file.getvalue(), kind, upright.width, upright.height)


def _upright(picture: Image.Image) -> Image.Image:
    """Decode a picture of a bounded size; JPEG as RGB, PNG with its transparency."""
    if picture.width * picture.height > MOST_PIXELS:
        raise LogoRefusedError(LogoTrouble.TOO_MANY_PIXELS)
    mode = "RGB" if picture.format == "JPEG" else "RGBA"
    return ImageOps.exif_transpose(picture).convert(mode)
