"""A logo is drawn anew: what was uploaded is never kept, and nothing large is decoded."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from reports.files.branding import LogoType
from reports.files.logo import LONGEST_SIDE, LogoRefusedError, LogoTrouble, logo_of


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), **options) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#7a1f5c").save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("kind", "expected"), [("PNG", LogoType.PNG), ("JPEG", LogoType.JPEG)])
def test_a_picture_keeps_its_kind_and_size(kind, expected):
    logo = logo_of(picture(kind))
    assert (logo.media_type, logo.width, logo.height) == (expected, 300, 100)
    with Image.open(io.BytesIO(logo.content)) as found:
        assert (found.format, found.size) == (kind, (300, 100))


def test_a_large_picture_becomes_smaller():
    logo = logo_of(picture(size=(3000, 1000)))
    assert (logo.width, logo.height) == (LONGEST_SIDE, 400)


def test_nothing_the_file_carried_is_left():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "<script>alert(1)</script>")
    content = picture(pnginfo=notes) + b"<?php system($_GET['c']); ?>"
    assert b"script" in content
    drawn = logo_of(content).content
    assert b"script" not in drawn
    assert b"php" not in drawn


def test_the_same_picture_is_drawn_the_same():
    assert logo_of(picture()).content == logo_of(picture()).content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture("GIF"),
        picture("BMP"),
        picture()[:60],
        b"\x89PNG\r\n\x1a\n" + bytes(50),
    ],
    ids=["nothing", "SVG", "GIF", "BMP", "cut off", "broken"],
)
def test_what_is_no_png_or_jpeg_is_refused(content):
    with pytest.raises(LogoRefusedError) as refused:
        logo_of(content)
    assert refused.value.trouble is LogoTrouble.NO_PICTURE


@pytest.mark.parametrize("size", [(60_000, 60_000), (5_000, 4_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    with pytest.raises(LogoRefusedError) as refused:
        logo_of(bomb(*size))
    assert refused.value.trouble is LogoTrouble.TOO_MANY_PIXELS


def test_a_large_file_is_refused():
    with pytest.raises(LogoRefusedError) as refused:
        logo_of(bytes(500_001))
    assert refused.value.trouble is LogoTrouble.TOO_LARGE
