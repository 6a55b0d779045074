"""What a workspace puts on its reports: its name, its logo, one colour; and its paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from reports.files.contrast import HEX, PAPERS, TEXT, readable

ACCENT = "#0f6b62"


class LogoType(StrEnum):
    """Kinds of pictures that every file can hold."""

    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def ending(self) -> str:
        """The ending of a file's name, with its dot."""
        return {LogoType.PNG: ".png", LogoType.JPEG: ".jpg"}[self]


class Paper(TextChoices):
    """Sizes of sheets, as typst calls them."""

    A4 = "a4", _("A4")
    LETTER = "us-letter", _("US Letter")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as uploaded and checked; width and height in pixels, both above 0."""

    content: bytes
    media_type: LogoType
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return the size with which the logo fills a box and keeps its proportions."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


@dataclass(frozen=True, slots=True)
class Branding:
    """A workspace's look. `accent` is "#rrggbb" in small letters, or ValueError is raised."""

    name: str
    accent: str = ACCENT
    logo: Logo | None = None
    paper: Paper = Paper.A4

    def __post_init__(self) -> None:
        if not HEX.fullmatch(self.accent):
            raise ValueError(f"not a colour of the form #rrggbb: {self.accent!r}")

    def accent_on(self, papers: tuple[str, ...] = PAPERS, least: float = TEXT) -> str:
        """Return the accent, darker or lighter where it could not be read on these papers."""
        return readable(self.accent, papers, least)
